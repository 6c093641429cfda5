// What a diagnosis may look at. Everything is behind small interfaces, so that every sentence can be tested without root.

import type { ErrorCode } from "../../base/index.ts";
import type { Architecture } from "../../linux/index.ts";
import type { RuntimeSpec } from "../../oci/index.ts";
import type { Mount, Op, Plan } from "../../plan/index.ts";

/** A plan that stopped; containers/ throws it as StartFailure. */
export interface StoppedPlan {
  readonly plan: Plan;
  readonly op: Op | undefined;
  readonly lane: string;
  readonly errno: string;
}

export interface StartAbout {
  /** The container's name, as the user knows it. */
  readonly name: string;
  readonly image: string;
  readonly spec: RuntimeSpec;
  /** JSON pointer in config.json -> "flag -m 64m", "image config /config/Env", "default". */
  readonly sources: Readonly<Record<string, string>>;
  readonly rootfs: RootfsView;
  /** Its layers on the host. */
  readonly layers: Pick<Mount, "lowerDirs" | "upperDir">;
  readonly host: HostView;
}

/** The file system that the container was to see: its layers and its bind mounts. Reading only. */
export interface RootfsView {
  /** Follows symbolic links, never out of the root. */
  find(path: string): Found;
  /** The first bytes of a file that find() found. */
  readHead(file: FoundFile, bytes: number): Uint8Array;
  /** Names in a directory; none when it is not there. */
  list(path: string): readonly string[];
}

export type Found = FoundFile | MissingFile;

export interface FoundFile {
  readonly kind: "file" | "directory" | "other";
  /** In the container, after symbolic links. */
  readonly path: string;
  readonly hostPath: string;
  readonly mode: number;
  /** Ids on the host. */
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** The mount of config.json that shows it, when it is not the image's. */
  readonly mount?: { readonly destination: string; readonly options: readonly string[] };
  /** Directories passed on the way, outermost first. */
  readonly parents: readonly FoundFile[];
}

export interface MissingFile {
  readonly kind: "missing";
  /** "absent": `at` does not exist. "not a directory": `at` is in the way. "loop": too many links. "hidden": below a mount that starts out empty. */
  readonly reason: "absent" | "not a directory" | "loop" | "hidden";
  readonly at: string;
  /** The last symbolic link that was followed, when there was one. */
  readonly link?: { readonly path: string; readonly target: string };
}

export interface HostView {
  readonly architecture: Architecture;
  readonly capabilities: readonly string[];
  /** A small text file of /proc or /sys, trimmed; undefined when it cannot be read. */
  read(path: string): string | undefined;
  exists(path: string): boolean;
  isDirectory(path: string): boolean;
  /** Space of the file system that holds `path`. */
  space(
    path: string,
  ):
    | { readonly type: number; readonly freeBytes: number; readonly freeInodes: number; readonly hasInodes: boolean }
    | undefined;
}

/** Cause and advice; `source` is added by explainStoppedPlan(). */
export interface Diagnosis {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** undefined: not a case of this rule. */
export type Rule = (failure: StoppedPlan & { readonly op: Op }, about: StartAbout) => Diagnosis | undefined;

/** The text of an argument, when it is one. */
export function textOf(op: Op, index: number): string | undefined {
  const arg = op.args[index];
  return typeof arg === "object" && "string" in arg ? arg.string : undefined;
}
