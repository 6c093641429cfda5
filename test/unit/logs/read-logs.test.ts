import { appendFileSync, existsSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ReadLogsOptions, readLogs } from "../../../src/logs/index.ts";

let dir: string;
let path: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "ts-run-logs-"));
  path = join(dir, "container.log");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const time = (second: number) => `2026-01-31T12:00:${String(second).padStart(2, "0")}.123456789Z`;
const record = (second: number, text: string, stream = "stdout", tag = "F") =>
  `${time(second)} ${stream} ${tag} ${text}\n`;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

async function texts(options: ReadLogsOptions = {}, found: string[] = []): Promise<string[]> {
  for await (const { content } of readLogs(path, options)) found.push(content.toString());
  return found;
}

/** Until the reader has found so many lines; how long that takes is the machine's business. */
async function untilFound(found: readonly string[], count: number): Promise<void> {
  while (found.length < count) await sleep(2);
}

function rotate(keep = 3): void {
  for (let index = keep - 1; index >= 1; index--) {
    if (existsSync(`${path}.${index}`)) renameSync(`${path}.${index}`, `${path}.${index + 1}`);
  }
  renameSync(path, `${path}.1`);
  writeFileSync(path, "");
}

describe("readLogs()", () => {
  test("gives each line with its time, its stream and its newline", async () => {
    writeFileSync(path, record(1, "out") + record(2, "", "stderr"));
    const lines = [];
    for await (const line of readLogs(path)) lines.push({ ...line, content: line.content.toString() });
    expect(lines).toEqual([
      { timestamp: time(1), stream: "stdout", content: "out\n" },
      { timestamp: time(2), stream: "stderr", content: "\n" },
    ]);
  });

  test("gives nothing when there is no log", async () => {
    expect(await texts()).toEqual([]);
  });

  test("reads rotated files oldest first", async () => {
    writeFileSync(`${path}.2`, record(1, "a"));
    writeFileSync(`${path}.1`, record(2, "b"));
    writeFileSync(path, record(3, "c"));
    expect(await texts()).toEqual(["a\n", "b\n", "c\n"]);
  });

  test("joins the parts of a long line, even across files and between lines of the other stream", async () => {
    writeFileSync(`${path}.1`, record(1, "aa", "stdout", "P"));
    writeFileSync(path, record(2, "error", "stderr") + record(3, "bb", "stdout", "P") + record(4, "c"));
    expect(await texts()).toEqual(["error\n", "aabbc\n"]);
  });

  test("gives a line that never ended without a newline", async () => {
    writeFileSync(path, record(1, "a") + record(2, "prompt> ", "stdout", "P"));
    expect(await texts()).toEqual(["a\n", "prompt> "]);
  });

  test("skips records that are not in the format, and a torn last record", async () => {
    writeFileSync(path, `garbage\n${record(1, "a")}2026-01-31T12:00:02Z stdo`);
    expect(await texts()).toEqual(["a\n"]);
  });

  test("keeps bytes that are not UTF-8", async () => {
    writeFileSync(path, Buffer.concat([Buffer.from(`${time(1)} stdout F `), Buffer.from([0xff, 0x00, 0x80, 0x0a])]));
    for await (const { content } of readLogs(path)) expect([...content]).toEqual([0xff, 0x00, 0x80, 0x0a]);
  });

  test("cuts by time: since is inclusive, until is not", async () => {
    writeFileSync(
      path,
      numbers(0, 10)
        .map((second) => record(second, String(second)))
        .join(""),
    );
    const at = (second: number) => Date.parse(time(second));
    expect(await texts({ sinceMs: at(3), untilMs: at(6) })).toEqual(["3\n", "4\n", "5\n"]);
  });

  test("gives the last lines across files, however many blocks they take", async () => {
    const text = (number: number) => `${number} ${"x".repeat(3000)}`;
    writeFileSync(
      `${path}.1`,
      numbers(0, 100)
        .map((number) => record(1, text(number)))
        .join(""),
    );
    writeFileSync(
      path,
      numbers(100, 200)
        .map((number) => record(1, text(number)))
        .join(""),
    );
    for (const tail of [1, 50, 99, 100, 101, 150, 200, 500]) {
      const expected = numbers(Math.max(0, 200 - tail), 200).map((number) => `${text(number)}\n`);
      expect(await texts({ tail })).toEqual(expected);
    }
    expect(await texts({ tail: 0 })).toEqual([]);
  });

  test("counts a line of many parts once, with all its parts", async () => {
    writeFileSync(`${path}.1`, record(1, "a") + record(2, "b", "stdout", "P"));
    writeFileSync(path, record(3, "b", "stdout", "P") + record(4, "b") + record(5, "c"));
    expect(await texts({ tail: 2 })).toEqual(["bbb\n", "c\n"]);
    expect(await texts({ tail: 3 })).toEqual(["a\n", "bbb\n", "c\n"]);
  });

  test("counts an unfinished last line", async () => {
    writeFileSync(path, record(1, "a") + record(2, "b") + record(3, "half", "stdout", "P"));
    expect(await texts({ tail: 2 })).toEqual(["b\n", "half"]);
  });
});

describe("readLogs() following", () => {
  test("ends when the container is gone, with all that it wrote", async () => {
    let running = true;
    writeFileSync(path, record(1, "a"));
    const reading = texts({ follow: true, isRunning: () => running });
    await sleep(50);
    appendFileSync(path, record(2, "b"));
    running = false;
    expect(await reading).toEqual(["a\n", "b\n"]);
  });

  test("ends when the signal aborts", async () => {
    const abort = new AbortController();
    writeFileSync(path, record(1, "a"));
    const found: string[] = [];
    const reading = texts({ follow: true, signal: abort.signal, pollMs: 60_000 }, found);
    await untilFound(found, 1);
    abort.abort();
    expect(await reading).toEqual(["a\n"]);
  });

  test("notices writes without waiting for the poll", async () => {
    const abort = new AbortController();
    writeFileSync(path, "");
    const lines = readLogs(path, { follow: true, signal: abort.signal, pollMs: 60_000 });
    const first = lines.next();
    await sleep(50);
    appendFileSync(path, record(1, "a"));
    expect((await first).value?.content.toString()).toBe("a\n");
    abort.abort();
    await lines.next();
  });

  test("waits for a log that does not exist yet", async () => {
    let running = true;
    const reading = texts({ follow: true, isRunning: () => running });
    await sleep(30);
    writeFileSync(path, record(1, "a"));
    running = false;
    expect(await reading).toEqual(["a\n"]);
  });

  test("completes a record whose rest is written later", async () => {
    let running = true;
    const whole = record(1, "whole");
    writeFileSync(path, whole.slice(0, 40));
    const reading = texts({ follow: true, isRunning: () => running, pollMs: 10 });
    await sleep(40);
    appendFileSync(path, whole.slice(40));
    running = false;
    expect(await reading).toEqual(["whole\n"]);
  });

  test("loses and repeats nothing while the log rotates again and again", async () => {
    let running = true;
    writeFileSync(path, "");
    const found: string[] = [];
    const reading = texts({ follow: true, isRunning: () => running, pollMs: 5 }, found);
    for (const number of numbers(0, 400)) {
      appendFileSync(path, record(1, String(number)));
      if (number % 50 === 49) {
        rotate();
        await untilFound(found, number - 50); // one file behind is fine, more than are kept is not
      } else if (number % 10 === 0) await sleep(1);
    }
    running = false;
    expect(await reading).toEqual(numbers(0, 400).map((number) => `${number}\n`));
  });

  test("reads two rotations that happened between two looks", async () => {
    let running = true;
    writeFileSync(path, record(1, "a"));
    const found: string[] = [];
    const reading = texts({ follow: true, isRunning: () => running }, found);
    await untilFound(found, 1);
    appendFileSync(path, record(2, "b"));
    rotate();
    appendFileSync(path, record(3, "c"));
    rotate();
    appendFileSync(path, record(4, "d"));
    running = false;
    expect(await reading).toEqual(["a\n", "b\n", "c\n", "d\n"]);
  });

  test("goes on from the beginning after the log was truncated", async () => {
    let running = true;
    writeFileSync(path, record(1, "before, and long enough to be noticed"));
    const found: string[] = [];
    const reading = texts({ follow: true, isRunning: () => running, pollMs: 10 }, found);
    await untilFound(found, 1);
    truncateSync(path, 0);
    await sleep(50);
    appendFileSync(path, record(2, "after"));
    running = false;
    expect(await reading).toEqual(["before, and long enough to be noticed\n", "after\n"]);
  });

  test("gives the last lines and then what follows", async () => {
    let running = true;
    writeFileSync(path, record(1, "a") + record(2, "b"));
    const found: string[] = [];
    const reading = texts({ follow: true, tail: 1, isRunning: () => running }, found);
    await untilFound(found, 1);
    appendFileSync(path, record(3, "c"));
    running = false;
    expect(await reading).toEqual(["b\n", "c\n"]);
  });
});
