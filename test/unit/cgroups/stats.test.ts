import { totalmem } from "node:os";
import { expect, test } from "vitest";
import { cgroupPaths, readStats } from "../../../src/cgroups/index.ts";
import { fakeTree, hybrid, hybridAt, unifiedAt } from "./fake-host.ts";

test("one sample of a v2 cgroup has all counters in bytes and microseconds", () => {
  const root = fakeTree({
    "a/b/cpu.stat":
      "usage_usec 300\nuser_usec 200\nsystem_usec 100\nnr_periods 10\nnr_throttled 4\nthrottled_usec 77\n",
    "a/memory.max": "50000\n",
    "a/b/memory.max": "max\n",
    "a/b/memory.current": "9000\n",
    "a/b/memory.stat": "anon 5000\ninactive_file 1000\n",
    "a/b/memory.peak": "9500\n",
    "a/b/memory.events": "oom 1\noom_kill 1\n",
    "a/b/pids.current": "3\n",
    "a/b/pids.max": "32\n",
    "a/b/io.stat": "8:0 rbytes=10 wbytes=20 rios=1 wios=2\n8:16 rbytes=1 wbytes=2 rios=1 wios=1\n",
    "a/b/cpu.pressure":
      "some avg10=12.50 avg60=1.00 avg300=0.10 total=5\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
  });
  expect(readStats(unifiedAt(root), "/a/b", () => 1)).toEqual({
    timestampMs: 1,
    cpuUsageUs: 300,
    cpuUserUs: 200,
    cpuSystemUs: 100,
    throttledPeriods: 4,
    totalPeriods: 10,
    throttledUs: 77,
    memoryUsageBytes: 8000,
    memoryLimitBytes: 50000,
    memoryPeakBytes: 9500,
    oomKills: 1,
    pids: 3,
    pidsLimit: 32,
    blockReadBytes: 11,
    blockWriteBytes: 22,
    pressure: { cpu: 12.5 },
  });
});

test("the same sample of a hybrid host comes from the v1 files", () => {
  const root = fakeTree({
    "cpuacct/a/cpuacct.usage": "300000\n",
    "cpuacct/a/cpuacct.stat": "user 2\nsystem 1\n",
    "cpu/a/cpu.stat": "nr_periods 10\nnr_throttled 4\nthrottled_time 77000\n",
    "memory/a/memory.limit_in_bytes": "9223372036854771712\n",
    "memory/a/memory.usage_in_bytes": "9000\n",
    "memory/a/memory.stat": "inactive_file 1\ntotal_inactive_file 1000\n",
    "memory/a/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
    "pids/a/pids.current": "3\n",
    "pids/a/pids.max": "max\n",
    "blkio/a/blkio.throttle.io_service_bytes_recursive": "8:0 Read 10\n8:0 Write 20\n8:0 Total 30\nTotal 30\n",
  });
  expect(readStats(hybridAt(root), "/a", () => 1)).toEqual({
    timestampMs: 1,
    cpuUsageUs: 300,
    cpuUserUs: 20000,
    cpuSystemUs: 10000,
    throttledPeriods: 4,
    totalPeriods: 10,
    throttledUs: 77,
    memoryUsageBytes: 8000,
    memoryLimitBytes: totalmem(),
    oomKills: 2,
    pids: 3,
    blockReadBytes: 10,
    blockWriteBytes: 20,
  });
});

test("a process's cgroups are found for every hierarchy, v2 and named ones too", () => {
  const paths = cgroupPaths(hybrid, "9:name=systemd:/s\n4:memory:/m/x\n2:cpuacct,cpu:/c\n0::/u\n7:unknown:/z\n");
  expect(Object.fromEntries(paths)).toEqual({
    "/sys/fs/cgroup/systemd": "/s",
    "/sys/fs/cgroup/memory": "/m/x",
    "/sys/fs/cgroup/cpuacct": "/c",
    "/sys/fs/cgroup/unified": "/u",
  });
});
