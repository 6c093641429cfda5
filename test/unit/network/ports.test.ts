import fs from "node:fs";
import net from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Lease } from "../../../src/network/lease.ts";
import { parseSocketTable } from "../../../src/network/listeners.ts";
import { allocatePorts as allocate, reachableFrom } from "../../../src/network/ports.ts";

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A port of 127.0.0.1 on which this very process listens. */
async function listeningPort(): Promise<number> {
  const server = net.createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function lease(name: string, hostIp: string, hostPort: number): Lease {
  const ports = [{ hostIp, hostPort, containerPort: 80, protocol: "tcp" as const }];
  return {
    ip: "10.89.0.2",
    runDir: "/run/test",
    containerId: name,
    name,
    bootId: "",
    hostInterface: "",
    hostIndex: 1,
    ports,
  };
}

/** With this host's listeners as /proc tells them, which needs no privilege and no addon. */
function allocatePorts(requests: Parameters<typeof allocate>[0], others: readonly Lease[]) {
  return allocate(requests, others, (protocol) => {
    const state = protocol === "tcp" ? "0A" : "07";
    return parseSocketTable(fs.readFileSync(`/proc/net/${protocol}`, "latin1"), state);
  });
}

const tcp = (hostPort?: number, hostIp?: string) => ({
  containerPort: 80,
  protocol: "tcp" as const,
  ...(hostPort === undefined ? {} : { hostPort }),
  ...(hostIp === undefined ? {} : { hostIp }),
});

describe("allocatePorts()", () => {
  test("chooses a port of the ephemeral range when none is asked for", () => {
    const [port] = allocatePorts([tcp()], []);
    expect(port).toMatchObject({ hostIp: "0.0.0.0", containerPort: 80, protocol: "tcp" });
    expect(port?.hostPort).toBeGreaterThanOrEqual(32768);
    expect(port?.hostPort).toBeLessThanOrEqual(60999);
  });

  test("names the container that has a port", () => {
    expect(() => allocatePorts([tcp(1)], [lease("web", "0.0.0.0", 1)])).toThrow(
      expect.objectContaining({ code: "ERR_CONFLICT", message: "publish port 1/tcp: container web has it" }),
    );
  });

  test("lets two containers share a port number on two addresses, but not with one on all addresses", () => {
    const others = [lease("web", "127.0.0.1", 1)];
    expect(allocatePorts([tcp(1, "192.0.2.2")], others)).toHaveLength(1);
    expect(() => allocatePorts([tcp(1)], others)).toThrow("container web has it");
  });

  test("names the process that listens on a port", async () => {
    const port = await listeningPort();
    expect(() => allocatePorts([tcp(port)], [])).toThrow(
      new RegExp(`^publish port ${port}/tcp: it is taken by .+ \\(pid ${process.pid}\\)$`),
    );
  });

  test("does not mind a process that listens on another address, or by another protocol", async () => {
    const port = await listeningPort();
    expect(allocatePorts([tcp(port, "192.0.2.2")], [])).toHaveLength(1);
    expect(allocatePorts([{ ...tcp(port), protocol: "udp" }], [])).toHaveLength(1);
  });

  test("refuses a port that is asked for twice", () => {
    expect(() => allocatePorts([tcp(1), tcp(1)], [])).toThrow("publish port 1/tcp: it is asked for twice");
  });

  test("refuses IPv6 addresses, which it does not publish on", () => {
    expect(() => allocatePorts([tcp(1, "::1")], [])).toThrow(expect.objectContaining({ code: "ERR_UNSUPPORTED" }));
  });
});

describe("parseSocketTable()", () => {
  const row = (address: string, state: string) => `   0: ${address} 00000000:0000 ${state} 0:0 0:0 0 0 0 4711 1`;

  test("reads addresses of both families, and takes an IPv6 wildcard for an IPv4 one too", () => {
    const text = [
      "  sl  local_address rem_address   st",
      row("0100007F:1F90", "0A"),
      row("0100007F:1F91", "01"),
      row("00000000000000000000000000000000:0050", "0A"),
      row("0000000000000000FFFF00000100007F:0051", "0A"),
      row("00000000000000000000000001000000:0052", "0A"),
    ].join("\n");
    expect(parseSocketTable(text, "0A").map(({ ip, port }) => `${ip}:${port}`)).toEqual([
      "127.0.0.1:8080",
      "0.0.0.0:80",
      "127.0.0.1:81",
    ]);
  });
});

describe("reachableFrom()", () => {
  test.each([
    ["127.0.0.1", "this machine only"],
    ["0.0.0.0", "any host that routes to this machine (IPv4)"],
    ["192.0.2.2", "any host that routes to 192.0.2.2"],
  ])("says who can reach %s: %s", (hostIp, words) => {
    expect(reachableFrom({ hostIp })).toBe(words);
  });
});
