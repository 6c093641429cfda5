// Layers onto real directories, as root: what honest tars become, and what hostile ones do not.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TsRunError } from "../../../src/base/index.ts";
import { type LayerBounds, SnapshotStore } from "../../../src/snapshots/index.ts";
import { archive, member, pax } from "../../unit/snapshots/tar-builder.ts";

let root: string;
let outside: string;
let store: SnapshotStore;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "ts-run-unpack-"));
  outside = path.join(root, "outside");
  fs.mkdirSync(outside);
  fs.writeFileSync(path.join(outside, "secret"), "untouched");
  store = new SnapshotStore(path.join(root, "store"));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

/** Unpacks layers, bottom first; the directory of the topmost. */
async function unpack(
  tars: readonly Buffer[],
  options: { bounds?: LayerBounds; compress?: (tar: Buffer) => Buffer } = {},
): Promise<string> {
  const { bounds, compress = (tar: Buffer) => tar } = options;
  const layers = tars.map((tar, index) => {
    const blobPath = path.join(root, `blob-${index}`);
    fs.writeFileSync(blobPath, compress(tar));
    return { blobPath, diffId: `sha256:${createHash("sha256").update(tar).digest("hex")}` };
  });
  const chain = await store.prepare(layers, bounds === undefined ? {} : { bounds });
  return store.fsDir(chain.at(-1) ?? "");
}

async function refusal(tar: Buffer, bounds?: LayerBounds): Promise<{ code: string; message: string }> {
  try {
    await unpack([tar], bounds === undefined ? {} : { bounds });
  } catch (error) {
    if (error instanceof TsRunError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("it was accepted");
}

function leftovers(): string[] {
  return fs.readdirSync(path.join(root, "store", "snapshots")).filter((name) => name !== ".locks");
}

const file = (name: string, data = "evil"): Buffer => member({ name, data });
const directory = (name: string, mode = 0o755): Buffer => member({ name, type: "5", mode });
const symlink = (name: string, linkName: string): Buffer => member({ name, type: "2", linkName });
const hardLink = (name: string, linkName: string): Buffer => member({ name, type: "1", linkName });

describe("a hostile layer is refused, the entry named, nothing left: it", () => {
  const corpus: Record<string, [entry: string, tar: () => Buffer]> = {
    "climbs with ..": ["../evil", () => archive(file("../evil"))],
    "climbs with .. in the middle": ["a/../../evil", () => archive(directory("a"), file("a/../../evil"))],
    "climbs with .. in a pax path": ["x/../../evil", () => archive(pax({ path: "x/../../evil" }), file("x"))],
    "writes through an absolute symlink": ["link/evil", () => archive(symlink("link", outside), file("link/evil"))],
    "writes through a relative symlink": [
      "link/evil",
      () => archive(symlink("link", "../../../../../../outside"), file("link/evil")),
    ],
    "writes through two symlinks": ["b/evil", () => archive(symlink("a", outside), symlink("b", "a"), file("b/evil"))],
    "turns a directory into a symlink": ["d", () => archive(directory("d"), symlink("d", outside), file("d/evil"))],
    "turns a symlink into a directory": ["d", () => archive(symlink("d", outside), directory("d"), file("d/evil"))],
    "turns a symlink into a file": ["s", () => archive(symlink("s", `${outside}/secret`), file("s"))],
    "hard-links a file outside": ["h", () => archive(hardLink("h", `${outside}/secret`))],
    "hard-links upwards": ["h", () => archive(hardLink("h", "../../../outside/secret"))],
    "hard-links through a symlink": ["h", () => archive(symlink("l", outside), hardLink("h", "l/secret"))],
    "hard-links a directory": ["h", () => archive(directory("d"), hardLink("h", "d"))],
    "hard-links a symlink and writes to it": [
      "h",
      () => archive(symlink("l", `${outside}/secret`), hardLink("h", "l"), file("h")),
    ],
    "goes round in symlinks": ["a/x", () => archive(symlink("a", "b"), symlink("b", "a"), file("a/x"))],
    "puts a file below a file": ["f/x", () => archive(file("f"), file("f/x"))],
    "replaces the root": ["./", () => archive(symlink("./", outside))],
    "whites out ..": ["a/.wh...", () => archive(directory("a"), file("a/.wh..."))],
    "steers the overlay": [
      "d",
      () => archive(pax({ "SCHILY.xattr.trusted.overlay.redirect": "/etc" }), directory("d")),
    ],
    "has a name of 300 bytes": ["nnn", () => archive(pax({ path: "n".repeat(300) }), file("x"))],
    "has an empty name": ["", () => archive(member({ name: "" }))],
    "has a device number out of range": ["n", () => archive(member({ name: "n", type: "3", devMajor: 4096 }))],
  };
  for (const [trick, [entry, tar]] of Object.entries(corpus)) {
    test(trick, async () => {
      const { code, message } = await refusal(tar());
      expect(code).toBe("ERR_HOSTILE");
      expect(message).toContain(`entry "${entry}`);
      expect(leftovers()).toEqual([]);
      expect(fs.readdirSync(outside)).toEqual(["secret"]);
      expect(fs.readFileSync(path.join(outside, "secret"), "utf8")).toBe("untouched");
    });
  }

  test("unpacks to more bytes than are allowed", async () => {
    const { code } = await refusal(archive(file("big", "x".repeat(5000))), { maxBytes: 4000, maxEntries: 10 });
    expect(code).toBe("ERR_HOSTILE");
    expect(leftovers()).toEqual([]);
  });

  test("has more entries than are allowed", async () => {
    const many = Array.from({ length: 11 }, (_, index) => file(`f${index}`));
    expect((await refusal(archive(...many), { maxBytes: 4000, maxEntries: 10 })).message).toContain('"f10"');
  });

  test("is not what its diffID says", async () => {
    const blobPath = path.join(root, "blob");
    fs.writeFileSync(blobPath, archive(file("a")));
    const layers = [{ blobPath, diffId: `sha256:${"0".repeat(64)}` }];
    await expect(store.prepare(layers)).rejects.toMatchObject({ code: "ERR_DIGEST_MISMATCH" });
    expect(leftovers()).toEqual([]);
  });

  test("is compressed data that is cut off", async () => {
    const cut = (tar: Buffer): Buffer => zlib.gzipSync(tar).subarray(0, 60);
    await expect(unpack([archive(file("a", "x".repeat(9000)))], { compress: cut })).rejects.toMatchObject({
      code: "ERR_INVALID_SPEC",
    });
    expect(leftovers()).toEqual([]);
  });
});

describe("an honest layer", () => {
  test("may write through a symlink to a directory of its own", async () => {
    const target = await unpack([
      archive(
        directory("usr"),
        directory("usr/bin"),
        symlink("bin", "usr/bin"),
        symlink("sbin", "/usr/bin"),
        file("bin/a", "1"),
        file("sbin/b", "2"),
      ),
    ]);
    expect(fs.readdirSync(path.join(target, "usr/bin"))).toEqual(["a", "b"]);
  });

  test("may name things from the root on", async () => {
    const target = await unpack([archive(file("/ko-app/app", "x"))]);
    expect(fs.readFileSync(path.join(target, "ko-app/app"), "utf8")).toBe("x");
  });

  test("may bring a file twice: the last one counts", async () => {
    const target = await unpack([archive(file("a", "first"), file("a", "second"))]);
    expect(fs.readFileSync(path.join(target, "a"), "utf8")).toBe("second");
  });

  test("may hard-link files and symlinks of its own", async () => {
    const target = await unpack([
      archive(file("a", "x"), hardLink("b", "a"), symlink("l", "/nowhere"), hardLink("m", "l")),
    ]);
    expect(fs.statSync(path.join(target, "a")).ino).toBe(fs.statSync(path.join(target, "b")).ino);
    expect(fs.readlinkSync(path.join(target, "m"))).toBe("/nowhere");
  });

  test("keeps setuid bits although it changes owners", async () => {
    const target = await unpack([archive(member({ name: "su", data: "x", mode: 0o6755, uid: 1, gid: 2 }))]);
    const { mode, uid, gid } = fs.statSync(path.join(target, "su"));
    expect({ mode: mode & 0o7777, uid, gid }).toEqual({ mode: 0o6755, uid: 1, gid: 2 });
  });

  test("brings device nodes, fifos, nanoseconds and file capabilities", async () => {
    const capability = Buffer.from("0100000200040000000000000000000000000000", "hex");
    const target = await unpack([
      archive(
        member({ name: "null", type: "3", mode: 0o666, devMajor: 1, devMinor: 3 }),
        member({ name: "pipe", type: "6", mode: 0o600 }),
        pax({ mtime: "1700000000.123456789", "SCHILY.xattr.security.capability": capability }),
        member({ name: "caf\xe9", data: "x", mode: 0o755 }),
      ),
    ]);
    const device = fs.statSync(path.join(target, "null"));
    expect([device.isCharacterDevice(), device.rdev, device.mode & 0o777]).toEqual([true, 0x103, 0o666]);
    expect(fs.statSync(path.join(target, "pipe")).isFIFO()).toBe(true);
    const name = Buffer.from(`${target}/caf\xe9`, "latin1");
    expect(fs.statSync(name, { bigint: true }).mtimeNs).toBe(1_700_000_000_123_456_789n);
    const script = "import os,sys; print(os.getxattr(bytes.fromhex(sys.argv[1]), 'security.capability').hex())";
    expect(execFileSync("python3", ["-c", script, name.toString("hex")], { encoding: "utf8" }).trim()).toBe(
      capability.toString("hex"),
    );
  });

  test("hides what is below with whiteouts and opaque directories", async () => {
    const target = await unpack([
      archive(file("gone"), directory("d"), file("d/old")),
      archive(file(".wh.gone", ""), directory("d"), file("d/.wh..wh..opq", ""), file("d/new", "n")),
    ]);
    const whiteout = fs.lstatSync(path.join(target, "gone"));
    expect([whiteout.isCharacterDevice(), whiteout.rdev]).toEqual([true, 0]);
    const script = "import os,sys; print(os.getxattr(sys.argv[1], 'trusted.overlay.opaque').decode())";
    expect(execFileSync("python3", ["-c", script, path.join(target, "d")], { encoding: "utf8" }).trim()).toBe("y");
    expect(fs.readdirSync(path.join(target, "d"))).toEqual(["new"]);
  });

  test("brings what it also whites out, in either order", async () => {
    const target = await unpack([archive(file(".wh.a", ""), file("a", "1"), file("b", "2"), file(".wh.b", ""))]);
    expect(fs.readFileSync(path.join(target, "a"), "utf8") + fs.readFileSync(path.join(target, "b"), "utf8")).toBe(
      "12",
    );
  });

  test("takes a directory that it does not describe from the layers below", async () => {
    const target = await unpack([archive(directory("tmp", 0o1777)), archive(file("tmp/x"))]);
    expect(fs.statSync(path.join(target, "tmp")).mode & 0o7777).toBe(0o1777);
  });

  test("may be gzip in several members or zstd", async () => {
    const tar = archive(file("a", "x".repeat(100_000)));
    const members = (bytes: Buffer): Buffer =>
      Buffer.concat([zlib.gzipSync(bytes.subarray(0, 50_000)), zlib.gzipSync(bytes.subarray(50_000))]);
    const zstd = (bytes: Buffer): Buffer => execFileSync("zstd", ["-c"], { input: bytes });
    expect(fs.statSync(path.join(await unpack([tar], { compress: members }), "a")).size).toBe(100_000);
    await store.remove(store.list()[0] ?? "");
    expect(fs.statSync(path.join(await unpack([tar], { compress: zstd }), "a")).size).toBe(100_000);
  });

  test("becomes what GNU tar makes of it", async () => {
    const source = path.join(root, "source");
    const deep = path.join(source, "d".repeat(120), "e".repeat(120));
    fs.mkdirSync(deep, { recursive: true });
    fs.writeFileSync(path.join(deep, "long"), "x");
    fs.writeFileSync(path.join(source, "umlaut \u00e4"), "y");
    execFileSync(
      "sh",
      [
        "-c",
        "truncate -s 5M sparse; printf abc | dd of=sparse bs=1 seek=3000000 conv=notrunc status=none; ln sparse hard; ln -s ../x link; mkfifo p; mknod c c 1 5; chown 12:34 p; touch -h -d @1500000000.987654321 link sparse; chmod 1777 .",
      ],
      { cwd: source },
    );
    for (const [index, format] of [
      ["--format=posix"],
      ["--format=posix", "--sparse"],
      ["--format=gnu", "--sparse"],
    ].entries()) {
      const tar = path.join(root, `${index}.tar`);
      execFileSync("tar", [...format, "--xattrs", "-cf", tar, "-C", source, "."]);
      const expected = path.join(root, `expected-${index}`);
      fs.mkdirSync(expected);
      execFileSync("tar", ["-xpf", tar, "--numeric-owner", "-C", expected]);
      const actual = await unpack([fs.readFileSync(tar)]);
      const list = (at: string): string =>
        execFileSync(
          "sh",
          [
            "-c",
            "find . -printf '%P|%M|%U:%G|%s|%T@|%l|%n\\n' | sort; find . -type f | sort | xargs -d '\\n' sha256sum",
          ],
          { cwd: at, encoding: "utf8" },
        );
      expect(list(actual).replace(/^(\|.*?)\|\d+\|/m, "$1|"), format.join(" ")).toBe(
        list(expected).replace(/^(\|.*?)\|\d+\|/m, "$1|"),
      );
    }
  });
});
