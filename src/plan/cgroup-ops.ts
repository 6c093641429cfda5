// Operations on cgroup directories and files, for the cgroup pass and for exec's plan.

import type { CgroupHost } from "../linux/index.ts";
import type { CgroupLimit } from "./cgroup-limit.ts";
import type { Arg, Op, Origin } from "./op.ts";

/** Slot of the v2 leaf directory, for CLONE_INTO_CGROUP. */
export const CGROUP_FD = "cgroupFd";
const FILE = "cgroupFile";
const FILE_FROM = "cgroupFileFrom";
const FILE_SEEN = "cgroupFileSeen";

const here: Arg = { flags: ["AT_FDCWD"] };

/** Roots of all v1 hierarchies, each once (co-mounted controllers share one), named ones too. */
export function version1Roots(host: CgroupHost): string[] {
  const roots = Object.values(host.controllers)
    .filter((one) => one.version === 1)
    .map((one) => one.root);
  return [...new Set([...roots, ...Object.values(host.named)])];
}

/** "/a/b" -> ["/a", "/a/b"] */
export function pathSteps(path: string): string[] {
  const names = path.split("/").filter((name) => name !== "");
  return names.map((_, index) => `/${names.slice(0, index + 1).join("/")}`);
}

export function makeDirectory(path: string, from: Origin, why: string, extra: Partial<Op> = {}): Op {
  return { call: "mkdirat", args: [here, { string: path }, 0o755], ignore: ["EEXIST"], from, why, ...extra };
}

export function openFile(
  path: string,
  slot: string,
  flags: "O_WRONLY" | "O_RDONLY",
  from: Origin,
  why: string,
  extra: Partial<Op> = {},
): Op {
  return {
    call: "openat",
    args: [here, { string: path }, { flags: [flags, "O_CLOEXEC"] }, 0],
    store: slot,
    from,
    why,
    ...extra,
  };
}

export function openDirectory(path: string, slot: string, from: Origin, why: string): Op {
  return {
    call: "openat",
    args: [here, { string: path }, { flags: ["O_PATH", "O_DIRECTORY", "O_CLOEXEC"] }, 0],
    store: slot,
    from,
    why,
  };
}

export function writeText(slot: string, text: string, from: Origin, why: string, extra: Partial<Op> = {}): Op {
  return { call: "write", args: [{ fd: slot }, { string: text }, Buffer.byteLength(text)], from, why, ...extra };
}

export function closeSlot(slot: string, from: Origin, extra: Partial<Op> = {}): Op {
  return { call: "close", args: [{ fd: slot }], from, why: "done with it", ...extra };
}

/** Open, write, close; when opening fails with an ignored errno, nothing is written. */
export function writeFile(
  path: string,
  text: string,
  from: Origin,
  why: string,
  options: { open?: Op["ignore"]; write?: Op["ignore"] } = {},
): Op[] {
  return [
    openFile(
      path,
      FILE,
      "O_WRONLY",
      from,
      why,
      options.open ? { ignore: options.open, skip: { when: "ignored", ops: 2 } } : {},
    ),
    writeText(FILE, text, from, why, options.write ? { ignore: options.write } : {}),
    closeSlot(FILE, from),
  ];
}

/** The limits in their order; neighbours in the same file share one open. */
export function writeLimits(limits: readonly CgroupLimit[], directoryOf: (limit: CgroupLimit) => string): Op[] {
  const ops: Op[] = [];
  let index = 0;
  while (index < limits.length) {
    const limit = limits[index];
    if (limit === undefined) break;
    const path = `${directoryOf(limit)}/${limit.file}`;
    if (limit.ignore !== undefined || limit.otherwise !== undefined) {
      ops.push(...writeOptional(limit, path, directoryOf(limit)));
      index += 1;
      continue;
    }
    ops.push(openFile(path, FILE, "O_WRONLY", limit.from, `to set ${limit.file}`));
    for (
      let next: CgroupLimit | undefined = limit;
      next !== undefined && isSameFile(next, limit);
      next = limits[index]
    ) {
      ops.push(writeText(FILE, next.value, next.from, next.why));
      index += 1;
    }
    ops.push(closeSlot(FILE, limit.from));
  }
  return ops;
}

function isSameFile(a: CgroupLimit, b: CgroupLimit): boolean {
  return a.file === b.file && a.controller === b.controller && a.ignore === undefined && a.otherwise === undefined;
}

function writeOptional(limit: CgroupLimit, path: string, directory: string): Op[] {
  const { otherwise, from, why } = limit;
  if (otherwise === undefined) return writeFile(path, limit.value, from, why, { open: limit.ignore });
  const instead = writeFile(`${directory}/${otherwise.file}`, otherwise.value, from, why);
  return [
    openFile(path, FILE, "O_WRONLY", from, why, { ignore: ["ENOENT"], skip: { when: "ignored", ops: 2 } }),
    writeText(FILE, limit.value, from, why),
    closeSlot(FILE, from, { skip: { when: "ok", ops: instead.length } }),
    ...instead,
  ];
}

const CPUSET_FILES = ["cpuset.cpus", "cpuset.mems"];

/** A new v1 cpuset has no CPUs and no memory nodes, and takes no process until it has: start from what its parent has. */
export function inheritCpuset(parent: string, child: string, from: Origin): Op[] {
  return CPUSET_FILES.flatMap((file) => copyFile(`${parent}/${file}`, `${child}/${file}`, from));
}

/** The same for one that others may have made: what it was given it keeps, but with nothing it would hold nobody. */
export function fillCpuset(parent: string, child: string, from: Origin): Op[] {
  return CPUSET_FILES.flatMap((file): Op[] => {
    const copy = copyFile(`${parent}/${file}`, `${child}/${file}`, from);
    return [
      openFile(`${child}/${file}`, FILE_SEEN, "O_RDONLY", from, `whether it has its own ${file}`),
      {
        call: "read",
        args: [{ fd: FILE_SEEN }, { address: "cgroupText" }, 2],
        expect: 2, // an empty one is a line feed alone
        ignore: ["EPIPE"],
        skip: { when: "ok", ops: copy.length },
        from,
        why: "one that is empty lets nobody in",
      },
      ...copy,
      closeSlot(FILE_SEEN, from),
    ];
  });
}

function copyFile(source: string, target: string, from: Origin): Op[] {
  const why = `a new v1 cpuset is empty: ${target.slice(target.lastIndexOf("/") + 1)} is copied from its parent`;
  return [
    openFile(source, FILE_FROM, "O_RDONLY", from, why),
    openFile(target, FILE, "O_WRONLY", from, why),
    { call: "sendfile", args: [{ fd: FILE }, { fd: FILE_FROM }, 0, 4096], from, why },
    closeSlot(FILE, from),
    closeSlot(FILE_FROM, from),
  ];
}

/** rmdir, waiting a little when the last process is not quite gone; the engine's own clean-up does the rest. */
export function removeDirectory(path: string, from: Origin): Op[] {
  const waits = [5, 50]; // milliseconds
  const attempt = (left: number): Op => ({
    call: "unlinkat",
    args: [here, { string: path }, { flags: ["AT_REMOVEDIR"] }],
    ignore: ["ENOENT", "EBUSY"],
    ...(left > 0 && { skip: { when: "ok" as const, ops: 2 * left } }),
    from,
    why: "nobody is in the cgroup any more",
  });
  return [
    attempt(waits.length),
    ...waits.flatMap((milliseconds, index): Op[] => [sleep(milliseconds, from), attempt(waits.length - index - 1)]),
  ];
}

function sleep(milliseconds: number, from: Origin): Op {
  const time: Arg = {
    struct: [
      { name: "tv_sec", size: 8, value: 0 },
      { name: "tv_nsec", size: 8, value: milliseconds * 1_000_000 },
    ],
    note: "struct timespec",
  };
  return {
    call: "nanosleep",
    args: [time, 0],
    ignore: ["EINTR"],
    from,
    why: "a dying process can keep its cgroup busy for a moment",
  };
}
