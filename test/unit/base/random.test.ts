import { expect, test } from "vitest";
import { randomBytes, randomInt } from "../../../src/base/index.ts";

test("no two requests get the same bytes, and none shares memory with another", () => {
  const requests = Array.from({ length: 200 }, () => randomBytes(16));
  expect(new Set(requests.map((bytes) => bytes.toString("hex"))).size).toBe(200);
  requests[0]?.fill(0);
  expect(requests[1]?.every((byte) => byte === 0)).toBe(false);
});

test.each([0, 1, 255, 256, 257, 5000])("%i bytes are as many as asked for", (size) => {
  expect(randomBytes(size).length).toBe(size);
});

test("random numbers stay below the limit and reach all of its values", () => {
  const seen = new Set(Array.from({ length: 500 }, () => randomInt(5)));
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4]);
});
