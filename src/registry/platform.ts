// os/architecture[/variant]: reading --platform and choosing from an index, as containerd matches them.

import { TsRunError } from "../base/index.ts";

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const aliases: Readonly<Record<string, readonly [architecture: string, variant?: string]>> = {
  x86_64: ["amd64"],
  "x86-64": ["amd64"],
  aarch64: ["arm64"],
  armhf: ["arm", "v7"],
  armel: ["arm", "v6"],
  i386: ["386"],
};
const defaultVariants: Readonly<Record<string, string>> = { arm64: "v8", arm: "v7", amd64: "v1" };

/** Parses "linux/arm64/v8", "arm64" or "linux". Missing parts come from `host`. */
export function parsePlatform(text: string, host: Platform): Platform {
  const parts = text.toLowerCase().split("/");
  if (parts.length > 3 || parts.some((part) => !/^[a-z0-9_.-]+$/.test(part))) {
    throw new TsRunError("ERR_USAGE", `reading platform ${JSON.stringify(text)}: not OS/ARCHITECTURE[/VARIANT]`, {
      hint: "write for example linux/arm64",
    });
  }
  const [first = "", second, third] = parts;
  if (second === undefined) {
    return first === host.os ? host : normalized(host.os, first, undefined);
  }
  return normalized(first, second, third);
}

export function formatPlatform({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join("/");
}

/**
 * Position of the best of `offered` for `wanted`, or undefined. An older arm or amd64 variant runs on a newer
 * processor, so the highest one that isn't above the wanted is best.
 */
export function choosePlatform(offered: readonly (Platform | undefined)[], wanted: Platform): number | undefined {
  const want = normalized(wanted.os, wanted.architecture, wanted.variant);
  let best: { index: number; level: number } | undefined;
  for (const [index, platform] of offered.entries()) {
    if (platform === undefined) continue;
    const offer = normalized(platform.os.toLowerCase(), platform.architecture.toLowerCase(), platform.variant);
    if (offer.os !== want.os || offer.architecture !== want.architecture) continue;
    const level = levelOf(offer);
    if (level <= levelOf(want) && (best === undefined || level > best.level)) best = { index, level };
  }
  return best?.index;
}

function normalized(os: string, name: string, givenVariant: string | undefined): Platform {
  const [architecture, aliasVariant] = aliases[name] ?? [name];
  const variant = (givenVariant || aliasVariant)?.replace(/^(?=[0-9])/, "v");
  return {
    os,
    architecture,
    ...(variant === undefined || variant === defaultVariants[architecture] ? {} : { variant }),
  };
}

function levelOf({ architecture, variant }: Platform): number {
  return Number.parseInt((variant ?? defaultVariants[architecture] ?? "v0").slice(1), 10) || 0;
}
