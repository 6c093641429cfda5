// /etc/hosts, /etc/hostname and /etc/resolv.conf of a pod, written once and bound into each of its containers.

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { hasErrno } from "../base/index.ts";
import type { PodSandboxConfig } from "../cri-wire/index.ts";
import { hostnameFile, hostsFile } from "../network/index.ts";
import type { PodPaths } from "./paths.ts";
import { usesHostNetwork } from "./sandbox-spec.ts";

export const SANDBOX_FILES = ["hosts", "hostname", "resolv.conf"] as const;

export function writeSandboxFiles(paths: PodPaths, config: PodSandboxConfig, ips: readonly string[]): void {
  const isHost = usesHostNetwork(config);
  const name = isHost || config.hostname === "" ? hostname() : config.hostname;
  const contents: Record<(typeof SANDBOX_FILES)[number], string> = {
    hosts: isHost
      ? readOptional("/etc/hosts")
      : hostsFile({ hostname: name, ...(ips[0] ? { ip: ips[0] } : {}), addHost: [] }),
    hostname: hostnameFile(name),
    "resolv.conf": resolverText(config),
  };
  mkdirSync(paths.filesDir, { recursive: true, mode: 0o755 });
  for (const file of SANDBOX_FILES) {
    const path = join(paths.filesDir, file);
    writeFileSync(path, contents[file]);
    chmodSync(path, 0o644); // whatever the umask: programs that are not root read them, too
  }
}

/** Exactly what the pod's DNS configuration says; without one the host's file. */
export function resolverText({ dnsConfig }: PodSandboxConfig): string {
  if (!dnsConfig || dnsConfig.servers.length + dnsConfig.searches.length + dnsConfig.options.length === 0)
    return readOptional("/etc/resolv.conf");
  const { servers, searches, options } = dnsConfig;
  return [
    ...(searches.length > 0 ? [`search ${searches.join(" ")}`] : []),
    ...servers.map((server) => `nameserver ${server}`),
    ...(options.length > 0 ? [`options ${options.join(" ")}`] : []),
    "",
  ].join("\n");
}

function readOptional(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return "";
    throw error;
  }
}
