import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parseStat, processLine } from "../../../src/engine/top.ts";
import { removeRoots, temporaryRoots } from "./samples.ts";

let roots: ReturnType<typeof temporaryRoots>;
let proc: string;
beforeEach(() => {
  roots = temporaryRoots();
  proc = roots.runDir;
});
afterEach(() => removeRoots(roots));

const clock = { bootMs: 0, nowMs: 200_000 };

/** Started 100 s after boot, used 20 s of CPU time since. */
function addProcess(pid: number, parts: { name?: string; terminal?: number; cmdline?: string } = {}): void {
  const { name = "sh", terminal = 0, cmdline = "sh\0-c\0a b\0" } = parts;
  const dir = path.join(proc, String(pid));
  fs.mkdirSync(dir, { recursive: true });
  const after = ["S", 41, 42, 42, terminal, -1, 0, 1, 2, 3, 4, 1500, 500, 0, 0, 20, 0, 1, 0, 10_000, 999];
  fs.writeFileSync(path.join(dir, "stat"), `${pid} (${name}) ${after.join(" ")}\n`);
  fs.writeFileSync(path.join(dir, "cmdline"), cmdline);
  fs.writeFileSync(path.join(dir, "status"), "Name:\tsh\nUid:\t0\t1000\t0\t0\n");
}

it("tells effective user, parent, share of CPU, time and arguments of a process", () => {
  addProcess(42);
  const [uid, pid, parent, share, , terminal, time, command] = processLine(42, clock, proc) ?? [];
  expect([uid, pid, parent, share, terminal, time, command]).toEqual([
    "1000",
    "42",
    "41",
    "20",
    "?",
    "00:00:20",
    "sh -c a b",
  ]);
});

it("names pseudo-terminals as tty(1) does", () => {
  addProcess(42, { terminal: (136 << 8) | 3 });
  expect(processLine(42, clock, proc)?.[5]).toBe("pts/3");
});

it("shows a process without arguments by its name in brackets", () => {
  addProcess(42, { name: "a) b", cmdline: "" });
  expect(processLine(42, clock, proc)?.[7]).toBe("[a) b]");
});

it("leaves out a process that ended meanwhile", () => {
  expect(processLine(42, clock, proc)).toBeUndefined();
});

it("finds the fields behind a name with spaces and parentheses", () => {
  expect(parseStat("7 (a) (b c) R 5 0 0 0 0 0 0 0 0 0 10 20 0 0 0 0 0 0 99")).toMatchObject({
    name: "a) (b c",
    parent: 5,
    cpuTicks: 30,
    startTicks: 99,
  });
});
