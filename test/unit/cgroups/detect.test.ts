import { expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";

const reader = (files: Record<string, string>) => (path: string) => files[path] ?? "";

test("a hybrid host has each controller where it is mounted, co-mounted ones at one root", () => {
  const mountinfo = [
    "31 23 0:28 / /sys/fs/cgroup rw shared:4 - tmpfs tmpfs rw,mode=755",
    "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:5 master:2 - cgroup cgroup rw,cpu,cpuacct",
    "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory",
    "40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd",
    "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw,nsdelegate",
  ].join("\n");
  const host = detectCgroupHost(
    reader({ "/proc/self/mountinfo": mountinfo, "/sys/fs/cgroup/unified/cgroup.controllers": "hugetlb\n" }),
  );
  expect(host).toEqual({
    mode: "hybrid",
    unifiedRoot: "/sys/fs/cgroup/unified",
    controllers: {
      cpu: { version: 1, root: "/sys/fs/cgroup/cpu,cpuacct" },
      cpuacct: { version: 1, root: "/sys/fs/cgroup/cpu,cpuacct" },
      memory: { version: 1, root: "/sys/fs/cgroup/memory" },
      hugetlb: { version: 2, root: "/sys/fs/cgroup/unified" },
    },
    named: { "name=systemd": "/sys/fs/cgroup/systemd" },
  });
});

test("a pure v2 host has all controllers at one root, wherever else it is mounted too", () => {
  const mountinfo = [
    "20 1 0:28 / /var/lib/machines/x/sys/fs/cgroup rw - cgroup2 cgroup2 rw",
    "31 23 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw",
  ].join("\n");
  const host = detectCgroupHost(
    reader({
      "/proc/self/mountinfo": mountinfo,
      "/sys/fs/cgroup/cgroup.controllers": "cpuset cpu io memory pids tomorrow\n",
    }),
  );
  expect(host.mode).toBe("v2");
  expect(Object.keys(host.controllers)).toEqual(["cpuset", "cpu", "io", "memory", "pids"]);
  expect(host.controllers.memory).toEqual({ version: 2, root: "/sys/fs/cgroup" });
});

test("a mount point with a space in its path is unescaped", () => {
  const mountinfo = "35 31 0:32 / /sys/fs/cgroup/my\\040memory rw - cgroup cgroup rw,memory";
  const host = detectCgroupHost(reader({ "/proc/self/mountinfo": mountinfo }));
  expect(host).toEqual({
    mode: "v1",
    controllers: { memory: { version: 1, root: "/sys/fs/cgroup/my memory" } },
    named: {},
  });
});
