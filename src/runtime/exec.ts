// exec: one more process in a running container, with a small monitor of its own as its parent.

import { closeSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { blame, inheritedFd, type MonitorChannel, startMonitor } from "../executor/index.ts";
import { pidfdOpen, waitForExit } from "../native/index.ts";
import { type RuntimeProcess, type RuntimeSpec, validateRuntimeProcess } from "../oci/index.ts";
import { compileExecPlan, type Plan, type Stdio } from "../plan/index.ts";
import { refuseViolations } from "./bundle.ts";
import { getContainer, initOf, loadSpec, type RuntimeContainer, type RuntimeHost } from "./containers.ts";
import { writePidFile } from "./create.ts";
import { execPlacement } from "./exec-placement.ts";
import { withContainerDefaults } from "./exec-process.ts";
import { withHomeIn } from "./home.ts";
import { planFailure } from "./plan-failure.ts";
import { nullStreams } from "./plan-input.ts";
import { resctrlTasks } from "./resctrl.ts";
import { isAlive } from "./status.ts";
import { processWarnings, tellPlan } from "./warnings.ts";

export interface ExecOptions {
  /** Makes the process from the container's own, so that flags can be differences. */
  readonly process: (own: RuntimeProcess) => RuntimeProcess;
  readonly stdio: readonly [number, number, number];
  readonly pidFile?: string;
  readonly consoleSocket?: string;
  readonly pidfdSocket?: string;
  /** Cgroups below the container's, by controller; "" is every hierarchy. */
  readonly subCgroups?: Readonly<Record<string, string>>;
  readonly ignorePaused?: boolean;
  /** The monitor leaves once the program runs, which then belongs to our caller's subreaper. */
  readonly detach?: boolean;
  /** Descriptors that the program inherits as 3 and up. */
  readonly preserve?: readonly number[];
  /** Called before the monitor exists: an attach sent here misses nothing. */
  readonly greet?: (channel: MonitorChannel) => void;
}

export interface ExecutedProcess {
  readonly pid: number;
  /** Tells of the exit. The caller closes it. */
  readonly channel: MonitorChannel;
}

/** Resolves when the program executes. */
export async function execInContainer(host: RuntimeHost, id: string, options: ExecOptions): Promise<ExecutedProcess> {
  const container = getContainer(host, id);
  if (container.status === "paused" && !options.ignorePaused)
    throw new TsRunError("ERR_CONFLICT", `cannot exec in a paused container: ${id}`, {
      hint: `ts-runc resume ${id}, or --ignore-paused`,
    });
  if (container.status === "stopped") throw new TsRunError("ERR_CONFLICT", `cannot exec in a stopped container: ${id}`);
  const spec = withHomeIn(initOf(container, "exec in").pid, execSpec(loadSpec(container), options));
  for (const warning of processWarnings(host, spec)) host.warn(`exec: ${warning}`);
  const plan = compileExecPlan({
    spec,
    host: host.facts,
    stdio: stdioOf(spec, options),
    initPidfd: inheritedFd(options.preserve?.length),
    ...(options.detach && { monitor: "transient" as const }),
    ...(options.preserve?.length && { preservedFds: options.preserve.length }),
    ...(options.pidfdSocket !== undefined && { pidfdSocket: options.pidfdSocket }),
    ...execPlacement(host, container, options.subCgroups),
    identity: { id: container.state.id, bundle: container.state.bundle, callerEnv: [] },
    containerPid: initOf(container, "exec in").pid,
    resctrlTasks: resctrlTasks(spec, container.state.resctrl, container.id),
  });
  tellPlan(host, plan);
  const initFd = openInit(container);
  try {
    const { stdio, greet } = options;
    const monitor = startMonitor(plan, {
      architecture: host.facts.architecture,
      inherit: [initFd],
      preserve: options.preserve ?? [],
      stdio,
      ...(greet && { greet }),
    });
    try {
      const pid = await waitStarted(plan, monitor, id);
      if (options.pidFile !== undefined) writePidFile(options.pidFile, pid);
      if (options.detach) await waitForExit(monitor.pidFd);
      return { pid, channel: monitor.channel };
    } finally {
      closeSync(monitor.pidFd);
    }
  } finally {
    closeSync(initFd);
  }
}

async function waitStarted(plan: Plan, monitor: ReturnType<typeof startMonitor>, id: string): Promise<number> {
  for (;;) {
    const message = await monitor.channel.next();
    if (message === undefined)
      throw new TsRunError("ERR_CORRUPT_STATE", `exec in ${id}: its monitor ended without an answer`);
    if (message.type === "failed") throw planFailure(plan, blame(monitor, message.failure));
    if (message.type === "started") return message.pid;
  }
}

function execSpec(spec: RuntimeSpec, options: ExecOptions): RuntimeSpec {
  if (!spec.process) throw new TsRunError("ERR_CORRUPT_STATE", "exec: the container's config.json has no process");
  const wanted = withContainerDefaults(options.process(spec.process), spec.process);
  refuseViolations(validateRuntimeProcess(wanted), "process");
  return { ...spec, process: wanted };
}

function stdioOf(spec: RuntimeSpec, { consoleSocket, greet, stdio }: ExecOptions): Stdio {
  if (!spec.process?.terminal) {
    if (consoleSocket === undefined) return { kind: "inherit", nullStreams: nullStreams(stdio) };
    throw new TsRunError("ERR_USAGE", "cannot use console socket if ts-runc will not allocate tty");
  }
  if (consoleSocket === undefined && greet === undefined)
    throw new TsRunError("ERR_USAGE", "cannot allocate tty if ts-runc will detach without setting console socket");
  return { kind: "terminal", ...(consoleSocket !== undefined && { consoleSocket }) };
}

function openInit(container: RuntimeContainer): number {
  const init = initOf(container, "exec in");
  const fd = pidfdOpen(init.pid);
  if (isAlive(init.pid, init.startTime)) return fd;
  closeSync(fd);
  throw new TsRunError("ERR_CONFLICT", `cannot exec in a stopped container: ${container.id}`);
}
