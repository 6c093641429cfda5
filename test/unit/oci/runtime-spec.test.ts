import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  MAX_CONFIG_BYTES,
  parseRuntimeResources,
  parseRuntimeSpec,
  parseSpecText,
  unknownProperties,
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

  test("drops what the specification does not know, and unknownProperties() names it", async () => {
    const colours = { colour: "blue", linux: { seccomp: null, memoryPolicy: { mode: "MPOL_LOCAL", shade: 1 } } };
    const spec = {
      ...minimal,
      ...colours,
      root: { path: "rootfs", "a/b": {} },
      mounts: [{ destination: "/a", kind: 1 }],
    };
    const parsed = await parseRuntimeSpec(spec);
    expect(parsed).toEqual({
      ...minimal,
      linux: { memoryPolicy: { mode: "MPOL_LOCAL" } },
      mounts: [{ destination: "/a" }],
    });
    expect(unknownProperties(spec, parsed)).toEqual([
      "/root/a~1b",
      "/colour",
      "/linux/memoryPolicy/shade",
      "/mounts/0/kind",
    ]);
  });

  test("knows nothing beyond what the specification has, and all of that", async () => {
    for (const name of ["minimal", "default-container", "limits-v2"]) {
      const spec = golden(name);
      expect(unknownProperties(spec, await parseRuntimeSpec(spec))).toEqual([]);
    }
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
    const linux = { namespaces: [{ type: "pid", path: "" }], devices: null, sysctl: null, rootfsPropagation: "" };
    const parsed = await parseRuntimeSpec({ ...minimal, hooks: null, linux });
    expect(parsed).toEqual({ ...minimal, linux: { namespaces: [{ type: "pid" }] } });
    expect(unknownProperties({ ...minimal, hooks: null, linux }, parsed)).toEqual([]);
  });

  test("reads RLIM_INFINITY, which JavaScript cannot hold, as -1", async () => {
    const rlimits = JSON.parse('[{"type":"RLIMIT_CORE","soft":0,"hard":18446744073709551615}]') as unknown;
    const spec = await parseRuntimeSpec({ ...minimal, process: { ...minimal.process, rlimits } });
    expect(spec.process?.rlimits).toEqual([{ type: "RLIMIT_CORE", soft: 0, hard: -1 }]);
  });

  test("takes a process without a user for root's, as Go programs do", async () => {
    const { user: _, ...process } = minimal.process;
    expect((await parseRuntimeSpec({ ...minimal, process })).process?.user).toEqual({ uid: 0, gid: 0 });
  });

  test("refuses what nests deeper than any spec", async () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`) as unknown;
    await expect(parseRuntimeSpec({ ...minimal, annotations: deep })).rejects.toMatchObject({
      code: "ERR_INVALID_SPEC",
    });
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

describe("numbers that a double cannot hold", () => {
  const withSeccomp = (value: string) =>
    parseSpecText(
      `{"ociVersion":"1.3.0","hostname":"18446744073709551615","linux":{"seccomp":{"defaultAction":"SCMP_ACT_ALLOW","syscalls":[
        {"names":["a"],"action":"SCMP_ACT_LOG","args":[{"index":0,"value":${value},"op":"SCMP_CMP_EQ"}]}]}}}`,
      "config.json",
    );
  const argumentOf = async (value: string) => {
    const spec = await parseRuntimeSpec(withSeccomp(value));
    expect(spec.hostname).toBe("18446744073709551615");
    return spec.linux?.seccomp?.syscalls?.[0]?.args?.[0]?.value;
  };

  test("are exact where every bit counts, and the nearest number in limits", async () => {
    expect(await argumentOf("18446744073709551615")).toBe("18446744073709551615");
    expect(await argumentOf("18446744069414584321")).toBe("18446744069414584321");
    expect(await argumentOf("9007199254740991")).toBe(9007199254740991);
    const text = '{"memory":{"limit":9223372036854775807},"cpu":{"quota":-1}}';
    expect(await parseRuntimeResources(parseSpecText(text, "resources"))).toEqual({
      memory: { limit: 2 ** 63 },
      cpu: { quota: -1 },
    });
  });

  test("are refused beyond 64 bits, and as fractions", async () => {
    for (const bad of ["18446744073709551616", "-1", "1.5"])
      await expect(parseRuntimeSpec(withSeccomp(bad))).rejects.toThrow("/linux/seccomp/syscalls/0/args/0/value");
  });
});

describe("parseRuntimeResources()", () => {
  test("takes a resources object alone, as update has it", async () => {
    expect(await parseRuntimeResources({ memory: { limit: -1 }, devices: null })).toEqual({ memory: { limit: -1 } });
    await expect(parseRuntimeResources({ memory: { limit: "1g" } })).rejects.toThrow("/memory/limit");
  });
});
