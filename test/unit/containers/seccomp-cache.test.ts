import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compiledSeccomp } from "../../../src/containers/index.ts";
import { defaultSeccomp } from "../../../src/oci/index.ts";
import { compileSeccomp } from "../../../src/plan/index.ts";

const profile = defaultSeccomp({ capabilities: [], architecture: "x64", kernel: [6, 12] });
const fresh = compileSeccomp(profile, "x64");
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ts-run-seccomp-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function file(): string {
  const dir = join(root, "cache", "seccomp");
  return join(dir, readdirSync(dir)[0] ?? "");
}

test("the kept program is the compiled one", () => {
  expect(compiledSeccomp(root, profile, "x64")).toEqual(fresh);
  const kept = readFileSync(file(), "utf8");
  expect(compiledSeccomp(root, profile, "x64")).toEqual(fresh);
  expect(readFileSync(file(), "utf8")).toBe(kept);
});

test("what is kept is used: it is not compiled again", () => {
  compiledSeccomp(root, profile, "x64");
  const entry = JSON.parse(readFileSync(file(), "utf8"));
  writeFileSync(file(), JSON.stringify({ ...entry, flags: ["SECCOMP_FILTER_FLAG_LOG"] }));
  expect(compiledSeccomp(root, profile, "x64").flags).toEqual(["SECCOMP_FILTER_FLAG_LOG"]);
});

test("a profile of the same length gets its own program", () => {
  const other = { ...profile, defaultErrnoRet: (profile.defaultErrnoRet ?? 1) + 1 };
  const base = { ...profile, defaultErrnoRet: profile.defaultErrnoRet ?? 1 };
  expect(JSON.stringify(other).length).toBe(JSON.stringify(base).length);
  compiledSeccomp(root, base, "x64");
  expect(compiledSeccomp(root, other, "x64")).toEqual(compileSeccomp(other, "x64"));
});

test.each([
  ["empty", () => ""],
  ["cut off", (text: string) => text.slice(0, -100)],
  ["short of program bytes", (text: string) => text.replace(/"program":"[^"]{8}/, '"program":"')],
  ["of another compiler", (text: string) => text.replace('"madeFrom":"', '"madeFrom":"9')],
])("a file that is %s is made again", (_, damage) => {
  compiledSeccomp(root, profile, "x64");
  writeFileSync(file(), damage(readFileSync(file(), "utf8")));
  expect(compiledSeccomp(root, profile, "x64")).toEqual(fresh);
  expect(JSON.parse(readFileSync(file(), "utf8")).bytes).toBe(fresh.program.length);
});

test("a root that cannot be written costs the cache, not the filter", () => {
  writeFileSync(join(root, "cache"), "a file in the way");
  expect(compiledSeccomp(root, profile, "x64")).toEqual(fresh);
});
