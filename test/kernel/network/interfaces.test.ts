// Counters of network namespaces in which nobody has to live, read on threads that go back to their own.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { interfaceUsages } from "../../../src/network/index.ts";
import { skipUnless } from "../../setup/skips.ts";

describe.skipIf(skipUnless(process.getuid?.() === 0, "root"))("interfaceUsages()", () => {
  test("tells what went over the interfaces of each namespace, and none of one that is gone", async () => {
    const commands = [
      "ip link set lo up",
      "ip link add one type veth peer name two",
      "ip link set one up",
      "ip link set two up",
      "ip address add 192.0.2.1/24 dev one",
      "echo hello > /dev/udp/192.0.2.2/9", // asks by ARP who that is
    ];
    const script = `${commands.join(" && ")} && echo ready && exec sleep 60`;
    const other = spawn("unshare", ["--net", "bash", "-c", script], { stdio: ["ignore", "pipe", "inherit"] });
    try {
      await once(other.stdout, "data");
      const file = `/proc/${other.pid}/ns/net`;
      const usages = await interfaceUsages([file, "/proc/0/ns/net", file]);
      expect(usages.map((interfaces) => interfaces.map(({ name }) => name).sort())).toEqual([
        ["one", "two"],
        [],
        ["one", "two"],
      ]);
      const one = usages[0]?.find(({ name }) => name === "one");
      const two = usages[0]?.find(({ name }) => name === "two");
      expect(one?.txBytes).toBeGreaterThan(0);
      expect(one).toMatchObject({ txPackets: expect.any(Number), txErrors: 0, rxErrors: 0 });
      expect(two?.rxPackets).toBeGreaterThan(0);
    } finally {
      other.kill("SIGKILL");
      await once(other, "exit");
    }
  });

  test("leaves its threads where they were", async () => {
    const own = readlinkSync("/proc/self/ns/net");
    const other = spawn("unshare", ["--net", "sh", "-c", "echo ready; exec sleep 60"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      await once(other.stdout, "data");
      const file = `/proc/${other.pid}/ns/net`;
      await Promise.all(Array.from({ length: 20 }, () => interfaceUsages(Array.from({ length: 200 }, () => file))));
      const tasks = execFileSync("sh", ["-c", `for t in /proc/${process.pid}/task/*; do readlink $t/ns/net; done`], {
        encoding: "utf8",
      });
      expect(new Set(tasks.trim().split("\n"))).toEqual(new Set([own]));
    } finally {
      other.kill("SIGKILL");
      await once(other, "exit");
    }
  });
});
