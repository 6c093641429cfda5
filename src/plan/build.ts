// The vocabulary that passes write ops in.

import type { FlagName } from "../linux/index.ts";
import type { Arg, Field, Op, Origin } from "./op.ts";

type Extras = Pick<Op, "store" | "expect" | "ignore" | "skip" | "lane">;

export function op(name: Op["call"], args: readonly Arg[], about: { from: Origin; why: string } & Extras): Op {
  return { call: name, args, ...about };
}

export const NULL = 0;

export function flags(...names: FlagName[]): Arg {
  return { flags: names };
}

export function text(value: string): Arg {
  return { string: value };
}

export function fd(slot: string): Arg {
  return { fd: slot };
}

export const AT_CWD: Arg = { flags: ["AT_FDCWD"] };

export function field(name: string, size: Field["size"], value: Arg): Field {
  return { name, size, value };
}

export function close(slot: string, about: { from: Origin; why: string }): Op {
  return op("close", [fd(slot)], about);
}

/** struct open_how of openat2(2), 24 bytes. */
export function openHow(how: { flags: readonly FlagName[]; mode?: number; resolve?: readonly FlagName[] }): Arg {
  return {
    struct: [
      field("flags", 8, { flags: how.flags }),
      field("mode", 8, how.mode ?? 0),
      field("resolve", 8, { flags: how.resolve ?? [] }),
    ],
    note: "open_how",
  };
}

export function openat2(
  dir: Arg,
  path: string,
  how: Parameters<typeof openHow>[0],
  about: { from: Origin; why: string } & Extras,
): Op {
  return op("openat2", [dir, text(path), openHow(how), 24], about);
}

/** struct mount_attr of mount_setattr(2), 32 bytes. */
export function mountSetattr(
  mount: Arg,
  change: {
    set?: readonly FlagName[];
    clear?: readonly FlagName[];
    propagation?: FlagName;
    recursive?: boolean;
    userns?: Arg;
  },
  about: { from: Origin; why: string } & Extras,
): Op {
  const attr: Arg = {
    struct: [
      field("attr_set", 8, { flags: change.set ?? [] }),
      field("attr_clr", 8, { flags: change.clear ?? [] }),
      field("propagation", 8, { flags: change.propagation ? [change.propagation] : [] }),
      field("userns_fd", 8, change.userns ?? 0),
    ],
    note: "mount_attr",
  };
  const at: FlagName[] = change.recursive ? ["AT_EMPTY_PATH", "AT_RECURSIVE"] : ["AT_EMPTY_PATH"];
  return op("mount_setattr", [mount, text(""), flags(...at), attr, 32], about);
}

/** Attaches the detached mount in `mount` where the descriptor `target` points. */
export function attach(mount: string, target: string, about: { from: Origin; why: string } & Extras): Op {
  return op(
    "move_mount",
    [fd(mount), text(""), fd(target), text(""), flags("MOVE_MOUNT_F_EMPTY_PATH", "MOVE_MOUNT_T_EMPTY_PATH")],
    about,
  );
}

/** A new file system as a detached mount in slot `store`: fsopen, one fsconfig per parameter, create, fsmount. */
export function newFileSystem(
  type: string,
  options: { source?: string; parameters: readonly FsParameter[]; attributes: readonly FlagName[]; store: string },
  about: { from: Origin; why: string },
): Op[] {
  const context = fd("fsContext");
  const parameter = ({ key, value }: FsParameter): Op =>
    value === undefined
      ? op("fsconfig", [context, flags("FSCONFIG_SET_FLAG"), text(key), NULL, 0], {
          from: about.from,
          why: `${type} option ${key}`,
        })
      : op("fsconfig", [context, flags("FSCONFIG_SET_STRING"), text(key), text(value), 0], {
          from: about.from,
          why: `${type} option ${key}=${value}`,
        });
  return [
    op("fsopen", [text(type), flags("FSOPEN_CLOEXEC")], { ...about, store: "fsContext" }),
    ...(options.source === undefined ? [] : [parameter({ key: "source", value: options.source })]),
    ...options.parameters.map(parameter),
    op("fsconfig", [context, flags("FSCONFIG_CMD_CREATE"), NULL, NULL, 0], {
      from: about.from,
      why: `create the ${type} file system`,
    }),
    op("fsmount", [context, flags("FSMOUNT_CLOEXEC"), flags(...options.attributes)], {
      from: about.from,
      why: `make a detached mount of the ${type}`,
      store: options.store,
    }),
    close("fsContext", { from: about.from, why: `the ${type} is configured` }),
  ];
}

export interface FsParameter {
  readonly key: string;
  /** undefined: a flag. */
  readonly value?: string;
}

/**
 * Opens `path` under the rootfs as `target`, following symlinks only inside it, and creates what is missing on the way
 * component by component through descriptors, so that no symlink of an image can lead us out.
 */
export function openTarget(
  path: string,
  kind: "directory" | "file",
  about: {
    from: Origin;
    store?: string;
    noSymlinks?: boolean;
    replacesDangling?: boolean;
    /** Only when it was there already. */
    whenFound?: readonly Op[];
  },
): Op[] {
  const { from, store = "target", whenFound = [] } = about;
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  const whole = names.join("/") || ".";
  const resolve: FlagName[] = about.noSymlinks
    ? ["RESOLVE_IN_ROOT", "RESOLVE_NO_SYMLINKS"]
    : ["RESOLVE_IN_ROOT", "RESOLVE_NO_MAGICLINKS"];
  const how = { flags: ["O_PATH", "O_CLOEXEC"] as const, resolve };
  const create = names.flatMap((name, i): Op[] => {
    const last = i === names.length - 1;
    const parent = names.slice(0, i).join("/") || ".";
    const done = { from, why: `/${names.slice(0, i + 1).join("/")} was missing: create it` };
    return [
      openat2(
        fd("rootfs"),
        parent,
        { flags: ["O_PATH", "O_CLOEXEC", "O_DIRECTORY"], resolve },
        { from, why: `open /${parent === "." ? "" : parent} inside the rootfs`, store: "parentDir" },
      ),
      ...(last && kind === "file"
        ? makeFile(name, { ...done, whole, how: { ...how }, replacesDangling: about.replacesDangling ?? false })
        : [op("mkdirat", [fd("parentDir"), text(name), 0o755], { ...done, ignore: ["EEXIST"] })]),
      close("parentDir", { from, why: "done with it" }),
    ];
  });
  const again = openat2(fd("rootfs"), whole, how, {
    from,
    why: `open /${whole} now that it exists`,
    store,
    ...(whenFound.length > 0 ? { skip: { when: "ok", ops: whenFound.length } } : {}),
  });
  return [
    openat2(fd("rootfs"), whole, how, {
      from,
      why: `find /${whole} inside the rootfs, never outside`,
      store,
      ignore: ["ENOENT"],
      skip: { when: "ok", ops: create.length + 1 },
    }),
    ...create,
    again,
    ...whenFound,
  ];
}

/** Offsets in struct statx (include/uapi/linux/stat.h), the same everywhere. `mode` has two bytes of zeroes behind it. */
const STATX = { uid: 20, gid: 24, mode: 28, rdevMajor: 128, rdevMinor: 132 } as const;

/** Name of the slot that holds a field of what statOf() has found. */
export function statField(slot: string, name: keyof typeof STATX): string {
  return `${slot}[256]+${STATX[name]}`;
}

/** struct statx of `path` below `dir`, or of `dir` itself for "", into slot `${slot}[256]`. Links are not followed. */
export function statOf(dir: Arg, path: string, slot: string, about: { from: Origin; why: string }): Op {
  const how: FlagName[] = path === "" ? ["AT_EMPTY_PATH"] : ["AT_SYMLINK_NOFOLLOW"];
  const basics = 0x7ff; // STATX_BASIC_STATS
  return op("statx", [dir, text(path), flags(...how), basics, { address: `${slot}[256]` }], about);
}

/**
 * An image's link to a file that only its own init would make (/etc/resolv.conf of systemd-resolved) is there and leads
 * nowhere: with `replacesDangling` the container gets a file in its place.
 */
function makeFile(
  name: string,
  about: { from: Origin; why: string; whole: string; how: Parameters<typeof openat2>[2]; replacesDangling: boolean },
): Op[] {
  const { from, why, whole, how } = about;
  const make = (extras: Extras): Op =>
    op("mknodat", [fd("parentDir"), text(name), { flags: ["S_IFREG"], plus: 0o644 }, 0], { from, why, ...extras });
  if (!about.replacesDangling) return [make({ ignore: ["EEXIST"] })];
  return [
    make({ ignore: ["EEXIST"], skip: { when: "ok", ops: 3 } }),
    openat2(fd("rootfs"), whole, how, {
      from,
      why: `/${whole} is a link: does it lead anywhere?`,
      store: "linkTarget",
      ignore: ["ENOENT"],
      skip: { when: "ok", ops: 2 },
    }),
    op("unlinkat", [fd("parentDir"), text(name), 0], { from, why: "it leads nowhere: put a file in its place" }),
    make({}),
  ];
}
