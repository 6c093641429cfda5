import { expect, test } from "vitest";
import { readUsage, readUsages } from "../../../src/cgroups/index.ts";
import { fakeTree, hybridAt, unifiedAt } from "./fake-host.ts";

const pressure = "some avg10=1.50 avg60=1.00 avg300=0.10 total=5\nfull avg10=0.50 avg60=0.00 avg300=0.00 total=2\n";

const unified = (name: string, usage: number) => ({
  [`${name}/cpu.stat`]: `usage_usec ${usage}\nuser_usec 200\nsystem_usec 100\nnr_periods 10\nnr_throttled 4\nthrottled_usec 77\n`,
  [`${name}/memory.current`]: "9000\n",
  [`${name}/memory.stat`]:
    "anon 5000\nfile 3000\nkernel 7\ninactive_file 1000\nactive_file 2000\npgfault 11\npgmajfault 1\n",
  [`${name}/memory.peak`]: "9500\n",
  [`${name}/memory.max`]: "50000\n",
  [`${name}/memory.events`]: "low 0\nmax 6\noom 1\noom_kill 1\n",
  [`${name}/pids.current`]: "3\n",
  [`${name}/pids.max`]: "max\n",
  [`${name}/io.stat`]: "8:0 rbytes=10 wbytes=20 rios=1 wios=2\n",
  [`${name}/memory.pressure`]: pressure,
});

test("what many v2 cgroups use, read at once, is what each of them says by itself", async () => {
  const host = unifiedAt(fakeTree({ ...unified("a", 300), ...unified("b", 400) }));
  const [a, gone, b] = await readUsages(host, ["/a", "/gone", "/b"], "whole");
  expect(a).toEqual(readUsage(host, "/a"));
  expect(b?.cpu).toMatchObject({ usageNs: 400_000, userNs: 200_000, systemNs: 100_000, throttledNs: 77_000 });
  expect(b?.memory).toMatchObject({ usage: 9000, workingSet: 8000, rss: 5000, cache: 3000, kernel: 7, limit: 50_000 });
  expect(b?.memory).toMatchObject({ peak: 9500, failures: 6, oomKills: 1, pageFaults: 11, majorPageFaults: 1 });
  expect(b?.pids).toEqual({ current: 3 });
  expect(b?.io).toEqual([{ major: 8, minor: 0, readBytes: 10, writeBytes: 20, reads: 1, writes: 2 }]);
  expect(b?.pressure.memory?.full).toEqual({ average10: 0.5, average60: 0, average300: 0, totalUs: 2 });
  expect(gone).toMatchObject({
    cpu: { usageNs: 0 },
    memory: { usage: 0, oomKills: 0 },
    pids: {},
    io: [],
    pressure: {},
  });
});

test("of a hybrid host it comes from the v1 files", async () => {
  const host = hybridAt(
    fakeTree({
      "cpuacct/a/cpuacct.usage": "300000\n",
      "cpuacct/a/cpuacct.usage_user": "200000\n",
      "cpuacct/a/cpuacct.usage_sys": "100000\n",
      "cpu/a/cpu.stat": "nr_periods 10\nnr_throttled 4\nthrottled_time 77000\n",
      "memory/a/memory.usage_in_bytes": "9000\n",
      "memory/a/memory.limit_in_bytes": "50000\n",
      "memory/a/memory.memsw.limit_in_bytes": "60000\n",
      "memory/a/memory.kmem.usage_in_bytes": "7\n",
      "memory/a/memory.max_usage_in_bytes": "9500\n",
      "memory/a/memory.failcnt": "6\n",
      "memory/a/memory.stat": "rss 1\ninactive_file 1\ntotal_rss 5000\ntotal_inactive_file 1000\ntotal_swap 40\n",
      "memory/a/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
      "pids/a/pids.current": "3\n",
      "pids/a/pids.max": "32\n",
    }),
  );
  const [usage] = await readUsages(host, ["/a"], "basic");
  expect(usage?.cpu).toMatchObject({ usageNs: 300_000, userNs: 200_000, systemNs: 100_000, throttledPeriods: 4 });
  expect(usage?.memory).toMatchObject({
    workingSet: 8000,
    rss: 5000,
    limit: 50_000,
    peak: 9500,
    oomKills: 2,
    kernel: 7,
  });
  expect(usage?.swap).toEqual({ usage: 40, limit: 10_000 });
  expect(usage?.pids).toEqual({ current: 3, limit: 32 });
});
