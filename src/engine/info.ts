// What this host offers and how ts-run uses it. Looks only: nothing is made, not even the bridge.

import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import manifest from "../../package.json" with { type: "json" };
import { TsRunError } from "../base/index.ts";
import { hostPlatform } from "../images/index.ts";
import { CAPABILITIES, type CgroupHost, type HostFacts, ipv4Text } from "../linux/index.ts";
import { statfs } from "../native/index.ts";
import { findForwardDrops, loadNetworkConfig, type NetworkHost } from "../network/index.ts";
import { formatPlatform } from "../registry/index.ts";
import type { Services } from "./services.ts";
import { stateOf } from "./summary.ts";

export function info(services: Services): Record<string, unknown> {
  const { host, cgroup, options } = services;
  const backing = fileSystemName(options.root);
  const network = networkOf(services);
  return {
    Name: os.hostname(),
    ServerVersion: manifest.version,
    Containers: countContainers(services),
    Images: new Set(services.images.entries().map(({ imageId }) => imageId)).size,
    Driver: "overlay",
    BackingFilesystem: backing,
    RootDir: options.root,
    RunDir: options.runDir,
    LoggingDriver: "cri",
    KernelVersion: os.release(),
    OperatingSystem: operatingSystem(),
    Platform: formatPlatform(hostPlatform()),
    NCPU: os.cpus().length,
    MemTotal: os.totalmem(),
    Cgroup: cgroupOf(cgroup),
    SecurityOptions: securityOptions(host),
    Namespaces: namespaces(host),
    Network: network,
    Warnings: warnings(services, { backing }),
  };
}

function countContainers(services: Services): Record<string, number> {
  const states = services.containers.list().map((container) => stateOf(services, container));
  const count = (...wanted: string[]): number => states.filter((state) => wanted.includes(state)).length;
  return {
    Total: states.length,
    Running: count("running"),
    Paused: count("paused"),
    Stopped: count("created", "exited", "restarting", "dead"),
  };
}

function cgroupOf({ mode, unifiedRoot, controllers }: CgroupHost): Record<string, unknown> {
  const lines = Object.entries(controllers).map(([name, { version, root }]) => [name, `v${version} at ${root}`]);
  return {
    Mode: mode,
    ...(unifiedRoot === undefined ? {} : { UnifiedRoot: unifiedRoot }),
    Controllers: Object.fromEntries(lines),
  };
}

function securityOptions(host: HostFacts): string[] {
  return [
    ...(host.seccomp ? ["seccomp (docker's default profile)"] : []),
    ...(host.appArmor ? ["apparmor"] : []),
    ...(host.selinux ? ["selinux (labels are not set)"] : []),
    "no-new-privileges (on request)",
  ];
}

function namespaces(host: HostFacts): string[] {
  const optional: [string, boolean][] = [
    ["cgroup", host.cgroupNamespaces],
    ["user", host.userNamespaces],
    ["time", host.timeNamespaces],
  ];
  return ["mount", "pid", "network", "uts", "ipc", ...optional.filter(([, there]) => there).map(([name]) => name)];
}

function networkOf(services: Services): Record<string, unknown> {
  const { configPath } = services.network;
  const { bridge, subnet, mtu } = loadNetworkConfig(configPath);
  const existing = os.networkInterfaces()[bridge]?.find(({ family }) => family === "IPv4");
  return {
    Bridge: bridge,
    Subnet:
      existing?.cidr ??
      (subnet === undefined
        ? "chosen when the first container starts"
        : `${ipv4Text(subnet.base)}/${subnet.prefixLength}`),
    ...(mtu === undefined ? {} : { Mtu: mtu }),
    ConfigFile: existsSync(configPath) ? configPath : `${configPath} (not there: defaults)`,
  };
}

/** Magic numbers of statfs(2), as in linux/magic.h. */
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  61267: "ext4",
  1481003842: "xfs",
  2435016766: "btrfs",
  16914836: "tmpfs",
  2035054128: "overlay",
  801189825: "zfs",
  26985: "nfs",
  4076150800: "f2fs",
  1702057286: "fuse",
};

function fileSystemName(path: string): string {
  const { type } = statfs(path);
  return FILE_SYSTEMS[type >>> 0] ?? `0x${(type >>> 0).toString(16)}`;
}

function operatingSystem(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "Linux";
  } catch {
    return "Linux";
  }
}

const EXPECTED_CONTROLLERS = ["memory", "cpu", "cpuset", "pids"] as const;

/** What a user will miss sooner or later, one sentence each. */
function warnings({ host, cgroup, network }: Services, { backing }: { backing: string }): string[] {
  const { controllers } = cgroup;
  const found: string[] = [];
  for (const name of EXPECTED_CONTROLLERS) {
    if (controllers[name] === undefined) found.push(`no ${name} cgroup controller: its limits are refused`);
  }
  if (controllers.io === undefined && controllers.blkio === undefined)
    found.push("no io cgroup controller: disk limits are refused");
  if (backing === "overlay")
    found.push("the state root is on an overlay itself: containers need --root on another file system");
  if (backing === "nfs" || backing === "fuse")
    found.push(`the state root is on ${backing}: overlay cannot write there`);
  if (!host.seccomp) found.push("this kernel has no seccomp: containers run without a system call filter");
  if (!host.userNamespaces) found.push("user namespaces are off: --userns private is refused");
  const missing = CAPABILITIES.slice(0, host.lastCapability + 1).filter((name) => !host.capabilities.includes(name));
  if (missing.length > 0) found.push(`ts-run itself lacks ${missing.join(", ")}: containers cannot have them either`);
  return [...found, ...forwardDrops(network)];
}

/** Tables of others that keep containers from the world; only root may ask. */
function forwardDrops({ exchange }: NetworkHost): string[] {
  try {
    return findForwardDrops(exchange);
  } catch (error) {
    if (error instanceof TsRunError) return [`nftables cannot be read: ${error.message}`];
    throw error;
  }
}
