// Monitors started ahead of time, for servers: when a container is to start, its monitor waits already. Takes half a
// millisecond from every start and costs 70 KiB for each that waits. They end with us.

import { closeSync, writeSync } from "node:fs";
import { memfd, socketpair } from "../native/index.ts";
import { MonitorChannel } from "./monitor-channel.ts";
import { closeWhenReaped } from "./reap.ts";
import { FIRST_FD, spawnMonitor } from "./spawn-monitor.ts";

interface ParkedMonitor {
  readonly channel: MonitorChannel;
  readonly pid: number;
  readonly pidFd: number;
  readonly planFd: number;
}

/** Not at once: whoever has just taken one is about to answer somebody. */
const REFILL_MS = 20;

let wanted = 0;
let refill: NodeJS.Timeout | undefined;
const parked: ParkedMonitor[] = [];

/** From now on so many wait, 0: none. */
export function parkMonitors(count: number): void {
  wanted = count;
  for (const monitor of parked.splice(wanted)) dismiss(monitor);
  refillSoon();
}

/** Hands `plan` to one that waits; undefined when there is none. */
export function wakeParked(plan: Uint8Array): Omit<ParkedMonitor, "planFd"> | undefined {
  const monitor = parked.shift();
  refillSoon();
  if (!monitor) return undefined;
  const { channel, pid, pidFd, planFd } = monitor;
  try {
    // Out of memory half-way is a short write.
    if (writeSync(planFd, plan, 0, plan.length, 0) === plan.length && channel.announcePlan()) {
      closeSync(planFd);
      return { channel, pid, pidFd };
    }
  } catch {
    // Out of memory, or it was killed: whoever asks starts one of his own and hears of what is wrong.
  }
  dismiss(monitor);
  return undefined;
}

function refillSoon(): void {
  if (refill || parked.length >= wanted) return;
  refill = setTimeout(() => {
    refill = undefined;
    try {
      if (parked.length < wanted) parked.push(park());
    } catch {
      return; // what keeps it from starting is told to who needs one; the next one to take one tries again
    }
    refillSoon();
  }, REFILL_MS);
  refill.unref();
}

function park(): ParkedMonitor {
  const [client, server] = socketpair();
  const channel = new MonitorChannel(client);
  let planFd: number | undefined;
  try {
    planFd = memfd("ts-run-plan", Buffer.alloc(0));
    return { channel, planFd, ...spawnMonitor([planFd, server], { firstFd: FIRST_FD, parked: true }) };
  } catch (error) {
    channel.close();
    if (planFd !== undefined) closeSync(planFd);
    throw error;
  } finally {
    closeSync(server);
  }
}

function dismiss(monitor: ParkedMonitor): void {
  monitor.channel.close();
  closeSync(monitor.planFd);
  closeWhenReaped(monitor);
}
