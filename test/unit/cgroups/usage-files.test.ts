// What the CRI's statistics are made of, over directories that look like cgroups.
import { rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CgroupUsage, readUsage, readUsages } from "../../../src/cgroups/index.ts";
import type { CgroupHost } from "../../../src/linux/index.ts";
import { fakeTree, hybridAt, unifiedAt } from "./fake-host.ts";

const PRESSURE = "some avg10=12.50 avg60=1.00 avg300=0.10 total=5\nfull avg10=2.00 avg60=0.20 avg300=0.02 total=3\n";

const v2Files = {
  "cpu.stat": "usage_usec 300\nuser_usec 200\nsystem_usec 100\nnr_periods 10\nnr_throttled 4\nthrottled_usec 77\n",
  "memory.stat": "anon 5000\nfile 3000\nkernel 700\nfile_mapped 20\ninactive_file 1000\npgfault 9\npgmajfault 2\n",
  "memory.current": "9000\n",
  "memory.max": "50000\n",
  "memory.peak": "9500\n",
  "memory.events": "low 0\nhigh 0\nmax 6\noom 1\noom_kill 1\n",
  "memory.swap.current": "40\n",
  "memory.swap.max": "max\n",
  "pids.current": "3\n",
  "pids.max": "32\n",
  "io.stat": "8:0 rbytes=10 wbytes=20 rios=1 wios=2 dbytes=0 dios=0\n254:16 rbytes=1 wbytes=2 rios=3 wios=4\n",
  "cpu.pressure": PRESSURE,
};

const v2Usage = {
  cpu: { usageNs: 300_000, userNs: 200_000, systemNs: 100_000, periods: 10, throttledPeriods: 4, throttledNs: 77_000 },
  memory: {
    usage: 9000,
    workingSet: 8000,
    rss: 5000,
    cache: 3000,
    mappedFile: 20,
    kernel: 700,
    pageFaults: 9,
    majorPageFaults: 2,
    peak: 9500,
    limit: 50_000,
    failures: 6,
    oomKills: 1,
  },
  swap: { usage: 40 },
  pids: { current: 3, limit: 32 },
  io: [
    { major: 8, minor: 0, readBytes: 10, writeBytes: 20, reads: 1, writes: 2 },
    { major: 254, minor: 16, readBytes: 1, writeBytes: 2, reads: 3, writes: 4 },
  ],
  hugepages: [],
  pressure: {
    cpu: {
      some: { average10: 12.5, average60: 1, average300: 0.1, totalUs: 5 },
      full: { average10: 2, average60: 0.2, average300: 0.02, totalUs: 3 },
    },
  },
};

const v1Files = {
  "cpu/a/cpu.stat": "nr_periods 10\nnr_throttled 4\nthrottled_time 77\n",
  "cpuacct/a/cpuacct.usage": "300\n",
  "cpuacct/a/cpuacct.usage_user": "200\n",
  "cpuacct/a/cpuacct.usage_sys": "100\n",
  "memory/a/memory.stat":
    "rss 1\ntotal_rss 5000\ntotal_cache 3000\ntotal_mapped_file 20\ntotal_inactive_file 1000\ntotal_pgfault 9\n" +
    "total_pgmajfault 2\ntotal_swap 40\n",
  "memory/a/memory.usage_in_bytes": "9000\n",
  "memory/a/memory.limit_in_bytes": "50000\n",
  "memory/a/memory.memsw.limit_in_bytes": "60000\n",
  "memory/a/memory.kmem.usage_in_bytes": "700\n",
  "memory/a/memory.max_usage_in_bytes": "9500\n",
  "memory/a/memory.failcnt": "6\n",
  "memory/a/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
  "pids/a/pids.current": "3\n",
  "pids/a/pids.max": "max\n",
  "blkio/a/blkio.throttle.io_service_bytes_recursive": "8:0 Read 10\n8:0 Write 20\n8:0 Total 30\nTotal 30\n",
  "blkio/a/blkio.throttle.io_serviced_recursive": "8:0 Read 1\n8:0 Write 2\n8:0 Total 3\nTotal 3\n",
};

const v1Usage = {
  ...v2Usage,
  cpu: { usageNs: 300, userNs: 200, systemNs: 100, periods: 10, throttledPeriods: 4, throttledNs: 77 },
  swap: { usage: 40, limit: 10_000 },
  pids: { current: 3 },
  io: v2Usage.io.slice(0, 1),
  pressure: {},
};

const NOTHING = {
  cpu: { usageNs: 0, userNs: 0, systemNs: 0, periods: 0, throttledPeriods: 0, throttledNs: 0 },
  memory: {
    usage: 0,
    workingSet: 0,
    rss: 0,
    cache: 0,
    mappedFile: 0,
    kernel: 0,
    pageFaults: 0,
    majorPageFaults: 0,
    failures: 0,
    oomKills: 0,
  },
  swap: { usage: 0 },
  pids: {},
  io: [],
  hugepages: [],
  pressure: {},
};

/** All that is read when it is looked at. */
const seen = (usage: CgroupUsage | undefined): unknown => JSON.parse(JSON.stringify(usage));

const below = (directory: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${directory}/${name}`, text]));

describe("readUsage()", () => {
  test("has bytes, nanoseconds and counts of a v2 cgroup", () => {
    expect(seen(readUsage(unifiedAt(fakeTree(below("a", v2Files))), "/a"))).toEqual(v2Usage);
  });

  test("has the same of v1 hierarchies, where time is in nanoseconds and swap is counted with memory", () => {
    expect(seen(readUsage(hybridAt(fakeTree(v1Files)), "/a"))).toEqual(v1Usage);
  });

  test("takes pressure from the v2 hierarchy of a hybrid host", () => {
    const host = hybridAt(fakeTree({ ...v1Files, "unified/a/cpu.pressure": PRESSURE }));
    expect(seen(readUsage(host, "/a"))).toEqual({ ...v1Usage, pressure: v2Usage.pressure });
  });

  test("counts CPU time of a v2 cgroup also where it has no controllers", () => {
    const root = fakeTree({ "a/cpu.stat": v2Files["cpu.stat"] });
    const host: CgroupHost = { mode: "v2", unifiedRoot: root, controllers: {}, named: {} };
    expect(seen(readUsage(host, "/a"))).toEqual({ ...NOTHING, cpu: v2Usage.cpu });
  });

  test("knows a limit that is none, in the words of v2 and of v1", () => {
    const { memory } = readUsage(unifiedAt(fakeTree({ "a/memory.max": "max\n" })), "/a");
    expect(memory.limit).toBeUndefined();
    const v1 = fakeTree({
      "memory/a/memory.limit_in_bytes": "9223372036854771712\n",
      "memory/a/memory.memsw.limit_in_bytes": "9223372036854771712\n",
    });
    const { memory: old, swap } = readUsage(hybridAt(v1), "/a");
    expect([old.limit, swap.limit]).toEqual([undefined, undefined]);
  });

  test("is zeros for a cgroup that is gone", () => {
    for (const host of [unifiedAt(fakeTree({})), hybridAt(fakeTree({}))])
      expect(seen(readUsage(host, "/gone"))).toEqual(NOTHING);
  });
});

describe("readUsages()", () => {
  const root = fakeTree({
    ...below("a", v2Files),
    ...below("b/c", { ...v2Files, "pids.current": "4\n" }),
  });

  test("answers in the order of the paths as readUsage() does, zeros for what is gone", async () => {
    const usages = await readUsages(unifiedAt(root), ["/b/c", "/gone", "/a"], "whole");
    expect(usages.map(seen)).toEqual([{ ...v2Usage, pids: { current: 4, limit: 32 } }, NOTHING, v2Usage]);
    expect(await readUsages(unifiedAt(root), [], "whole")).toEqual([]);
    expect((await readUsages(hybridAt(fakeTree(v1Files)), ["/a"], "whole")).map(seen)).toEqual([v1Usage]);
  });

  test("answers the same when less is read at first, and reads the rest when asked", async () => {
    const usages = await readUsages(unifiedAt(root), ["/a", "/b/c"], "basic");
    expect(usages.map(seen)).toEqual([v2Usage, { ...v2Usage, pids: { current: 4, limit: 32 } }]);
  });

  test("has what the files held at that moment", async () => {
    const tree = fakeTree(below("a", v2Files));
    const [usage] = await readUsages(unifiedAt(tree), ["/a"], "whole");
    rmSync(tree, { recursive: true });
    expect(seen(usage)).toEqual(v2Usage);
  });
});
