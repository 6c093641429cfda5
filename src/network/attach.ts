// A container's place in the default network: everything on the host's side, made before the plan runs and described
// well enough (lease file, release messages) that the monitor, a later command or a reboot can undo it without us.

import fs from "node:fs";
import path from "node:path";
import { hasErrno, randomBytes, TsRunError } from "../base/index.ts";
import { NETLINK_NETFILTER } from "../linux/index.ts";
import type { NetworkAttachment } from "../plan/index.ts";
import { type Bridge, ensureBridge, macOf } from "./bridge.ts";
import { loadNetworkConfig } from "./config.ts";
import {
  ensureFirewall,
  type Forward,
  forgetFlows,
  listForwards,
  publish,
  unpublish,
  unpublishMessage,
} from "./firewall.ts";
import { type AddressPool, isAbandoned, leaseAddress, leaseAnyAddress } from "./ipam.ts";
import { type Lease, type LeasedPort, leasePath, listLeases, removeLease, seizeLease } from "./lease.ts";
import { listListeners } from "./listeners.ts";
import type { Exchange } from "./netlink.ts";
import { allocatePorts, type PortRequest } from "./ports.ts";

export interface NetworkHost {
  /** <root>/network.json */
  readonly configPath: string;
  /** Directory on tmpfs, "<runDir>/network"; made when missing. */
  readonly stateDir: string;
  readonly exchange: Exchange;
  /** Whether a container, or one that is just being created, has this id: what belongs to any other is taken back. */
  readonly isAlive: (containerId: string, runDir: string) => boolean;
  /** Whose leases ours are, among all that share the bridge. */
  readonly runDir: string;
}

export interface NetworkRequest {
  readonly containerId: string;
  /** For messages about who has an address or a port. */
  readonly name: string;
  /** A static address (--ip). */
  readonly ip?: string;
  readonly publish: readonly PortRequest[];
  /** The container never ran before: nothing of an earlier incarnation is looked for (which reads every lease). */
  readonly isNew?: boolean;
}

export interface PreparedNetwork {
  readonly attachment: NetworkAttachment;
  readonly ports: readonly LeasedPort[];
  readonly ip: string;
  readonly gateway: string;
  readonly bridge: Bridge;
  /** Takes everything back; for when the container did not come to be. Idempotent. */
  undo(): void;
}

/** Interface indexes from here on are ours: the kernel counts up from 1 and never gets this far by itself. */
const firstHostIndex = 0x10000000;

/** What an earlier incarnation of the container left is released first; its monitor must be gone (it holds the ports). */
export async function prepareNetwork(host: NetworkHost, request: NetworkRequest): Promise<PreparedNetwork> {
  const leaseDir = leaseDirOf(host);
  fs.mkdirSync(leaseDir, { recursive: true, mode: 0o700 });
  const bridge = ensureBridge(host.exchange, loadNetworkConfig(host.configPath));
  const bootId = readBootId();
  ensureFirewall(host.exchange, bridge, () => listLeases(leaseDir).flatMap(forwardsOf));
  if (request.isNew !== true) releaseNetwork(host, request.containerId);
  const lease = leaseFor(host, { request, bridge, bootId });
  try {
    publishAll(host, lease);
    forgetFlows(host.exchange, forwardsOf(lease));
  } catch (error) {
    removeLease(leaseDir, lease.ip);
    throw error;
  }
  return {
    attachment: attachmentOf(bridge, lease, leasePath(leaseDir, lease.ip)),
    ports: lease.ports,
    ip: lease.ip,
    gateway: bridge.gateway,
    bridge,
    undo: () => releaseLease(host, lease),
  };
}

/** Takes back whatever the container has, by its leases; nothing to do is fine. For repair and for `rm` after a crash. */
export function releaseNetwork(host: NetworkHost, containerId: string): void {
  for (const lease of listLeases(leaseDirOf(host))) {
    if (lease.containerId === containerId) releaseLease(host, lease);
  }
}

export function leaseDirOf(host: Pick<NetworkHost, "stateDir">): string {
  return path.join(host.stateDir, "leases");
}

export function readBootId(): string {
  return fs.readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
}

/** Firewall first: whoever gets the address next must not meet our elements. */
export function releaseLease(host: NetworkHost, lease: Lease): void {
  for (const forward of forwardsOf(lease)) unpublish(host.exchange, forward);
  seizeLease(leaseDirOf(host), lease);
}

function leaseFor(host: NetworkHost, about: { request: NetworkRequest; bridge: Bridge; bootId: string }): Lease {
  const { request, bridge, bootId } = about;
  const leaseDir = leaseDirOf(host);
  const pool: AddressPool = {
    leaseDir,
    subnet: bridge.subnet,
    gateway: bridge.gateway,
    bootId,
    isAlive: host.isAlive,
    reclaim: (lease) => {
      for (const forward of forwardsOf(lease)) unpublish(host.exchange, forward);
    },
  };
  // random, not made from the id: after a restart the veth of the dying namespace may still be there
  const random = randomBytes(3);
  const content = {
    containerId: request.containerId,
    name: request.name,
    runDir: host.runDir,
    hostInterface: `ts${request.containerId.slice(0, 7)}${random.toString("hex")}`,
    hostIndex: firstHostIndex + random.readUIntBE(0, 3),
    ports:
      request.publish.length === 0
        ? []
        : allocatePorts(request.publish, livingLeases(host, pool), (protocol) =>
            listListeners(host.exchange, protocol),
          ),
  };
  return request.ip === undefined ? leaseAnyAddress(pool, content) : leaseAddress(pool, request.ip, content);
}

function livingLeases(host: NetworkHost, pool: AddressPool): Lease[] {
  return listLeases(pool.leaseDir).filter((lease) => {
    if (!isAbandoned(pool, lease)) return true;
    releaseLease(host, lease);
    return false;
  });
}

function publishAll(host: NetworkHost, lease: Lease): void {
  const forwards = forwardsOf(lease);
  try {
    publish(host.exchange, forwards);
  } catch (error) {
    if (!hasErrno(error, "EEXIST")) throw error;
    removeOrphans(host);
    try {
      publish(host.exchange, forwards);
    } catch (again) {
      if (!hasErrno(again, "EEXIST")) throw again;
      throw new TsRunError(
        "ERR_CONFLICT",
        `publish ports of ${lease.name}: another container took one at this moment`,
        {
          cause: again,
          hint: "run the command again",
        },
      );
    }
  }
}

/** Elements of the firewall that no lease accounts for: their lease was removed by hand, or a run was cut short. */
export function findOrphans(host: Pick<NetworkHost, "stateDir" | "exchange">): Forward[] {
  const leased = new Set(
    listLeases(leaseDirOf(host)).flatMap((lease) => lease.ports.map((port) => keyOf({ ...port, ip: lease.ip }))),
  );
  return listForwards(host.exchange).filter((forward) => !leased.has(keyOf({ ...forward.port, ip: forward.ip })));
}

function removeOrphans(host: NetworkHost): void {
  for (const orphan of findOrphans(host)) unpublish(host.exchange, orphan);
}

function keyOf(forward: { protocol: string; hostIp: string; hostPort: number; ip: string }): string {
  return `${forward.protocol} ${forward.hostIp} ${forward.hostPort} ${forward.ip}`;
}

function forwardsOf(lease: Lease): Forward[] {
  return lease.ports.map((port) => ({ port, ip: lease.ip }));
}

function attachmentOf(bridge: Bridge, lease: Lease, leaseFile: string): NetworkAttachment {
  return {
    bridgeIndex: bridge.index,
    hostInterface: lease.hostInterface,
    hostIndex: lease.hostIndex,
    containerInterface: "eth0",
    macAddress: macOf(lease.ip),
    addresses: [{ ip: lease.ip, prefixLength: bridge.subnet.prefixLength }],
    gateways: [bridge.gateway],
    mtu: bridge.mtu,
    release: forwardsOf(lease).map((forward) => ({
      protocol: NETLINK_NETFILTER,
      messages: unpublishMessage(forward),
      why: `stops publishing ${forward.port.hostIp}:${forward.port.hostPort}/${forward.port.protocol}`,
    })),
    leaseFiles: [leaseFile],
    hostPorts: lease.ports.map(({ hostIp, hostPort, protocol }) => ({ hostIp, hostPort, protocol })),
  };
}
