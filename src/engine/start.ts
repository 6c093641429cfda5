// Starting a container as users mean it: network, name files, exit handling around containers/start.ts.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { type Container, type StartedContainer, StartFailure, startContainer } from "../containers/index.ts";
import type { MonitorChannel } from "../executor/index.ts";
import { type PortRequest, type PreparedNetwork, prepareNetwork } from "../network/index.ts";
import type { MonitorSettings } from "../plan/index.ts";
import { imageDefaults } from "./create.ts";
import { diagnoseStart } from "./diagnose/index.ts";
import { writeNetworkFiles } from "./network-files.ts";
import { releaseResources, repairLost } from "./repair.ts";
import { engineStatus, recordExit, type Services } from "./services.ts";
import type { RestartPolicy, RunOptions } from "./types.ts";
import { updatedResources } from "./update.ts";

export interface StartOptions {
  readonly isNew?: boolean;
  readonly trace?: boolean;
  /** Sends the monitor's first messages, before the container's first output. */
  readonly greet?: (channel: MonitorChannel) => void;
}

export function optionsOf(container: Container): RunOptions {
  return container.record.options as RunOptions;
}

export function restartPolicyOf(container: Container): RestartPolicy {
  return engineStatus(container).restart ?? optionsOf(container).restart;
}

/** Starts a container that does not run; the caller holds its lock. On failure everything of the attempt is undone. */
export async function start(
  services: Services,
  container: Container,
  options: StartOptions = {},
): Promise<StartedContainer> {
  let current = options.isNew ? container : await repairLost(services, container);
  if (current.lifeCycle.state === "running") {
    throw new TsRunError("ERR_CONFLICT", `start ${current.status.name}: it runs already`);
  }
  recordExit(services, current);
  const network = await prepare(services, current, options);
  try {
    current = services.containers.saveStatus(current, {
      engine: { ...engineStatus(current), ...networkStatus(network), paused: false },
    });
    writeNetworkFiles(services, current, network ? { ip: network.ip, gateway: network.gateway } : {});
    const started = await startContainer(
      services.containers,
      current,
      {
        host: services.host,
        cgroup: services.cgroup,
        ...(network ? { network: network.attachment } : {}),
        exitCommand: exitCommandOf(services, current),
        resources: updatedResources(services, current),
        trace: options.trace ?? false,
      },
      options.greet,
    );
    services.event("start", current);
    return started;
  } catch (error) {
    network?.undo();
    throw await startError(services, current, error);
  }
}

async function prepare(
  services: Services,
  container: Container,
  options: StartOptions,
): Promise<PreparedNetwork | undefined> {
  const { network = "bridge", ip, publish, publishAll } = optionsOf(container);
  if (network !== "bridge") return undefined;
  const image = services.images.find(container.record.image.id);
  const exposed = publishAll && image ? imageDefaults(image).exposedPorts.map(parseExposed) : [];
  const already = new Set(publish.map((port) => `${port.containerPort}/${port.protocol}`));
  const requests: PortRequest[] = [
    ...publish,
    ...exposed.filter((port) => !already.has(`${port.containerPort}/${port.protocol}`)),
  ];
  return prepareNetwork(services.network, {
    containerId: container.id,
    name: container.status.name,
    ...(ip === undefined ? {} : { ip }),
    publish: requests,
    isNew: options.isNew ?? false,
  });
}

function parseExposed(text: string): PortRequest {
  const [port = "0", protocol = "tcp"] = text.split("/");
  return { containerPort: Number(port), protocol: protocol === "udp" ? "udp" : "tcp" };
}

function networkStatus(network: PreparedNetwork | undefined) {
  if (!network) return { ports: [] };
  const address = network.attachment.addresses[0];
  return {
    ports: network.ports,
    ip: network.ip,
    gateway: network.gateway,
    macAddress: network.attachment.macAddress,
    prefixLength: address?.prefixLength ?? 0,
  };
}

/** Only who wants something done after the exit pays for a Node process then. */
function exitCommandOf(services: Services, container: Container): MonitorSettings["exitCommand"] {
  markAfterExit(container);
  const { root, runDir, selfCommand } = services.options;
  return {
    argv: [...selfCommand, "--root", root, "--run-dir", runDir, "__exited", container.id],
    env: [`PATH=${services.options.env.PATH ?? "/usr/sbin:/usr/bin:/sbin:/bin"}`],
    onlyIf: container.paths.afterExit,
  };
}

/** Says on disk, where the monitor looks, whether anything is to be done after the exit; also when update changed that. */
export function markAfterExit(container: Container): void {
  const wanted = optionsOf(container).rm || restartPolicyOf(container).name !== "no";
  if (!wanted) {
    rmSync(container.paths.afterExit, { force: true });
    return;
  }
  mkdirSync(container.paths.runDir, { recursive: true, mode: 0o700 });
  writeFileSync(container.paths.afterExit, "");
}

/** Cause, field and hint of a failed start, kept in the status so that `inspect` and `ps` tell it too. */
async function startError(services: Services, container: Container, error: unknown): Promise<unknown> {
  const explained = error instanceof StartFailure ? diagnoseStart(services, container, error) : error;
  const code =
    explained instanceof TsRunError && explained.code === "ERR_PROGRAM_NOT_FOUND"
      ? 127
      : explained instanceof TsRunError && explained.code === "ERR_NOT_EXECUTABLE"
        ? 126
        : 125;
  try {
    if (services.containers.load(container.id)?.lifeCycle.state !== "running") {
      services.containers.saveStatus(container, {
        startError: explained instanceof Error ? explained.message : String(explained),
        startExitCode: code,
        startedAt: container.status.startedAt ?? new Date().toISOString(),
      });
      await releaseResources(services, container);
    }
  } catch (cleanup) {
    if (explained instanceof TsRunError) explained.suppressed.push(cleanup);
  }
  return explained;
}
