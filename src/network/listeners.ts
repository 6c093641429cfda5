// Which programs of this host have which ports.

import fs from "node:fs";
import path from "node:path";
import { dumpBoundSockets, ipText, NETLINK_SOCK_DIAG, parseBoundSockets } from "../linux/index.ts";
import type { Exchange } from "./netlink.ts";

export interface Listener {
  readonly ip: string;
  readonly port: number;
  readonly inode: number;
}

const anyAddress = "0.0.0.0";

/** Listening TCP and bound UDP sockets as IPv4 sees them: one on the IPv6 wildcard takes IPv4 as well. */
export function listListeners(exchange: Exchange, protocol: "tcp" | "udp"): Listener[] {
  const answers = ([4, 6] as const).map((family) => exchange(NETLINK_SOCK_DIAG, dumpBoundSockets(family, protocol)));
  // a kernel without this part of sock_diag answers ENOENT
  if (answers.some(({ error }) => error !== null)) return readProc(protocol);
  return answers
    .flatMap(({ replies }) => parseBoundSockets(replies))
    .flatMap((socket) => {
      const ip = seenFromIpv4(socket.ip);
      return ip === undefined ? [] : [{ ...socket, ip }];
    });
}

/** Looks through every process's descriptors: only done to word an error. */
export function findSocketOwner(inode: number): { pid: number; command: string } | undefined {
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const fdDir = path.join("/proc", pid, "fd");
    for (const fd of listOrEmpty(fdDir)) {
      if (readLinkOrEmpty(path.join(fdDir, fd)) !== `socket:[${inode}]`) continue;
      return { pid: Number(pid), command: readOrEmpty(`/proc/${pid}/comm`).trim() };
    }
  }
  return undefined;
}

/** Lines of /proc/net/{tcp,udp}{,6} in the given state (0A listening, 07 unconnected). */
export function parseSocketTable(table: string, state: string): Listener[] {
  return table.split("\n").flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const [address = "", port = ""] = (columns[1] ?? "").split(":");
    if (columns[3] !== state) return [];
    const words = address.match(/.{8}/g) ?? [];
    const ip = seenFromIpv4(ipText(Buffer.concat(words.map((word) => Buffer.from(word, "hex").reverse()))));
    return ip === undefined ? [] : [{ ip, port: Number.parseInt(port, 16), inode: Number(columns[9]) }];
  });
}

function readProc(protocol: "tcp" | "udp"): Listener[] {
  const state = protocol === "tcp" ? "0A" : "07";
  return ["", "6"].flatMap((family) => parseSocketTable(readOrEmpty(`/proc/net/${protocol}${family}`), state));
}

/** undefined for an IPv6 address that IPv4 packets never reach. */
function seenFromIpv4(ip: string): string | undefined {
  if (!ip.includes(":")) return ip;
  const groups = ip.split(":").map((group) => Number.parseInt(group, 16));
  if (groups.every((group) => group === 0)) return anyAddress;
  if (groups[5] !== 0xffff || groups.slice(0, 5).some((group) => group !== 0)) return undefined;
  return ipText(Uint8Array.from(groups.slice(6).flatMap((group) => [group >>> 8, group & 0xff])));
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
