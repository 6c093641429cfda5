// Finds where each cgroup controller lives on this host. Nothing is mounted or changed here.

import { readFileSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import type { CgroupController, CgroupHost } from "../linux/index.ts";

const controllerNames: ReadonlySet<string> = new Set<CgroupController>([
  "memory",
  "cpu",
  "cpuacct",
  "cpuset",
  "pids",
  "io",
  "blkio",
  "devices",
  "freezer",
  "hugetlb",
  "rdma",
  "net_cls",
  "net_prio",
  "perf_event",
  "misc",
  "dmem",
]);

type Controllers = Partial<Record<CgroupController, { readonly version: 1 | 2; readonly root: string }>>;

/** Reads /proc/self/mountinfo and cgroup.controllers; `readText` is replaced by tests. */
export function detectCgroupHost(
  readText: (path: string) => string = (path) => readFileSync(path, "utf8"),
): CgroupHost {
  const mounts = cgroupMounts(readText("/proc/self/mountinfo"));
  const controllers: Controllers = {};
  const named: Record<string, string> = {};
  for (const mount of mounts.filter((one) => one.version === 1)) {
    for (const option of mount.options) {
      if (isController(option)) controllers[option] ??= { version: 1, root: mount.path };
      else if (option.startsWith("name=")) named[option] ??= mount.path;
    }
  }
  const hasVersion1 = Object.keys(controllers).length > 0;
  const unifiedRoot = mounts.find((one) => one.version === 2)?.path;
  if (unifiedRoot === undefined) return { mode: "v1", controllers, named };
  for (const name of readText(`${unifiedRoot}/cgroup.controllers`).split(/\s+/)) {
    if (isController(name)) controllers[name] ??= { version: 2, root: unifiedRoot };
  }
  if (hasVersion1) return { mode: "hybrid", unifiedRoot, controllers, named };
  return { mode: "v2", unifiedRoot, controllers, named, ...delegatedFiles(readText) };
}

function delegatedFiles(readText: (path: string) => string): Pick<CgroupHost, "delegate"> {
  try {
    const files = readText("/sys/kernel/cgroup/delegate")
      .split("\n")
      .filter((line) => line !== "");
    return files.length > 0 ? { delegate: files } : {};
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return {};
    throw error;
  }
}

interface CgroupMount {
  readonly version: 1 | 2;
  readonly path: string;
  readonly options: readonly string[];
}

/** mountinfo: "31 23 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct"; optional fields end at " - ". */
function cgroupMounts(mountinfo: string): CgroupMount[] {
  const mounts: CgroupMount[] = [];
  for (const line of mountinfo.split("\n")) {
    const [before, after] = line.split(" - ");
    const path = before?.split(" ")[4];
    const [type, , options] = after?.split(" ") ?? [];
    if (path === undefined || (type !== "cgroup" && type !== "cgroup2")) continue;
    mounts.push({ version: type === "cgroup" ? 1 : 2, path: unescapeOctal(path), options: options?.split(",") ?? [] });
  }
  // A second mount of the same hierarchy (in a chroot, in a container's rootfs) must not win over the usual place.
  return mounts.sort(
    (a, b) => Number(b.path.startsWith("/sys/fs/cgroup")) - Number(a.path.startsWith("/sys/fs/cgroup")),
  );
}

function isController(name: string): name is CgroupController {
  return controllerNames.has(name);
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
