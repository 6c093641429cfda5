import { describe, expect, test } from "vitest";
import { parseAttributes, parseMessages } from "../../../src/linux/index.ts";
import type { NetworkAttachment, PlanInput } from "../../../src/plan/input.ts";
import type { Op } from "../../../src/plan/op.ts";
import { planNetwork } from "../../../src/plan/passes/network.ts";

const attachment: NetworkAttachment = {
  bridgeIndex: 3,
  hostInterface: "ts0123456abcdef",
  hostIndex: 0x10000001,
  containerInterface: "eth0",
  macAddress: "02:54:0a:59:00:02",
  addresses: [{ ip: "10.89.0.2", prefixLength: 16 }],
  gateways: ["10.89.0.1"],
  mtu: 1400,
  release: [],
  leaseFiles: ["/run/ts-run/network/leases/10.89.0.2"],
};

function input(network: { path?: string } | undefined, attached?: NetworkAttachment): PlanInput {
  const namespaces = [{ type: "mount" }, ...(network === undefined ? [] : [{ type: "network", ...network }])];
  return { spec: { linux: { namespaces } }, network: attached } as unknown as PlanInput;
}

const callsOf = (ops: readonly Op[] | undefined) => ops?.map((op) => op.call);

/** The netlink messages that a lane sends. */
function messagesOf(ops: readonly Op[] | undefined) {
  return (ops ?? []).flatMap((op) => {
    const buffer = op.args[1];
    const isExchange = op.call === "netlink" && typeof buffer === "object" && "bytes" in buffer;
    return isExchange ? parseMessages(buffer.bytes) : [];
  });
}

describe("planNetwork()", () => {
  test("does nothing in the host's network namespace", () => {
    expect(planNetwork(input(undefined, attachment))).toEqual({});
  });

  test("does nothing in a namespace that it joins", () => {
    expect(planNetwork(input({ path: "/proc/7/ns/net" }, attachment))).toEqual({});
  });

  test("brings only loopback up without an attachment, from inside the container", () => {
    const lanes = planNetwork(input({}));
    expect(Object.keys(lanes)).toEqual(["container"]);
    expect(callsOf(lanes.container)).toEqual(["socket", "netlink", "close"]);
    expect(lanes.container?.[1]?.from).toBe("/linux/namespaces/1");
  });

  test("makes the veth only once the container's pid is known, and tells the container afterwards", () => {
    const lanes = planNetwork(input({}, attachment));
    expect(callsOf(lanes.parentBefore)).toEqual(["pipe2", "socket"]);
    expect(callsOf(lanes.parentAfter)).toEqual(["netlink", "close", "write", "close", "close"]);
    expect(lanes.parentAfter?.[0]?.patches?.map(({ slot }) => slot)).toEqual(["initPid"]);
  });

  test("patches the pid into IFLA_NET_NS_PID and nowhere else", () => {
    const [op] = planNetwork(input({}, attachment)).parentAfter ?? [];
    const at = op?.patches?.[0]?.at ?? 0;
    const buffer = op?.args[1];
    const bytes = typeof buffer === "object" && "bytes" in buffer ? buffer.bytes : new Uint8Array();
    expect([...parseAttributes(bytes.subarray(at - 4, at + 4)).keys()]).toEqual([19]);
  });

  test("lets the container close its copy of the write end before it waits, so that a dead parent is noticed", () => {
    const { container } = planNetwork(input({}, attachment));
    expect(callsOf(container)).toEqual(["close", "socket", "read", "close", "netlink", "close"]);
    expect(container?.[0]?.args).toEqual([{ fd: "networkReady+4" }]);
    expect(container?.[2]?.expect).toBe(1);
  });

  test("configures everything in the container with one exchange: lo, eth0, address, route", () => {
    const messages = messagesOf(planNetwork(input({}, attachment)).container);
    expect(messages.map(({ type }) => type)).toEqual([16, 16, 20, 24]);
    expect(messages.every(({ flags }) => (flags & 4) !== 0)).toBe(true);
  });

  test("holds every published port with a socket of the monitor's, and gives it back at the end", () => {
    const hostPorts = [
      { hostIp: "127.0.0.1", hostPort: 8080, protocol: "tcp" as const },
      { hostIp: "0.0.0.0", hostPort: 5353, protocol: "udp" as const },
    ];
    const lanes = planNetwork(input({}, { ...attachment, hostPorts }));
    const hold = ["socket", "setsockopt", "bind", "listen", "socket", "bind"];
    expect(callsOf(lanes.parentBefore)).toEqual(["pipe2", "socket", ...hold]);
    const bind = lanes.parentBefore?.[4];
    expect(bind?.args[1]).toEqual({ bytes: Uint8Array.from([2, 0, 0x1f, 0x90, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]) });
    expect(lanes.exit?.map((op) => op.args[0])).toContainEqual({ fd: "hostPort1" });
  });

  test("takes the firewall's elements back before the lease, which would hand the address to the next container", () => {
    const release = [
      { protocol: 12, messages: Uint8Array.of(1), why: "stops publishing 8080" },
      { protocol: 12, messages: Uint8Array.of(2), why: "stops publishing 8081" },
    ];
    const { exit } = planNetwork(input({}, { ...attachment, release }));
    expect(callsOf(exit)).toEqual(["socket", "netlink", "netlink", "close", "unlinkat"]);
  });
});
