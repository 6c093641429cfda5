// --mount type=bind|volume|tmpfs,key=value,... and --tmpfs DIR[:OPTIONS].

import { posix } from "node:path";
import type { MountOption } from "../engine.ts";
import { parseBoolean } from "../parse-arguments.ts";
import { nearest } from "../suggest.ts";
import { usageError } from "../usage-error.ts";
import { parseSize } from "./size.ts";
import { checkTarget, checkVolumeName, cleanPath, PROPAGATIONS } from "./volume.ts";

const HINT =
  "write type=bind,source=/host/dir,target=/dir, type=volume,source=NAME,target=/dir or type=tmpfs,target=/dir";

const CANONICAL: Readonly<Record<string, string>> = {
  type: "type",
  source: "source",
  src: "source",
  target: "target",
  destination: "target",
  dst: "target",
  readonly: "readonly",
  ro: "readonly",
  "bind-propagation": "bind-propagation",
  "bind-nonrecursive": "bind-nonrecursive",
  "bind-recursive": "bind-recursive",
  idmap: "bind-idmap", // podman's word
  "volume-nocopy": "volume-nocopy",
  "tmpfs-size": "tmpfs-size",
  "tmpfs-mode": "tmpfs-mode",
  consistency: "consistency", // consistency is docker's, for macOS, and means nothing on Linux
};

const FLAGS = new Set(["readonly", "bind-nonrecursive", "bind-idmap", "volume-nocopy"]);

export function parseMount(value: string, typed: string, cwd: string): MountOption {
  const fields = parseFields(value, typed);
  const target = fields.get("target") ?? "";
  checkTarget(target, typed, HINT);
  const readOnly = flag(fields, "readonly", typed);
  const common = { target: cleanPath(target), readOnly };
  const type = fields.get("type") ?? "volume";
  refuseForeignKeys(fields, type, typed);
  if (type === "bind") return { type, ...common, ...bindFields(fields, typed, cwd) };
  if (type === "volume") {
    const source = fields.get("source");
    if (source) checkVolumeName(source, typed);
    return { type, ...common, ...(source ? { source } : {}), noCopy: flag(fields, "volume-nocopy", typed) };
  }
  if (type !== "tmpfs")
    throw usageError(`parse ${typed}: unknown mount type "${type}"`, "types are bind, volume and tmpfs");
  if (fields.has("source")) throw usageError(`parse ${typed}: a tmpfs has no source`);
  return { type, target: common.target, ...tmpfsFields(fields, typed), options: readOnly ? ["ro"] : [] };
}

function parseFields(value: string, typed: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const part of value.split(",")) {
    const equals = part.indexOf("=");
    const key = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    const canonical = CANONICAL[key];
    if (canonical === undefined) {
      const near = nearest(key, Object.keys(CANONICAL));
      throw usageError(`parse ${typed}: unknown key "${key}"`, near ? `did you mean ${near}?` : HINT);
    }
    const isFlag = FLAGS.has(canonical);
    if (equals < 0 && !isFlag) throw usageError(`parse ${typed}: key "${key}" needs a value`, HINT);
    fields.set(canonical, equals < 0 ? "true" : part.slice(equals + 1));
  }
  return fields;
}

function refuseForeignKeys(fields: ReadonlyMap<string, string>, type: string, typed: string): void {
  const stray = [...fields.keys()].find((key) => /^(bind|volume|tmpfs)-/.test(key) && !key.startsWith(`${type}-`));
  if (stray) throw usageError(`parse ${typed}: ${stray} does not go with type=${type}`);
}

function flag(fields: ReadonlyMap<string, string>, key: string, typed: string): boolean {
  const value = fields.get(key);
  return value !== undefined && parseBoolean(value, typed);
}

function bindFields(fields: ReadonlyMap<string, string>, typed: string, cwd: string) {
  const source = fields.get("source");
  if (!source) throw usageError(`parse ${typed}: a bind mount needs a source`, HINT);
  if (!/^[./]/.test(source))
    throw usageError(`parse ${typed}: source "${source}" is not a path`, `write /${source} or ./${source}`);
  const propagation = fields.get("bind-propagation");
  if (propagation !== undefined && !(PROPAGATIONS as readonly string[]).includes(propagation)) {
    throw usageError(`parse ${typed}: unknown propagation "${propagation}"`, `one of ${PROPAGATIONS.join(", ")}`);
  }
  const recursion = fields.get("bind-recursive") ?? "enabled";
  if (recursion !== "enabled" && recursion !== "disabled") {
    throw usageError(`parse ${typed}: bind-recursive=${recursion} is not supported`, "enabled or disabled");
  }
  return {
    source: posix.resolve(cwd, source),
    recursive: recursion === "enabled" && !flag(fields, "bind-nonrecursive", typed),
    createSource: false, // --mount refuses a missing source, -v creates it, as docker
    ...(propagation === undefined ? {} : { propagation }),
    ...(flag(fields, "bind-idmap", typed) ? { idmap: true } : {}),
  };
}

function tmpfsFields(fields: ReadonlyMap<string, string>, typed: string): { sizeBytes?: number; mode?: number } {
  const size = fields.get("tmpfs-size");
  const mode = fields.get("tmpfs-mode");
  return {
    ...(size === undefined ? {} : { sizeBytes: parseSize(size, typed) }),
    ...(mode === undefined ? {} : { mode: parseMode(mode, typed) }),
  };
}

function parseMode(value: string, typed: string): number {
  if (!/^0?[0-7]{1,4}$/.test(value))
    throw usageError(`parse ${typed}: mode "${value}" is not octal`, "write a mode such as 1777");
  return Number.parseInt(value, 8);
}

const TMPFS_WORDS =
  /^(ro|rw|(no)?(suid|dev|exec|atime|diratime|relatime|strictatime|sync|dirsync)|async|(uid|gid|nr_inodes|nr_blocks|huge)=\w+)$/;

export function parseTmpfs(value: string, typed: string): MountOption {
  const colon = value.indexOf(":");
  const target = colon < 0 ? value : value.slice(0, colon);
  checkTarget(target, typed, "write DIR[:size=64m,mode=1777,noexec]");
  const options: string[] = [];
  const sized: { sizeBytes?: number; mode?: number } = {};
  for (const option of colon < 0
    ? []
    : value
        .slice(colon + 1)
        .split(",")
        .filter(Boolean)) {
    if (/^size=\d+%$/.test(option) || TMPFS_WORDS.test(option)) options.push(option);
    else if (option.startsWith("size=")) sized.sizeBytes = parseSize(option.slice(5), typed);
    else if (option.startsWith("mode=")) sized.mode = parseMode(option.slice(5), typed);
    else
      throw usageError(
        `parse ${typed}: unknown option "${option}"`,
        "known options: size=, mode=, uid=, gid=, nr_inodes=, ro, noexec, nosuid, nodev",
      );
  }
  return { type: "tmpfs", target: cleanPath(target), ...sized, options };
}
