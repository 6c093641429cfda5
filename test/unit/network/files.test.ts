import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { hostsFile, readHostResolver, resolverFile } from "../../../src/network/files.ts";
import { parseNetDev } from "../../../src/network/stats.ts";

const resolver = (host: string, changes: Partial<Parameters<typeof resolverFile>[0]> = {}) =>
  resolverFile({ host, dns: [], dnsSearch: [], dnsOption: [], sharesHostNetwork: false, ...changes });

describe("resolverFile()", () => {
  test("hands the host's servers, search list and options on", () => {
    expect(resolver("# made by hand\nnameserver 192.0.2.53\nsearch a.example b.example ; two\noptions ndots:2\n")).toBe(
      "nameserver 192.0.2.53\nsearch a.example b.example\noptions ndots:2\n",
    );
  });

  test("leaves out servers on the host's loopback, which the container has its own of", () => {
    expect(resolver("nameserver 127.0.0.53\nnameserver ::1\nnameserver 192.0.2.53\n")).toBe("nameserver 192.0.2.53\n");
  });

  test("keeps them in the host's network namespace", () => {
    expect(resolver("nameserver 127.0.0.53\n", { sharesHostNetwork: true })).toBe("nameserver 127.0.0.53\n");
  });

  test("says in the file when it falls back to public servers", () => {
    expect(resolver("nameserver 127.0.0.1\n")).toMatch(/^# The host names no DNS server.*\nnameserver 1\.1\.1\.1\n/);
  });

  test("replaces what --dns, --dns-search and --dns-option replace", () => {
    const changes = { dns: ["203.0.113.1"], dnsSearch: ["c.example"], dnsOption: ["rotate"] };
    expect(resolver("nameserver 192.0.2.53\nsearch a.example\noptions ndots:2\n", changes)).toBe(
      "nameserver 203.0.113.1\nsearch c.example\noptions rotate\n",
    );
  });

  test('takes "." as no search list', () => {
    expect(resolver("nameserver 192.0.2.53\nsearch a.example\n", { dnsSearch: ["."] })).toBe("nameserver 192.0.2.53\n");
  });

  test("refuses a server that is no address", () => {
    expect(() => resolver("", { dns: ["dns.example"] })).toThrow("set name server dns.example: not an IP address");
  });
});

describe("readHostResolver()", () => {
  test("goes behind a local stub to the servers it uses", () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), "ts-run-resolv-"));
    const [stub, real] = [path.join(dir, "stub"), path.join(dir, "real")];
    fs.writeFileSync(stub, "nameserver 127.0.0.53\n");
    expect(readHostResolver([stub, real])).toBe("nameserver 127.0.0.53\n");
    fs.writeFileSync(real, "nameserver 192.0.2.53\n");
    expect(readHostResolver([stub, real])).toBe("nameserver 192.0.2.53\n");
    fs.rmSync(dir, { recursive: true });
    expect(readHostResolver([stub, real])).toBe("");
  });
});

describe("hostsFile()", () => {
  test("ends with the container's own names", () => {
    const text = hostsFile({ hostname: "web", domainname: "example.org", ip: "10.89.0.2", addHost: [] });
    expect(text.startsWith("127.0.0.1\tlocalhost\n")).toBe(true);
    expect(text.endsWith("10.89.0.2\tweb.example.org web\n")).toBe(true);
  });

  test("still resolves the own name without a network", () => {
    expect(hostsFile({ hostname: "web", addHost: [] })).toContain("127.0.1.1\tweb\n");
  });

  test("turns host-gateway into the bridge's address", () => {
    const addHost = [
      { name: "db", ip: "192.0.2.7" },
      { name: "host.internal", ip: "host-gateway" },
    ];
    const text = hostsFile({ hostname: "web", ip: "10.89.0.2", gateway: "10.89.0.1", addHost });
    expect(text).toContain("192.0.2.7\tdb\n10.89.0.1\thost.internal\n");
    expect(() => hostsFile({ hostname: "web", addHost })).toThrow("host-gateway needs a network with a gateway");
  });
});

describe("parseNetDev()", () => {
  test("sums all interfaces but loopback", () => {
    const row = (name: string, rx: number, tx: number) => `  ${name}: ${rx} 1 0 0 0 0 0 0 ${tx} 1 0 0 0 0 0 0`;
    const text = ["Inter-|", " face |", row("lo", 5, 5), row("eth0", 100, 7), row("eth1", 1, 2), ""].join("\n");
    expect(parseNetDev(text)).toEqual({ rxBytes: 101, txBytes: 9 });
  });
});
