import { describe, expect, test } from "vitest";
import { type CgroupResources, cgroupLimits, weightOfShares } from "../../../src/plan/index.ts";
import { hybrid, unified } from "../cgroups/fake-host.ts";

const privileged = [{ allow: true, access: "rwm" }];
/** Device rules aside, because every container has some. */
const written = (resources: CgroupResources, host = unified) =>
  cgroupLimits({ devices: privileged, ...resources }, host).map(({ file, value }) => `${file}=${value}`);

describe("memory", () => {
  const memory = { limit: 1000, swap: 1500, reservation: 500 };

  test("swap of the spec includes memory, swap of v2 does not", () => {
    expect(written({ memory })).toEqual(["memory.max=1000", "memory.swap.max=500", "memory.low=500"]);
  });

  test("on v1 the limit is written before memory and swap together", () => {
    expect(written({ memory }, hybrid)).toEqual([
      "memory.limit_in_bytes=1000",
      "memory.memsw.limit_in_bytes=1500",
      "memory.soft_limit_in_bytes=500",
    ]);
  });

  test("swap that is not spoken of is not limited either where memory is not", () => {
    expect(written({ memory: { limit: -1 } })).toEqual(["memory.max=max", "memory.swap.max=max"]);
    expect(written({ memory: { limit: 1000 } })).toEqual(["memory.max=1000"]);
  });

  test("no swap at all asks nothing of a kernel that does not count swap", () => {
    const [, swap] = cgroupLimits({ devices: privileged, memory: { limit: 1000, swap: 1000 } }, unified);
    expect(swap).toMatchObject({ file: "memory.swap.max", value: "0", ignore: ["ENOENT"] });
  });

  test("the largest numbers of Go's types are no limit, whatever a double makes of them", () => {
    const largest = [2 ** 63 - 1, 2 ** 64 - 1, 2 ** 63 - 4096];
    for (const limit of largest) expect(written({ memory: { limit, swap: -1 } })[0], `${limit}`).toBe("memory.max=max");
    expect(written({ memory: { limit: 8 * 2 ** 40 } })).toEqual(["memory.max=8796093022208"]);
    expect(written({ blockIO: { throttleReadBpsDevice: [{ major: 8, minor: 0, rate: 2 ** 64 - 1 }] } })).toEqual([
      "io.max=8:0 rbps=max",
    ]);
  });

  describe("of the kernel and of TCP", () => {
    test("is within a memory limit that is not above, and needs no file of its own", () => {
      expect(written({ memory: { limit: 1000, kernel: 1000, kernelTCP: 2000 } })).toEqual(["memory.max=1000"]);
      expect(written({ memory: { kernel: -1, kernelTCP: -1 } })).toEqual([]);
    });

    test("has one on v1 for TCP", () => {
      expect(written({ memory: { kernelTCP: 500 } }, hybrid)).toEqual(["memory.kmem.tcp.limit_in_bytes=500"]);
    });

    test("is refused by name when it is below the memory limit, which the kernel cannot do", () => {
      for (const host of [unified, hybrid])
        expect(() => written({ memory: { limit: 1000, kernel: 999 } }, host)).toThrow(
          expect.objectContaining({ code: "ERR_UNSUPPORTED", message: expect.stringContaining("/memory/kernel:") }),
        );
      expect(() => written({ memory: { kernelTCP: 999 } })).toThrow(/memory\/kernelTCP: the kernel has no limit/);
    });
  });

  test("minus one is no limit", () => {
    expect(written({ memory: { limit: -1, swap: -1 } })).toEqual(["memory.max=max", "memory.swap.max=max"]);
    expect(written({ memory: { limit: -1, swap: -1 } }, hybrid)).toEqual([
      "memory.limit_in_bytes=-1",
      "memory.memsw.limit_in_bytes=-1",
    ]);
  });

  test("swap below the limit, or without one, breaks the spec", () => {
    expect(() => written({ memory: { limit: 1000, swap: 999 } })).toThrow(/memory\/swap/);
    expect(() => written({ memory: { swap: 999 } })).toThrow(expect.objectContaining({ code: "ERR_INVALID_SPEC" }));
  });

  test("settings that only v1 has are refused on v2 by name", () => {
    expect(() => written({ memory: { disableOOMKiller: true } })).toThrow(
      "limiting by /linux/resources/memory/disableOOMKiller: cgroup v2's memory controller has no such setting",
    );
    expect(written({ memory: { disableOOMKiller: true, swappiness: 10 } }, hybrid)).toEqual([
      "memory.swappiness=10",
      "memory.oom_control=1",
    ]);
  });
});

describe("cpu", () => {
  test("shares become weights so that minimum, default and maximum meet", () => {
    expect([2, 1024, 262144].map(weightOfShares)).toEqual([1, 100, 10000]);
    expect(weightOfShares(512)).toBeLessThan(100);
    expect(weightOfShares(1025)).toBeGreaterThanOrEqual(100);
  });

  test("shares beyond what v1 has are refused, because it would write others", () => {
    for (const shares of [1, 262_145])
      expect(() => written({ cpu: { shares } }, hybrid)).toThrow(/\/linux\/resources\/cpu\/shares/);
    expect(written({ cpu: { shares: 1 } })).toEqual(["cpu.weight=1"]);
  });

  test("quota and period are one file on v2 and two on v1, period first", () => {
    const cpu = { quota: 50000, period: 100000, burst: 1000 };
    expect(written({ cpu })).toEqual(["cpu.max=50000 100000", "cpu.max.burst=1000"]);
    expect(written({ cpu }, hybrid)).toEqual([
      "cpu.cfs_period_us=100000",
      "cpu.cfs_quota_us=50000",
      "cpu.cfs_burst_us=1000",
    ]);
    expect(written({ cpu: { quota: -1 } })).toEqual(["cpu.max=max 100000"]);
  });

  test("the weight comes before idle, which would refuse it", () => {
    expect(written({ cpu: { idle: 1, shares: 1024 } })).toEqual(["cpu.weight=100", "cpu.idle=1"]);
  });
});

describe("block devices", () => {
  const blockIO = { weight: 10, throttleReadBpsDevice: [{ major: 8, minor: 0, rate: 1024 }] };

  test("weight goes to BFQ's file, or else to the older or iocost one", () => {
    const [weight] = cgroupLimits({ devices: privileged, blockIO }, unified);
    expect(weight).toMatchObject({
      file: "io.bfq.weight",
      value: "10",
      otherwise: { file: "io.weight", value: "default 1" },
    });
    expect(cgroupLimits({ devices: privileged, blockIO }, hybrid)[0]).toMatchObject({
      controller: "blkio",
      file: "blkio.bfq.weight",
      otherwise: { file: "blkio.weight" },
    });
  });

  test("weights of one device are lines of the same file on v2, and of one of their own on v1", () => {
    const devices = { weightDevice: [{ major: 8, minor: 16, weight: 500 }] };
    expect(cgroupLimits({ devices: privileged, blockIO: devices }, unified)[0]).toMatchObject({
      file: "io.bfq.weight",
      value: "8:16 500",
      otherwise: { file: "io.weight", value: "8:16 4950" },
    });
    expect(cgroupLimits({ devices: privileged, blockIO: devices }, hybrid)[0]).toMatchObject({
      file: "blkio.bfq.weight_device",
      value: "8:16 500",
      otherwise: { file: "blkio.weight_device" },
    });
  });

  test("leaf weights are v1's, for all devices and for one", () => {
    const leaf = { leafWeight: 300, weightDevice: [{ major: 8, minor: 16, leafWeight: 20 }] };
    expect(written({ blockIO: leaf }, hybrid)).toEqual(["blkio.leaf_weight=300", "blkio.leaf_weight_device=8:16 20"]);
    expect(() => written({ blockIO: leaf })).toThrow(/blockIO\/leafWeight: cgroup v2's io controller has no such/);
  });

  test("throttles name the device and keep the pointer of their entry", () => {
    expect(cgroupLimits({ devices: privileged, blockIO }, unified)[1]).toMatchObject({
      file: "io.max",
      value: "8:0 rbps=1024",
      from: "/linux/resources/blockIO/throttleReadBpsDevice/0",
    });
    expect(written({ blockIO }, hybrid)).toContain("blkio.throttle.read_bps_device=8:0 1024");
  });
});

test("minus one process is no limit, and zero are one: the first, which may have no others", () => {
  const limit = (count: number) => written({ pids: { limit: count } }, hybrid);
  expect([limit(100), limit(-1), limit(0)]).toEqual([["pids.max=100"], ["pids.max=max"], ["pids.max=1"]]);
  expect(limit(4_194_305)).toEqual(["pids.max=max"]); // more than there can be
});

test("network classes and priorities are v1's, and refused by name on v2", () => {
  const network = { classID: 255, priorities: [{ name: "eth0", priority: 3 }] };
  const v1 = (name: string) => ({ version: 1 as const, root: `/sys/fs/cgroup/${name}` });
  const host = { ...hybrid, controllers: { net_cls: v1("net_cls"), net_prio: v1("net_prio") } };
  expect(written({ network }, host)).toEqual(["net_cls.classid=255", "net_prio.ifpriomap=eth0 3"]);
  expect(() => written({ network })).toThrow(
    expect.objectContaining({ code: "ERR_UNSUPPORTED", hint: expect.stringContaining("only in cgroup v1") }),
  );
});

test("an RDMA device's limits are those that are given", () => {
  const v2 = { version: 2 as const, root: "/sys/fs/cgroup" };
  const host = { ...unified, controllers: { rdma: v2 } };
  expect(written({ rdma: { mlx5_0: { hcaHandles: 2 }, mlx5_1: { hcaHandles: 1, hcaObjects: 9 } } }, host)).toEqual([
    "rdma.max=mlx5_0 hca_handle=2",
    "rdma.max=mlx5_1 hca_handle=1 hca_object=9",
  ]);
});

test("huge pages are limited in v2 on a host whose other controllers are in v1, reservations where the kernel counts them", () => {
  const limits = cgroupLimits({ devices: privileged, hugepageLimits: [{ pageSize: "2MB", limit: 4194304 }] }, hybrid);
  expect(limits).toMatchObject([
    { version: 2, file: "hugetlb.2MB.rsvd.max", value: "4194304", ignore: ["ENOENT"] },
    { version: 2, file: "hugetlb.2MB.max", value: "4194304" },
  ]);
});

describe("the unified map", () => {
  test("is written word for word on v2, one write per line", () => {
    expect(written({ unified: { "memory.high": "1000", "io.max": "8:0 rbps=1\n8:16 rbps=2\n" } })).toEqual([
      "memory.high=1000",
      "io.max=8:0 rbps=1",
      "io.max=8:16 rbps=2",
    ]);
  });

  test("is refused by name where the controller is in v1", () => {
    expect(() => written({ unified: { "memory.high": "1000" } }, hybrid)).toThrow(
      "limiting by /linux/resources/unified/memory.high: memory.high exists only in cgroup v2, and this host's memory controller is in v1",
    );
  });

  test("may name any file of a controller, and the cgroup's own", () => {
    const unifiedMap = { "hugetlb.2MB.rsvd.max": "0", "memory.swap.high": "5", "cgroup.max.depth": "3" };
    expect(written({ unified: unifiedMap })).toEqual([
      "hugetlb.2MB.rsvd.max=0",
      "memory.swap.high=5",
      "cgroup.max.depth=3",
    ]);
  });

  test("may not move processes", () => {
    for (const file of ["cgroup.procs", "cgroup.threads"])
      expect(() => written({ unified: { [file]: "1" } }), file).toThrow(
        expect.objectContaining({ code: "ERR_INVALID_SPEC" }),
      );
  });

  test("may not name files outside the cgroup", () => {
    for (const file of ["../memory.max", "memory.max/../../x", "memory", "a/b.c", ".", "..", "memory.", ".max"]) {
      expect(() => written({ unified: { [file]: "1" } }), file).toThrow(
        expect.objectContaining({ code: "ERR_INVALID_SPEC" }),
      );
    }
  });
});

test("a missing controller is named with the field that needs it and something to do", () => {
  const host = { ...unified, controllers: {} };
  expect(() => written({ memory: { limit: 1 } }, host)).toThrow(
    expect.objectContaining({
      code: "ERR_UNSUPPORTED",
      message: "limiting by /linux/resources/memory/limit: this host has no memory cgroup controller",
      hint: expect.stringContaining("cgroup_enable=memory"),
    }),
  );
  expect(written({}, host)).toEqual([]);
});

describe("device rules on v1", () => {
  const devices = (rules: CgroupResources["devices"]) =>
    cgroupLimits({ devices: rules }, hybrid).map(({ file, value }) => `${file} ${value}`);

  test("deny everything first, then allow the container's own, then the devices every container has", () => {
    const lines = devices([
      { allow: false, access: "rwm" },
      { allow: true, type: "c", major: 10, minor: 229, access: "rwm" },
    ]);
    expect(lines.slice(0, 3)).toEqual(["devices.deny a", "devices.allow c 10:229 rwm", "devices.allow c *:* m"]);
    expect(lines).toContain("devices.allow c 1:3 rwm");
    expect(lines).toContain("devices.allow c 136:* rwm");
  });

  test("are there also when the spec has none, or no deny-all", () => {
    expect(devices(undefined)[0]).toBe("devices.deny a");
    const lines = devices([{ allow: true, type: "b", major: 8, access: "r" }]);
    expect(lines.slice(0, 2)).toEqual(["devices.deny a", "devices.allow b 8:* r"]);
  });

  test("of a privileged container need nothing", () => {
    expect(
      devices([
        { allow: false, access: "rwm" },
        { allow: true, access: "rwm" },
      ]),
    ).toEqual([]);
  });
});
