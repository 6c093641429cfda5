// One file per leased address: <dir>/<ip>, on tmpfs, so that a reboot frees all. It says whose it is and what else
// was set up for it, which is enough to undo everything without asking anybody.

import fs from "node:fs";
import path from "node:path";
import { hasErrno, isIPv4, randomBytes } from "../base/index.ts";
import type { HostPort } from "../plan/index.ts";

export interface LeasedPort extends HostPort {
  readonly containerPort: number;
}

export interface Lease {
  readonly ip: string;
  readonly containerId: string;
  readonly name: string;
  /** Run directory of the ts-run whose container it is: several may share a bridge (--run-dir). */
  readonly runDir: string;
  readonly bootId: string;
  readonly hostInterface: string;
  readonly hostIndex: number;
  readonly ports: readonly LeasedPort[];
}

export function leasePath(dir: string, ip: string): string {
  return path.join(dir, ip);
}

/** Creates the lease with its content in one step (link(2) never replaces); false when the address is taken. */
export function createLease(dir: string, lease: Lease): boolean {
  const temporary = path.join(dir, `.tmp-${process.pid}-${randomBytes(6).toString("hex")}`);
  try {
    fs.writeFileSync(temporary, JSON.stringify(lease), { flag: "wx", mode: 0o600 });
    fs.linkSync(temporary, leasePath(dir, lease.ip));
    return true;
  } catch (error) {
    if (hasErrno(error, "EEXIST")) return false;
    throw error;
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

/** undefined: free. A file that does not parse is reported as held by nobody, so that it can be reclaimed. */
export function readLease(dir: string, ip: string): Lease | undefined {
  let text: string;
  try {
    text = fs.readFileSync(leasePath(dir, ip), "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw error;
  }
  return parseLease(text, ip);
}

export function listLeases(dir: string): Lease[] {
  let names: string[];
  try {
    names = fs.readdirSync(dir);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
  return names.filter((name) => isIPv4(name)).flatMap((ip) => readLease(dir, ip) ?? []);
}

/** Removes this very lease; false when somebody else was faster and the file is no longer (only) ours to remove. */
export function seizeLease(dir: string, expected: Lease): boolean {
  const temporary = path.join(dir, `.tmp-${process.pid}-${randomBytes(6).toString("hex")}`);
  try {
    fs.renameSync(leasePath(dir, expected.ip), temporary);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return false;
    throw error;
  }
  // between our look and our rename another ts-run may have reclaimed and leased the address anew
  const isExpected = parseLease(fs.readFileSync(temporary, "utf8"), expected.ip).containerId === expected.containerId;
  if (!isExpected) fs.linkSync(temporary, leasePath(dir, expected.ip));
  fs.unlinkSync(temporary);
  return isExpected;
}

export function removeLease(dir: string, ip: string): void {
  fs.rmSync(leasePath(dir, ip), { force: true });
}

function parseLease(text: string, ip: string): Lease {
  try {
    const lease = JSON.parse(text) as Partial<Lease>;
    const {
      containerId = "",
      name = "",
      runDir = "",
      bootId = "",
      hostInterface = "",
      hostIndex = 0,
      ports = [],
    } = lease;
    return { ip, containerId, name, runDir, bootId, hostInterface, hostIndex, ports };
  } catch {
    return { ip, containerId: "", name: "", runDir: "", bootId: "", hostInterface: "", hostIndex: 0, ports: [] };
  }
}
