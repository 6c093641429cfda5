import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { readSample, stringify } from "../../../src/cgroups/index.ts";
import { fakeTree, hybridAt, unifiedAt } from "./fake-host.ts";

const trees: string[] = [];
const tree = (files: Record<string, string>): string => {
  trees.push(fakeTree(files));
  return trees.at(-1) ?? "";
};
afterAll(() => {
  for (const base of trees) rmSync(base, { recursive: true });
});

describe("a sample in runc's form", () => {
  test("of v2: nanoseconds, swap as the sum, no limit as Go's largest number, disks by kind", () => {
    const base = tree({
      "c/cpu.stat":
        "usage_usec 5000\nuser_usec 3000\nsystem_usec 2000\nnr_periods 9\nnr_throttled 4\nthrottled_usec 77\n",
      "c/cpu.pressure":
        "some avg10=1.50 avg60=0.00 avg300=0.00 total=12\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=3\n",
      "c/cpuset.cpus.effective": "0-2,5\n",
      "c/cpuset.mems.effective": "0\n",
      "c/memory.current": "1000\n",
      "c/memory.max": "max\n",
      "c/memory.peak": "1500\n",
      "c/memory.swap.current": "20\n",
      "c/memory.swap.max": "500\n",
      "c/memory.stat": "anon 700\nfile 300\n",
      "c/pids.current": "3\n",
      "c/pids.max": "max\n",
      "c/io.stat": "8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0\n",
      "c/hugetlb.2MB.max": "max\n",
      "c/hugetlb.2MB.rsvd.max": "max\n",
      "c/hugetlb.2MB.current": "7\n",
      "c/hugetlb.2MB.rsvd.current": "2097152\n",
      "c/hugetlb.2MB.events": "max 6\n",
    });
    const { cpu, cpuset, memory, pids, blkio, hugetlb } = readSample(unifiedAt(base), "/c");
    expect(cpu.usage).toEqual({ total: 5_000_000n, user: 3_000_000n, kernel: 2_000_000n });
    expect(cpu.throttling).toEqual({ periods: 9n, throttledPeriods: 4n, throttledTime: 77_000n });
    expect(cpu.psi?.some).toEqual({ avg10: 1.5, avg60: 0, avg300: 0, total: 12n });
    expect(cpuset).toMatchObject({ cpus: [0, 1, 2, 5], mems: [0] });
    expect(memory.usage).toEqual({ limit: 2n ** 64n - 1n, usage: 1000n, max: 1500n, failcnt: 0n });
    expect(memory.swap).toEqual({ limit: 2n ** 64n - 1n, usage: 1020n, max: 0n, failcnt: 0n });
    expect([memory.cache, memory.raw]).toEqual([300n, { anon: 700n, file: 300n }]);
    expect(pids).toEqual({ current: 3n, limit: 0n });
    expect(blkio).toEqual({
      ioServiceBytesRecursive: [
        { major: 8, minor: 0, op: "Read", value: 1n },
        { major: 8, minor: 0, op: "Write", value: 2n },
      ],
      ioServicedRecursive: [
        { major: 8, minor: 0, op: "Read", value: 3n },
        { major: 8, minor: 0, op: "Write", value: 4n },
      ],
    });
    expect(hugetlb).toEqual({ "2MB": { usage: 2_097_152n, max: 0n, failcnt: 6n } });
  });

  test("of v1: by CPU, memory of the kernel, and the scheduler's disk counters before all others", () => {
    const base = tree({
      "cpuacct/c/cpuacct.usage": "9000\n",
      "cpuacct/c/cpuacct.usage_percpu": "4000 5000 \n",
      "cpuacct/c/cpuacct.usage_all": "cpu user system\n0 1 2\n1 3 4\n",
      "cpuacct/c/cpuacct.stat": "user 2\nsystem 1\n",
      "cpu/c/cpu.stat": "nr_periods 1\nnr_throttled 1\nthrottled_time 5\n",
      "memory/c/memory.usage_in_bytes": "10\n",
      "memory/c/memory.limit_in_bytes": "9223372036854771712\n",
      "memory/c/memory.failcnt": "2\n",
      "memory/c/memory.kmem.tcp.usage_in_bytes": "4\n",
      "memory/c/memory.stat": "cache 6\n",
      "pids/c/pids.current": "1\n",
      "pids/c/pids.max": "9\n",
      "blkio/c/blkio.throttle.io_service_bytes_recursive": "8:0 Read 5\n8:0 Total 5\nTotal 5\n",
      "blkio/c/blkio.bfq.io_serviced_recursive": "8:0 Write 7\nTotal 7\n",
    });
    const { cpu, memory, pids, blkio } = readSample(hybridAt(base), "/c");
    expect(cpu.usage).toEqual({
      ...{ total: 9000n, user: 20_000_000n, kernel: 10_000_000n },
      ...{ percpu: [4000n, 5000n], percpu_kernel: [2n, 4n], percpu_user: [1n, 3n] },
    });
    expect(cpu.throttling.throttledTime).toBe(5n);
    expect(memory.usage).toMatchObject({ limit: 9223372036854771712n, usage: 10n, failcnt: 2n });
    expect([memory.cache, memory.kernelTCP.usage, pids.limit]).toEqual([6n, 4n, 9n]);
    expect(blkio).toEqual({
      ioServiceBytesRecursive: [
        { major: 8, minor: 0, op: "Read", value: 5n },
        { major: 8, minor: 0, op: "Total", value: 5n },
      ],
      ioServicedRecursive: [{ major: 8, minor: 0, op: "Write", value: 7n }],
    });
  });

  test("is JSON whose numbers are exact, and whose texts stay texts", () => {
    expect(stringify({ limit: 2n ** 64n - 1n, name: "5", list: [1n, 2], none: undefined, nothing: null })).toBe(
      '{"limit":18446744073709551615,"name":"5","list":[1,2],"nothing":null}',
    );
  });
});
