// The archives that our test images and the embedded image are made of, read back by an independent program: tar(1).
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { type TarEntry, tar } from "../../../rootfs/tar.mjs";

const list = (entries: readonly TarEntry[]) =>
  execFileSync("tar", ["--utc", "--numeric-owner", "--full-time", "-tvf", "-"], {
    input: tar(entries),
    encoding: "utf8",
  })
    .trim()
    .split("\n")
    .map((line) => line.replace(/ +/g, " "));

const read = (entries: readonly TarEntry[], member: string) =>
  execFileSync("tar", ["-xOf", "-", member], { input: tar(entries), encoding: "utf8" });

describe("tar()", () => {
  test("writes modes, owners, sizes and times", () => {
    const entry = { path: "bin/su", mode: 0o4755, uid: 10, gid: 20, mtime: 86_400, content: "12345" };
    expect(list([entry])).toEqual(["-rwsr-xr-x 10/20 5 1970-01-02 00:00:00 bin/su"]);
  });

  test("writes links, directories and devices", () => {
    const entries: TarEntry[] = [
      { path: "d/", type: "directory" },
      { path: "d/link", type: "symlink", mode: 0o777, target: "../x" },
      { path: "d/null", type: "char", mode: 0o666, major: 1, minor: 3 },
    ];
    expect(list(entries).map((line) => line.replace(/1970-01-01 00:00:00 /, ""))).toEqual([
      "drwxr-xr-x 0/0 0 d/",
      "lrwxrwxrwx 0/0 0 d/link -> ../x",
      "crw-rw-rw- 0/0 1,3 d/null",
    ]);
  });

  test("keeps names and link targets that do not fit into a header", () => {
    const path = `${"long/".repeat(30)}näme`;
    const target = "t".repeat(150);
    const listed = list([
      { path, content: "inside" },
      { path: "link", type: "symlink", mode: 0o777, target },
    ]);
    expect(listed[1]).toContain(`link -> ${target}`);
    expect(read([{ path, content: "inside" }], path)).toBe("inside");
  });

  test("keeps content of every length around a block", () => {
    const lengths = [0, 1, 511, 512, 513, 1024];
    const entries = lengths.map((length) => ({ path: `f${length}`, content: "x".repeat(length) }));
    expect(lengths.map((length) => read(entries, `f${length}`).length)).toEqual(lengths);
  });

  test("gives the same bytes for the same entries", () => {
    const entries: TarEntry[] = [{ path: "a", content: "1", mtime: 5, xattrs: { "user.x": "\u0000\u00ff" } }];
    expect(tar(entries).equals(tar(structuredClone(entries)))).toBe(true);
  });
});
