// One more process in a running container, under a monitor of its own: what happens to it touches nobody else.

import { closeSync, readFileSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { cgroupPaths } from "../cgroups/index.ts";
import { compiledSeccomp, openInit, StartFailure } from "../containers/index.ts";
import { diagnoseStart } from "../engine/index.ts";
import { blame, closeWhenReaped, inheritedFd, type MonitorChannel, startMonitor } from "../executor/index.ts";
import type { RuntimeProcess } from "../oci/index.ts";
import { compileExecPlan, type Plan } from "../plan/index.ts";
import type { PodEnvironment } from "./environment.ts";
import { openSession, type Session, type SessionRequest } from "./session.ts";
import { type PodContainer, runningProcess } from "./table.ts";

export interface ExecRequest extends SessionRequest {
  readonly command: readonly string[];
}

const SIGKILL = 9;

/** Resolves when the program runs; throws what kept it from running. The caller closes the session. */
export async function execInContainer(
  environment: PodEnvironment,
  container: PodContainer,
  request: ExecRequest,
): Promise<Session> {
  const process = runningProcess(container, "exec in");
  if (request.command.length === 0)
    throw new TsRunError("ERR_INVALID_SPEC", `exec in container ${container.id}: there is no command`);
  const initFd = openInit(process);
  if (initFd === undefined)
    throw new TsRunError("ERR_CONFLICT", `exec in container ${container.id}: it has just ended`);
  const started = new Settled();
  let session: Session | undefined;
  let plan: Plan;
  let monitor: ReturnType<typeof startMonitor>;
  try {
    plan = execPlan(environment, container, { request, initPid: process.pid });
    monitor = startMonitor(plan, {
      architecture: environment.host.architecture,
      inherit: [initFd],
      greet: (channel) => {
        session = openSession(channel, request, started.exit);
      },
    });
  } catch (error) {
    session?.close();
    throw error;
  } finally {
    closeSync(initFd);
  }
  closeWhenReaped(monitor);
  void started.watch(monitor.channel);
  const outcome = await started.start;
  if (outcome === "started" && session) return session;
  session?.close();
  if (typeof outcome === "string")
    throw new TsRunError("ERR_CORRUPT_STATE", `exec in container ${container.id}: its monitor was killed`);
  throw diagnoseStart(environment, container.stored, new StartFailure(plan, blame(monitor, outcome)));
}

type Failure = Parameters<typeof blame>[1];

/** The messages of an exec's monitor as two promises: of its start and of its end. */
class Settled {
  resolveStart: (outcome: "started" | "lost" | Failure) => void = () => undefined;
  resolveExit: (code: number | undefined) => void = () => undefined;
  readonly start = new Promise<"started" | "lost" | Failure>((resolve) => {
    this.resolveStart = resolve;
  });
  readonly exit = new Promise<number | undefined>((resolve) => {
    this.resolveExit = resolve;
  });

  async watch(channel: MonitorChannel): Promise<void> {
    for (;;) {
      const message = await channel.next();
      if (message?.type === "started") this.resolveStart("started");
      else if (message?.type === "failed") this.resolveStart(message.failure);
      else if (message?.type === "exited") {
        this.resolveExit(message.exitCode);
        return;
      } else if (message === undefined) {
        this.resolveStart("lost");
        this.resolveExit(undefined);
        return;
      }
    }
  }
}

function execPlan(
  environment: PodEnvironment,
  container: PodContainer,
  about: { readonly request: ExecRequest; readonly initPid: number },
): Plan {
  const { host, cgroup, containers } = environment;
  const { request, initPid } = about;
  const spec = containers.loadSpec(container.stored);
  const placement = cgroupPaths(cgroup, readFileSync(`/proc/${initPid}/cgroup`, "utf8"));
  const profile = spec.linux?.seccomp;
  const base = spec.process;
  if (!base) throw new TsRunError("ERR_CORRUPT_STATE", `exec in container ${container.id}: config.json has no process`);
  return compileExecPlan({
    spec: { ...spec, process: execProcess(base, request) },
    ...(profile ? { seccomp: compiledSeccomp(environment.roots.root, profile, host.architecture) } : {}),
    host,
    stdio: request.terminal ? { kind: "terminal" } : { kind: "pipes", stdin: request.stdin, once: true },
    initPidfd: inheritedFd(),
    cgroup: { host: cgroup, pathIn: (root) => placement.get(root) ?? "/" },
  });
}

function execProcess(base: RuntimeProcess, request: ExecRequest): RuntimeProcess {
  const { consoleSize: _size, env = [], ...rest } = base;
  const hasTerm = env.some((entry) => entry.startsWith("TERM="));
  return {
    ...rest,
    terminal: request.terminal,
    args: [...request.command],
    env: request.terminal && !hasTerm ? [...env, "TERM=xterm"] : env,
  };
}

export interface ExecResult {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly exitCode: number;
}

/** What fits into one message with its sibling; the rest of the output is dropped, the program is not held up. */
const MAX_OUTPUT = 8 * 1024 * 1024;

/** Runs a command to its end. After `timeoutMs` it, and nothing else, is killed and ERR_TIMEOUT thrown. */
export async function execSync(
  environment: PodEnvironment,
  container: PodContainer,
  about: { readonly command: readonly string[]; readonly timeoutMs: number | undefined; readonly signal: AbortSignal },
): Promise<ExecResult> {
  const request = { command: about.command, stdin: false, stdout: true, stderr: true, terminal: false };
  const session = await execInContainer(environment, container, request);
  let ended: "timeout" | "cancelled" | undefined;
  const end = (why: "timeout" | "cancelled") => () => {
    ended ??= why;
    session.signal(SIGKILL);
  };
  const cancel = end("cancelled");
  const timer = about.timeoutMs === undefined ? undefined : setTimeout(end("timeout"), about.timeoutMs);
  about.signal.addEventListener("abort", cancel);
  try {
    const [stdout, stderr, exitCode] = await Promise.all([
      collect(session.stdout),
      collect(session.stderr),
      session.exitCode,
    ]);
    if (ended === "timeout")
      throw new TsRunError(
        "ERR_TIMEOUT",
        `exec in container ${container.id}: command ${JSON.stringify(about.command)} timed out after ${about.timeoutMs} ms`,
      );
    if (ended === "cancelled")
      throw new TsRunError("ERR_CANCELLED", `exec in container ${container.id}: the caller no longer waits`);
    if (exitCode === undefined)
      throw new TsRunError("ERR_CORRUPT_STATE", `exec in container ${container.id}: its monitor was killed`);
    return { stdout, stderr, exitCode };
  } finally {
    clearTimeout(timer);
    about.signal.removeEventListener("abort", cancel);
    session.close();
  }
}

async function collect(stream: Session["stdout"]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    if (size + chunk.length <= MAX_OUTPUT) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}
