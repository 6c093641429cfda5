// Hands a plan to a new monitor process.

import { closeSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TsRunError } from "../base/index.ts";
import type { Architecture } from "../linux/index.ts";
import { memfd, readOnlyExecutable, socketpair, spawnProcess } from "../native/index.ts";
import { encodePlan, type Plan } from "../plan/index.ts";
import { MonitorChannel } from "./monitor-channel.ts";
import type { PlanFailure } from "./monitor-protocol.ts";
import { createTrace, type TraceReader } from "./trace.ts";

export interface StartedMonitor {
  readonly channel: MonitorChannel;
  readonly pid: number;
  readonly pidFd: number;
  /** Lane names by the numbers that a PlanFailure uses. */
  readonly lanes: readonly string[];
  readonly trace?: TraceReader;
}

/** Where a plan stopped, in the plan's own terms. */
export interface BlamedFailure {
  readonly lane: string;
  readonly index: number;
  readonly errno: number;
}

export function blame(monitor: Pick<StartedMonitor, "lanes">, failure: PlanFailure): BlamedFailure {
  return { lane: monitor.lanes[failure.lane] ?? `lane ${failure.lane}`, index: failure.op, errno: failure.errno };
}

/**
 * Starts a monitor that performs `plan`. The monitor leads its own session, has /dev/null as standard streams and
 * outlives us. Fails only when the monitor itself cannot be started; what the plan runs into arrives as a message.
 */
export function startMonitor(plan: Plan, options: { architecture: Architecture; trace?: boolean }): StartedMonitor {
  const { bytes, lanes } = encodePlan(plan, options.architecture);
  const ours: number[] = [];
  try {
    const exeFd = readOnlyExecutable(nativeProgram("monitor"));
    ours.push(exeFd);
    const planFd = memfd("ts-run-plan", bytes, { seal: true });
    ours.push(planFd);
    const [client, server] = socketpair();
    ours.push(server);
    const trace = options.trace ? createTrace() : undefined;
    const fds = trace ? [planFd, server, trace.fd] : [planFd, server];
    const { pid, pidFd } = spawnProcess({ exeFd, argv: ["ts-run-monitor"], env: [], fds, setsid: true, cwd: "/" });
    return { channel: new MonitorChannel(client), pid, pidFd, lanes, ...(trace ? { trace } : {}) };
  } finally {
    for (const fd of ours) closeSync(fd);
  }
}

/** Path of one of our static programs, in the build folder of the installation. */
export function nativeProgram(name: "monitor" | "init"): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const path = join(dir, "build", "Release", name);
    if (existsSync(path)) return path;
    if (dir === dirname(dir)) break;
  }
  throw new TsRunError("ERR_UNSUPPORTED", `find ts-run's ${name} program: no build/Release/${name} beside this installation`, {
    hint: "run: npm start (it builds the native part)",
  });
}

