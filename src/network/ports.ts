// Published ports: which are free, who has the others, and who can reach them.

import { isIPv4, randomInt, TsRunError } from "../base/index.ts";
import type { Lease, LeasedPort } from "./lease.ts";
import { findSocketOwner, type Listener } from "./listeners.ts";

export interface PortRequest {
  readonly hostIp?: string; // undefined: all addresses
  readonly hostPort?: number; // undefined: pick one
  readonly containerPort: number;
  readonly protocol: "tcp" | "udp";
  /** What to do when the port is taken, to whoever asked for it; undefined: words about our own flags. */
  readonly hint?: string;
}

/** Linux's own range for ports nobody asked for by number. */
const firstPick = 32768;
const lastPick = 60999;
const anyAddress = "0.0.0.0";

/** Host ports for all requests, or ERR_CONFLICT naming the container or the process that has one. */
export function allocatePorts(
  requests: readonly PortRequest[],
  others: readonly Lease[],
  listenersOf: (protocol: "tcp" | "udp") => readonly Listener[],
): LeasedPort[] {
  const needed = (protocol: "tcp" | "udp") =>
    requests.some((r) => r.protocol === protocol) ? listenersOf(protocol) : [];
  const listeners = { tcp: needed("tcp"), udp: needed("udp") };
  const chosen: LeasedPort[] = [];
  for (const request of requests) {
    const hostIp = hostAddressOf(request.hostIp);
    const refuse = (hostPort: number) => whyTaken({ ...request, hostIp, hostPort }, { chosen, others, listeners });
    chosen.push({
      hostIp,
      hostPort: choosePort(request, refuse),
      containerPort: request.containerPort,
      protocol: request.protocol,
    });
  }
  return chosen;
}

/** Who can reach a published port, in words that stay true behind a firewall of others. */
export function reachableFrom(port: { readonly hostIp: string }): string {
  if (port.hostIp.startsWith("127.")) return "this machine only";
  if (port.hostIp === anyAddress) return "any host that routes to this machine (IPv4)";
  return `any host that routes to ${port.hostIp}`;
}

function hostAddressOf(hostIp: string | undefined): string {
  if (hostIp === undefined || hostIp === "") return anyAddress;
  if (isIPv4(hostIp)) return hostIp;
  throw new TsRunError("ERR_UNSUPPORTED", `publish a port on ${hostIp}: published ports are IPv4 only`, {
    hint: "leave the address out, or give one such as 127.0.0.1",
  });
}

function choosePort(request: PortRequest, refuse: (hostPort: number) => string | undefined): number {
  if (request.hostPort !== undefined) {
    const reason = refuse(request.hostPort);
    if (reason === undefined) return request.hostPort;
    throw new TsRunError("ERR_CONFLICT", `publish port ${request.hostPort}/${request.protocol}: ${reason}`, {
      hint: request.hint ?? `choose another host port, or leave it out to have one chosen: -p ${request.containerPort}`,
    });
  }
  const count = lastPick - firstPick + 1;
  const start = randomInt(count); // not the lowest: two runs at the same moment should not choose the same
  for (let n = 0; n < count; n++) {
    const hostPort = firstPick + ((start + n) % count);
    if (refuse(hostPort) === undefined) return hostPort;
  }
  throw new TsRunError(
    "ERR_NO_SPACE",
    `choose a host port for ${request.containerPort}/${request.protocol}: ${firstPick}-${lastPick} are all taken`,
  );
}

interface Taken {
  readonly chosen: readonly LeasedPort[];
  readonly others: readonly Lease[];
  readonly listeners: Readonly<Record<"tcp" | "udp", readonly Listener[]>>;
}

function whyTaken(port: LeasedPort, taken: Taken): string | undefined {
  if (taken.chosen.some((other) => clashes(other, port))) return "it is asked for twice";
  const lease = taken.others.find(({ ports }) => ports.some((other) => clashes(other, port)));
  if (lease !== undefined) return `container ${lease.name || lease.containerId.slice(0, 12)} has it`;
  const listener = taken.listeners[port.protocol].find(
    (other) => other.port === port.hostPort && sameAddress(other.ip, port.hostIp),
  );
  if (listener === undefined) return undefined;
  const owner = findSocketOwner(listener.inode);
  return owner === undefined ? "a program on this host has it" : `it is taken by ${owner.command} (pid ${owner.pid})`;
}

function clashes(a: LeasedPort, b: LeasedPort): boolean {
  return a.protocol === b.protocol && a.hostPort === b.hostPort && sameAddress(a.hostIp, b.hostIp);
}

/** As bind(2) sees it: all addresses clash with each one. */
function sameAddress(a: string, b: string): boolean {
  return a === b || a === anyAddress || b === anyAddress;
}
