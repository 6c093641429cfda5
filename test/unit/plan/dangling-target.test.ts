import { expect, test } from "vitest";
import { openTarget } from "../../../src/plan/build.ts";

test("a name file's target that is a link to nowhere is replaced, and one that leads somewhere is kept", () => {
  const ops = openTarget("/etc/resolv.conf", "file", { from: "/mounts/9", replacesDangling: true });
  const first = ops.findIndex(({ call }) => call === "mknodat");
  const steps = ops.slice(first, first + 5).map(({ call, ignore, skip }) => [call, ignore ?? [], skip]);
  expect(steps).toEqual([
    ["mknodat", ["EEXIST"], { when: "ok", ops: 3 }],
    ["openat2", ["ENOENT"], { when: "ok", ops: 2 }],
    ["unlinkat", [], undefined],
    ["mknodat", [], undefined],
    ["close", [], undefined],
  ]);
});

test("a user's mount never replaces anything of the image", () => {
  const ops = openTarget("/data/file", "file", { from: "/mounts/9" });
  expect(ops.map(({ call }) => call)).not.toContain("unlinkat");
});
