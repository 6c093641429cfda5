// A cgroup host whose hierarchies are plain directories.

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CgroupHost } from "../../../src/linux/index.ts";

/** The layout of this project's test machines: v1 controllers apart from each other, a nearly empty v2 beside them. */
export const hybrid: CgroupHost = hybridAt("/sys/fs/cgroup");

export function hybridAt(base: string): CgroupHost {
  const v1 = (name: string) => ({ version: 1 as const, root: `${base}/${name}` });
  return {
    mode: "hybrid",
    unifiedRoot: `${base}/unified`,
    controllers: {
      cpu: v1("cpu"),
      cpuacct: v1("cpuacct"),
      cpuset: v1("cpuset"),
      memory: v1("memory"),
      devices: v1("devices"),
      pids: v1("pids"),
      blkio: v1("blkio"),
      freezer: v1("freezer"),
      hugetlb: { version: 2, root: `${base}/unified` },
    },
    named: { "name=systemd": `${base}/systemd` },
  };
}

export function unifiedAt(root: string): CgroupHost {
  const v2 = { version: 2 as const, root };
  return {
    mode: "v2",
    unifiedRoot: root,
    controllers: { memory: v2, cpu: v2, cpuset: v2, pids: v2, io: v2, hugetlb: v2 },
    named: {},
  };
}

export const unified: CgroupHost = unifiedAt("/sys/fs/cgroup");

/** Files by path below a new temporary directory, which is returned. */
export function fakeTree(files: Readonly<Record<string, string>>): string {
  const base = mkdtempSync(path.join(tmpdir(), "ts-run-cgroups-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(base, name)), { recursive: true });
    writeFileSync(path.join(base, name), text);
  }
  return base;
}
