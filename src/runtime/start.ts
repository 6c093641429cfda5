// start: what a created container waits for; it then becomes its program.

import { rmSync } from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import { type MonitorChannel, type PlanFailure, startCreated } from "../executor/index.ts";
import { compilePlan, encodePlan } from "../plan/index.ts";
import { getContainer, initOf, loadSpec, type RuntimeContainer, type RuntimeHost } from "./containers.ts";
import { readHookLog } from "./documents.ts";
import { signalProcess } from "./end.ts";
import { runPoststartHooks } from "./hooks.ts";
import { NotifyProxy } from "./notify.ts";
import { planFailure } from "./plan-failure.ts";
import { planInputOf } from "./plan-input.ts";
import { ourselves } from "./status.ts";

/**
 * Resolves when the program executes, and with NOTIFY_SOCKET not before it has said that it is ready, or has ended. Throws
 * in the words of an OCI runtime when it cannot be executed.
 */
export async function startContainer(host: RuntimeHost, id: string): Promise<void> {
  const container = getContainer(host, id);
  if (container.status !== "created") {
    const why =
      container.status === "stopped"
        ? "cannot start a container that has stopped"
        : `cannot start an already ${container.status} container`;
    throw new TsRunError("ERR_CONFLICT", `${why}: ${id}`);
  }
  const proxy = NotifyProxy.open(host, container);
  try {
    await release(host, container);
    await proxy?.untilReady(container);
  } finally {
    proxy?.close();
  }
}

async function release(host: RuntimeHost, container: RuntimeContainer): Promise<void> {
  const { id } = container;
  const outcome = await reach(container);
  if (outcome.type === "failed") throw startFailure(host, container, outcome.failure);
  if (outcome.type === "refused")
    throw new TsRunError("ERR_CONFLICT", `start ${id}: it was started or ended by somebody else meanwhile`);
  rmSync(container.paths.controlSocket, { force: true });
  await afterStart(host, container);
}

async function reach(container: RuntimeContainer): ReturnType<typeof startCreated> {
  try {
    return await startCreated(container.paths.controlSocket);
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ECONNREFUSED")) throw error;
    throw new TsRunError("ERR_CONFLICT", `start ${container.id}: nobody waits for it any more`, { cause: error });
  }
}

/**
 * Foreground `run`: the same over the connection to the monitor, which stays. Notifications are passed on until the caller
 * closes what it gets.
 */
export async function releaseInit(
  host: RuntimeHost,
  container: RuntimeContainer,
  channel: MonitorChannel,
): Promise<{ close(): void } | undefined> {
  const proxy = NotifyProxy.open(host, container);
  proxy?.passOn(ourselves().pid); // the service's main process is who waits for the exit code
  try {
    await untilStarted(host, container, channel);
    return proxy;
  } catch (error) {
    proxy?.close();
    throw error;
  }
}

async function untilStarted(host: RuntimeHost, container: RuntimeContainer, channel: MonitorChannel): Promise<void> {
  channel.start();
  for (;;) {
    const message = await channel.next();
    if (message === undefined) throw new TsRunError("ERR_CORRUPT_STATE", `start ${container.id}: its monitor is gone`);
    if (message.type === "started") break;
    if (message.type === "exited")
      throw new TsRunError("ERR_CONFLICT", `start ${container.id}: it ended before its program was executed`);
    if (message.type === "failed") throw startFailure(host, container, message.failure);
  }
  await afterStart(host, container);
}

/** A poststart hook that fails stops the container (runtime-spec 1.3, runtime.md#lifecycle step 9). */
async function afterStart(host: RuntimeHost, container: RuntimeContainer): Promise<void> {
  const spec = loadSpec(container);
  if (!spec.hooks?.poststart?.length) return;
  const init = initOf(container, "run poststart hooks of");
  try {
    await runPoststartHooks({ spec, state: container.state, pid: init.pid, env: host.env });
  } catch (error) {
    signalProcess(init, SIGKILL);
    throw error;
  }
}

const SIGKILL = 9;

/** The plan that create performed, compiled once more: only its words are needed. */
function startFailure(host: RuntimeHost, container: RuntimeContainer, failure: PlanFailure): TsRunError {
  const plan = compilePlan(planInputOf(host, loadSpec(container), container));
  const { lanes } = encodePlan(plan, host.facts.architecture);
  const { lane, op, errno } = failure;
  return planFailure(plan, { lane: lanes[lane] ?? "", index: op, errno }, readHookLog(container.paths));
}
