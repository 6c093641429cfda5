// The default network for real: bridge, veth, addresses, firewall and published ports, in namespaces of their own.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// inside the checkout, because the addon is looked for upwards from the running file; the leases on tmpfs, as in real life
const bundle = path.resolve("build", "network-scenario.mjs");
const stateDir = fs.mkdtempSync("/run/ts-run-network-test-");
let seen: Record<string, unknown>;

beforeAll(async () => {
  await build({
    entryPoints: [path.resolve("test/kernel/network/scenario.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: bundle,
  });
  const run = spawnSync("unshare", ["--net", process.execPath, bundle, stateDir], {
    encoding: "utf8",
    timeout: 100_000,
  });
  if (run.status !== 0) throw new Error(`the scenario ended with ${run.status}: ${run.stderr}`);
  seen = JSON.parse(run.stdout);
});

afterAll(() => {
  fs.rmSync(stateDir, { recursive: true, force: true });
  fs.rmSync(bundle, { force: true });
});

describe("the default network", () => {
  test("is made without an error from the kernel", () => {
    expect(seen.errors).toEqual([null, null, null, null]);
  });

  test("gives containers addresses in order, the bridge as gateway, and the MTU of the default route", () => {
    expect(seen.addresses).toEqual(["10.89.0.2", "10.89.0.3", "10.89.0.1", 1400]);
  });

  test("is configured inside the container: address, default route, loopback", () => {
    expect(seen.inside).toContain("inet 10.89.0.2/16 brd 10.89.255.255");
    expect(seen.inside).toContain("default via 10.89.0.1 dev eth0");
    expect(seen.inside).toMatch(/lo: <LOOPBACK,UP/);
  });

  test("lets this machine reach published ports, on 127.0.0.1 as on its other addresses", () => {
    expect(seen.thisMachine).toEqual([
      "tcp from 10.89.0.1",
      "tcp from 10.89.0.1",
      "tcp from 198.51.100.1",
      "tcp from 10.89.0.1",
      "udp from 10.89.0.1",
      "udp from 198.51.100.1",
    ]);
  });

  test("lets other machines reach published ports, and the container see who they are", () => {
    expect(seen.outside).toEqual(["tcp from 198.51.100.2", "udp from 198.51.100.2", "tcp from 198.51.100.2"]);
  });

  test("keeps other machines from ports published on 127.0.0.1 and from ports that are not published", () => {
    expect(seen.outsideRefused).toEqual(["ECONNREFUSED", "timeout"]);
  });

  test("lets containers reach each other, directly and through published ports", () => {
    expect(seen.neighbour).toEqual(["tcp from 10.89.0.3", "tcp from 10.89.0.1", "udp from 10.89.0.1"]);
  });

  test("lets a container reach its own published port", () => {
    expect(seen.itself).toBe("tcp from 10.89.0.1");
  });

  test("lets containers out with the host's address", () => {
    expect(seen.outgoing).toBe("tcp from 198.51.100.1");
  });

  test("counts what went through", () => {
    expect(seen.stats).toBe(true);
  });

  test("says which container has a port or an address", () => {
    expect(seen.conflicts).toEqual([
      "publish port 8080/tcp: container a has it",
      "lease address 10.89.0.2: container a has it",
    ]);
  });

  test("comes back with all published ports when somebody has flushed the firewall", () => {
    expect(seen.afterFlush).toEqual(["10.89.7.7", "tcp from 198.51.100.2"]);
  });

  test("finds no fault with a host whose firewall lets forwarded packets pass", () => {
    expect(seen.drops).toEqual([]);
  });

  test("finds and removes what a container that is gone has left", () => {
    expect(seen.leftovers).toEqual([
      "address 10.89.0.3 is leased to container b, which is gone",
      "interface of b is on the bridge and belongs to no container",
    ]);
    expect(seen.leftoversAfter).toBe(0);
  });

  test("stops publishing by what the exit lane does", () => {
    expect(seen.exitLane).toEqual([null, null, null, null]);
    expect(seen.afterExitLane).toEqual(["ECONNREFUSED", "ECONNREFUSED"]);
  });

  test("reaches a UDP client that was sending from the same port before the port was published", () => {
    expect(seen.steadyClient).toEqual(["timeout", "udp from 198.51.100.2"]);
  });

  test("is not removed under a running container, and leaves nothing behind afterwards", () => {
    expect(seen.inUse).toBe(false);
    expect(seen.leases).toEqual([".last"]);
    expect(seen.removed).toBe(true);
    expect(seen.rulesAfter).toBe("");
    expect(seen.linksAfter).toBe(false);
  });
});
