import { describe, expect, test } from "vitest";
import { opsFrom, planOf } from "./plan-of.ts";

describe("a standard stream that is /dev/null", () => {
  const FROM = "default:the container refers to nothing of the host";
  const ops = (nullStreams?: number[]) =>
    opsFrom(planOf({ input: { stdio: { kind: "inherit", ...(nullStreams && { nullStreams }) } } }), FROM);

  test("becomes the container's own, so that no mount of the host is in use inside", () => {
    expect(ops([0, 2]).map(({ call, args }) => [call, ...args.slice(0, 2)])).toEqual([
      ["openat2", { fd: "rootfs" }, { string: "dev/null" }],
      ["dup3", { fd: "null" }, 0],
      ["dup3", { fd: "null" }, 2],
      ["close", { fd: "null" }],
    ]);
  });

  test("is left as it is where the container has none, or something else in its place", () => {
    expect(ops([1])[0]).toMatchObject({
      ignore: expect.arrayContaining(["ENOENT", "ELOOP"]),
      skip: { when: "ignored", ops: 2 },
    });
  });

  test("is no matter when there is none", () => {
    expect([ops(), ops([])]).toEqual([[], []]);
  });
});
