// A container as a document in docker's words, with what only we have (evidence of an OOM kill, paths, the plan) added.

import { parseOomEvidence } from "../cgroups/index.ts";
import type { Container } from "../containers/index.ts";
import type { ImageRecord } from "../images/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { cgroupPathOf } from "../plan/index.ts";
import { imageDefaults } from "./create.ts";
import { inspectHostConfig } from "./inspect-host-config.ts";
import { inspectMounts } from "./inspect-mounts.ts";
import { engineStatus, type Services } from "./services.ts";
import { optionsOf } from "./start.ts";
import { errorOf, networkName, publishedPorts, stateOf, timesOf, wasOomKilled } from "./summary.ts";
import { diskUsage } from "./volumes.ts";

/** What docker prints where there is no time. */
const NEVER = "0001-01-01T00:00:00Z";

export function inspectContainer(services: Services, container: Container): Record<string, unknown> {
  const { id, record, status, paths } = container;
  const spec = services.containers.loadSpec(container);
  const image = services.images.records.find(record.image.id);
  const sizeRw = diskUsage(paths.upperDir);
  return {
    Id: id,
    Created: record.createdAt,
    Path: record.command[0] ?? "",
    Args: record.command.slice(1),
    State: inspectState(services, container, spec),
    Image: record.image.id,
    Name: `/${status.name}`,
    RestartCount: status.restartCount,
    Driver: "overlay",
    Platform: "linux",
    Config: inspectConfig(container, spec, image),
    HostConfig: inspectHostConfig(container, spec),
    NetworkSettings: inspectNetwork(container, image),
    Mounts: inspectMounts(container, spec),
    GraphDriver: {
      Name: record.rootfs.type === "overlay" ? "overlay" : "bind",
      Data: {
        LowerDir: (record.rootfs.lowerDirs ?? []).join(":"),
        UpperDir: record.rootfs.upperDir ?? "",
        WorkDir: record.rootfs.workDir ?? "",
      },
    },
    SizeRw: sizeRw,
    SizeRootFs: sizeRw + (image?.sizeBytes ?? 0),
    LogPath: paths.log,
    HostnamePath: `${paths.filesDir}/hostname`,
    HostsPath: `${paths.filesDir}/hosts`,
    ResolvConfPath: `${paths.filesDir}/resolv.conf`,
    CgroupPath: cgroupPathOf(spec) ?? "",
    Paths: {
      Config: paths.config,
      Record: paths.record,
      Status: paths.status,
      State: paths.stateRecord,
      Exit: paths.exitRecord,
    },
    Plan: `ts-run explain ${status.name}`,
  };
}

function inspectState(services: Services, container: Container, spec: RuntimeSpec): Record<string, unknown> {
  const { lifeCycle } = container;
  const state = stateOf(services, container);
  const { startedAt, finishedAt } = timesOf(container);
  const running = lifeCycle.state === "running" ? lifeCycle.process : undefined;
  return {
    Status: state,
    Running: running !== undefined,
    Paused: state === "paused",
    Restarting: state === "restarting",
    OOMKilled: wasOomKilled(container),
    Dead: false,
    Pid: running?.pid ?? 0,
    MonitorPid: running?.monitorPid ?? 0,
    ExitCode: lifeCycle.state === "exited" ? lifeCycle.exit.exitCode : 0,
    Error: errorOf(container) ?? "",
    StartedAt: startedAt ?? NEVER,
    FinishedAt: finishedAt ?? NEVER,
    Evidence: evidenceOf(container, spec) ?? null,
  };
}

/** What the kernel said about memory when the container ended; null when nothing was killed for it. */
function evidenceOf({ lifeCycle }: Container, spec: RuntimeSpec): Record<string, unknown> | undefined {
  if (lifeCycle.state !== "exited") return undefined;
  const { evidence, exitCode } = lifeCycle.exit;
  const report = parseOomEvidence(evidence, exitCode, cgroupPathOf(spec));
  if (report.sentence === undefined) return undefined;
  return {
    Sentence: report.sentence,
    Kills: report.kills,
    KilledProcess: report.killedProcess ?? null,
    KilledPid: report.pid ?? null,
    LimitBytes: report.limitBytes ?? null,
    PeakBytes: report.peakBytes ?? null,
    LimitedCgroup: report.limitedCgroup ?? null,
  };
}

function inspectConfig(
  container: Container,
  spec: RuntimeSpec,
  image: ImageRecord | undefined,
): Record<string, unknown> {
  const options = optionsOf(container);
  const { record } = container;
  const defaults = image === undefined ? undefined : imageDefaults(image);
  const entrypoint =
    options.entrypoint === undefined ? defaults?.entrypoint : options.entrypoint === "" ? [] : [options.entrypoint];
  const command = record.command.slice(entrypoint?.length ?? 0);
  const user = options.user ?? defaults?.user ?? "";
  return {
    Hostname: spec.hostname ?? "",
    Domainname: spec.domainname ?? "",
    User: user,
    AttachStdin: record.stdinOnce,
    AttachStdout: !options.detach,
    AttachStderr: !options.detach,
    Tty: record.terminal,
    OpenStdin: record.openStdin,
    StdinOnce: record.stdinOnce,
    Env: spec.process?.env ?? [],
    Cmd: command.length > 0 ? command : null,
    Entrypoint: entrypoint !== undefined && entrypoint.length > 0 ? entrypoint : null,
    Image: record.image.reference,
    ExposedPorts: Object.fromEntries([...exposedPorts(container, image)].map((port) => [port, {}])),
    Volumes: Object.fromEntries((defaults?.volumes ?? []).map((volume) => [volume, {}])),
    WorkingDir: spec.process?.cwd ?? "/",
    Labels: record.labels,
    StopSignal: options.stopSignal ?? defaults?.stopSignal ?? "SIGTERM",
    ...(options.stopTimeoutMs === undefined ? {} : { StopTimeout: Math.round(options.stopTimeoutMs / 1000) }),
  };
}

/** "80/tcp" of the image and of the published ports. */
function exposedPorts(container: Container, image: ImageRecord | undefined): Set<string> {
  const ofImage = image === undefined ? [] : imageDefaults(image).exposedPorts;
  const published = optionsOf(container).publish.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`);
  return new Set([...ofImage.map((port) => (port.includes("/") ? port : `${port}/tcp`)), ...published]);
}

function inspectNetwork(container: Container, image: ImageRecord | undefined): Record<string, unknown> {
  const { lifeCycle } = container;
  const running = lifeCycle.state === "running";
  const { ip = "", gateway = "", macAddress = "", prefixLength = 0 } = running ? engineStatus(container) : {};
  const endpoint = { IPAddress: ip, IPPrefixLen: prefixLength, Gateway: gateway, MacAddress: macAddress };
  const ports: Record<string, { HostIp: string; HostPort: string }[] | null> = {};
  for (const port of exposedPorts(container, image)) ports[port] = null;
  for (const { hostIp, hostPort, containerPort, protocol } of publishedPorts(container)) {
    const key = `${containerPort}/${protocol}`;
    ports[key] = [...(ports[key] ?? []), { HostIp: hostIp, HostPort: String(hostPort) }];
  }
  return {
    ...endpoint,
    Ports: ports,
    SandboxKey: running ? `/proc/${lifeCycle.process.pid}/ns/net` : "",
    Networks: { [networkName(optionsOf(container))]: endpoint },
  };
}
