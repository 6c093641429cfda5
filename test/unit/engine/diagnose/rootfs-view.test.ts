import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewRootfs } from "../../../../src/engine/diagnose/index.ts";

let base: string;
let root: string;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "ts-run-view-"));
  root = join(base, "root");
  for (const dir of ["bin", "usr/bin", "data"]) mkdirSync(join(root, dir), { recursive: true });
  writeFileSync(join(root, "usr/bin/app"), "#!/bin/sh\n");
  chmodSync(join(root, "usr/bin/app"), 0o755);
  symlinkSync("/usr/bin/app", join(root, "bin/app"));
  symlinkSync("../../../../../../etc/passwd", join(root, "bin/outside"));
  symlinkSync("loop", join(root, "bin/loop"));
  symlinkSync("/opt/gone", join(root, "bin/gone"));
  mkdirSync(join(base, "volume"));
  writeFileSync(join(base, "volume/tool"), "x");
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

describe("viewRootfs()", () => {
  test("follows absolute links inside the root", () => {
    const found = viewRootfs(root).find("/bin/app");
    expect(found).toMatchObject({ kind: "file", path: "/usr/bin/app", hostPath: join(root, "usr/bin/app") });
  });

  test("never follows a link out of the root, however many .. it has", () => {
    expect(viewRootfs(root).find("/bin/outside")).toMatchObject({ kind: "missing", at: "/etc" });
  });

  test("names the link that leads nowhere, and the circle", () => {
    expect(viewRootfs(root).find("/bin/gone")).toEqual({
      kind: "missing",
      reason: "absent",
      at: "/opt",
      link: { path: "/bin/gone", target: "/opt/gone" },
    });
    expect(viewRootfs(root).find("/bin/loop")).toMatchObject({ kind: "missing", reason: "loop" });
  });

  test("says what stands in the way, by the name the user gave", () => {
    expect(viewRootfs(root).find("/bin/app/x")).toMatchObject({ reason: "not a directory", at: "/bin/app" });
  });

  test("shows bind mounts at their source, and tmpfs as empty", () => {
    const view = viewRootfs(root, [
      { destination: "/data", type: "bind", source: join(base, "volume"), options: ["noexec"] },
      { destination: "/usr", type: "tmpfs", source: "tmpfs" },
    ]);
    expect(view.find("/data/tool")).toMatchObject({
      kind: "file",
      mount: { destination: "/data", options: ["noexec"] },
    });
    expect(view.find("/usr/bin/app")).toMatchObject({ kind: "missing", reason: "hidden" });
    expect(view.find("/usr")).toMatchObject({ kind: "directory" });
    expect(view.list("/data")).toEqual(["tool"]);
  });
});
