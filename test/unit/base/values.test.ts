import { describe, expect, test } from "vitest";
import {
  formatAge,
  formatDecimalSize,
  formatDuration,
  formatRfc3339,
  formatSize,
  isFileName,
  isId,
  isIdPrefix,
  isInside,
  isValidName,
  joinInside,
  newId,
  nowNs,
  nowRfc3339,
  parseDuration,
  parseRfc3339,
  parseSize,
  randomName,
  shortId,
} from "../../../src/base/index.ts";

describe("ids", () => {
  test("are 64 hex digits whose short form holds a letter", () => {
    for (let i = 0; i < 50; i++) {
      const id = newId();
      expect(isId(id)).toBe(true);
      expect(shortId(id)).toMatch(/[a-f]/);
    }
  });
  test("are told from prefixes and names", () => {
    expect(isId("ab")).toBe(false);
    expect(isIdPrefix("ab")).toBe(true);
    expect(isIdPrefix("web")).toBe(false);
    expect(isIdPrefix("")).toBe(false);
  });
});

describe("names", () => {
  test.each(["web", "a1", "A_b.c-d"])("%s is valid", (name) => expect(isValidName(name)).toBe(true));
  test.each(["", "a", "-web", "we b", "we/b", "wéb", "web\n"])("%j is refused", (name) =>
    expect(isValidName(name)).toBe(false),
  );
  test("random ones are valid and avoid taken ones, however many are taken", () => {
    let refused = 0;
    const name = randomName(() => refused++ < 30);
    expect(isValidName(name)).toBe(true);
    expect(name).toMatch(/^[a-z]+_[a-z]+\d+$/);
    expect(randomName()).toMatch(/^[a-z]+_[a-z]+$/);
  });
});

describe("parseSize()", () => {
  test.each([
    ["64m", 64 * 1024 ** 2],
    ["1.5GiB", 1.5 * 1024 ** 3],
    ["10KB", 10 * 1024],
    ["4096", 4096],
    ["7b", 7],
    ["1t", 1024 ** 4],
  ])("%s is %d bytes", (text, bytes) => expect(parseSize(text)).toBe(bytes));
  test.each(["", "m", "-1", "1x", "1..5g", "99999999p", "1 2"])("%j is refused by name", (text) => {
    expect(() => parseSize(text)).toThrow(`invalid size "${text}"`);
  });
});

test("sizes print in the unit that keeps them short", () => {
  expect([0, 1023, 1024, 64 * 1024 ** 2, 1.5 * 1024 ** 3, 1024 ** 2 - 1].map(formatSize)).toEqual([
    "0B",
    "1023B",
    "1KiB",
    "64MiB",
    "1.5GiB",
    "1MiB",
  ]);
  expect([999, 4_310_000].map(formatDecimalSize)).toEqual(["999B", "4.31MB"]);
});

describe("parseDuration()", () => {
  test.each([
    ["10s", 10_000],
    ["1m30s", 90_000],
    ["1.5h", 5_400_000],
    ["250ms", 250],
    ["10", 10_000],
  ])("%s is %d ms", (text, ms) => expect(parseDuration(text)).toBe(ms));
  test.each(["", "s", "-1s", "1m 30s", "1w"])("%j is refused by name", (text) => {
    expect(() => parseDuration(text)).toThrow(`invalid duration "${text}"`);
  });
});

test("durations print with at most two units", () => {
  expect([0, 850, 1500, 59_940, 60_000, 90_000, 7_500_000, 90_061_000].map(formatDuration)).toEqual([
    "0ms",
    "850ms",
    "1.5s",
    "59.9s",
    "1m",
    "1m30s",
    "2h5m",
    "1d1h",
  ]);
});

test("ages read as ps prints them", () => {
  expect([10, 1000, 5000, 65_000, 180_000, 3_600_000, 10_800_000, 3 * 86_400_000].map(formatAge)).toEqual([
    "Less than a second",
    "1 second",
    "5 seconds",
    "About a minute",
    "3 minutes",
    "About an hour",
    "3 hours",
    "3 days",
  ]);
});

describe("joinInside()", () => {
  test("joins what stays inside", () => {
    expect(joinInside("/srv/root", "etc/../etc/hosts")).toBe("/srv/root/etc/hosts");
    expect(joinInside("/srv/root", "..a")).toBe("/srv/root/..a");
  });
  test.each(["../x", "a/../../x", "/etc", "a\0b", ".."])("refuses %j as hostile", (untrusted) => {
    expect(() => joinInside("/srv/root", untrusted)).toThrow(expect.objectContaining({ code: "ERR_HOSTILE" }));
  });
  test("a directory whose name merely starts alike is outside", () => {
    expect(isInside("/srv/root", "/srv/root2")).toBe(false);
    expect(isInside("/", "/etc")).toBe(true);
  });
});

test("isFileName() allows exactly one path component", () => {
  expect(["a", "..a", "é"].every(isFileName)).toBe(true);
  expect(["", ".", "..", "a/b", "a\0", "x".repeat(256)].some(isFileName)).toBe(false);
});

describe("clock", () => {
  test("prints nanoseconds with all nine digits and reads them back", () => {
    expect(formatRfc3339(1_700_000_000_000_000_007n)).toBe("2023-11-14T22:13:20.000000007Z");
    expect(parseRfc3339("2023-11-14T22:13:20.000000007Z")).toBe(1_700_000_000_000_000_007n);
    expect(parseRfc3339("2023-11-14T23:13:20.5+01:00")).toBe(1_700_000_000_500_000_000n);
  });
  test("refuses what is no time", () => {
    expect(parseRfc3339("yesterday")).toBeUndefined();
    expect(parseRfc3339("2023-13-14T22:13:20Z")).toBeUndefined();
  });
  test("says now", () => {
    expect(Math.abs(Number(nowNs() / 1_000_000n) - Date.now())).toBeLessThan(1000);
    expect(parseRfc3339(nowRfc3339())).toBeDefined();
  });
});
