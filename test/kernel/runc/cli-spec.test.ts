// What `spec` and `spec --rootless` write runs as it is, but for the terminal.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RuntimeSpec } from "../../../src/oci/index.ts";
import { cannotRunBundles, OciRuntime } from "./oci-runtime.ts";

describe.skipIf(cannotRunBundles())("spec", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
    runtime.openToOthers();
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  for (const [name, ...flags] of [["plain"], ["rootless", "--rootless"]] as [string, ...string[]][])
    test(`${[name, ...flags].join(" ")}: makes a config.json that works`, () => {
      runtime.ok("spec", ...flags);
      const file = path.join(runtime.bundle, "config.json");
      const spec = JSON.parse(readFileSync(file, "utf8")) as RuntimeSpec;
      const script = "id -u; cat /proc/self/uid_map; ls -d /proc/self /sys/class";
      const process = { ...spec.process, terminal: false, args: ["sh", "-c", script] };
      writeFileSync(file, JSON.stringify({ ...spec, process }));
      const lines = runtime.ok("run", runtime.id(name)).trim().split("\n");
      const mapped = flags.length > 0 ? "0 0 1" : "0 0 4294967295";
      expect(lines.map((line) => line.trim().replace(/\s+/g, " "))).toEqual(["0", mapped, "/proc/self", "/sys/class"]);
      const refused = runtime.run(["spec", ...flags]);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/config\.json exists/i)]);
    });

  test("with --bundle writes there", () => {
    const other = path.join(runtime.dir, "other");
    mkdirSync(other);
    runtime.ok("spec", "--bundle", other);
    expect(JSON.parse(readFileSync(path.join(other, "config.json"), "utf8"))).toMatchObject({
      root: { path: "rootfs" },
    });
    rmSync(other, { recursive: true });
  });
});
