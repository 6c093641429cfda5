import { lutimesSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { releaseIdRange, takeIdRange } from "../../../src/engine/id-ranges.ts";

const everybody = (): boolean => true;
const nobody = (): boolean => false;

describe("takeIdRange()", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync("/tmp/ts-run-unit-");
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  test("gives every container a range of its own", () => {
    expect(takeIdRange(root, "a", everybody)).toBe(1_000_000_000);
    expect(takeIdRange(root, "b", everybody)).toBe(1_000_065_536);
  });

  test("gives a released range to the next", () => {
    takeIdRange(root, "a", everybody);
    takeIdRange(root, "b", everybody);
    releaseIdRange(root, "a");
    expect(takeIdRange(root, "c", everybody)).toBe(1_000_000_000);
  });

  test("takes back what belongs to no container, unless it is being created", () => {
    takeIdRange(root, "killed", everybody);
    expect(takeIdRange(root, "next", nobody)).toBe(1_000_065_536);
    lutimesSync(path.join(root, "idmaps/0"), 1, 1);
    expect(takeIdRange(root, "later", nobody)).toBe(1_000_000_000);
  });

  test("is undone by a release, which another container's range survives", () => {
    takeIdRange(root, "a", everybody);
    takeIdRange(root, "b", everybody);
    releaseIdRange(root, "b");
    releaseIdRange(root, "never there");
    expect(readdirSync(path.join(root, "idmaps"))).toEqual(["0"]);
  });

  test("has nothing to release where there never was a range", () => {
    expect(() => releaseIdRange(root, "a")).not.toThrow();
  });
});
