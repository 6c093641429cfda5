// What the exit record's evidence says about memory: was the container killed for it, who was, and at which limit.

import { bytes } from "../plan/index.ts";
import { parseAmount, parseKeyed } from "./files.ts";

export interface OomReport {
  /** The container ended because of it: exit code 137 and a kill counted in its cgroup. */
  readonly oomKilled: boolean;
  /** Processes killed in this cgroup since it was made; a child can be killed while the container lives on. */
  readonly kills: number;
  readonly killedProcess?: string;
  /** As the host sees it. */
  readonly pid?: number;
  readonly limitBytes?: number;
  readonly peakBytes?: number;
  /** The cgroup whose limit was hit; "/" when the whole host was out of memory. */
  readonly limitedCgroup?: string;
  /** For people; absent when nothing was killed. */
  readonly sentence?: string;
}

/**
 * `evidence` as cgroupEvidence() asked the monitor for it; names are file names, "kmsg" holds the kernel's log lines.
 * `path` is the container's cgroup: with it, a limit of a cgroup around the container is told from its own.
 */
export function parseOomEvidence(
  evidence: Readonly<Record<string, string>>,
  exitCode: number,
  path?: string,
): OomReport {
  const kills = parseKeyed(evidence["memory.events"] ?? evidence["memory.oom_control"]).oom_kill ?? 0;
  // Counters start at zero with the cgroup; the kernel's log may still hold lines of an earlier run under the same name.
  const killed = kills > 0 ? parseKills(evidence.kmsg ?? "").slice(-kills) : [];
  const last = killed.at(-1);
  const limitBytes = parseAmount(evidence["memory.max"] ?? evidence["memory.limit_in_bytes"]);
  const peakBytes = parseAmount(evidence["memory.peak"] ?? evidence["memory.max_usage_in_bytes"]);
  const report = {
    oomKilled: exitCode === 137 && kills > 0,
    kills,
    ...(last !== undefined && { killedProcess: last.task, pid: last.pid, limitedCgroup: last.limited }),
    ...(limitBytes !== undefined && { limitBytes }),
    ...(peakBytes !== undefined && { peakBytes }),
  };
  return kills === 0 ? report : { ...report, sentence: sentenceOf(report, last, path) };
}

interface Kill {
  readonly task: string;
  readonly pid: number;
  readonly limited: string;
}

/** "6,339,5140900,-;oom-kill:constraint=CONSTRAINT_MEMCG,...,oom_memcg=/a,task_memcg=/a/b,task=node,pid=123,uid=0" */
function parseKills(kmsg: string): Kill[] {
  return kmsg.split("\n").flatMap((line) => {
    // Greedy from the right: task names may contain commas.
    const match = /oom-kill:constraint=([A-Z_]+).*?,task_memcg=[^,]*,task=(.*),pid=(\d+),uid=/.exec(line);
    if (match === null) return [];
    const limited = match[1] === "CONSTRAINT_MEMCG" ? (/oom_memcg=([^,]*)/.exec(line)?.[1] ?? "") : "/";
    return [{ task: match[2] ?? "", pid: Number(match[3]), limited }];
  });
}

function sentenceOf(report: OomReport, kill: Kill | undefined, path: string | undefined): string {
  const who = kill === undefined ? "a process" : `process ${kill.task} (host pid ${kill.pid})`;
  const peak = report.peakBytes === undefined ? "" : `, peak use ${bytes(report.peakBytes)}`;
  const more = report.kills > 1 ? `; ${report.kills} processes were killed in all` : "";
  const tail = `${reasonOf(report, kill, path)}${peak}${more}`;
  if (report.oomKilled) return `out of memory: ${who} was killed ${tail}`;
  return `${who} was killed for memory ${tail}, but that did not end the container`;
}

function reasonOf({ limitBytes }: OomReport, kill: Kill | undefined, path: string | undefined): string {
  if (kill?.limited === "/") return "because the whole host was out of memory";
  const isOwn = kill === undefined || path === undefined || `${kill.limited}/`.startsWith(`${path}/`);
  if (!isOwn) return `at the limit of the outer cgroup ${kill.limited}`;
  return limitBytes === undefined ? "at the limit of an outer cgroup" : `at the limit of ${bytes(limitBytes)}`;
}
