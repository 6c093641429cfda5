// run and start as commands: create, start, stay attached, clean up.

import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import { parseOomEvidence } from "../cgroups/index.ts";
import { type Container, type StartedContainer, waitEnded } from "../containers/index.ts";
import { MonitorChannel, type StartedMonitor } from "../executor/index.ts";
import { waitForExit } from "../native/index.ts";
import {
  type Attached,
  type AttachRequest,
  type AttachResult,
  beginAttach,
  waitForExitMessage,
} from "./attach-streams.ts";
import { createContainer } from "./create.ts";
import { explainExit } from "./diagnose/index.ts";
import type { AttachOptions } from "./engine.ts";
import { imageFor } from "./image-for.ts";
import { remove } from "./remove.ts";
import { recordExit, type Services } from "./services.ts";
import { optionsOf, restartPolicyOf, start } from "./start.ts";
import { cgroupOf, runningProcess } from "./stop.ts";
import { explainWhileRunning } from "./traced.ts";
import type { CommandContext, RunOptions } from "./types.ts";

/** Creates the container under its lock, so that nobody takes it for a leftover before it runs. */
export async function create(services: Services, options: RunOptions, context: CommandContext): Promise<Container> {
  const image = await imageFor(services, options, context);
  checkPidfile(options);
  takeCidfile(options);
  try {
    const { container } = await createContainer(services, options, image);
    if (options.cidfile !== undefined) writeFileSync(options.cidfile, container.id);
    return container;
  } catch (error) {
    if (options.cidfile !== undefined) rmSync(options.cidfile, { force: true });
    throw error;
  }
}

/** The exit code of the container, or 0 when detached. */
export async function run(services: Services, options: RunOptions, context: CommandContext): Promise<number> {
  const container = await create(services, options, context);
  const attach: AttachRequest | undefined = options.detach
    ? undefined
    : {
        stdin: options.interactive,
        stdout: true,
        stderr: true,
        terminal: options.tty,
        detachKeys: options.detachKeys ?? "ctrl-p,ctrl-q",
        sigProxy: options.sigProxy ?? !options.tty,
      };
  try {
    return await startAndServe(services, container, { attach, isNew: true, trace: options.explain }, context);
  } catch (error) {
    // docker keeps a container whose start failed so that it can be looked at; with --rm it goes.
    if (options.rm && services.containers.load(container.id)?.lifeCycle.state !== "running")
      await removeQuietly(services, container.id, error);
    throw error;
  }
}

async function removeQuietly(services: Services, id: string, cause: unknown): Promise<void> {
  try {
    await services.locked(id, (current) => remove(services, current, { force: true, volumes: true }));
  } catch (error) {
    if (cause instanceof TsRunError) cause.suppressed.push(error);
  }
}

export async function startAttached(
  services: Services,
  container: Container,
  options: AttachOptions | undefined,
  context: CommandContext,
): Promise<number> {
  if (container.lifeCycle.state === "running") return options ? attach(services, container, options, context) : 0;
  return startAndServe(services, container, { attach: options && attachRequest(container, options) }, context);
}

interface Serving {
  readonly attach: AttachRequest | undefined;
  readonly isNew?: boolean;
  readonly trace?: boolean;
}

async function startAndServe(
  services: Services,
  container: Container,
  serving: Serving,
  context: CommandContext,
): Promise<number> {
  const options = optionsOf(container);
  const cleansUp = serving.attach !== undefined && options.rm;
  let attached: Attached | undefined;
  const greet = (channel: MonitorChannel): void => {
    if (serving.attach) attached = beginAttach(channel, serving.attach, context);
    if (cleansUp) channel.promiseCleanup();
  };
  try {
    const started = await services.locked(container.id, (current) =>
      start(services, current, { isNew: serving.isNew ?? false, trace: serving.trace ?? false, greet }),
    );
    return await serve(services, container, { ...serving, started, attached }, context);
  } finally {
    attached?.end();
  }
}

async function serve(
  services: Services,
  container: Container,
  serving: Serving & { started: StartedContainer; attached: Attached | undefined },
  context: CommandContext,
): Promise<number> {
  const options = optionsOf(container);
  const { started, attached } = serving;
  const { monitor, plan, pid } = started;
  try {
    if (options.pidfile !== undefined) writeFileSync(options.pidfile, `${pid}\n`);
    if (serving.trace) explainWhileRunning(monitor, plan, context);
    if (!attached) {
      if (serving.isNew) context.write(`${container.id}\n`);
      return 0;
    }
    const result = await attached.serve();
    attached.end(); // the terminal is the user's again before anything is said about the end
    return await conclude(services, container, { result, cleansUp: options.rm, monitor, context });
  } finally {
    monitor.channel.close();
    closeSync(monitor.pidFd);
  }
}

async function conclude(
  services: Services,
  container: Container,
  about: { result: AttachResult; cleansUp: boolean; monitor: StartedMonitor; context: CommandContext },
): Promise<number> {
  const { result, monitor } = about;
  if (result.kind === "detached") return 0;
  if (result.kind === "signalled") return result.exitCode;
  // A monitor that has said "exited" is about to end, unless an exit command takes its place.
  if (about.cleansUp) await waitForExit(monitor.pidFd);
  await waitEnded(container);
  const after = services.containers.load(container.id);
  if (after) tellWhyItEnded(services, after, about.context);
  const exitCode = after ? exitCodeOf(services, after, result) : result.kind === "exited" ? result.exitCode : 137;
  if (about.cleansUp && after)
    await services.locked(container.id, (current) => remove(services, current, { force: true, volumes: true }));
  if (result.kind === "lost" && !about.cleansUp)
    throw new TsRunError(
      "ERR_CORRUPT_STATE",
      `run ${container.status.name}: its monitor was killed, and the container with it`,
      { hint: "`ts-run inspect` shows what is known" },
    );
  return exitCode;
}

/** What an exit code does not say: a limit or a filter ended it. On stderr, after all of the container's own output. */
function tellWhyItEnded(services: Services, container: Container, context: CommandContext): void {
  if (container.lifeCycle.state !== "exited") return;
  const { exit } = container.lifeCycle;
  const oom = parseOomEvidence(exit.evidence, exit.exitCode, cgroupOf(services, container));
  const reason = oom.oomKilled
    ? { cause: oom.sentence ?? "it ran out of memory", hint: oomHint(container) }
    : explainExit(exit);
  if (reason) context.writeError(`ts-run: ${container.status.name} ended: ${reason.cause}\nhint: ${reason.hint}\n`);
}

function oomHint(container: Container): string {
  const flag = optionsOf(container).flagOf["resources.memoryBytes"];
  return `raise the limit${flag ? ` (${flag})` : " (-m)"}, or make the program need less; \`ts-run stats\` shows what it uses`;
}

function exitCodeOf(services: Services, container: Container, result: AttachResult): number {
  recordExit(services, container);
  if (result.kind === "exited") return result.exitCode;
  return container.lifeCycle.state === "exited" ? container.lifeCycle.exit.exitCode : 137;
}

function attachRequest(container: Container, options: AttachOptions): AttachRequest {
  const { terminal, openStdin } = container.record;
  return { ...options, stdin: options.stdin && openStdin, terminal, sigProxy: options.sigProxy && !terminal };
}

/** attach: until the container exits or the user detaches. */
export async function attach(
  services: Services,
  container: Container,
  options: AttachOptions,
  context: CommandContext,
): Promise<number> {
  runningProcess(container, "attach to");
  const request = attachRequest(container, options);
  let channel: MonitorChannel;
  try {
    channel = MonitorChannel.connect(container.paths.controlSocket);
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ECONNREFUSED")) throw error;
    throw new TsRunError("ERR_CONFLICT", `attach to ${container.status.name}: it has just ended`, { cause: error });
  }
  let attached: Attached | undefined;
  try {
    attached = beginAttach(channel, request, context);
    const result = await attached.serve();
    if (result.kind === "detached") return 0;
    if (result.kind === "signalled") return result.exitCode;
    await waitEnded(container);
    const after = services.containers.load(container.id);
    return after ? exitCodeOf(services, after, result) : result.kind === "exited" ? result.exitCode : 137;
  } finally {
    attached?.end();
    channel.close();
  }
}

async function exitToldByMonitor(container: Container, signal: AbortSignal): Promise<number | undefined> {
  let channel: MonitorChannel;
  try {
    channel = MonitorChannel.connect(container.paths.controlSocket);
  } catch {
    return undefined; // it is just ending: the record will tell
  }
  const close = (): void => channel.close();
  signal.addEventListener("abort", close);
  try {
    const result = await waitForExitMessage(channel);
    if (signal.aborted) throw new TsRunError("ERR_CANCELLED", `wait for ${container.status.name}: cancelled`);
    return result.kind === "exited" ? result.exitCode : undefined;
  } finally {
    signal.removeEventListener("abort", close);
    channel.close();
  }
}

/** wait: the exit code, now or when it comes. With a restart policy the first exit counts. */
export async function wait(services: Services, container: Container, signal: AbortSignal): Promise<number> {
  if (container.lifeCycle.state === "running") {
    // The monitor tells the code even of a container that is removed at once (--rm).
    const told = await exitToldByMonitor(container, signal);
    if (told !== undefined) return told;
    await waitEnded(container, { signal });
  }
  const after = services.containers.load(container.id);
  if (after?.lifeCycle.state === "exited") return after.lifeCycle.exit.exitCode;
  if (after?.lifeCycle.state === "created") {
    throw new TsRunError("ERR_CONFLICT", `wait for ${container.status.name}: it was never started`, {
      hint: `ts-run start ${container.status.name}`,
    });
  }
  return restartPolicyOf(container).name === "no" ? 137 : 0;
}

function takeCidfile({ cidfile }: RunOptions): void {
  if (cidfile === undefined) return;
  try {
    writeFileSync(cidfile, "", { flag: "ax" });
  } catch (error) {
    if (!hasErrno(error, "EEXIST")) throw unwritable("--cidfile", cidfile, error);
    throw new TsRunError("ERR_CONFLICT", `write the container id to ${cidfile}: the file exists`, {
      hint: "remove it, or make sure that the other container is done with it",
    });
  }
}

/** Before the container exists: afterwards it would run already when the file turns out not to be writable. */
function checkPidfile({ pidfile }: RunOptions): void {
  if (pidfile === undefined) return;
  try {
    closeSync(openSync(pidfile, "a"));
  } catch (error) {
    throw unwritable("--pidfile", pidfile, error);
  }
}

function unwritable(flag: string, path: string, cause: unknown): TsRunError {
  return new TsRunError("ERR_USAGE", `write ${flag} ${path}: ${messageOf(cause)}`, {
    cause,
    hint: "name a file in a directory that exists",
  });
}
