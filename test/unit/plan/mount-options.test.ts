import { describe, expect, test } from "vitest";
import { parseMountOptions } from "../../../src/plan/passes/mount-options.ts";

const parse = (...words: string[]) => parseMountOptions(words, "/mounts/0/options");
const nothing = parse();

describe("parseMountOptions()", () => {
  test("asks for nothing when nothing is said", () => {
    expect(nothing).toEqual({
      bind: false,
      recursiveBind: false,
      idmap: false,
      recursiveIdmap: false,
      set: [],
      clear: [],
      recursiveSet: [],
      recursiveClear: [],
      recursivePropagation: false,
      data: [],
    });
    expect(parse("defaults", "async", "loud")).toEqual(nothing);
  });

  test("turns words into attributes that are set or cleared", () => {
    expect(parse("ro", "nosuid", "exec", "dev", "nosymfollow")).toEqual({
      ...nothing,
      set: ["MOUNT_ATTR_RDONLY", "MOUNT_ATTR_NOSUID", "MOUNT_ATTR_NOSYMFOLLOW"],
      clear: ["MOUNT_ATTR_NOEXEC", "MOUNT_ATTR_NODEV"],
    });
  });

  test("clears the whole access-time field before it sets one, as the kernel demands", () => {
    expect(parse("noatime")).toEqual({ ...nothing, set: ["MOUNT_ATTR_NOATIME"], clear: ["MOUNT_ATTR__ATIME"] });
    expect(parse("relatime")).toEqual({ ...nothing, clear: ["MOUNT_ATTR__ATIME"] });
    expect(parse("rstrictatime")).toEqual({
      ...nothing,
      recursiveSet: ["MOUNT_ATTR_STRICTATIME"],
      recursiveClear: ["MOUNT_ATTR__ATIME"],
    });
  });

  test("keeps r-options apart: they reach every mount below", () => {
    expect(parse("rro", "rnoexec", "rsuid")).toEqual({
      ...nothing,
      recursiveSet: ["MOUNT_ATTR_RDONLY", "MOUNT_ATTR_NOEXEC"],
      recursiveClear: ["MOUNT_ATTR_NOSUID"],
    });
  });

  test("rbind includes bind, and bind after rbind takes nothing back", () => {
    expect(parse("rbind", "bind")).toEqual({ ...nothing, bind: true, recursiveBind: true });
    expect(parse("bind")).toEqual({ ...nothing, bind: true });
  });

  test("tells propagation of one mount from that of a tree", () => {
    expect(parse("slave")).toEqual({ ...nothing, propagation: "MS_SLAVE" });
    expect(parse("rshared")).toEqual({ ...nothing, propagation: "MS_SHARED", recursivePropagation: true });
    expect(parse("runbindable").propagation).toBe("MS_UNBINDABLE");
  });

  test("hands everything else to the file system, with and without a value", () => {
    expect(parse("size=64k", "mode=1777", "seclabel", "lowerdir=/a:/b=c").data).toEqual([
      { key: "size", value: "64k" },
      { key: "mode", value: "1777" },
      { key: "seclabel" },
      { key: "lowerdir", value: "/a:/b=c" },
    ]);
  });

  test("refuses by name what it would otherwise have to ignore", () => {
    for (const word of ["tmpcopyup", "remount", "mand"])
      expect(() => parse("ro", word)).toThrow(`/mounts/0/options: "${word}"`);
  });

  test("notes a wish for id mapping, which the mount pass judges", () => {
    expect(parse("idmap").idmap).toBe(true);
    expect(parse("ridmap").idmap).toBe(true);
  });
});
