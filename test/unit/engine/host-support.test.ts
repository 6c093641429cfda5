import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { checkHostSupport } from "../../../src/engine/host-support.ts";
import { checkResourceSupport } from "../../../src/engine/resource-support.ts";
import type { ResourceOptions, RunOptions } from "../../../src/engine/types.ts";
import type { HostFacts } from "../../../src/linux/index.ts";
import { cgroupV1, cgroupV2, hostFacts, noResources, runOptions } from "./samples.ts";

const check = (options: Partial<RunOptions>, facts: Partial<HostFacts> = {}) =>
  checkHostSupport(runOptions(options), { host: hostFacts(facts), cgroup: cgroupV2 });

const limit = (changes: Partial<ResourceOptions>, cgroup = cgroupV2, flagOf = {}) =>
  checkResourceSupport({ ...noResources, ...changes }, { host: hostFacts(), cgroup }, flagOf);

describe("what this host cannot do", () => {
  it("asks nothing of a host when nothing special is wanted", () => {
    const host = hostFacts();
    const cgroup = new Proxy(cgroupV2, {
      get: () => {
        throw new Error("looked at the cgroups");
      },
    });
    expect(() => checkHostSupport(runOptions(), { host, cgroup })).not.toThrow();
  });

  it("refuses an AppArmor profile without AppArmor, in the words of the flag", () => {
    const flagOf = { apparmor: "--security-opt apparmor=web" };
    expect(() => check({ apparmor: "web", flagOf })).toThrow(/^--security-opt apparmor=web: AppArmor is not enabled/);
    expect(() => check({ apparmor: "web" }, { appArmor: true })).not.toThrow();
    expect(() => check({ apparmor: "unconfined" })).not.toThrow();
  });

  it("refuses a private user namespace when the host has switched them off", () => {
    expect(() => check({ userns: "private" }, { userNamespaces: false })).toThrow(
      /--userns: user namespaces are switched off/,
    );
    expect(() => check({ userns: "host" }, { userNamespaces: false })).not.toThrow();
  });

  it("refuses a user namespace where the kernel cannot shift layers, and names the version that can", () => {
    expect(() => check({ userns: "private" }, { kernel: [6, 14] })).toThrow(/--userns: .* needs Linux 6\.15, .* 6\.14/);
    expect(() => check({ userns: "private" }, { kernel: [6, 15] })).not.toThrow();
    expect(() => check({ userns: "private" }, { kernel: [7, 0] })).not.toThrow();
  });

  it("refuses the processes of another container in a user namespace, and a shifted bind mount without one", () => {
    expect(() => check({ userns: "private", pid: { container: "web" } })).toThrow(/^--pid container:web: /);
    const mounts: RunOptions["mounts"] = [
      { type: "bind", source: "/a", target: "/b", readOnly: false, recursive: true, createSource: false, idmap: true },
    ];
    expect(() => check({ mounts })).toThrow(/without a user namespace/);
    expect(() => check({ mounts, userns: "private" })).not.toThrow();
  });

  it("refuses a mapping beyond the highest id", () => {
    const mappings = [{ containerId: 0, hostId: 4294967290, size: 65536 }];
    expect(() => check({ userns: { uidMappings: mappings, gidMappings: mappings } })).toThrow(
      /beyond the highest user id/,
    );
  });

  it("refuses time offsets and a private cgroup namespace that the kernel lacks", () => {
    expect(() => check({ timeOffsets: { boottime: 5 } }, { timeNamespaces: false })).toThrow(/no time namespaces/);
    expect(() => check({ cgroupns: "private" }, { cgroupNamespaces: false })).toThrow(/no cgroup namespaces/);
  });

  it.each([
    ["vm.swappiness", {}, /--sysctl vm.swappiness=1: vm.swappiness belongs to no namespace/],
    ["net.ipv4.ip_forward", { network: "host" as const }, /uses the host's network namespace/],
    ["kernel.shmmax", { ipc: "host" as const }, /uses the host's ipc namespace/],
  ])("refuses to change %s for the whole host", (name, options, message) => {
    expect(() => check({ sysctls: { [name]: "1" }, ...options })).toThrow(message);
  });

  it.each(["net.ipv4.ip_forward", "net/ipv4/ip_forward", "kernel.shmmax", "fs.mqueue.msg_max", "kernel.domainname"])(
    "allows the sysctl %s, which a namespace of the container holds",
    (name) => {
      expect(() => check({ sysctls: { [name]: "1" } })).not.toThrow();
    },
  );

  it("refuses to raise a hard limit without CAP_SYS_RESOURCE", () => {
    const facts = {
      capabilities: ["CAP_SYS_ADMIN"],
      hardLimits: { RLIMIT_NOFILE: 1024n, RLIMIT_CORE: (1n << 64n) - 1n },
    };
    expect(() => check({ ulimits: [{ name: "nofile", soft: 1024, hard: 1025 }] }, facts)).toThrow(
      /--ulimit nofile: the hard limit of ts-run itself is 1024/,
    );
    expect(() => check({ ulimits: [{ name: "nofile", soft: 1, hard: -1 }] }, facts)).toThrow(/1024/);
    expect(() => check({ ulimits: [{ name: "nofile", soft: 1, hard: 1024 }] }, facts)).not.toThrow();
    expect(() => check({ ulimits: [{ name: "core", soft: -1, hard: -1 }] }, facts)).not.toThrow();
    expect(() => check({ ulimits: [{ name: "nofile", soft: 1, hard: 9999 }] })).not.toThrow();
  });
});

describe("limits that this host cannot set", () => {
  it("names the flag as it was typed and the missing controller", () => {
    const flagOf = { "resources.memoryBytes": "-m 64m" };
    expect(() => limit({ memoryBytes: 2 ** 26 }, { ...cgroupV2, controllers: {} }, flagOf)).toThrow(
      /^-m 64m: this host has no memory cgroup controller/,
    );
  });

  it.each([
    ["pidsLimit", 5, "--pids-limit"],
    ["cpus", 0.5, "--cpus"],
    ["cpusetMems", "0", "--cpuset-mems"],
    ["cpuQuotaUs", 5, "--cpu-quota"],
    ["deviceReadBps", [{ path: "/dev/vda", rate: 1 }], "--device-read-bps"],
  ])("names %s by its flag where only its value is known", (field, value, flag) => {
    expect(() => limit({ [field]: value }, { ...cgroupV2, controllers: {} })).toThrow(flag);
  });

  it("refuses --memory-high on v1 and --oom-kill-disable on v2", () => {
    expect(() => limit({ memoryHighBytes: 5 }, cgroupV1)).toThrow(/--memory-high: .* only in cgroup v2/);
    expect(() => limit({ memoryHighBytes: 5 }, cgroupV2)).not.toThrow();
    expect(() => limit({ oomKillDisable: true }, cgroupV2)).toThrow(/--oom-kill-disable: only cgroup v1/);
    expect(() => limit({ oomKillDisable: true }, cgroupV1)).not.toThrow();
    expect(() => limit({ oomKillDisable: false }, cgroupV2)).not.toThrow();
  });

  it("refuses a swap limit where the kernel does not count swap", () => {
    expect(() => limit({ memoryBytes: 2 ** 26, memorySwapBytes: 2 ** 27 }, cgroupV1)).toThrow(
      /--memory-swap: this kernel does not count swap/,
    );
    expect(() => limit({ memoryBytes: 2 ** 26, memorySwapBytes: -1 }, cgroupV1)).not.toThrow();
  });

  it("takes blkio for io on v1, and refuses rates where the kernel was built without throttling", () => {
    expect(() => limit({ deviceReadBps: [{ path: "/dev/vda", rate: 1 }] }, cgroupV1)).toThrow(
      /built without I\/O throttling/,
    );
  });

  it("refuses less memory than setting a container up takes", () => {
    expect(() => limit({ memoryBytes: 100 * 1024 })).toThrow(/--memory: with less than 512 KiB/);
    expect(() => limit({ memoryBytes: 512 * 1024 })).not.toThrow();
  });

  it("refuses more CPUs than there are, and CPUs that are not there", () => {
    const count = os.cpus().length;
    expect(() => limit({ cpus: count + 0.5 })).toThrow(`--cpus: this host has ${count} CPUs`);
    expect(() => limit({ cpus: count })).not.toThrow();
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "ts-run-cpuset-"));
    fs.writeFileSync(path.join(root, "cpuset.cpus.effective"), "0-2,5\n");
    fs.writeFileSync(path.join(root, "cpuset.mems.effective"), "0\n");
    const host = { ...cgroupV2, controllers: { cpuset: { version: 2 as const, root } } };
    expect(() => limit({ cpusetCpus: "1-3" }, host)).toThrow("--cpuset-cpus: this host has no CPU 3, it has 0-2,5");
    expect(() => limit({ cpusetCpus: "0,5" }, host)).not.toThrow();
    expect(() => limit({ cpusetMems: "0-1" }, host)).toThrow("--cpuset-mems: this host has no memory node 1, it has 0");
    fs.rmSync(root, { recursive: true });
  });
});
