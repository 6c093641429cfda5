// Hands a plan to a new monitor process.

import { closeSync } from "node:fs";
import type { Architecture } from "../linux/index.ts";
import { memfd, socketpair } from "../native/index.ts";
import { encodePlan, type Plan } from "../plan/index.ts";
import { MonitorChannel } from "./monitor-channel.ts";
import type { PlanFailure } from "./monitor-protocol.ts";
import { wakeParked } from "./parked-monitors.ts";
import { FIRST_FD, spawnMonitor } from "./spawn-monitor.ts";
import { createTrace, type TraceReader } from "./trace.ts";

export interface StartMonitorOptions {
  readonly architecture: Architecture;
  readonly trace?: boolean;
  /** Descriptors that the monitor gets as inheritedFd() and up. */
  readonly inherit?: readonly number[];
  /** Descriptors that become 3 and up in the monitor, and stay open into the container. */
  readonly preserve?: readonly number[];
  /** Its 0, 1, 2, for plans whose container inherits them; /dev/null otherwise. */
  readonly stdio?: readonly [number, number, number];
  /** Called before the monitor exists: what is sent here (attach) is there before the container's first output. */
  readonly greet?: (channel: MonitorChannel) => void;
}

/** Number in the monitor of the first descriptor in `inherit`, after so many preserved ones. */
export function inheritedFd(preserved = 0): number {
  return FIRST_FD + preserved + 3; // plan, client, trace
}

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
 * Starts a monitor that performs `plan`. The monitor leads its own session, has /dev/null (or `stdio`) as standard
 * streams and outlives us. Fails only when the monitor itself cannot be started; what the plan runs into arrives as a message.
 */
export function startMonitor(plan: Plan, options: StartMonitorOptions): StartedMonitor {
  const { bytes, lanes } = encodePlan(plan, options.architecture);
  const waiting = isOrdinary(options) ? wakeParked(bytes) : undefined;
  if (waiting) return { ...waiting, lanes };
  const ours: number[] = [];
  let channel: MonitorChannel | undefined;
  try {
    const planFd = memfd("ts-run-plan", bytes, { seal: true });
    ours.push(planFd);
    const [client, server] = socketpair();
    ours.push(server);
    channel = new MonitorChannel(client);
    options.greet?.(channel);
    const trace = options.trace ? createTrace() : undefined;
    // after the preserved ones: plan, client, trace (a socket in its place is no memory to map), then inheritedFd()
    const { stdio, inherit = [], preserve = [] } = options;
    const own = trace || inherit.length > 0 ? [planFd, server, trace?.fd ?? server, ...inherit] : [planFd, server];
    const fds = [...preserve, ...own];
    const { pid, pidFd } = spawnMonitor(fds, { firstFd: FIRST_FD + preserve.length, ...(stdio && { stdio }) });
    return { channel, pid, pidFd, lanes, ...(trace ? { trace } : {}) };
  } catch (error) {
    channel?.close();
    throw error;
  } finally {
    for (const fd of ours) closeSync(fd);
  }
}

/** What a monitor that was started before we knew of it can do as well: its plan is the first message that it reads. */
function isOrdinary({ trace, inherit = [], preserve = [], stdio, greet }: StartMonitorOptions): boolean {
  return !trace && !stdio && !greet && inherit.length + preserve.length === 0;
}
