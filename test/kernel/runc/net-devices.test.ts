// linux.netDevices: devices of the host that move into the container, with what they had.
import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannotRunBundles, isOurs, OciRuntime, supports } from "./oci-runtime.ts";

type Change = NonNullable<Parameters<OciRuntime["write"]>[1]>;
const MAPPING = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
const SHOW = "for d in /sys/class/net/*; do echo ${d##*/}; done; busybox ip -o addr show";

function ip(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("ip", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${args.join(" ")}: ${stderr}`);
  return stdout;
}

describe.skipIf(cannotRunBundles() || !supports("netDevices"))("a device of the host", () => {
  let runtime: OciRuntime;
  // A veth pair stands for hardware: one end moves, the other tells what became of it.
  const device = `tsd${process.pid % 100_000}`;
  const other = `tso${process.pid % 100_000}`;
  beforeEach(() => {
    runtime = new OciRuntime();
    runtime.openToOthers();
    ip("link", "add", device, "type", "veth", "peer", "name", other);
    ip("link", "set", device, "mtu", "1404", "up");
    ip("link", "set", other, "up");
    ip("addr", "add", "198.51.100.7/24", "broadcast", "198.51.100.255", "dev", device);
    ip("addr", "add", "198.51.100.8/24", "dev", device);
    ip("addr", "add", "169.254.9.9/16", "dev", device, "scope", "link");
    ip("addr", "add", "2001:db8::7/64", "dev", device, "nodad");
  });
  afterEach(() => {
    spawnSync("ip", ["link", "del", other]);
    runtime.close();
    expect(runtime.leftovers()).toEqual([]);
  });
  const moving =
    (name: string | undefined, change: Change = () => {}): Change =>
    (spec) => {
      Object.assign(spec.linux ?? {}, { netDevices: { [device]: name === undefined ? {} : { name } } });
      change(spec);
    };
  const run = (script: string, change: Change) => {
    runtime.write(script, change);
    return runtime.run(["run", runtime.id("moved")]);
  };
  const isOnHost = () => spawnSync("ip", ["link", "show", device]).status === 0;

  test("arrives with its name, size, hardware address and permanent global addresses, and is up", () => {
    const mac = ip("link", "show", device).match(/link\/ether (\S+)/)?.[1];
    const { code, stdout } = run(
      `${SHOW}; cat /sys/class/net/${device}/mtu /sys/class/net/${device}/address; cat /sys/class/net/${device}/operstate`,
      moving(undefined),
    );
    expect(code).toBe(0);
    const addresses = stdout
      .split("\n")
      .flatMap((line) => (line.includes(device) ? (/inet6? (\S+)/.exec(line)?.[1] ?? []) : []));
    expect(addresses.filter((address) => !address.startsWith("fe80"))).toEqual([
      "198.51.100.7/24",
      "198.51.100.8/24",
      "2001:db8::7/64",
    ]);
    expect(stdout.trim().split("\n").slice(-3)).toEqual(["1404", mac, "up"]);
    expect(isOnHost()).toBe(false);
  });

  test("may get another name on the way, in a user namespace too", () => {
    const user = (spec: Parameters<Change>[0]) => {
      Object.assign(spec.linux ?? {}, { uidMappings: MAPPING, gidMappings: MAPPING });
      spec.linux?.namespaces?.push({ type: "user" });
    };
    const { code, stdout } = run(SHOW, moving("net0", isOurs ? user : undefined));
    expect([code, stdout.split("\n").slice(0, 2)]).toEqual([0, ["lo", "net0"]]);
    expect(stdout).toContain("198.51.100.7/24");
  });

  test("goes to a network namespace that is joined as well", async () => {
    const first = runtime.id("first");
    runtime.write("sleep 600");
    runtime.create(first);
    runtime.ok("start", first);
    await runtime.until(first, "running");
    const target = `/proc/${runtime.state(first).pid}/ns/net`;
    const { code } = run(
      "true",
      moving("net9", (spec) => {
        const others = spec.linux?.namespaces?.filter(({ type }) => type !== "network") ?? [];
        if (spec.linux) spec.linux.namespaces = [...others, { type: "network", path: target }];
      }),
    );
    expect([code, runtime.ok("exec", first, "busybox", "ip", "addr", "show", "dev", "net9")]).toEqual([
      0,
      expect.stringContaining("198.51.100.8/24"),
    ]);
  });

  test.skipIf(!isOurs)("is numbered by the kernel where its new name asks for that", () => {
    const { code, stdout } = run(SHOW, moving("eth%d"));
    expect([code, stdout.split("\n").slice(0, 2)]).toEqual([0, ["eth0", "lo"]]);
    expect(stdout).toContain("198.51.100.7/24");
  });

  test("stays where it is when its name is taken in the container, or it cannot move", () => {
    const taken = run("true", moving("lo"));
    expect(taken.code).not.toBe(0);
    if (isOurs) {
      expect(taken.stderr).toMatch(/no device of the container is called lo yet: .*EEXIST.*\/linux\/netDevices/);
      expect(isOnHost()).toBe(true);
    }
    const fixed = run("true", (spec) => {
      Object.assign(spec.linux ?? {}, { netDevices: { lo: { name: "host0" } } });
    });
    expect(fixed.code).not.toBe(0);
    const missing = run("true", (spec) => {
      Object.assign(spec.linux ?? {}, { netDevices: { nosuch0: {} } });
    });
    expect([missing.code === 0, missing.stderr.includes("nosuch0")]).toEqual([false, true]);
  });
});
