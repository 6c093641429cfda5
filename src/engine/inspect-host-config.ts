// HostConfig of `inspect`: what was asked of the host, with updates. Zero and empty mean "not set", as with docker.

import type { Container } from "../containers/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { engineStatus } from "./services.ts";
import { optionsOf, restartPolicyOf } from "./start.ts";
import { networkName } from "./summary.ts";
import type { IdMapping, ResourceOptions, RunOptions } from "./types.ts";

const DEFAULT_SHM_BYTES = 64 * 1024 * 1024;

export function inspectHostConfig(container: Container, spec: RuntimeSpec): Record<string, unknown> {
  const options = optionsOf(container);
  const restart = restartPolicyOf(container);
  return {
    ...identityOf(options),
    ...namespacesOf(options),
    ...filesOf(options, spec),
    ...resourcesOf({ ...options.resources, ...engineStatus(container).resources }),
    LogConfig: {
      Type: "cri",
      Config: { "max-size": String(container.record.log.maxBytes), "max-file": String(container.record.log.maxFiles) },
    },
    RestartPolicy: {
      Name: restart.name,
      MaximumRetryCount: restart.name === "on-failure" ? restart.maximumRetries : 0,
    },
    AutoRemove: options.rm,
    Init: options.init,
    OomScoreAdj: options.oomScoreAdj ?? 0,
    CgroupParent: options.cgroupParent ?? "",
    Annotations: options.annotations,
    Runtime: "ts-run",
  };
}

function identityOf(options: RunOptions): Record<string, unknown> {
  const { seccomp, apparmor } = options;
  return {
    Privileged: options.privileged,
    CapAdd: options.capAdd,
    CapDrop: options.capDrop,
    GroupAdd: options.groupAdd,
    SecurityOpt: [
      ...(options.noNewPrivileges ? ["no-new-privileges"] : []),
      ...(seccomp === undefined ? [] : [`seccomp=${typeof seccomp === "object" ? seccomp.file : seccomp}`]),
      ...(apparmor === undefined ? [] : [`apparmor=${apparmor}`]),
    ],
  };
}

function namespacesOf(options: RunOptions): Record<string, unknown> {
  const mode = (value: string | { container: string } | undefined): string =>
    typeof value === "object" ? `container:${value.container}` : (value ?? "");
  const { userns } = options;
  return {
    NetworkMode: networkName(options),
    PidMode: mode(options.pid),
    IpcMode: mode(options.ipc) || "private",
    UTSMode: mode(options.uts),
    CgroupnsMode: options.cgroupns ?? "private",
    UsernsMode: typeof userns === "object" ? "private" : (userns ?? ""),
    ...(typeof userns === "object"
      ? { UidMappings: mappings(userns.uidMappings), GidMappings: mappings(userns.gidMappings) }
      : {}),
    TimeOffsets: options.timeOffsets ?? {},
    Dns: options.dns,
    DnsSearch: options.dnsSearch,
    DnsOptions: options.dnsOption,
    ExtraHosts: options.addHost.map(({ name, ip }) => `${name}:${ip}`),
    PublishAllPorts: options.publishAll,
    PortBindings: portBindings(options),
    Sysctls: options.sysctls,
  };
}

function mappings(list: readonly IdMapping[]): string[] {
  return list.map(({ containerId, hostId, size }) => `${containerId}:${hostId}:${size}`);
}

/** As asked for; what was chosen for ports without a number is in NetworkSettings. */
function portBindings({ publish }: RunOptions): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { hostIp, hostPort, containerPort, protocol } of publish) {
    const key = `${containerPort}/${protocol}`;
    bindings[key] = [
      ...(bindings[key] ?? []),
      { HostIp: hostIp ?? "", HostPort: hostPort === undefined ? "" : String(hostPort) },
    ];
  }
  return bindings;
}

function filesOf(options: RunOptions, spec: RuntimeSpec): Record<string, unknown> {
  const binds = options.mounts.flatMap((mount) => {
    if (mount.type === "tmpfs" || mount.source === undefined) return [];
    return [`${mount.source}:${mount.target}${mount.readOnly ? ":ro" : ""}`];
  });
  const tmpfs = options.mounts.flatMap((mount) => {
    const made = spec.mounts?.find(({ destination }) => destination === mount.target);
    return mount.type === "tmpfs" ? [[mount.target, (made?.options ?? []).join(",")]] : [];
  });
  return {
    Binds: binds,
    Tmpfs: Object.fromEntries(tmpfs),
    ReadonlyRootfs: options.readOnly,
    ShmSize: options.shmSizeBytes ?? DEFAULT_SHM_BYTES,
    Devices: options.devices.map(({ hostPath, containerPath, permissions }) => ({
      PathOnHost: hostPath,
      PathInContainer: containerPath,
      CgroupPermissions: permissions,
    })),
    Ulimits: options.ulimits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
    MaskedPaths: spec.linux?.maskedPaths ?? [],
    ReadonlyPaths: spec.linux?.readonlyPaths ?? [],
  };
}

function resourcesOf(resources: Partial<ResourceOptions>): Record<string, unknown> {
  const rates = (list: readonly { path: string; rate: number }[] = []) =>
    list.map(({ path, rate }) => ({ Path: path, Rate: rate }));
  return {
    Memory: resources.memoryBytes ?? 0,
    MemoryReservation: resources.memoryReservationBytes ?? 0,
    MemorySwap: resources.memorySwapBytes ?? (resources.memoryBytes === undefined ? 0 : resources.memoryBytes * 2),
    MemoryHigh: resources.memoryHighBytes ?? 0,
    NanoCpus: Math.round((resources.cpus ?? 0) * 1e9),
    CpuShares: resources.cpuShares ?? 0,
    CpuPeriod: resources.cpuPeriodUs ?? 0,
    CpuQuota: resources.cpuQuotaUs ?? 0,
    CpusetCpus: resources.cpusetCpus ?? "",
    CpusetMems: resources.cpusetMems ?? "",
    PidsLimit: resources.pidsLimit ?? null,
    BlkioWeight: resources.blkioWeight ?? 0,
    BlkioDeviceReadBps: rates(resources.deviceReadBps),
    BlkioDeviceWriteBps: rates(resources.deviceWriteBps),
    BlkioDeviceReadIOps: rates(resources.deviceReadIops),
    BlkioDeviceWriteIOps: rates(resources.deviceWriteIops),
    OomKillDisable: resources.oomKillDisable ?? false,
  };
}
