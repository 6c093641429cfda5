import { describe, expect, test } from "vitest";
import type { RuntimeSpec } from "../../../src/oci/index.ts";
import { externalMounts, sourcesOf } from "../../../src/runtime/criu-mounts.ts";
import { cgroupHosts } from "../../golden/plans/facts.ts";

const spec: RuntimeSpec = {
  ociVersion: "1.3.0",
  mounts: [
    { destination: "/data/", source: "/srv/my data", type: "bind", options: ["rbind"] },
    { destination: "/tmp", type: "tmpfs", source: "tmpfs" },
  ],
};
const mountinfo = `216 54 254:0 /bundle/rootfs / rw,relatime - ext4 /dev/vda rw
217 216 0:55 / /proc rw - proc proc rw
218 216 0:57 / /dev rw - tmpfs tmpfs rw
219 216 254:0 /srv/my\\040data /data rw,relatime shared:1 - ext4 /dev/vda rw
220 216 0:60 / /tmp rw - tmpfs tmpfs rw
222 221 0:29 /ts-runc/c1 /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
223 221 0:38 /ts-runc/c1 /sys/fs/cgroup/unified ro - cgroup2 cgroup rw
137 217 0:6 /null /proc/keys rw,relatime - devtmpfs devtmpfs rw
`;

describe("externalMounts()", () => {
  test("are those that show something of the host: bind mounts, cgroups and device files", () => {
    const { byPlace, saved } = externalMounts(spec, { mountinfo, host: cgroupHosts.hybrid });
    expect(byPlace).toEqual({
      "/data": "/data",
      "/sys/fs/cgroup/memory": "/sys/fs/cgroup/memory",
      "/sys/fs/cgroup/unified": "/sys/fs/cgroup/unified",
      "/proc/keys": "/dev/null",
    });
    expect(saved).toEqual({
      files: { "/data": "/srv/my data", "/dev/null": "/dev/null" },
      cgroups: { "/sys/fs/cgroup/memory": "/sys/fs/cgroup/memory", "/sys/fs/cgroup/unified": "/sys/fs/cgroup/unified" },
    });
  });
});

describe("sourcesOf()", () => {
  test("shows what the new config.json binds, and the cgroup of the new container", () => {
    const { saved } = externalMounts(spec, { mountinfo, host: cgroupHosts.hybrid });
    const moved: RuntimeSpec = { ...spec, mounts: [{ destination: "/data", source: "/new", options: ["bind"] }] };
    expect(sourcesOf(moved, saved, "/ts-runc/c2")).toEqual({
      "/dev/null": "/dev/null",
      "/data": "/new",
      "/sys/fs/cgroup/memory": "/sys/fs/cgroup/memory/ts-runc/c2",
      "/sys/fs/cgroup/unified": "/sys/fs/cgroup/unified/ts-runc/c2",
    });
  });
});
