import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  parseRuntimeSpec,
  type RuntimeSpec,
  validateRuntimeProcess,
  validateRuntimeResources,
  validateRuntimeSpec,
  violationText,
  warningsOf,
} from "../../../src/oci/index.ts";
import { defaultRuncSpec } from "../../../src/runtime/index.ts";
import { brokenSpecs, good } from "./broken-specs.ts";

const golden = (name: string) =>
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, `../../golden/plans/${name}/config.json`), "utf8"),
  ) as RuntimeSpec;
const violationsOf = (change: object) => validateRuntimeSpec({ ...good, ...change } as RuntimeSpec);

describe("validateRuntimeSpec()", () => {
  test("finds nothing wrong with the golden plans' specs, and with what `spec` writes", () => {
    for (const name of ["minimal", "default-container", "limits-v2", "user-namespace", "joined-namespaces", "terminal"])
      expect(validateRuntimeSpec(golden(name))).toEqual([]);
    expect(validateRuntimeSpec(defaultRuncSpec())).toEqual([]);
  });

  test("takes every version of its own major version, also those before a release", () => {
    for (const ociVersion of ["1.0.0", "1.0.0-rc5", "1.2.1+dev", "1.9.0", "1.3.0-rc.1+a.b"])
      expect(violationsOf({ ociVersion })).toEqual([]);
  });

  for (const [name, change, ...pointers] of brokenSpecs)
    test(`refuses ${name}`, async () => {
      expect(violationsOf(change).map(({ pointer }) => pointer)).toEqual(pointers);
      // None of it is a matter of types, so all of it gets as far as here.
      const parsed = await parseRuntimeSpec({ ...good, ...change });
      expect(validateRuntimeSpec(parsed).map(({ pointer }) => pointer)).toEqual(pointers);
    });

  test("says which sentence of which section is broken", async () => {
    expect(violationsOf({ process: { ...good.process, cwd: "work" } })).toEqual([
      {
        pointer: "/process/cwd",
        rule: "cwd MUST be an absolute path",
        url: "https://github.com/opencontainers/runtime-spec/blob/v1.3.0/config.md#process",
      },
    ]);
    const lines = brokenSpecs.flatMap(([name, change]) => [
      `${name}:`,
      ...violationsOf(change).map((one) => `  ${violationText(one)}`),
    ]);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("../../golden/messages/config-violations.txt");
  });

  test("collects everything that is wrong, in the order of the specification", () => {
    const together = {
      ociVersion: "one",
      root: undefined,
      hostname: "web",
      process: { ...good.process, cwd: "", args: [] },
      linux: { maskedPaths: ["proc"], namespaces: [{ type: "pid" }, { type: "pid" }, { type: "mount" }] },
      hooks: { prestart: [{ path: "a" }] },
    };
    expect(violationsOf(together).map(({ pointer }) => pointer)).toEqual([
      "/ociVersion",
      "/root",
      "/process/cwd",
      "/process/args",
      "/hooks/prestart/0/path",
      "/linux/namespaces/1",
      "/hostname",
      "/linux/maskedPaths/0",
    ]);
  });
});

describe("validateRuntimeProcess() and validateRuntimeResources()", () => {
  test("judge their documents alone, with pointers into them", () => {
    const process = { ...good.process, cwd: "x", rlimits: [{ type: "RLIMIT_X", soft: 1, hard: 1 }] };
    expect(validateRuntimeProcess(process).map(({ pointer }) => pointer)).toEqual(["/cwd", "/rlimits/0/type"]);
    expect(validateRuntimeResources({ cpu: { cpus: "x" } }).map(({ pointer }) => pointer)).toEqual(["/cpu/cpus"]);
  });
});

describe("warningsOf()", () => {
  test("tells what the specification advises against", () => {
    const spec = {
      ...good,
      mounts: [{ destination: "data", source: "/a", options: ["bind"], uidMappings: [], gidMappings: [] }],
      hooks: { prestart: [{ path: "/bin/true" }] },
      linux: {
        devices: [
          { path: "/a", type: "c", major: 1, minor: 3 },
          { path: "/p", type: "p" },
          { path: "/b", type: "u", major: 1, minor: 3 },
        ],
        intelRdt: { l3CacheSchema: "0=f" },
        resources: { memory: { kernel: 1 } },
      },
    };
    expect(validateRuntimeSpec(spec)).toEqual([]);
    expect(warningsOf(spec).map(({ pointer }) => pointer)).toEqual([
      "/mounts/0/destination",
      "/mounts/0/options",
      "/hooks/prestart",
      "/linux/devices/2",
      "/linux/resources/memory/kernel",
      "/linux/intelRdt/l3CacheSchema",
    ]);
  });

  test("has nothing to say about what `spec` writes", () => {
    expect(warningsOf(defaultRuncSpec())).toEqual([]);
  });
});
