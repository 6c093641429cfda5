import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AccountFiles } from "../../../src/images/account-files.ts";
import { RootfsReader } from "../../../src/images/rootfs-reader.ts";

let base: string;
let layer: string;
let reader: RootfsReader;
let mounts: number;
beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), "ts-run-reader-"));
  layer = path.join(base, "layer");
  fs.mkdirSync(path.join(layer, "etc"), { recursive: true });
  fs.writeFileSync(path.join(base, "secret"), "the host's");
  mounts = 0;
  reader = readerWith();
});
afterEach(() => {
  reader.close();
  fs.rmSync(base, { recursive: true, force: true });
});

function readerWith(accounts?: AccountFiles): RootfsReader {
  return new RootfsReader(() => {
    mounts++;
    return { type: "bind", source: layer, options: ["ro"] };
  }, accounts);
}

const put = (name: string, content: string): void => fs.writeFileSync(path.join(layer, name), content);
const text = (name: string): string | undefined => reader.readFile(name, 1000)?.toString();

describe("files of an image", () => {
  it("are read by their path in the container", () => {
    put("etc/passwd", "root:x:0:0");
    expect(text("/etc/passwd")).toBe("root:x:0:0");
    expect(reader.stat("/etc")?.isDirectory()).toBe(true);
  });

  it.each(["/nothing", "/etc/passwd/x", "/loop", "/etc", "/fifo"])(
    "that are not regular files (%s) have no content",
    (name) => {
      put("etc/passwd", "");
      fs.symlinkSync("loop", path.join(layer, "loop"));
      expect(text(name)).toBeUndefined();
    },
  );

  it("are found through symlinks that stay inside, however they are written", () => {
    put("etc/group", "root");
    fs.symlinkSync("/etc/group", path.join(layer, "absolute"));
    fs.symlinkSync("../../../../etc/group", path.join(layer, "etc", "upwards"));
    expect([text("/absolute"), text("/etc/upwards")]).toEqual(["root", "root"]);
  });

  it("are never the host's", () => {
    fs.symlinkSync(path.join(base, "secret"), path.join(layer, "absolute"));
    fs.symlinkSync("../secret", path.join(layer, "upwards"));
    expect([text("/absolute"), text("/upwards"), text("/../secret")]).toEqual([undefined, undefined, undefined]);
  });

  it("are refused when they are larger than asked for", () => {
    put("etc/passwd", "x".repeat(1001));
    expect(() => text("/etc/passwd")).toThrow(/it has 1001 bytes, at most 1000/);
  });

  it("of an image without layers do not exist", () => {
    const empty = new RootfsReader(() => ({ type: "overlay", source: "overlay", lowerDirs: [], options: [] }));
    expect(empty.readFile("/etc/passwd", 10)).toBeUndefined();
    empty.close();
  });
});

describe("account files", () => {
  const kept = () => new AccountFiles(path.join(base, "kept"));
  const lookUp = (): (string | undefined)[] => {
    const one = readerWith(kept());
    const texts = ["/etc/passwd", "/etc/group"].map((name) => one.readFile(name, 1000)?.toString());
    one.close();
    return texts;
  };

  it("are looked up in the layers once, also when one is missing", () => {
    put("etc/passwd", "root:x:0:0");
    expect(lookUp()).toEqual(["root:x:0:0", undefined]);
    expect(mounts).toBe(1);
    expect(lookUp()).toEqual(["root:x:0:0", undefined]);
    expect(mounts).toBe(1);
  });

  it("are looked up again when what was kept is damaged", () => {
    put("etc/passwd", "root:x:0:0");
    fs.writeFileSync(path.join(base, "kept"), "{");
    expect(lookUp()).toEqual(["root:x:0:0", undefined]);
  });

  it("that are too large to keep are read from the layers", () => {
    put("etc/passwd", "x".repeat(300_000));
    const read = () => {
      const one = readerWith(kept());
      const length = one.readFile("/etc/passwd", 1_000_000)?.length;
      one.close();
      return length;
    };
    expect([read(), read()]).toEqual([300_000, 300_000]);
    expect(fs.statSync(path.join(base, "kept")).size).toBeLessThan(100);
  });
});

describe("copies of a directory of an image", () => {
  let target: string;
  beforeEach(() => {
    target = path.join(base, "target");
    fs.mkdirSync(target);
    fs.mkdirSync(path.join(layer, "data", "sub"), { recursive: true });
  });

  it("have the same files, links, modes and times", () => {
    put("data/sub/file", "content");
    fs.chmodSync(path.join(layer, "data/sub/file"), 0o4711);
    fs.linkSync(path.join(layer, "data/sub/file"), path.join(layer, "data/twin"));
    fs.symlinkSync("/nowhere", path.join(layer, "data/link"));
    fs.chmodSync(path.join(layer, "data"), 0o1770);
    const time = new Date("2020-02-02T02:02:02.123Z");
    for (const name of ["data/sub/file", "data/sub", "data"]) fs.utimesSync(path.join(layer, name), time, time);

    expect(reader.copyTree("/data", target)).toBe(true);

    expect(fs.readFileSync(path.join(target, "sub/file"), "utf8")).toBe("content");
    const [file, twin] = ["sub/file", "twin"].map((name) => fs.statSync(path.join(target, name)));
    expect(file?.mode).toBe(0o104711);
    expect(file?.ino).toBe(twin?.ino);
    expect(file?.ino).not.toBe(fs.statSync(path.join(layer, "data/twin")).ino);
    expect(fs.readlinkSync(path.join(target, "link"))).toBe("/nowhere");
    expect(fs.statSync(target).mode & 0o7777).toBe(0o1770);
    for (const name of ["sub/file", "sub", "."]) expect(fs.statSync(path.join(target, name)).mtime).toEqual(time);
  });

  it("keep names that are not UTF-8", () => {
    const name = Buffer.from([0x66, 0xff, 0x6f]);
    fs.writeFileSync(Buffer.concat([Buffer.from(`${layer}/data/`), name]), "x");
    reader.copyTree("/data", target);
    expect(fs.readdirSync(target, { encoding: "buffer" }).some((other) => other.equals(name))).toBe(true);
  });

  it("are not made of what is no directory", () => {
    put("data/file", "");
    expect([reader.copyTree("/data/file", target), reader.copyTree("/nothing", target)]).toEqual([false, false]);
    expect(fs.readdirSync(target)).toEqual([]);
  });

  it("follow a symlink to a directory of the image, not of the host", () => {
    put("data/file", "");
    fs.symlinkSync("/data", path.join(layer, "inside"));
    fs.symlinkSync(base, path.join(layer, "outside"));
    expect(reader.copyTree("/outside", target)).toBe(false);
    expect(reader.copyTree("/inside", target)).toBe(true);
    expect(fs.readdirSync(target).sort()).toEqual(["file", "sub"]);
  });
});
