// -v [HOST-DIR|VOLUME:]CONTAINER-DIR[:OPTIONS] in docker's reading.

import { posix } from "node:path";
import type { MountOption } from "../engine.ts";
import { usageError } from "../usage-error.ts";

const HINT = "write HOST-DIR:CONTAINER-DIR[:ro], VOLUME:CONTAINER-DIR[:ro] or CONTAINER-DIR";
const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
export const PROPAGATIONS = ["private", "rprivate", "shared", "rshared", "slave", "rslave"] as const;

export interface ParsedMount {
  readonly mount: MountOption;
  /** Something the user asked for that has no effect here. */
  readonly warning?: string;
}

export function parseVolume(value: string, typed: string, cwd: string): ParsedMount {
  const parts = value.split(":");
  if (parts.length > 3) throw usageError(`parse ${typed}: too many colons`, HINT);
  const [source, target] = parts.length === 1 ? [undefined, parts[0] ?? ""] : [parts[0] ?? "", parts[1] ?? ""];
  checkTarget(target, typed, HINT);
  if (source === "") throw usageError(`parse ${typed}: the source is empty`, HINT);
  const options = parseOptions(parts[2] ?? "", typed);
  const warning = options.relabel
    ? { warning: `${typed}: SELinux labels are not changed; the option z is ignored` }
    : {};
  const common = { target: cleanPath(target), readOnly: options.readOnly };
  if (source === undefined || !/^[./]/.test(source)) {
    if (source !== undefined) checkVolumeName(source, typed);
    if (options.propagation)
      throw usageError(`parse ${typed}: ${options.propagation} is for host directories, not for volumes`);
    return {
      mount: { type: "volume", ...common, ...(source === undefined ? {} : { source }), noCopy: options.noCopy },
      ...warning,
    };
  }
  if (options.noCopy) throw usageError(`parse ${typed}: nocopy is for volumes, not for host directories`);
  const propagation = options.propagation ? { propagation: options.propagation } : {};
  const bind = { source: posix.resolve(cwd, source), recursive: options.recursive, createSource: true, ...propagation };
  return { mount: { type: "bind", ...common, ...bind }, ...warning };
}

/** One spelling per directory, so that two mounts at the same place are noticed. */
export function cleanPath(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, "");
}

/** A container path: absolute, and not the root itself. */
export function checkTarget(target: string, typed: string, hint?: string): void {
  if (target === "") throw usageError(`parse ${typed}: the container directory is empty`, hint);
  if (!target.startsWith("/"))
    throw usageError(`parse ${typed}: container directory "${target}" is not absolute`, hint);
  if (cleanPath(target) === "/") throw usageError(`parse ${typed}: the container directory cannot be "/"`);
}

export function checkVolumeName(name: string, typed: string): void {
  if (VOLUME_NAME.test(name)) return;
  const hint = name.includes("/")
    ? `a host directory starts with / or ./ : write ./${name}`
    : "names have letters, digits, _ . and -";
  throw usageError(`parse ${typed}: "${name}" is not a volume name`, hint);
}

interface VolumeOptions {
  readOnly: boolean;
  noCopy: boolean;
  recursive: boolean;
  relabel: boolean;
  propagation?: string;
}

function parseOptions(text: string, typed: string): VolumeOptions {
  const result: VolumeOptions = { readOnly: false, noCopy: false, recursive: true, relabel: false };
  for (const option of text === "" ? [] : text.split(",")) {
    if (option === "ro" || option === "rw") result.readOnly = option === "ro";
    else if (option === "nocopy") result.noCopy = true;
    else if (option === "bind" || option === "rbind") result.recursive = option === "rbind";
    else if (option === "z" || option === "Z") result.relabel = true;
    else if ((PROPAGATIONS as readonly string[]).includes(option)) result.propagation = option;
    else
      throw usageError(
        `parse ${typed}: unknown option "${option}"`,
        `known options: ro, rw, nocopy, bind, rbind, z, Z, ${PROPAGATIONS.join(", ")}`,
      );
  }
  return result;
}
