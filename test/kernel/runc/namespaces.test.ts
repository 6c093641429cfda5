// Namespaces: new ones, joined ones, and what is set inside them.
import { mkdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunBundles, isCrun, isOurs, OciRuntime } from "./oci-runtime.ts";

type Change = NonNullable<Parameters<OciRuntime["write"]>[1]>;
type Spec = Parameters<Change>[0];

const FILES = {
  pid: "pid",
  network: "net",
  ipc: "ipc",
  uts: "uts",
  cgroup: "cgroup",
  time: "time",
  user: "user",
} as const;
type Kind = keyof typeof FILES;
const LINKS = (kinds: readonly Kind[]) => kinds.map((kind) => `readlink /proc/self/ns/${FILES[kind]};`).join("");
const MAPPING = [{ containerID: 0, hostID: 100_000, size: 65_536 }];

function giveUserNamespace(spec: Spec): void {
  Object.assign(spec.linux ?? {}, { uidMappings: MAPPING, gidMappings: MAPPING });
  spec.linux?.namespaces?.push({ type: "user" });
}

describe.skipIf(cannotRunBundles() || skipUnless(/time/.test(readlinkSync("/proc/self/ns/time")), "a time namespace"))(
  "a container's namespaces",
  () => {
    let runtime: OciRuntime;
    beforeEach(() => {
      runtime = new OciRuntime();
      runtime.openToOthers();
    });
    afterEach(() => {
      runtime.close();
      expect(runtime.leftovers()).toEqual([]);
    });
    const start = async (id: string, change: Change): Promise<number> => {
      runtime.write("sleep 600", change);
      runtime.create(id);
      runtime.ok("start", id);
      await runtime.until(id, "running");
      return runtime.state(id).pid;
    };
    const run = (script: string, change: Change): string[] => {
      runtime.write(script, change);
      return runtime.ok("run", runtime.id("second")).trim().split("\n");
    };

    test("may be those of another container, each of them by path", async () => {
      const kinds = ["pid", "network", "ipc", "uts", "cgroup", "time", "user"] as const;
      const pid = await start(runtime.id("first"), (spec) => {
        giveUserNamespace(spec);
        spec.linux?.namespaces?.push({ type: "time" });
        // crun 1.28 cannot set them in a user namespace: EACCES
        if (!isCrun) Object.assign(spec.linux ?? {}, { timeOffsets: { boottime: { secs: 1_000_000 } } });
      });
      const output = run(`echo $$; cut -d. -f1 /proc/uptime; ${LINKS(kinds)}`, (spec) => {
        delete spec.hostname;
        const joined = kinds.map((type) => ({ type, path: `/proc/${pid}/ns/${FILES[type]}` }));
        if (spec.linux) spec.linux.namespaces = [...joined, { type: "mount" }];
      });
      expect(output.slice(2)).toEqual(kinds.map((kind) => readlinkSync(`/proc/${pid}/ns/${FILES[kind]}`)));
      expect(output[0]).not.toBe("1");
      if (!isCrun) expect(Number(output[1])).toBeGreaterThan(1_000_000);
    });

    test("are checked to be of the type that is asked for", () => {
      for (const [type, file] of [
        ["network", "uts"],
        ["ipc", "net"],
        ["uts", "ipc"],
        ["cgroup", "net"],
        ["time", "uts"],
        ["pid", "net"],
        ["mount", "net"],
      ] as const) {
        runtime.write("true", (spec) => {
          delete spec.hostname;
          const others = spec.linux?.namespaces?.filter((one) => one.type !== type) ?? [];
          if (spec.linux) spec.linux.namespaces = [{ type, path: `/proc/self/ns/${file}` }, ...others];
        });
        const { code, stderr } = runtime.run(["run", runtime.id(`wrong-${type}`)]);
        expect([type, code]).toEqual([type, 1]);
        if (isOurs) expect(stderr).toMatch(/setns\(2\) returned EINVAL .*\/linux\/namespaces\/0/);
      }
    });

    test("fail by name when the path leads nowhere, or to no namespace", () => {
      for (const target of ["/proc/self/ns/nothing", path.join(runtime.bundle, "config.json")]) {
        runtime.write("true", (spec) => {
          if (spec.linux) spec.linux.namespaces = [{ type: "mount" }, { type: "network", path: target }];
          delete spec.hostname;
        });
        const { code, stderr } = runtime.run(["run", runtime.id("nowhere")]);
        expect(code).toBe(1);
        if (isOurs) expect(stderr).toContain("/linux/namespaces/1");
      }
    });

    test("of time have clocks of their own, with a user namespace too", () => {
      for (const isUser of isCrun ? [false] : [false, true]) {
        const output = run("cut -d. -f1 /proc/uptime; cat /proc/self/timens_offsets", (spec) => {
          if (isUser) giveUserNamespace(spec);
          spec.linux?.namespaces?.push({ type: "time" });
          Object.assign(spec.linux ?? {}, {
            timeOffsets: { boottime: { secs: 5_000_000, nanosecs: 7 }, monotonic: { secs: 60 } },
          });
        });
        expect(Number(output[0])).toBeGreaterThan(5_000_000);
        expect(output.slice(1).map((line) => line.split(/\s+/))).toEqual([
          ["monotonic", "60", "0"],
          ["boottime", "5000000", "7"],
        ]);
      }
    });

    test("of names have a host and a domain name", () => {
      const output = run("hostname; cat /proc/sys/kernel/domainname", (spec) => {
        spec.hostname = "web-1";
        spec.domainname = "example.org";
      });
      expect(output).toEqual(["web-1", "example.org"]);
    });
  },
);

describe.skipIf(cannotRunBundles())("a container's sysctls", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
    runtime.openToOthers();
  });
  afterEach(() => {
    runtime.close();
    expect(runtime.leftovers()).toEqual([]);
  });
  const host = (name: string): string => readFileSync(`/proc/sys/${name}`, "utf8").trim();
  const set = (sysctl: Record<string, string>, script: string, change: Change = () => {}) => {
    runtime.write(script, (spec) => {
      Object.assign(spec.linux ?? {}, { sysctl });
      change(spec);
    });
    return runtime.run(["run", runtime.id("sysctl")]);
  };

  test("are set in its network, IPC and user namespaces and nowhere else", () => {
    const before = [host("net/ipv4/ip_default_ttl"), host("kernel/msgmax")];
    const sysctl = { "net.ipv4.ip_default_ttl": "33", "kernel/msgmax": "4321" };
    const user = isOurs ? { "user.max_mnt_namespaces": "77" } : {}; // neither runc 1.3 nor crun has these
    const script = "cd /proc/sys; cat net/ipv4/ip_default_ttl kernel/msgmax user/max_mnt_namespaces";
    const { code, stdout, stderr } = set({ ...sysctl, ...user }, script, giveUserNamespace);
    expect([code, stderr, ...stdout.split("\n").slice(0, isOurs ? 3 : 2)]).toEqual([
      0,
      "",
      "33",
      "4321",
      ...Object.values(user),
    ]);
    expect([host("net/ipv4/ip_default_ttl"), host("kernel/msgmax")]).toEqual(before);
  });

  test("may not be the host's: not by name, not on the way of .., not in a namespace of its own", () => {
    // With the values that the host has, so that a runtime that sets them all the same does no harm.
    const [panic, ttl] = [host("kernel/panic"), host("net/ipv4/ip_default_ttl")];
    expect(set({ "kernel.panic": panic }, "true").code).not.toBe(0);
    expect(set({ "net/../kernel/panic": panic }, "true").code).not.toBe(0);
    const inHost = set({ "net.ipv4.ip_default_ttl": ttl }, "true", (spec) => {
      const others = spec.linux?.namespaces?.filter(({ type }) => type !== "network") ?? [];
      if (spec.linux) spec.linux.namespaces = [...others, { type: "network", path: "/proc/self/ns/net" }];
    });
    if (isCrun) return; // which sets it
    expect(inHost.code).not.toBe(0);
    expect(inHost.stderr).toContain("net.ipv4.ip_default_ttl");
  });

  test("and the OOM score are the kernel's, whatever the container shows as /proc", () => {
    const fake = path.join(runtime.dir, "fake");
    for (const directory of ["self", "sys/net/ipv4"]) mkdirSync(path.join(fake, directory), { recursive: true });
    for (const file of ["self/oom_score_adj", "sys/net/ipv4/ip_default_ttl"])
      writeFileSync(path.join(fake, file), "fake");
    const { code, stdout } = set(
      { "net.ipv4.ip_default_ttl": "33" },
      "cat /real/self/oom_score_adj /real/sys/net/ipv4/ip_default_ttl",
      (spec) => {
        Object.assign(spec.process ?? {}, { oomScoreAdj: 321 });
        spec.mounts = spec.mounts?.filter(({ destination }) => destination !== "/proc") ?? [];
        spec.mounts.push(
          { destination: "/proc", type: "bind", source: fake, options: ["bind"] },
          { destination: "/real", type: "proc", source: "proc" },
        );
        if (spec.linux) spec.linux.maskedPaths = spec.linux.readonlyPaths = [];
      },
    );
    if (isOurs) expect([code, stdout]).toEqual([0, "321\n33\n"]);
    else if (!isCrun) expect(code).not.toBe(0); // runc refuses such a /proc
    expect(readFileSync(path.join(fake, "self/oom_score_adj"), "utf8")).toBe("fake");
  });
});
