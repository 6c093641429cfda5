// Which cgroups a process is in.

import type { CgroupHost } from "../linux/index.ts";

/**
 * Text of /proc/<pid>/cgroup -> path by hierarchy root. Lines are "4:memory:/a", "1:name=systemd:/a" and, for v2, "0::/a".
 * A container's init may have moved below the cgroup it was started in, so exec asks here instead of assuming.
 */
export function cgroupPaths(host: CgroupHost, procCgroup: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of procCgroup.split("\n")) {
    const match = /^\d+:([^:]*):(\/.*)$/.exec(line);
    const root = match && rootOfLine(host, match[1] ?? "");
    if (match?.[2] !== undefined && root) paths.set(root, match[2]);
  }
  return paths;
}

function rootOfLine(host: CgroupHost, controllers: string): string | undefined {
  if (controllers === "") return host.unifiedRoot;
  if (controllers.startsWith("name=")) return host.named[controllers];
  const first = controllers.split(",")[0] as keyof CgroupHost["controllers"];
  return host.controllers[first]?.root;
}
