// Which manifest of a multi-platform index is meant.

import { TsRunError } from "../base/index.ts";
import type { Descriptor } from "./documents.ts";

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const architectures: Readonly<Record<string, string>> = {
  x64: "amd64",
  x86_64: "amd64",
  arm64: "arm64",
  aarch64: "arm64",
  ia32: "386",
  i386: "386",
  arm: "arm",
};

export function hostPlatform(arch: string = process.arch): Platform {
  return { os: "linux", architecture: architectures[arch] ?? arch };
}

/** "linux/amd64", "arm64", "linux/arm/v7". Throws ERR_USAGE. */
export function parsePlatform(text: string): Platform {
  const parts = text.toLowerCase().split("/");
  if (parts.length > 3 || parts.some((part) => !/^[a-z0-9_.-]+$/.test(part))) {
    throw new TsRunError("ERR_USAGE", `read platform ${JSON.stringify(text)}: it is not OS/ARCH[/VARIANT]`, {
      hint: "for example linux/amd64 or linux/arm64",
    });
  }
  const [first = "", second, variant] = parts;
  if (second === undefined && first !== "linux") return normalPlatform("linux", first);
  return normalPlatform(first, second ?? hostPlatform().architecture, variant);
}

function normalPlatform(os: string, architecture: string, variant?: string): Platform {
  const normal = architectures[architecture] ?? architecture;
  return variant === undefined || (normal === "arm64" && variant === "v8")
    ? { os, architecture: normal }
    : { os, architecture: normal, variant };
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join("/");
}

/** Throws ERR_NOT_FOUND that lists what there is. A descriptor without a platform counts when it is the only one. */
export function choosePlatform(descriptors: readonly Descriptor[], wanted: Platform, what: string): Descriptor {
  const fitting = descriptors.filter(
    ({ platform }) =>
      platform?.os === wanted.os &&
      (architectures[platform.architecture] ?? platform.architecture) === wanted.architecture,
  );
  const exact = fitting.find(({ platform }) => wanted.variant === undefined || platform?.variant === wanted.variant);
  const only = descriptors.length === 1 && !descriptors[0]?.platform ? descriptors[0] : undefined;
  const chosen = exact ?? only;
  if (chosen !== undefined) return chosen;
  const offered = descriptors.flatMap(({ platform }) =>
    platform && platform.os !== "unknown"
      ? [
          formatPlatform({
            os: platform.os,
            architecture: platform.architecture,
            ...(platform.variant ? { variant: platform.variant } : {}),
          }),
        ]
      : [],
  );
  throw new TsRunError(
    "ERR_NOT_FOUND",
    `choose ${formatPlatform(wanted)} from ${what}: it has ${offered.join(", ") || "no platforms"}`,
    {
      hint: offered.length > 0 ? `pass --platform ${offered[0]}` : undefined,
    },
  );
}
