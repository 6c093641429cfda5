// The option words of runtime-spec config.md#linux-mount-options -> mount attributes, propagation and file-system data.

import { TsRunError } from "../../base/index.ts";
import type { FlagName } from "../../linux/index.ts";
import type { FsParameter } from "../build.ts";

export interface MountOptions {
  readonly bind: boolean;
  readonly recursiveBind: boolean;
  readonly idmap: boolean;
  readonly recursiveIdmap: boolean;
  readonly set: FlagName[];
  readonly clear: FlagName[];
  readonly recursiveSet: FlagName[];
  readonly recursiveClear: FlagName[];
  readonly propagation?: FlagName;
  readonly recursivePropagation: boolean;
  readonly data: FsParameter[];
}

const ATTRIBUTES: Readonly<Record<string, readonly [FlagName, "set" | "clear"]>> = {
  ro: ["MOUNT_ATTR_RDONLY", "set"],
  rw: ["MOUNT_ATTR_RDONLY", "clear"],
  nosuid: ["MOUNT_ATTR_NOSUID", "set"],
  suid: ["MOUNT_ATTR_NOSUID", "clear"],
  nodev: ["MOUNT_ATTR_NODEV", "set"],
  dev: ["MOUNT_ATTR_NODEV", "clear"],
  noexec: ["MOUNT_ATTR_NOEXEC", "set"],
  exec: ["MOUNT_ATTR_NOEXEC", "clear"],
  nodiratime: ["MOUNT_ATTR_NODIRATIME", "set"],
  diratime: ["MOUNT_ATTR_NODIRATIME", "clear"],
  nosymfollow: ["MOUNT_ATTR_NOSYMFOLLOW", "set"],
  symfollow: ["MOUNT_ATTR_NOSYMFOLLOW", "clear"],
};

// The access-time attributes are a field of three values, not bits: to set one, the whole field is cleared first.
const ATIME: Readonly<Record<string, FlagName | undefined>> = {
  noatime: "MOUNT_ATTR_NOATIME",
  atime: undefined,
  relatime: undefined,
  norelatime: undefined,
  strictatime: "MOUNT_ATTR_STRICTATIME",
  nostrictatime: undefined,
};

const PROPAGATION: Readonly<Record<string, FlagName>> = {
  shared: "MS_SHARED",
  slave: "MS_SLAVE",
  private: "MS_PRIVATE",
  unbindable: "MS_UNBINDABLE",
};

const REFUSED: Readonly<Record<string, string>> = {
  tmpcopyup: "tmpcopyup is not supported yet",
  remount: "a container's mounts are new: there is nothing to remount",
  mand: "the kernel dropped mandatory locking (5.15)",
};

const IGNORED = new Set(["defaults", "nomand", "loud", "async", "nofail", "iversion", "noiversion"]);

export function parseMountOptions(words: readonly string[], pointer: string): MountOptions {
  const parsed = {
    bind: false,
    recursiveBind: false,
    idmap: false,
    recursiveIdmap: false,
    set: [],
    clear: [],
    recursiveSet: [],
    recursiveClear: [],
    recursivePropagation: false,
    data: [],
  } as {
    -readonly [K in keyof MountOptions]: MountOptions[K];
  };
  for (const word of words) applyWord(parsed, word, pointer);
  return parsed;
}

function applyWord(
  parsed: { -readonly [K in keyof MountOptions]: MountOptions[K] },
  word: string,
  pointer: string,
): void {
  const plain = ATTRIBUTES[word];
  const isRecursive = word.startsWith("r") && (word.slice(1) in ATTRIBUTES || word.slice(1) in ATIME);
  const recursive = isRecursive ? ATTRIBUTES[word.slice(1)] : undefined;
  const refused = REFUSED[word];
  if (refused !== undefined) throw new TsRunError("ERR_UNSUPPORTED", `${pointer}: ${JSON.stringify(word)}: ${refused}`);
  if (plain) (plain[1] === "set" ? parsed.set : parsed.clear).push(plain[0]);
  else if (word in ATIME) setAtime(parsed.set, parsed.clear, ATIME[word]);
  else if (recursive) (recursive[1] === "set" ? parsed.recursiveSet : parsed.recursiveClear).push(recursive[0]);
  else if (isRecursive) setAtime(parsed.recursiveSet, parsed.recursiveClear, ATIME[word.slice(1)]);
  else if (word === "bind" || word === "rbind") {
    parsed.bind = true;
    parsed.recursiveBind ||= word === "rbind";
  } else if (word in PROPAGATION) Object.assign(parsed, { propagation: PROPAGATION[word] });
  else if (word.slice(1) in PROPAGATION && word.startsWith("r"))
    Object.assign(parsed, { propagation: PROPAGATION[word.slice(1)], recursivePropagation: true });
  else if (word === "idmap" || word === "ridmap") {
    parsed.idmap = true;
    parsed.recursiveIdmap ||= word === "ridmap";
  } else if (!IGNORED.has(word)) {
    const at = word.indexOf("=");
    parsed.data.push(at < 0 ? { key: word } : { key: word.slice(0, at), value: word.slice(at + 1) });
  }
}

function setAtime(set: FlagName[], clear: FlagName[], value: FlagName | undefined): void {
  clear.push("MOUNT_ATTR__ATIME");
  if (value !== undefined) set.push(value);
}
