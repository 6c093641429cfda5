// linux.resources and cgroupsPath of config.json, as the files of the container's cgroup and as what it may do.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import type { CgroupController } from "../../../src/linux/index.ts";
import type { LinuxResources } from "../../../src/oci/index.ts";
import { cgroupDirectories } from "../../../src/plan/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

const host = detectCgroupHost();
const MiB = 1024 * 1024;
const parent = `/ts-runc-resources-${process.pid}`;
const isVersion1 = (controller: CgroupController) => host.controllers[controller]?.version === 1;
const disk = readdirSync("/sys/block")
  .filter((name) => /^(vd|sd|nvme|xvd)/.test(name))
  .map((name) => readFileSync(`/sys/block/${name}/dev`, "utf8").trim().split(":").map(Number))[0];

describe.skipIf(cannotRunBundles())("linux.resources", () => {
  let runtime: OciRuntime;
  let id: string;
  beforeEach(() => {
    runtime = new OciRuntime();
    id = runtime.id("resources");
  });
  afterEach(() => {
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  afterAll(() => {
    // The cgroup above the container's belongs to whoever runs the runtime.
    for (const directory of cgroupDirectories(host, parent)) if (existsSync(directory)) rmdirSync(directory);
  });

  const create = (resources: LinuxResources, script = "sleep 60"): void => {
    runtime.write(script, (spec) => {
      spec.ociVersion = "1.3.0"; // before, pids.limit 0 was no limit
      if (spec.linux) Object.assign(spec.linux, { cgroupsPath: `${parent}/${id}`, resources });
    });
    runtime.create(id);
  };
  const file = (controller: CgroupController, version1: string, version2 = version1): string => {
    const found = host.controllers[controller] ?? host.controllers.blkio;
    return readFileSync(`${found?.root}${parent}/${id}/${found?.version === 1 ? version1 : version2}`, "utf8").trim();
  };
  const refusal = (resources: LinuxResources): string => {
    runtime.write("true", (spec) => {
      if (spec.linux) Object.assign(spec.linux, { cgroupsPath: `${parent}/${id}`, resources });
    });
    const { code, stderr } = runtime.run(["create", id]);
    expect(code).not.toBe(0);
    return stderr;
  };

  test("memory: limit, reservation and swap, which includes memory", () => {
    create({ memory: { limit: 64 * MiB, reservation: 32 * MiB, swap: 96 * MiB, useHierarchy: true, kernel: -1 } });
    expect([
      file("memory", "memory.limit_in_bytes", "memory.max"),
      file("memory", "memory.soft_limit_in_bytes", "memory.low"),
      file("memory", "memory.memsw.limit_in_bytes", "memory.swap.max"),
    ]).toEqual([64, 32, isVersion1("memory") ? 96 : 32].map((size) => String(size * MiB)));
  });

  test.skipIf(skipUnless(isVersion1("memory"), "cgroup v1"))(
    "memory: what only v1 has, swappiness, TCP buffers and a switched off OOM killer",
    () => {
      create({ memory: { limit: 64 * MiB, kernelTCP: 16 * MiB, swappiness: 10, disableOOMKiller: true } });
      expect(file("memory", "memory.swappiness")).toBe("10");
      expect(file("memory", "memory.kmem.tcp.limit_in_bytes")).toBe(String(16 * MiB));
      expect(file("memory", "memory.oom_control")).toContain("oom_kill_disable 1");
    },
  );

  test("cpu: shares, quota, period, burst and CPU set", () => {
    create({ cpu: { shares: 1024, quota: 50_000, period: 200_000, burst: 10_000, cpus: "0", mems: "0" } });
    expect(file("cpu", "cpu.shares", "cpu.weight")).toBe(isVersion1("cpu") ? "1024" : "100");
    if (isVersion1("cpu"))
      expect([file("cpu", "cpu.cfs_quota_us"), file("cpu", "cpu.cfs_period_us")]).toEqual(["50000", "200000"]);
    else expect(file("cpu", "", "cpu.max")).toBe("50000 200000");
    expect(file("cpu", "cpu.cfs_burst_us", "cpu.max.burst")).toBe("10000");
    expect([file("cpuset", "cpuset.cpus"), file("cpuset", "cpuset.mems")]).toEqual(["0", "0"]);
  });

  test("cpu: idle, and processes: none but the first", () => {
    create({ cpu: { idle: 1 }, pids: { limit: 0 } }, "sleep 0 & wait");
    expect([file("cpu", "cpu.idle"), file("pids", "pids.max")]).toEqual(["1", "1"]);
  });

  test.skipIf(skipUnless(existsSync(`${host.controllers.cpu?.root}/cpu.rt_runtime_us`), "cgroup v1 real-time groups"))(
    "cpu: real-time, as far as the cgroup above gives it",
    () => {
      const above = `${host.controllers.cpu?.root}${parent}`;
      mkdirSync(above, { recursive: true });
      writeFileSync(`${above}/cpu.rt_runtime_us`, "20000");
      create({ cpu: { realtimeRuntime: 10_000, realtimePeriod: 500_000 } });
      expect([file("cpu", "cpu.rt_runtime_us"), file("cpu", "cpu.rt_period_us")]).toEqual(["10000", "500000"]);
      runtime.ok("delete", "--force", id);
      if (isOurs)
        expect(refusal({ cpu: { realtimeRuntime: 400_000 } })).toMatch(
          /limiting by \/linux\/resources\/cpu\/realtimeRuntime.*EINVAL[\s\S]*hint: .*raise its cpu.rt_runtime_us/,
        );
    },
  );

  test.skipIf(skipUnless(disk !== undefined, "a disk whose rate could be limited"))(
    "blockIO: rates per device, and a device that is none is refused by name",
    () => {
      const [major = 0, minor = 0] = disk ?? [];
      const rate = (value: number) => [{ major, minor, rate: value }];
      create({
        blockIO: {
          throttleReadBpsDevice: rate(1_000_000),
          throttleWriteBpsDevice: rate(2_000_000),
          throttleReadIOPSDevice: rate(300),
          throttleWriteIOPSDevice: rate(400),
        },
      });
      const kinds = ["read_bps", "write_bps", "read_iops", "write_iops"];
      if (host.controllers.io) {
        expect(file("io", "", "io.max")).toBe(`${major}:${minor} rbps=1000000 wbps=2000000 riops=300 wiops=400`);
      } else {
        expect(kinds.map((kind) => file("blkio", `blkio.throttle.${kind}_device`))).toEqual(
          [1_000_000, 2_000_000, 300, 400].map((value) => `${major}:${minor} ${value}`),
        );
      }
      runtime.ok("delete", "--force", id);
      const message = refusal({ blockIO: { throttleReadBpsDevice: [{ major: 4000, minor: 1, rate: 5 }] } });
      if (isOurs) expect(message).toMatch(/\/linux\/resources\/blockIO\/throttleReadBpsDevice\/0.*(ENODEV|ENXIO)/);
    },
  );

  test.skipIf(skipUnless(existsSync("/sys/module/bfq") || existsSync("/sys/fs/cgroup/blkio"), "the BFQ scheduler"))(
    "blockIO: weight",
    () => {
      create({ blockIO: { weight: 300 } });
      expect(file("io", "blkio.bfq.weight", "io.bfq.weight")).toMatch(/^(default )?300$/);
    },
  );

  test.skipIf(skipUnless(host.controllers.hugetlb !== undefined, "the hugetlb controller"))(
    "hugepageLimits: reserved and used pages, and a size that is none is refused",
    () => {
      create({ hugepageLimits: [{ pageSize: "2MB", limit: 4 * MiB }] });
      expect(file("hugetlb", "hugetlb.2MB.rsvd.limit_in_bytes", "hugetlb.2MB.rsvd.max")).toBe(String(4 * MiB));
      expect(file("hugetlb", "hugetlb.2MB.limit_in_bytes", "hugetlb.2MB.max")).toBe(String(4 * MiB));
      runtime.ok("delete", "--force", id);
      expect(refusal({ hugepageLimits: [{ pageSize: "3MB", limit: MiB }] })).toContain("hugetlb.3MB");
    },
  );

  test.skipIf(skipUnless(host.unifiedRoot !== undefined, "a cgroup v2 mount"))(
    "unified: any file of v2, on hybrid hosts too; never one outside of the cgroup",
    () => {
      create({ unified: { "cgroup.max.depth": "3", ...(isVersion1("memory") ? {} : { "memory.high": "67108864" }) } });
      const directory = `${host.unifiedRoot}${parent}/${id}`;
      expect(readFileSync(`${directory}/cgroup.max.depth`, "utf8")).toBe("3\n");
      if (!isVersion1("memory")) expect(readFileSync(`${directory}/memory.high`, "utf8")).toBe("67108864\n");
      runtime.ok("delete", "--force", id);
      expect(refusal({ unified: { "../memory.max": "1" } })).toContain("unified");
      expect(refusal({ unified: { "nothing.max": "1" } })).toContain("nothing");
    },
  );

  test.skipIf(!isOurs)("network and rdma: refused by name where the kernel has no controller for them", () => {
    if (host.controllers.net_cls === undefined)
      expect(refusal({ network: { classID: 255 } })).toContain("/linux/resources/network/classID: this host has no");
    if (host.controllers.net_prio === undefined)
      expect(refusal({ network: { priorities: [{ name: "lo", priority: 3 }] } })).toContain("network/priorities/0");
    expect(refusal({ rdma: { nothing_0: { hcaHandles: 3 } } })).toContain("/linux/resources/rdma/nothing_0");
  });

  test("devices: the last rule about an access decides, before the container's own nodes as before all others", async () => {
    // A device that is allowed may still not be there: that is another error.
    const script =
      'for n in null zero random urandom fuse; do case "$( (: </dev/$n) 2>&1)" in *permitted*) ;; *) echo $n;; esac; done';
    runtime.write(`${script} >/out/read; sleep 60`, (spec) => {
      if (!spec.linux) return;
      Object.assign(spec.linux, {
        cgroupsPath: `${parent}/${id}`,
        devices: [{ path: "/dev/fuse", type: "c", major: 10, minor: 229 }],
        resources: {
          devices: [
            { allow: true, access: "rwm" },
            { allow: false, access: "rwm" },
            { allow: true, type: "c", major: 10, minor: 229, access: "rw" },
            { allow: false, type: "c", major: 10, minor: 229, access: "w" },
            ...(isOurs ? [{ allow: false, type: "c", major: 1, minor: 9, access: "rw" }] : []),
          ],
        },
      });
    });
    runtime.create(id);
    runtime.ok("start", id);
    await expect
      .poll(() => runtime.out("read"), { timeout: 30_000 })
      .toBe(`null\nzero\nrandom\n${isOurs ? "" : "urandom\n"}fuse\n`);
  });
});
