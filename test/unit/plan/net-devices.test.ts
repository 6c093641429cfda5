import { describe, expect, test } from "vitest";
import type { NetDevice, Op } from "../../../src/plan/index.ts";
import { encodePlan } from "../../../src/plan/index.ts";
import { opsFrom, planOf } from "./plan-of.ts";

const ip = "192.0.2.7";
const device: NetDevice = { index: 7, addresses: [{ ip, peer: ip, prefixLength: 24, flags: 0 }] };
const FROM = "/linux/netDevices";

const planWith = (netDevices: Record<string, { name?: string }>, found: Record<string, NetDevice> = { eth1: device }) =>
  planOf({ linux: { netDevices, namespaces: [{ type: "network" }] }, input: { netDevices: found } });
const calls = (ops: readonly Op[]) => ops.map(({ call }) => call);

describe("linux.netDevices", () => {
  test("move when the container has said that their names are free, and are set up there", () => {
    const plan = planWith({ eth1: { name: "net0" } });
    const [parent, container] = [opsFrom(plan, FROM, "parent"), opsFrom(plan, FROM)];
    expect(calls(parent)).toEqual(["socketpair", "socket", "close", "read", "netlink", "write", "close", "close"]);
    expect(calls(container).slice(0, 10)).toEqual([
      "close",
      "socket",
      "netlink",
      "write",
      "read",
      "pipe2",
      "write",
      "read",
      "ioctl",
      "netlink",
    ]);
    expect(parent[4]?.patches).toEqual([{ slot: "initPid", at: 36 }]);
    expect(container[2]?.ignore).toEqual(["ENODEV"]);
    // the address, and up
    expect(container[9]?.patches?.map(({ slot }) => slot)).toEqual(new Array(2).fill("deviceRequest[40]+16"));
    expect(() => encodePlan(plan, "arm64")).not.toThrow();
  });

  test("arrive under a name of ours where the kernel is to number them", () => {
    const plan = planWith({ eth1: { name: "eth%d" } });
    expect(opsFrom(plan, `${FROM}/eth1`, "parent")[0]?.why).toContain("as tsmv7");
    expect(opsFrom(plan, `${FROM}/eth1`).at(-1)?.patches).toHaveLength(3);
  });

  test("that are not there are an error that names them", () => {
    expect(() => planWith({ "eth~9": {} })).toThrow("/linux/netDevices/eth~09: there is no such device");
  });

  test("cost nothing where there are none", () => {
    const plan = planWith({});
    expect([...opsFrom(plan, FROM), ...opsFrom(plan, FROM, "parent")]).toEqual([]);
  });
});
