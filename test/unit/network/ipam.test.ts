import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type AddressPool, leaseAddress, leaseAnyAddress } from "../../../src/network/ipam.ts";
import { createLease, type Lease, listLeases, readLease, removeLease, seizeLease } from "../../../src/network/lease.ts";
import { parseSubnet } from "../../../src/network/subnet.ts";

let leaseDir: string;
const alive = new Set<string>();
const reclaimed: string[] = [];

beforeEach(() => {
  leaseDir = fs.mkdtempSync(path.join(os.tmpdir(), "ts-run-ipam-"));
  alive.clear();
  reclaimed.length = 0;
});
afterEach(() => fs.rmSync(leaseDir, { recursive: true }));

function pool(subnet = "10.89.0.0/29"): AddressPool {
  const parsed = parseSubnet(subnet);
  if (parsed === undefined) throw new Error("a test's subnet does not parse");
  return {
    leaseDir,
    subnet: parsed,
    gateway: "10.89.0.1",
    bootId: "this boot",
    isAlive: (id) => alive.has(id),
    reclaim: (lease) => reclaimed.push(lease.ip),
  };
}

function container(name: string) {
  alive.add(name);
  return { containerId: name, name, runDir: "/run/test", hostInterface: `ts${name}`, hostIndex: 1, ports: [] };
}

describe("leaseAnyAddress()", () => {
  test("begins after the gateway and never hands out network, gateway or broadcast address", () => {
    const leased = ["a", "b", "c", "d", "e"].map((name) => leaseAnyAddress(pool(), container(name)).ip);
    expect(leased).toEqual(["10.89.0.2", "10.89.0.3", "10.89.0.4", "10.89.0.5", "10.89.0.6"]);
  });

  test("lets a freed address rest until all others have had their turn", () => {
    const first = leaseAnyAddress(pool(), container("a"));
    removeLease(leaseDir, first.ip);
    expect(leaseAnyAddress(pool(), container("b")).ip).toBe("10.89.0.3");
    for (const name of ["c", "d", "e"]) leaseAnyAddress(pool(), container(name));
    expect(leaseAnyAddress(pool(), container("f")).ip).toBe("10.89.0.2");
  });

  test("takes the address of a container that is gone when the pool is full, and undoes what belonged to it", () => {
    for (const name of ["a", "b", "c", "d", "e"]) leaseAnyAddress(pool(), container(name));
    alive.delete("c");
    expect(leaseAnyAddress(pool(), container("f"))).toMatchObject({ ip: "10.89.0.4", containerId: "f" });
    expect(reclaimed).toEqual(["10.89.0.4"]);
  });

  test("says so when every address belongs to a living container", () => {
    for (const name of ["a", "b", "c", "d", "e"]) leaseAnyAddress(pool(), container(name));
    expect(() => leaseAnyAddress(pool(), container("f"))).toThrow(
      expect.objectContaining({
        code: "ERR_NO_SPACE",
        message: "lease an address of 10.89.0.0/29: all 5 are in use",
      }),
    );
  });

  test("leaves nothing in the directory but leases and the place to go on from", () => {
    leaseAnyAddress(pool(), container("a"));
    expect(fs.readdirSync(leaseDir).sort()).toEqual([".last", "10.89.0.2"]);
  });
});

describe("leaseAddress()", () => {
  test("gives the address that was asked for", () => {
    expect(leaseAddress(pool(), "10.89.0.5", container("a"))).toEqual(readLease(leaseDir, "10.89.0.5"));
  });

  test("names the container that has the address", () => {
    leaseAddress(pool(), "10.89.0.5", container("web"));
    expect(() => leaseAddress(pool(), "10.89.0.5", container("b"))).toThrow(
      expect.objectContaining({ code: "ERR_CONFLICT", message: "lease address 10.89.0.5: container web has it" }),
    );
  });

  test("takes over from a container that is gone, and from before a reboot", () => {
    createLease(leaseDir, { ...container("old"), ip: "10.89.0.5", bootId: "an earlier boot" });
    expect(leaseAddress(pool(), "10.89.0.5", container("b")).containerId).toBe("b");
  });

  test.each([
    ["10.90.0.1", "not a host address of the bridge's network 10.89.0.0/29"],
    ["10.89.0.7", "not a host address of the bridge's network 10.89.0.0/29"],
    ["10.89.0.0", "not a host address of the bridge's network 10.89.0.0/29"],
    ["10.89.0.1", "it is the bridge's own"],
    ["fd00::1", "not an IPv4 address"],
  ])("refuses %s: %s", (ip, reason) => {
    expect(() => leaseAddress(pool(), ip, container("a"))).toThrow(`lease address ${ip}: ${reason}`);
  });
});

describe("lease files", () => {
  const lease: Lease = { ...container("a"), ip: "10.89.0.2", bootId: "this boot" };

  test("are created once", () => {
    expect(createLease(leaseDir, lease)).toBe(true);
    expect(createLease(leaseDir, { ...lease, containerId: "b" })).toBe(false);
    expect(listLeases(leaseDir)).toEqual([lease]);
  });

  test("are not taken from somebody who leased the address meanwhile", () => {
    createLease(leaseDir, lease);
    expect(seizeLease(leaseDir, { ...lease, containerId: "gone" })).toBe(false);
    expect(listLeases(leaseDir)).toEqual([lease]);
    expect(seizeLease(leaseDir, lease)).toBe(true);
    expect(fs.readdirSync(leaseDir)).toEqual([]);
  });

  test("that do not parse belong to nobody", () => {
    fs.writeFileSync(path.join(leaseDir, "10.89.0.3"), "{");
    expect(readLease(leaseDir, "10.89.0.3")).toMatchObject({ containerId: "", ports: [] });
  });
});
