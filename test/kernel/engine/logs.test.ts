// The log of a container: everything it wrote, with times, in files that never grow past their bound.
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

describe.skipIf(cannotRunContainers())("logs", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
    await cli.ok(
      "run",
      "--name",
      "talker",
      busybox,
      "sh",
      "-c",
      "echo one; echo two; sleep 1.2; echo three; printf four",
    );
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));

  test("print what was written, an unfinished last line as it was", async () => {
    expect((await cli.run(["logs", "talker"])).stdout).toBe("one\ntwo\nthree\nfour");
  });

  test("keep stdout and stderr apart", async () => {
    await cli.run(["run", "--name", "both", busybox, "sh", "-c", "echo out; echo err >&2"]);
    expect(await cli.run(["logs", "both"])).toEqual({ code: 0, stdout: "out\n", stderr: "err\n" });
    await cli.ok("rm", "both");
  });

  test("--tail prints the last lines only", async () => {
    expect(await cli.ok("logs", "--tail", "2", "talker")).toBe("three\nfour");
    expect(await cli.ok("logs", "--tail", "0", "talker")).toBe("");
    expect(await cli.ok("logs", "-n", "all", "talker")).toBe("one\ntwo\nthree\nfour");
  });

  test("-t puts the time before each line, and --since and --until cut by it", async () => {
    const lines = (await cli.ok("logs", "-t", "talker")).split("\n");
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z \w+$/);
    const third = lines[2]?.split(" ")[0] ?? "";
    expect(await cli.ok("logs", "--since", third, "talker")).toBe("three\nfour");
    const between = new Date(Date.parse(third) - 500).toISOString();
    expect(await cli.ok("logs", "--until", between, "talker")).toBe("one\ntwo");
    expect(await cli.ok("logs", "--since", "1h", "talker")).toBe("one\ntwo\nthree\nfour");
    expect(await cli.fails("logs", "--since", "yesterday-ish", "talker")).toContain("--since");
  });

  test("-f follows until the container ends, over a restart of the reader and a paused writer", async () => {
    const script = "for i in 1 2 3 4 5 6 7 8; do echo line $i; sleep 0.15; done";
    await cli.ok("run", "-d", "--name", "counter", busybox, "sh", "-c", script);
    const follow = cli.start("logs", "-f", "counter");
    const since = cli.start("logs", "-f", "--tail", "1", "counter");
    expect(await exitOf(follow)).toBe(0);
    expect(follow.output).toBe(Array.from({ length: 8 }, (_, i) => `line ${i + 1}\n`).join(""));
    expect(await exitOf(since)).toBe(0);
    expect(since.output.endsWith("line 7\nline 8\n")).toBe(true);
    await cli.ok("rm", "counter");
  });

  test("-f ends with Ctrl-C and leaves the container alone", async () => {
    await cli.ok("run", "-d", "--name", "endless", busybox, "sh", "-c", "while :; do echo tick; sleep 0.05; done");
    const follow = cli.start("logs", "-f", "endless");
    await eventually(() => follow.output.includes("tick"));
    follow.kill("SIGINT");
    expect(await exitOf(follow)).toBe(130);
    expect(await cli.state("endless")).toBe("running");
    await cli.ok("rm", "-f", "endless");
  });

  test("rotate at --log-opt max-size, keep max-file files, and read and follow over the joints", async () => {
    const options = ["--log-opt", "max-size=64k", "--log-opt", "max-file=3"];
    const script = "i=0; while [ $i -lt 6000 ]; do echo line number $i; i=$((i+1)); done";
    await cli.ok("create", "--name", "rotated", ...options, busybox, "sh", "-c", script);
    await cli.ok("start", "rotated");
    const follow = cli.start("logs", "-f", "--tail", "0", "rotated");
    await exitOf(follow);
    await cli.ok("wait", "rotated");
    const dir = path.join(cli.root, "containers", (await cli.inspect("rotated")).Id);
    const files = readdirSync(dir).filter((name) => name.startsWith("container.log"));
    expect(files.sort()).toEqual(["container.log", "container.log.1", "container.log.2"]);
    for (const file of files) expect(statSync(path.join(dir, file)).size).toBeLessThanOrEqual(65_536);
    const lines = (await cli.ok("logs", "rotated")).split("\n");
    expect(lines.at(-1)).toBe("line number 5999");
    const first = 6000 - lines.length;
    expect(first).toBeGreaterThan(1000);
    expect(lines).toEqual(Array.from({ length: lines.length }, (_, i) => `line number ${first + i}`));
    expect((await cli.ok("logs", "--tail", "2500", "rotated")).split("\n")).toHaveLength(2500);
    await cli.ok("rm", "rotated");
  });

  test("keep bytes that are no text and lines of any length", async () => {
    const script = "head -c 100000 /dev/zero | tr '\\0' x; echo; printf 'a\\0b\\377\\n'";
    await cli.run(["run", "--name", "odd", busybox, "sh", "-c", script]);
    const child = cli.start("logs", "odd");
    child.stdout?.removeAllListeners("data").setEncoding("latin1");
    let text = "";
    child.stdout?.on("data", (part: string) => {
      text += part;
    });
    await exitOf(child);
    expect(text === `${"x".repeat(100_000)}\na\0b\xff\n`, `${text.length} bytes`).toBe(true);
    await cli.ok("rm", "odd");
  });

  test("stay over stop and start, and go with the container", async () => {
    expect(await cli.run(["start", "-a", "talker"])).toMatchObject({ code: 0, stdout: "one\ntwo\nthree\nfour" });
    await delay(10);
    expect((await cli.ok("logs", "talker")).split("\n").filter((line) => line.endsWith("three"))).toHaveLength(2);
    await cli.ok("rm", "talker");
    expect(await cli.fails("logs", "talker")).toContain("talker");
  });
});
