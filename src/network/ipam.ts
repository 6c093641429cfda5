// Hands out the bridge's addresses, one lease file each. Round-robin from the last one handed out, so that an address
// rests as long as possible before somebody else gets it (ARP caches, conntrack entries, clients' mistakes).

import fs from "node:fs";
import path from "node:path";
import { isIPv4, TsRunError } from "../base/index.ts";
import { ipv4Number, ipv4Text } from "../linux/index.ts";
import { createLease, type Lease, readLease, seizeLease } from "./lease.ts";
import { contains, lastAddressOf, type Subnet, subnetText } from "./subnet.ts";

export interface AddressPool {
  readonly leaseDir: string;
  readonly subnet: Subnet;
  readonly gateway: string;
  readonly bootId: string;
  /** Is there still a container (or something about to become one) with this id? */
  readonly isAlive: (containerId: string, runDir: string) => boolean;
  /** Undoes everything that belongs to a lease nobody holds any more; the lease itself is gone already. */
  readonly reclaim: (lease: Lease) => void;
}

export type LeaseContent = Omit<Lease, "ip" | "bootId">;

/** Any free address; the lease file exists when this returns. Throws ERR_NO_SPACE when every address is held by a living container. */
export function leaseAnyAddress(pool: AddressPool, content: LeaseContent): Lease {
  const first = pool.subnet.base + 1;
  const count = lastAddressOf(pool.subnet) - first;
  const start = Math.max(0, lastLeased(pool) + 1 - first) % count;
  const gateway = ipv4Number(pool.gateway);
  // twice around: dead holders are only looked for when the pool seems full
  for (const reclaim of [false, true]) {
    for (let n = 0; n < count; n++) {
      const value = first + ((start + n) % count);
      if (value === gateway) continue;
      const lease = { ...content, ip: ipv4Text(value), bootId: pool.bootId };
      if (createLease(pool.leaseDir, lease) || (reclaim && takeOver(pool, lease))) return remember(pool, lease);
    }
  }
  throw new TsRunError("ERR_NO_SPACE", `lease an address of ${subnetText(pool.subnet)}: all ${count - 1} are in use`, {
    hint: 'remove containers, or set a larger "subnet" in network.json',
  });
}

/** The address the user asked for. */
export function leaseAddress(pool: AddressPool, ip: string, content: LeaseContent): Lease {
  if (!isIPv4(ip)) throw new TsRunError("ERR_USAGE", `lease address ${ip}: not an IPv4 address`);
  const value = ipv4Number(ip);
  if (!contains(pool.subnet, ip) || value === pool.subnet.base || value === lastAddressOf(pool.subnet)) {
    throw new TsRunError(
      "ERR_USAGE",
      `lease address ${ip}: not a host address of the bridge's network ${subnetText(pool.subnet)}`,
      {
        hint: `choose one from ${ipv4Text(pool.subnet.base + 2)} to ${ipv4Text(lastAddressOf(pool.subnet) - 1)}`,
      },
    );
  }
  if (ip === pool.gateway) throw new TsRunError("ERR_CONFLICT", `lease address ${ip}: it is the bridge's own`);
  const lease = { ...content, ip, bootId: pool.bootId };
  if (createLease(pool.leaseDir, lease) || takeOver(pool, lease)) return lease;
  const holder = readLease(pool.leaseDir, ip);
  throw new TsRunError(
    "ERR_CONFLICT",
    `lease address ${ip}: container ${holder?.name || holder?.containerId || "?"} has it`,
    {
      hint: "choose another address, or remove that container",
    },
  );
}

/** Whether nobody holds this lease any more: its container is gone, or it is from before a reboot. */
export function isAbandoned(pool: Pick<AddressPool, "bootId" | "isAlive">, lease: Lease): boolean {
  return lease.bootId !== pool.bootId || !pool.isAlive(lease.containerId, lease.runDir);
}

function takeOver(pool: AddressPool, lease: Lease): boolean {
  const held = readLease(pool.leaseDir, lease.ip);
  if (held !== undefined) {
    if (!isAbandoned(pool, held) || !seizeLease(pool.leaseDir, held)) return false;
    pool.reclaim(held);
  }
  return createLease(pool.leaseDir, lease);
}

function remember(pool: AddressPool, lease: Lease): Lease {
  // only a starting point for the next search: losing it, or a race for it, costs a few more tries
  fs.writeFileSync(lastPath(pool), lease.ip);
  return lease;
}

function lastLeased(pool: AddressPool): number {
  try {
    const ip = fs.readFileSync(lastPath(pool), "latin1");
    if (isIPv4(ip) && contains(pool.subnet, ip)) return ipv4Number(ip);
  } catch {
    // the first lease since boot
  }
  return pool.subnet.base;
}

function lastPath(pool: AddressPool): string {
  return path.join(pool.leaseDir, ".last");
}
