// The option words of runtime-spec config.md#linux-mount-options -> mount attributes, propagation and file-system data.
// Of words that contradict each other the last one counts, as in mount(8).

import { TsRunError } from "../../base/index.ts";
import type { FlagName } from "../../linux/index.ts";
import type { FsParameter } from "../build.ts";

export interface AttributeChange {
  readonly set: FlagName[];
  readonly clear: FlagName[];
}

export interface PropagationChange {
  readonly kind: FlagName;
  readonly recursive: boolean;
}

export interface MountOptions {
  readonly bind: boolean;
  readonly recursiveBind: boolean;
  readonly remount: boolean;
  readonly copyUp: boolean;
  readonly idmap: boolean;
  readonly recursiveIdmap: boolean;
  /** Of this mount. */
  readonly own: AttributeChange;
  /** Of this mount and every one below it; made after `own`. */
  readonly recursive: AttributeChange;
  /** In their order: "rslave", then "shared" is both. */
  readonly propagation: PropagationChange[];
  /** Options of the file system itself, in the kernel's words: "sync", "async", "lazytime" ... */
  readonly superblock: string[];
  readonly data: FsParameter[];
}

type Draft = { -readonly [K in keyof MountOptions]: MountOptions[K] };

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

// The access-time attributes are a field of three values, not bits: relatime (0), noatime, strictatime. To set one, the
// whole field is cleared first (mount_setattr(2)). "norelatime" therefore asks for nothing that could be set.
const ATIME: Readonly<Record<string, FlagName | undefined>> = {
  noatime: "MOUNT_ATTR_NOATIME",
  atime: undefined,
  relatime: undefined,
  strictatime: "MOUNT_ATTR_STRICTATIME",
  nostrictatime: undefined,
};

const PROPAGATION: Readonly<Record<string, FlagName>> = {
  shared: "MS_SHARED",
  slave: "MS_SLAVE",
  private: "MS_PRIVATE",
  unbindable: "MS_UNBINDABLE",
};

/** By what they contradict. fsconfig(2) takes these words for every file system (fs/fs_context.c). */
const SUPERBLOCK: Readonly<Record<string, readonly string[]>> = {
  sync: ["async"],
  async: ["sync"],
  dirsync: [],
  lazytime: ["nolazytime"],
  nolazytime: ["lazytime"],
  mand: ["nomand"],
  nomand: ["mand"],
};

const SWITCHES: Readonly<Record<string, Partial<Draft>>> = {
  bind: { bind: true },
  rbind: { bind: true, recursiveBind: true },
  remount: { remount: true },
  tmpcopyup: { copyUp: true },
  idmap: { idmap: true },
  ridmap: { idmap: true, recursiveIdmap: true },
};

// silent and loud are about messages in the kernel's log, which fsconfig(2) keeps out of there; i_version is always on where
// a file system has it (ext4 since 6.1, xfs, btrfs, tmpfs), so there is no word for it any more. The rest is mount(8)'s own.
const WITHOUT_EFFECT = new Set(
  (
    "defaults silent loud iversion noiversion norelatime rnorelatime " +
    "auto noauto nofail user nouser users nousers owner noowner group nogroup _netdev"
  ).split(" "),
);

const REFUSED = /^(r?idmap=|copy-symlink$|src-nofollow$|dest-nofollow$)/;

export function parseMountOptions(words: readonly string[], pointer: string): MountOptions {
  const draft: Draft = {
    bind: false,
    recursiveBind: false,
    remount: false,
    copyUp: false,
    idmap: false,
    recursiveIdmap: false,
    own: { set: [], clear: [] },
    recursive: { set: [], clear: [] },
    propagation: [],
    superblock: [],
    data: [],
  };
  words.forEach((word, i) => {
    if (REFUSED.test(word))
      throw new TsRunError(
        "ERR_UNSUPPORTED",
        `${pointer}/${i}: the option ${JSON.stringify(word)} is not the specification's, and cannot be honoured`,
        { hint: "mappings of ids go into the mount's uidMappings and gidMappings" },
      );
    applyWord(draft, word);
  });
  return draft;
}

/** What a mount that is made now, and so inherits nothing, has of both kinds of attributes. */
export function freshAttributes({ own, recursive }: MountOptions): FlagName[] {
  const set = own.set.filter((name) => !isCleared(name, recursive.clear));
  return [...new Set([...set, ...recursive.set])];
}

export function isReadonly(options: MountOptions): boolean {
  return freshAttributes(options).includes("MOUNT_ATTR_RDONLY");
}

function isCleared(name: FlagName, clear: readonly FlagName[]): boolean {
  return clear.includes(name) || (isAtime(name) && clear.includes("MOUNT_ATTR__ATIME"));
}

function isAtime(name: FlagName): boolean {
  return name === "MOUNT_ATTR_NOATIME" || name === "MOUNT_ATTR_STRICTATIME";
}

function applyWord(draft: Draft, word: string): void {
  const tail = word.startsWith("r") ? word.slice(1) : "";
  const plain = PROPAGATION[word];
  const recursive = PROPAGATION[tail];
  if (WITHOUT_EFFECT.has(word) || /^(x-|comment=)/.test(word)) return;
  if (changeAttribute(draft.own, word) || changeAttribute(draft.recursive, tail)) return;
  if (plain) draft.propagation.push({ kind: plain, recursive: false });
  else if (recursive) draft.propagation.push({ kind: recursive, recursive: true });
  else if (word in SUPERBLOCK)
    draft.superblock = [
      ...draft.superblock.filter((other) => other !== word && !SUPERBLOCK[word]?.includes(other)),
      word,
    ];
  else if (word in SWITCHES) Object.assign(draft, SWITCHES[word]);
  else draft.data.push(...parametersOf(word));
}

function changeAttribute(change: AttributeChange, word: string): boolean {
  const attribute = ATTRIBUTES[word];
  if (attribute) {
    const [name, list] = attribute;
    remove(change.set, (other) => other === name);
    remove(change.clear, (other) => other === name);
    change[list].push(name);
    return true;
  }
  if (!(word in ATIME)) return false;
  remove(change.set, isAtime);
  if (!change.clear.includes("MOUNT_ATTR__ATIME")) change.clear.push("MOUNT_ATTR__ATIME");
  const value = ATIME[word];
  if (value !== undefined) change.set.push(value);
  return true;
}

function remove(list: FlagName[], isWanted: (name: FlagName) => boolean): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const name = list[i];
    if (name !== undefined && isWanted(name)) list.splice(i, 1);
  }
}

/** "mode=755,size=1k" is two: mount(2) takes one string with commas, and so may config.json. Quotes keep a comma. */
function parametersOf(word: string): FsParameter[] {
  const parts = word.match(/(?:"[^"]*"|\\.|[^,])+/g) ?? [];
  return parts.map((part) => {
    const at = part.indexOf("=");
    if (at < 0) return { key: part };
    return { key: part.slice(0, at), value: part.slice(at + 1).replace(/^"(.*)"$/, "$1") };
  });
}
