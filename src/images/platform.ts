// Which manifest of a multi-platform index is meant.

import { TsRunError } from "../base/index.ts";
import { choosePlatform, formatPlatform, type Platform } from "../registry/index.ts";
import type { Descriptor } from "./documents.ts";

const architectures: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

export function hostPlatform(arch: string = process.arch): Platform {
  return { os: "linux", architecture: architectures[arch] ?? arch };
}

/** Throws ERR_NOT_FOUND that lists what there is. A descriptor without a platform counts when it is the only one. */
export function chooseDescriptor(descriptors: readonly Descriptor[], wanted: Platform, what: string): Descriptor {
  const platforms = descriptors.map(({ platform }): Platform | undefined => {
    if (!platform) return undefined;
    const { os, architecture, variant } = platform;
    return variant ? { os, architecture, variant } : { os, architecture };
  });
  const chosen = descriptors[choosePlatform(platforms, wanted) ?? -1];
  if (chosen !== undefined) return chosen;
  const [only] = descriptors;
  if (only !== undefined && descriptors.length === 1 && !only.platform) return only;
  const offered = platforms.flatMap((platform) => (platform === undefined ? [] : [formatPlatform(platform)]));
  throw new TsRunError(
    "ERR_NOT_FOUND",
    `choose ${formatPlatform(wanted)} from ${what}: it has ${offered.join(", ") || "no platforms"}`,
    { hint: offered[0] === undefined ? undefined : `pass --platform ${offered[0]}` },
  );
}
