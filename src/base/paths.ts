// Joining a trusted directory and an untrusted relative path by text alone. It sees no symlinks: where an image or a
// container can place some, use openat2(RESOLVE_IN_ROOT) of native/ instead.

import path from "node:path";
import { TsRunError } from "./errors.ts";

/** `root` + `untrusted`; refuses ".." that would leave root, absolute paths and NUL bytes. Returns an absolute, normalised path. */
export function joinInside(root: string, untrusted: string): string {
  if (untrusted.includes("\0")) throw hostile(root, untrusted, "it contains a NUL byte");
  if (path.isAbsolute(untrusted)) throw hostile(root, untrusted, "it is absolute");
  const absoluteRoot = path.resolve(root);
  const joined = path.resolve(absoluteRoot, untrusted);
  if (!isInside(absoluteRoot, joined)) throw hostile(root, untrusted, "it leaves the directory");
  return joined;
}

/** True if `candidate` is `root` or lies below it; both absolute. */
export function isInside(root: string, candidate: string): boolean {
  const relative = path.relative(root, candidate);
  return relative === "" || (relative !== ".." && !relative.startsWith("../") && !path.isAbsolute(relative));
}

/** One file name: not empty, not "." or "..", no slash, no NUL. */
export function isFileName(text: string): boolean {
  return text !== "" && text !== "." && text !== ".." && !/[/\0]/.test(text) && Buffer.byteLength(text) <= 255;
}

function hostile(root: string, untrusted: string, reason: string): TsRunError {
  return new TsRunError("ERR_HOSTILE", `resolve ${JSON.stringify(untrusted)} inside ${root}: ${reason}`);
}
