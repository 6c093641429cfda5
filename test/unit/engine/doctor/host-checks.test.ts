import { describe, expect, test } from "vitest";
import { capabilities, cgroups, kernel, userNamespaces } from "../../../../src/engine/doctor/host-checks.ts";
import { firewall, nameServers } from "../../../../src/engine/doctor/network-checks.ts";
import { cgroupV1, cgroupV2 } from "../samples.ts";

const needed = "SYS_ADMIN NET_ADMIN MKNOD CHOWN DAC_OVERRIDE FOWNER SETFCAP SETUID SETGID SYS_CHROOT KILL"
  .split(" ")
  .map((name) => `CAP_${name}`);

describe("doctor's look at the host", () => {
  test("refuses kernels without mount_setattr, and says what older ones do without", () => {
    expect(kernel([5, 10], "5.10.0")).toMatchObject({ level: "error", fix: expect.stringContaining("newer kernel") });
    expect(kernel([5, 13], "5.13.0")).toMatchObject({ level: "ok", detail: expect.stringContaining("no cgroup.kill") });
    expect(kernel([6, 18], "6.18.1")).toEqual({ level: "ok", what: "kernel", detail: "6.18.1" });
  });

  test("names each missing capability with what needs it", () => {
    const without = needed.filter((name) => name !== "CAP_NET_ADMIN");
    expect(capabilities(without)).toMatchObject({
      level: "error",
      detail: expect.stringContaining("CAP_NET_ADMIN (for the bridge"),
    });
    expect(capabilities(needed)).toMatchObject({
      level: "warning",
      detail: expect.stringContaining("--oom-score-adj"),
    });
    expect(capabilities([...needed, "CAP_SYS_RESOURCE"])).toMatchObject({ level: "ok" });
  });

  test("says which flags a missing cgroup controller takes away", () => {
    expect(cgroups(cgroupV2)).toHaveLength(1);
    const { memory: _, ...controllers } = cgroupV1.controllers;
    expect(cgroups({ ...cgroupV1, controllers })).toContainEqual({
      level: "warning",
      what: "cgroup controller memory",
      detail: "it is missing, so -m, --memory-* cannot be honoured",
      fix: "boot with cgroup_enable=memory",
    });
  });

  test("warns of user namespaces that may not be made", () => {
    const read = (limit: string) => () => limit;
    expect(userNamespaces({ userNamespaces: true }, read("0"))).toMatchObject({
      level: "warning",
      fix: "sysctl -w user.max_user_namespaces=15000",
    });
    expect(userNamespaces({ userNamespaces: true }, read("5000"))).toMatchObject({ level: "ok", detail: "up to 5000" });
    expect(userNamespaces({ userNamespaces: false }, read("5000"))).toMatchObject({ level: "warning" });
  });

  test("gives the command that lets packets through other firewalls, with the bridge's name", () => {
    expect(firewall(() => [], "br9")).toMatchObject([{ level: "ok" }]);
    expect(firewall(() => ["table ip filter drops forwarded packets"], "br9")).toMatchObject([
      { level: "warning", fix: expect.stringContaining("-i br9 -j ACCEPT") },
    ]);
    const fail = (): never => {
      throw new Error("netlink says ENOENT");
    };
    expect(firewall(fail, "br9")).toMatchObject([{ level: "error", detail: expect.stringContaining("ENOENT") }]);
  });

  test("warns when no name server of the host can be reached from a container", () => {
    expect(nameServers("nameserver 127.0.0.53\n")).toMatchObject({
      level: "warning",
      fix: expect.stringContaining("--dns"),
    });
    expect(nameServers("nameserver 192.0.2.1\n")).toEqual({
      level: "ok",
      what: "name servers",
      detail: "containers ask 192.0.2.1",
    });
  });
});
