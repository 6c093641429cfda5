import { describe, expect, test } from "vitest";
import { checkRoots } from "../../../src/engine/check-roots.ts";

describe("checkRoots()", () => {
  test("takes the defaults and directories of one's own", () => {
    checkRoots({ root: "/var/lib/ts-run", runDir: "/run/ts-run" });
    checkRoots({ root: "/srv/containers", runDir: "/dev/shm/ts" });
  });

  test.each(["/proc/x", "/sys/fs/x", "/dev"])("refuses %s, where no state can be kept", (root) => {
    expect(() => checkRoots({ root, runDir: "/run/ts-run" })).toThrow(`--root ${root}: no state can be kept there`);
  });

  test("refuses a run directory whose sockets would have names that are too long", () => {
    const runDir = `/run/${"x".repeat(40)}`;
    expect(() => checkRoots({ root: "/var/lib/ts-run", runDir })).toThrow(/bytes too long for the sockets in it/);
  });
});
