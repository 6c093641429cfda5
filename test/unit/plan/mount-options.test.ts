import { describe, expect, test } from "vitest";
import { freshAttributes, parseMountOptions } from "../../../src/plan/passes/mount-options.ts";

const parse = (...words: string[]) => parseMountOptions(words, "/mounts/0/options");
const nothing = parse();

describe("parseMountOptions()", () => {
  test("asks for nothing when nothing is said, nor by words that have no effect on Linux", () => {
    expect(nothing).toEqual({
      bind: false,
      recursiveBind: false,
      remount: false,
      copyUp: false,
      idmap: false,
      recursiveIdmap: false,
      own: { set: [], clear: [] },
      recursive: { set: [], clear: [] },
      propagation: [],
      superblock: [],
      data: [],
    });
    expect(parse("defaults", "silent", "loud", "iversion", "noiversion", "norelatime", "rnorelatime")).toEqual(nothing);
    expect(parse("nofail", "noauto", "_netdev", "x-systemd.automount", "comment=why")).toEqual(nothing);
  });

  test("turns words into attributes that are set or cleared", () => {
    expect(parse("ro", "nosuid", "exec", "dev", "nosymfollow").own).toEqual({
      set: ["MOUNT_ATTR_RDONLY", "MOUNT_ATTR_NOSUID", "MOUNT_ATTR_NOSYMFOLLOW"],
      clear: ["MOUNT_ATTR_NOEXEC", "MOUNT_ATTR_NODEV"],
    });
  });

  test("lets the last of two words that contradict each other count", () => {
    expect(parse("ro", "rw").own).toEqual({ set: [], clear: ["MOUNT_ATTR_RDONLY"] });
    expect(parse("rw", "ro").own).toEqual({ set: ["MOUNT_ATTR_RDONLY"], clear: [] });
    expect(parse("rro", "rrw").recursive).toEqual({ set: [], clear: ["MOUNT_ATTR_RDONLY"] });
    expect(parse("sync", "async", "nolazytime", "lazytime").superblock).toEqual(["async", "lazytime"]);
    expect(parse("noatime", "strictatime").own.set).toEqual(["MOUNT_ATTR_STRICTATIME"]);
    expect(parse("noatime", "atime").own).toEqual({ set: [], clear: ["MOUNT_ATTR__ATIME"] });
  });

  test("clears the whole access-time field before it sets one, as the kernel demands", () => {
    expect(parse("noatime").own).toEqual({ set: ["MOUNT_ATTR_NOATIME"], clear: ["MOUNT_ATTR__ATIME"] });
    for (const word of ["relatime", "atime", "nostrictatime"])
      expect(parse(word).own).toEqual({ set: [], clear: ["MOUNT_ATTR__ATIME"] });
    expect(parse("rstrictatime").recursive).toEqual({
      set: ["MOUNT_ATTR_STRICTATIME"],
      clear: ["MOUNT_ATTR__ATIME"],
    });
  });

  test("keeps r-options apart: they reach every mount below", () => {
    expect(parse("rro", "rnoexec", "rsuid")).toEqual({
      ...nothing,
      recursive: { set: ["MOUNT_ATTR_RDONLY", "MOUNT_ATTR_NOEXEC"], clear: ["MOUNT_ATTR_NOSUID"] },
    });
  });

  test("rbind includes bind, and bind after rbind takes nothing back", () => {
    expect(parse("rbind", "bind")).toEqual({ ...nothing, bind: true, recursiveBind: true });
    expect(parse("bind")).toEqual({ ...nothing, bind: true });
  });

  test("keeps the order of propagation options, since a slave may become shared as well", () => {
    expect(parse("rslave", "shared").propagation).toEqual([
      { kind: "MS_SLAVE", recursive: true },
      { kind: "MS_SHARED", recursive: false },
    ]);
    expect(parse("private", "runbindable").propagation.map(({ kind }) => kind)).toEqual([
      "MS_PRIVATE",
      "MS_UNBINDABLE",
    ]);
  });

  test("tells options of the file system that every one has from those of its own", () => {
    expect(parse("sync", "dirsync", "mand", "size=64k")).toEqual({
      ...nothing,
      superblock: ["sync", "dirsync", "mand"],
      data: [{ key: "size", value: "64k" }],
    });
  });

  test("hands everything else to the file system, with and without a value", () => {
    expect(parse("size=64k", "mode=1777", "seclabel", "lowerdir=/a:/b=c").data).toEqual([
      { key: "size", value: "64k" },
      { key: "mode", value: "1777" },
      { key: "seclabel" },
      { key: "lowerdir", value: "/a:/b=c" },
    ]);
  });

  test("takes one string of several options apart, but not at a comma that is quoted or escaped", () => {
    expect(parse('mode=755,size=1k,context="u:r:t:s0:c1,c2"', "lowerdir=/a\\,b").data).toEqual([
      { key: "mode", value: "755" },
      { key: "size", value: "1k" },
      { key: "context", value: "u:r:t:s0:c1,c2" },
      { key: "lowerdir", value: "/a\\,b" },
    ]);
  });

  test("refuses by name what it would otherwise have to ignore", () => {
    for (const word of ["idmap=uids=0-1-1", "ridmap=x", "copy-symlink", "src-nofollow", "dest-nofollow"])
      expect(() => parse("ro", word)).toThrow(`/mounts/0/options/1: the option "${word}"`);
  });

  test("notes wishes that the passes judge: id mapping, copies, remounts", () => {
    expect(parse("idmap")).toEqual({ ...nothing, idmap: true });
    expect(parse("ridmap")).toEqual({ ...nothing, idmap: true, recursiveIdmap: true });
    expect(parse("tmpcopyup", "remount")).toEqual({ ...nothing, copyUp: true, remount: true });
  });
});

test("a mount that is made now has of recursive options what it has of its own", () => {
  expect(freshAttributes(parse("nosuid", "rro"))).toEqual(["MOUNT_ATTR_NOSUID", "MOUNT_ATTR_RDONLY"]);
  expect(freshAttributes(parse("ro", "noatime", "rrw", "ratime"))).toEqual([]);
});
