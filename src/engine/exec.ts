// exec: one more process in a running container, with a monitor of its own.

import { closeSync, readFileSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { cgroupPaths } from "../cgroups/index.ts";
import { type Container, compiledSeccomp, openInit, readContainerFile, StartFailure } from "../containers/index.ts";
import { blame, inheritedFd, type StartedMonitor, startMonitor } from "../executor/index.ts";
import { CAPABILITIES } from "../linux/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { compileExecPlan, type Plan } from "../plan/index.ts";
import { type Attached, type AttachRequest, beginAttach } from "./attach-streams.ts";
import { diagnoseStart } from "./diagnose/index.ts";
import type { ExecOptions } from "./engine.ts";
import type { Services } from "./services.ts";
import { isPaused, runningProcess } from "./stop.ts";
import type { CommandContext } from "./types.ts";
import { resolveUser } from "./user.ts";

/** Runs the command and resolves to its exit code; 0 at once when detached. */
export async function exec(
  services: Services,
  container: Container,
  options: ExecOptions,
  context: CommandContext,
): Promise<number> {
  const process = runningProcess(container, "exec in");
  if (isPaused(services, container)) {
    throw new TsRunError("ERR_CONFLICT", `exec in ${container.status.name}: it is paused`, {
      hint: `ts-run unpause ${container.status.name}`,
    });
  }
  const initFd = openInit(process);
  if (initFd === undefined) throw new TsRunError("ERR_CONFLICT", `exec in ${container.status.name}: it has just ended`);
  let plan: Plan;
  let monitor: StartedMonitor;
  let attached: Attached | undefined;
  try {
    plan = planExec(services, container, { options, initPid: process.pid });
    monitor = startMonitor(plan, {
      architecture: services.host.architecture,
      inherit: [initFd],
      greet: (channel) => {
        if (!options.detach) attached = beginAttach(channel, attachRequest(options), context);
      },
    });
  } catch (error) {
    attached?.end();
    throw error;
  } finally {
    closeSync(initFd);
  }
  services.event("exec_start", container, { command: options.command.join(" ") });
  try {
    return await serve(services, container, { plan, monitor, attached });
  } finally {
    attached?.end();
    monitor.channel.close();
    closeSync(monitor.pidFd);
  }
}

interface Session {
  readonly plan: Plan;
  readonly monitor: StartedMonitor;
  /** undefined: detached. */
  readonly attached: Attached | undefined;
}

async function serve(services: Services, container: Container, session: Session): Promise<number> {
  const { plan, monitor, attached } = session;
  for (;;) {
    const message = await monitor.channel.next();
    if (message === undefined)
      throw new TsRunError(
        "ERR_CORRUPT_STATE",
        `exec in ${container.status.name}: its monitor ended without an answer`,
      );
    if (message.type === "failed")
      throw diagnoseStart(services, container, new StartFailure(plan, blame(monitor, message.failure)));
    if (message.type === "started") break;
  }
  if (!attached) return 0;
  const result = await attached.serve();
  if (result.kind === "exited" || result.kind === "signalled") return result.exitCode;
  if (result.kind === "detached") return 0;
  throw new TsRunError(
    "ERR_CORRUPT_STATE",
    `exec in ${container.status.name}: its monitor was killed, and the command with it`,
  );
}

function attachRequest(options: ExecOptions): AttachRequest {
  const { interactive, tty, detachKeys } = options;
  return { stdin: interactive, stdout: true, stderr: true, terminal: tty, detachKeys, sigProxy: !tty };
}

function planExec(services: Services, container: Container, about: { options: ExecOptions; initPid: number }): Plan {
  const { options, initPid } = about;
  const spec = services.containers.loadSpec(container);
  const placement = cgroupPaths(services.cgroup, readFileSync(`/proc/${initPid}/cgroup`, "utf8"));
  const profile = spec.linux?.seccomp;
  return compileExecPlan({
    spec: { ...spec, process: execProcess(services, spec, about) },
    ...(profile ? { seccomp: compiledSeccomp(services.options.root, profile, services.host.architecture) } : {}),
    host: services.host,
    stdio: options.tty ? { kind: "terminal" } : { kind: "pipes", stdin: options.interactive, once: true },
    initPidfd: inheritedFd(),
    cgroup: { host: services.cgroup, pathIn: (root) => placement.get(root) ?? "/" },
  });
}

function execProcess(
  services: Services,
  spec: RuntimeSpec,
  about: { options: ExecOptions; initPid: number },
): NonNullable<RuntimeSpec["process"]> {
  const { options, initPid } = about;
  const base = spec.process;
  if (!base) throw new TsRunError("ERR_CORRUPT_STATE", "exec: the container's config.json has no process");
  const user = options.user === undefined ? undefined : userInside(initPid, options.user);
  const env = new Map((base.env ?? []).map((entry) => [entry.slice(0, entry.indexOf("=")), entry]));
  if (options.tty && !env.has("TERM")) env.set("TERM", "TERM=xterm");
  if (user) env.set("HOME", `HOME=${user.home}`);
  for (const [key, value] of Object.entries(options.env)) env.set(key, `${key}=${value}`);
  const bounding = options.privileged
    ? CAPABILITIES.filter((name) => services.host.capabilities.includes(name))
    : (base.capabilities?.bounding ?? []);
  const uid = user?.uid ?? base.user.uid;
  const own = uid === 0 ? bounding : [];
  const { consoleSize: _size, ...rest } = base;
  return {
    ...rest,
    terminal: options.tty,
    args: options.command,
    env: [...env.values()],
    cwd: options.workdir ?? base.cwd,
    user: user ? { ...base.user, uid: user.uid, gid: user.gid, additionalGids: [...user.additionalGids] } : base.user,
    capabilities: { bounding, effective: own, permitted: own },
  };
}

/** Looked up in the container as it is now: its /etc/passwd may have changed since the image. */
function userInside(initPid: number, user: string) {
  return resolveUser(user, { passwd: readInside(initPid, "/etc/passwd"), group: readInside(initPid, "/etc/group") });
}

function readInside(initPid: number, path: string): string {
  return readContainerFile(initPid, path, 1024 * 1024)?.toString("latin1") ?? "";
}
