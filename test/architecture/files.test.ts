// Rules about single files: their size, and what code below the front door may not touch.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { sourceDir, sources, withoutComments } from "./sources.ts";

/** Files over the limit, each with its reason. Data tables only. */
const largeFiles: Readonly<Record<string, string>> = { "cri-wire/api.ts": "generated from the contract" };
const maximumLines = 400;

describe("source files", () => {
  test(`have at most ${maximumLines} lines, but for data tables`, () => {
    const long = sources.filter(({ text }) => text.split("\n").length > maximumLines).map(({ file }) => file);
    expect(long.filter((file) => largeFiles[file] === undefined)).toEqual([]);
  });

  test("below cli/ leave the process alone, because they also run inside the service", () => {
    // process.getuid, process.pid and the like are facts; these belong to whoever called us.
    const owned = /\bprocess\.(argv|cwd|env|stdin|stdout|stderr|exit|exitCode|chdir|umask|on|once)\b/;
    const below = sources.filter(({ folder }) => folder !== "cli");
    expect(below.length).toBeGreaterThan(20);
    expect(below.filter(({ text }) => owned.test(withoutComments(text))).map(({ file }) => file)).toEqual([]);
  });

  test("say in their first line what they are for", () => {
    const silent = sources
      .filter(({ file, text }) => !file.endsWith("/index.ts") && !/^(#!.*\n)?(\/\/|\/\*)/.test(text))
      .map(({ file }) => file);
    expect(silent).toEqual([]);
  });
});

describe("error codes", () => {
  const errors = readFileSync(path.join(sourceDir, "base/errors.ts"), "utf8");
  const union = /export type ErrorCode =([\s\S]*?);\s*(\/\/.*)?\n\n/.exec(errors)?.[1] ?? "";
  const codes = [...union.matchAll(/"(ERR_[A-Z_]+)"/g)].flatMap((match) => match[1] ?? []);

  test("are all mapped to an exit code", () => {
    const table = path.join(sourceDir, "cli/exit-code.ts");
    expect(codes.length).toBeGreaterThan(10);
    expect(existsSync(table)).toBe(true);
    const text = readFileSync(table, "utf8");
    expect(codes.filter((code) => !text.includes(`"${code}"`))).toEqual([]);
  });
});
