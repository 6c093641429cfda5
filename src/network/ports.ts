// Published ports: which are free, who has the others, and who can reach them.

import { randomInt } from "node:crypto";
import fs from "node:fs";
import { isIPv4 } from "node:net";
import path from "node:path";
import { TsRunError } from "../base/index.ts";
import { ipText } from "../linux/index.ts";
import type { Lease, LeasedPort } from "./lease.ts";

export interface PortRequest {
  readonly hostIp?: string; // undefined: all addresses
  readonly hostPort?: number; // undefined: pick one
  readonly containerPort: number;
  readonly protocol: "tcp" | "udp";
}

/** Linux's own range for ports nobody asked for by number. */
const firstPick = 32768;
const lastPick = 60999;
const anyAddress = "0.0.0.0";

interface Listener {
  readonly ip: string;
  readonly port: number;
  readonly inode: string;
}

/** Host ports for all requests, or ERR_CONFLICT naming the container or the process that has one. */
export function allocatePorts(requests: readonly PortRequest[], others: readonly Lease[]): LeasedPort[] {
  if (requests.length === 0) return [];
  const listeners = { tcp: listListeners("tcp"), udp: listListeners("udp") };
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
      hint: `choose another host port, or leave it out to have one chosen: -p ${request.containerPort}`,
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

/** Listening TCP and bound UDP sockets; IPv6 wildcard sockets count, they take IPv4 as well. */
function listListeners(protocol: "tcp" | "udp"): Listener[] {
  const isTcp = protocol === "tcp";
  return [`/proc/net/${protocol}`, `/proc/net/${protocol}6`].flatMap((file) =>
    parseSocketTable(readOrEmpty(file), isTcp ? "0A" : "07"),
  );
}

/** Lines of /proc/net/{tcp,udp}{,6} in the given state (0A listening, 07 unconnected). */
export function parseSocketTable(table: string, state: string): Listener[] {
  return table.split("\n").flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const [address = "", port = ""] = (columns[1] ?? "").split(":");
    if (columns[3] !== state) return [];
    const ip = addressOf(address);
    return ip === undefined ? [] : [{ ip, port: Number.parseInt(port, 16), inode: columns[9] ?? "" }];
  });
}

/** Hexadecimal words in host byte order; undefined for an IPv6 address that does not touch IPv4. */
function addressOf(hex: string): string | undefined {
  const bytes = Buffer.from(hex, "hex");
  if (bytes.length === 4) return ipText(bytes.reverse());
  if (bytes.every((octet) => octet === 0)) return anyAddress;
  const isMapped = hex.startsWith("0000000000000000FFFF0000");
  return isMapped ? ipText(bytes.subarray(12).reverse()) : undefined;
}

/** Looks through every process's descriptors: only done to word an error. */
function findSocketOwner(inode: string): { pid: number; command: string } | undefined {
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const fdDir = path.join("/proc", pid, "fd");
    for (const fd of listOrEmpty(fdDir)) {
      if (readLinkOrEmpty(path.join(fdDir, fd)) !== `socket:[${inode}]`) continue;
      return { pid: Number(pid), command: readOrEmpty(`/proc/${pid}/comm`).trim() };
    }
  }
  return undefined;
}

// Processes come and go while /proc is read: what has vanished is empty.
function readOrEmpty(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function listOrEmpty(dir: string): string[] {
  try {
    return fs.readdirSync(dir);
  } catch {
    return [];
  }
}

function readLinkOrEmpty(file: string): string {
  try {
    return fs.readlinkSync(file);
  } catch {
    return "";
  }
}
