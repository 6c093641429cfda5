import { describe, expect, test } from "vitest";
import { parseOomEvidence } from "../../../src/cgroups/index.ts";

const line = (task: string, pid: number, limited = "/ts-run/a") =>
  `6,339,5140900,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=a,mems_allowed=0,oom_memcg=${limited},task_memcg=/ts-run/a,task=${task},pid=${pid},uid=0`;

const version1 = {
  "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
  "memory.limit_in_bytes": "67108864\n",
  "memory.max_usage_in_bytes": "67108864\n",
};

describe("evidence of running out of memory", () => {
  test("names process, pid, limit and peak when the container ended by it", () => {
    const report = parseOomEvidence({ ...version1, kmsg: line("node", 123) }, 137, "/ts-run/a");
    expect(report).toEqual({
      oomKilled: true,
      kills: 1,
      killedProcess: "node",
      pid: 123,
      limitedCgroup: "/ts-run/a",
      limitBytes: 67108864,
      peakBytes: 67108864,
      sentence: "out of memory: process node (host pid 123) was killed at the limit of 64 MiB, peak use 64 MiB",
    });
  });

  test("of a child is no OOMKilled when the container later ends by SIGTERM", () => {
    const report = parseOomEvidence({ ...version1, kmsg: line("worker", 9) }, 143);
    expect(report.oomKilled).toBe(false);
    expect(report.sentence).toMatch(/process worker .* did not end the container/);
  });

  test("is needed beside exit code 137: a plain docker kill is no OOMKilled", () => {
    const report = parseOomEvidence(
      { "memory.events": "low 0\nhigh 0\nmax 12\noom 0\noom_kill 0\n", "memory.max": "max\n", kmsg: line("old", 1) },
      137,
    );
    expect(report).toEqual({ oomKilled: false, kills: 0 });
  });

  test("ignores log lines of an earlier run under the same name", () => {
    const report = parseOomEvidence({ ...version1, kmsg: `${line("old", 1)}\n${line("new, with comma", 2)}` }, 137);
    expect(report.killedProcess).toBe("new, with comma");
  });

  test("tells an outer cgroup's limit and the host's end of memory from the container's own limit", () => {
    expect(parseOomEvidence({ ...version1, kmsg: line("node", 5, "/ts-run") }, 137, "/ts-run/a").sentence).toMatch(
      /outer cgroup \/ts-run,/,
    );
    const global = line("node", 5)
      .replace("CONSTRAINT_MEMCG", "CONSTRAINT_NONE")
      .replace("oom_memcg=/ts-run/a", "global_oom");
    expect(parseOomEvidence({ ...version1, kmsg: global }, 137, "/ts-run/a").sentence).toMatch(/whole host/);
  });
});
