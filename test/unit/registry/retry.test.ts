import { expect, test } from "vitest";
import { RegistryError } from "../../../src/registry/index.ts";
import { backoffMs, parseRetryAfter, withRetries } from "../../../src/registry/retry.ts";

const policy = { attempts: 4, baseMs: 100, maxMs: 1000 };

test("pauses double, have jitter of one half, and are bounded", () => {
  expect([1, 2, 3, 4, 5, 6].map((attempt) => backoffMs(policy, attempt, undefined, () => 1))).toEqual([
    100, 200, 400, 800, 1000, 1000,
  ]);
  expect(backoffMs(policy, 2, undefined, () => 0)).toBe(100);
});

test("Retry-After lengthens a pause up to the bound", () => {
  expect(backoffMs(policy, 1, 700, () => 0)).toBe(700);
  expect(backoffMs(policy, 1, 3_600_000, () => 0)).toBe(1000);
  expect(parseRetryAfter("7", 0)).toBe(7000);
  expect(parseRetryAfter("Thu, 01 Jan 1970 00:00:09 GMT", 4000)).toBe(5000);
  expect(parseRetryAfter("soon", 0)).toBeUndefined();
});

test("only passing trouble is tried again, and not for ever", async () => {
  const tries = async (retry: "always" | "never") => {
    let count = 0;
    const failing = withRetries({ attempts: 3, baseMs: 1, maxMs: 2 }, new AbortController().signal, async () => {
      count++;
      throw new RegistryError("ERR_NETWORK", "cut", { retry });
    });
    await expect(failing).rejects.toThrow("cut");
    return count;
  };
  expect(await tries("always")).toBe(3);
  expect(await tries("never")).toBe(1);
});

test("an abort ends the pause at once", async () => {
  const stop = new AbortController();
  const waiting = withRetries({ attempts: 3, baseMs: 60_000, maxMs: 60_000 }, stop.signal, async () => {
    throw new RegistryError("ERR_NETWORK", "cut", { retry: "always" });
  });
  setTimeout(() => stop.abort(), 5);
  await expect(waiting).rejects.toThrow(expect.objectContaining({ code: "ERR_CANCELLED" }));
});
