import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  MAX_CONFIG_BYTES,
  parseRuntimeResources,
  parseRuntimeSpec,
  parseSpecText,
  type RuntimeSpec,
  validateRuntimeSpec,
} from "../../../src/oci/index.ts";

const minimal = {
  ociVersion: "1.3.0",
  root: { path: "rootfs" },
  process: { user: { uid: 0, gid: 0 }, args: ["/bin/true"], cwd: "/" },
};
const golden = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../../golden/plans/${name}/config.json`), "utf8"));

describe("parseRuntimeSpec()", () => {
  test("takes the specs of the golden plans as they are", async () => {
    for (const name of ["minimal", "default-container", "unprivileged-user", "limits-v2", "user-namespace"]) {
      const spec = golden(name);
      expect(await parseRuntimeSpec(spec)).toEqual(spec);
    }
  });

  test("drops what the specification does not know", async () => {
    expect(await parseRuntimeSpec({ ...minimal, windows: {}, root: { path: "rootfs", colour: "blue" } })).toEqual(
      minimal,
    );
  });

  test("names every field of the wrong type with its pointer", async () => {
    const bad = {
      ...minimal,
      process: { ...minimal.process, cwd: 7, args: ["a", null] },
      mounts: [{ destination: [] }],
    };
    await expect(parseRuntimeSpec(bad)).rejects.toMatchObject({
      code: "ERR_INVALID_SPEC",
      message: expect.stringMatching(/\/mounts\/0\/destination: .*\/process\/args\/1: .*\/process\/cwd: /) as string,
    });
    await expect(parseRuntimeSpec(null)).rejects.toMatchObject({ code: "ERR_INVALID_SPEC" });
    await expect(parseRuntimeSpec({ ...minimal, linux: { namespaces: [{ type: "disk" }] } })).rejects.toThrow(
      "/linux/namespaces/0/type",
    );
  });

  test("reads the empty strings and nulls of Go programs as absent", async () => {
    const linux = { namespaces: [{ type: "pid", path: "" }], devices: null, maskedPaths: null, rootfsPropagation: "" };
    expect((await parseRuntimeSpec({ ...minimal, linux })).linux).toEqual({ namespaces: [{ type: "pid" }] });
  });

  test("reads RLIM_INFINITY, which JavaScript cannot hold, as -1", async () => {
    const rlimits = JSON.parse('[{"type":"RLIMIT_CORE","soft":0,"hard":18446744073709551615}]') as unknown;
    const spec = await parseRuntimeSpec({ ...minimal, process: { ...minimal.process, rlimits } });
    expect(spec.process?.rlimits).toEqual([{ type: "RLIMIT_CORE", soft: 0, hard: -1 }]);
  });

  test("refuses numbers out of range and NUL bytes in texts", async () => {
    const user = { uid: 2 ** 32, gid: 1.5 };
    await expect(parseRuntimeSpec({ ...minimal, process: { ...minimal.process, user } })).rejects.toThrow(
      /\/process\/user\/uid.*\/process\/user\/gid/,
    );
    await expect(parseRuntimeSpec({ ...minimal, hostname: "a\0b" })).rejects.toThrow("NUL");
  });

  test("shows twenty errors and counts the rest", async () => {
    const mounts = Array.from({ length: 30 }, () => ({}));
    await expect(parseRuntimeSpec({ ...minimal, mounts })).rejects.toThrow(/and 10 more$/);
  });
});

describe("parseSpecText()", () => {
  test("refuses what is no JSON, and what is too large to be one", () => {
    expect(() => parseSpecText("{", "config.json")).toThrow("read config.json: ");
    expect(() => parseSpecText(" ".repeat(MAX_CONFIG_BYTES + 1), "config.json")).toThrow("more than 8388608 bytes");
    expect(parseSpecText("[1]", "config.json")).toEqual([1]);
  });
});

describe("parseRuntimeResources()", () => {
  test("takes a resources object alone, as update has it", async () => {
    expect(await parseRuntimeResources({ memory: { limit: -1 }, devices: null })).toEqual({ memory: { limit: -1 } });
    await expect(parseRuntimeResources({ memory: { limit: "1g" } })).rejects.toThrow("/memory/limit");
  });
});

describe("validateRuntimeSpec()", () => {
  const pointers = (change: object) =>
    validateRuntimeSpec({ ...minimal, ...change } as RuntimeSpec).map((one) => one.pointer);
  const inProcess = (change: object) => pointers({ process: { ...minimal.process, ...change } });
  const inLinux = (linux: object) => pointers({ linux });

  test("finds nothing wrong with the golden plans' specs", () => {
    for (const name of ["minimal", "default-container", "limits-v2", "user-namespace", "joined-namespaces", "terminal"])
      expect(validateRuntimeSpec(golden(name) as RuntimeSpec)).toEqual([]);
  });

  test("says which sentence of which document is broken", () => {
    expect(validateRuntimeSpec({ ...minimal, process: { ...minimal.process, cwd: "work" } })).toEqual([
      {
        pointer: "/process/cwd",
        rule: "cwd MUST be an absolute path",
        url: "https://github.com/opencontainers/runtime-spec/blob/v1.3.0/config.md#process",
      },
    ]);
  });

  test("collects everything that is wrong", () => {
    const spec = { ociVersion: "one", process: { user: { uid: 0, gid: 0 }, cwd: "", args: [] }, hostname: "web" };
    expect(validateRuntimeSpec(spec).map((one) => one.pointer)).toEqual([
      "/ociVersion",
      "/root",
      "/process/cwd",
      "/process/args",
      "/hostname",
    ]);
  });

  test("wants a version it implements", () => {
    expect(pointers({ ociVersion: "2.0.0" })).toEqual(["/ociVersion"]);
    expect(pointers({ ociVersion: "1.0.2-dev" })).toEqual([]);
  });

  test("judges rlimits: known, once, soft not above hard", () => {
    const rlimits = [
      { type: "RLIMIT_FUN", soft: 1, hard: 1 },
      { type: "RLIMIT_CPU", soft: 2, hard: 1 },
      { type: "RLIMIT_CPU", soft: -1, hard: -1 },
    ];
    expect(inProcess({ rlimits })).toEqual([
      "/process/rlimits/0/type",
      "/process/rlimits/1/soft",
      "/process/rlimits/2/type",
    ]);
  });

  test("judges scheduling values by what the kernel knows", () => {
    const change = {
      oomScoreAdj: 1001,
      ioPriority: { class: "FAST", priority: 8 },
      scheduler: { policy: "SCHED_BEST", nice: 20 },
    };
    expect(inProcess(change)).toEqual([
      "/process/oomScoreAdj",
      "/process/ioPriority/class",
      "/process/ioPriority/priority",
      "/process/scheduler/policy",
      "/process/scheduler/nice",
    ]);
  });

  test("judges mounts, annotations and hooks", () => {
    const mounts = [{ destination: "/a", type: "bind" }, { destination: "", type: "tmpfs" }, { destination: "/c" }];
    expect(pointers({ mounts })).toEqual(["/mounts/0/source", "/mounts/1/destination", "/mounts/2/type"]);
    expect(pointers({ annotations: { "": "x" } })).toEqual(["/annotations"]);
    expect(pointers({ hooks: { prestart: [{ path: "a", timeout: 0 }] } })).toEqual([
      "/hooks/prestart/0/path",
      "/hooks/prestart/0/timeout",
    ]);
  });

  test("judges namespaces: each once, absolute paths, and what only makes sense with one", () => {
    expect(inLinux({ namespaces: [{ type: "pid" }, { type: "pid", path: "ns/pid" }] })).toEqual([
      "/linux/namespaces/1",
      "/linux/namespaces/1/path",
    ]);
    expect(inLinux({ uidMappings: [{ containerID: 0, hostID: 1, size: 1 }] })).toEqual(["/linux/uidMappings"]);
    expect(inLinux({ namespaces: [{ type: "user" }] })).toEqual(["/linux/uidMappings", "/linux/gidMappings"]);
    expect(inLinux({ timeOffsets: { boottime: { secs: 1 } } })).toEqual(["/linux/timeOffsets/boottime"]);
    expect(inLinux({ namespaces: [{ type: "time" }], timeOffsets: { wall: {} } })).toEqual(["/linux/timeOffsets/wall"]);
  });

  test("lets no sysctl reach the host", () => {
    const sysctl = {
      "net.ipv4.ip_forward": "1",
      "kernel.shmmax": "1",
      "kernel.panic": "1",
      "kernel/shmall": "1",
      "net/../kernel": "x",
    };
    expect(inLinux({ sysctl, namespaces: [{ type: "ipc" }] })).toEqual([
      "/linux/sysctl/net.ipv4.ip_forward",
      "/linux/sysctl/kernel.panic",
      "/linux/sysctl/net~1..~1kernel",
    ]);
  });

  test("judges devices, paths, propagation and personality", () => {
    const devices = [
      { path: "dev/x", type: "c", major: 1, minor: 1 },
      { path: "/dev/y", type: "z" },
      { path: "/dev/z", type: "b" },
    ];
    expect(inLinux({ devices })).toEqual(["/linux/devices/0/path", "/linux/devices/1/type", "/linux/devices/2"]);
    expect(
      inLinux({
        maskedPaths: ["proc"],
        readonlyPaths: ["/a", "b"],
        rootfsPropagation: "public",
        personality: { domain: "BSD" },
      }),
    ).toEqual([
      "/linux/maskedPaths/0",
      "/linux/readonlyPaths/1",
      "/linux/rootfsPropagation",
      "/linux/personality/domain",
    ]);
  });

  test("judges resources", () => {
    const resources = {
      devices: [{ allow: true, type: "x", access: "rwx" }],
      memory: { swappiness: 101, limit: 20, swap: 10 },
      blockIO: { weight: 5 },
      hugepageLimits: [{ pageSize: "2 MB", limit: 1 }],
      cpu: { cpus: "0-", mems: "0,1" },
    };
    expect(inLinux({ resources }).map((pointer) => pointer.slice("/linux/resources".length))).toEqual([
      "/devices/0/type",
      "/devices/0/access",
      "/memory/swappiness",
      "/memory/swap",
      "/blockIO/weight",
      "/hugepageLimits/0/pageSize",
      "/cpu/cpus",
    ]);
  });

  test("judges seccomp profiles", () => {
    const seccomp = {
      defaultAction: "ALLOW",
      flags: ["SECCOMP_FILTER_FLAG_NEW"],
      listenerMetadata: "x",
      syscalls: [{ names: [], action: "SCMP_ACT_NOTIFY", args: [{ index: 6, value: 1, op: "==" }] }],
    };
    expect(inLinux({ seccomp }).map((pointer) => pointer.slice("/linux/seccomp".length))).toEqual([
      "/defaultAction",
      "/flags/0",
      "/listenerPath",
      "/listenerMetadata",
      "/syscalls/0/names",
      "/syscalls/0/args/0/index",
      "/syscalls/0/args/0/op",
    ]);
  });
});
