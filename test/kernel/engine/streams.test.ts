// Standard input and output without a terminal: everything arrives, in order, and nothing hangs.

import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

const sha256 = (data: Buffer | string): string => createHash("sha256").update(data).digest("hex");

describe.skipIf(cannotRunContainers())("standard streams", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));

  test("stdout and stderr stay apart", async () => {
    const { stdout, stderr } = await cli.run(["run", "--rm", busybox, "sh", "-c", "echo out; echo err >&2"]);
    expect([stdout, stderr]).toEqual(["out\n", "err\n"]);
  });

  test("echo x | run -i cat prints x", async () => {
    expect(await cli.run(["run", "--rm", "-i", busybox, "cat"], { input: "x\n" })).toEqual({
      code: 0,
      stdout: "x\n",
      stderr: "",
    });
  });

  test("without -i the program's input is empty", async () => {
    expect((await cli.run(["run", "--rm", busybox, "cat"], { input: "x\n" })).stdout).toBe("");
  });

  test("100 MB go through run -i cat intact", async () => {
    const data = Buffer.concat(Array.from({ length: 100 }, () => randomBytes(1_000_000)));
    const run = cli.start("run", "--rm", "-i", "--log-opt", "max-size=1m", busybox, "cat");
    run.stdout?.removeAllListeners("data").setEncoding("latin1");
    const hash = createHash("sha256");
    run.stdout?.on("data", (text: string) => hash.update(text, "latin1"));
    run.stdin?.end(data);
    expect(await exitOf(run)).toBe(0);
    expect(hash.digest("hex")).toBe(sha256(data));
  });

  test("input from a file of any size arrives whole, and its end ends the program", async () => {
    const script = 'head -c 20000000 /dev/zero >/tmp/zeros; exec "$0" "$@" </tmp/zeros';
    const [file, argv] = cli.command("run", "--rm", "-i", busybox, "sh", "-c", "wc -c");
    const child = spawn("sh", ["-c", script.replaceAll("/tmp/zeros", `${cli.root}/zeros`), file, ...argv]);
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    expect(await exitOf(child)).toBe(0);
    expect(output.trim()).toBe("20000000");
  });

  test("the end of input reaches the program while its output goes on", async () => {
    const script = "cat; echo end of input; sleep 0.3; echo later";
    const { stdout } = await cli.run(["run", "--rm", "-i", busybox, "sh", "-c", script], { input: "in\n" });
    expect(stdout).toBe("in\nend of input\nlater\n");
  });

  test("a program that stops reading its input ends as usual", async () => {
    const { code, stdout } = await cli.run(["run", "--rm", "-i", busybox, "head", "-n", "1"], {
      input: "first\n".repeat(1_000_000),
    });
    expect([code, stdout]).toEqual([0, "first\n"]);
  });

  test("input that nobody reads holds nothing up", async () => {
    const run = cli.start("run", "--rm", "-i", busybox, "sh", "-c", "sleep 0.5; echo done");
    run.stdin?.on("error", () => {});
    run.stdin?.write(Buffer.alloc(4_000_000));
    expect(await exitOf(run)).toBe(0);
    expect(run.output).toBe("done\n");
  });

  test("a slow reader gets every byte, and the log has them too", async () => {
    const run = cli.start("run", "--name", "slow", busybox, "seq", "1", "300000");
    run.stdout?.removeAllListeners("data").pause();
    await new Promise((resolve) => setTimeout(resolve, 700));
    let size = 0;
    const hash = createHash("sha256");
    run.stdout?.on("data", (text: string) => {
      size += text.length;
      hash.update(text);
    });
    run.stdout?.resume();
    expect(await exitOf(run)).toBe(0);
    const expected = Array.from({ length: 300_000 }, (_, i) => `${i + 1}\n`).join("");
    expect(size).toBe(expected.length);
    expect(hash.digest("hex")).toBe(sha256(expected));
    expect(sha256(`${await cli.ok("logs", "slow")}\n`)).toBe(sha256(expected));
    await cli.ok("rm", "slow");
  });

  test("run … | head -1 ends, and the program's output does not block it", async () => {
    const [file, argv] = cli.command("run", "--rm", busybox, "sh", "-c", "seq 1 100000; echo done >&2");
    const child = spawn("sh", ["-c", '"$0" "$@" | head -1', file, ...argv]);
    let [out, err] = ["", ""];
    child.stdout.on("data", (text) => {
      out += text;
    });
    child.stderr.on("data", (text) => {
      err += text;
    });
    await once(child, "close");
    expect([out, err]).toEqual(["1\n", "done\n"]);
  });

  test("output with stdout closed or full of errors does not stop the program", async () => {
    const [file, argv] = cli.command("run", "--rm", busybox, "sh", "-c", "echo out; exit 4");
    for (const redirect of [">&-", ">/dev/full", "<&-"]) {
      expect(await exitOf(spawn("sh", ["-c", `"$0" "$@" ${redirect}`, file, ...argv]))).toBe(4);
    }
  });

  test("whatever the program's last words are, they come before the exit", async () => {
    const runs = await Promise.all(
      Array.from({ length: 6 }, () => cli.run(["run", "--rm", busybox, "sh", "-c", "seq 1 5000; printf last"])),
    );
    for (const { stdout } of runs) expect(stdout.endsWith("5000\nlast")).toBe(true);
  });

  test("signals of the front door reach the program", async () => {
    for (const [signal, name] of [
      ["SIGTERM", "TERM"],
      ["SIGINT", "INT"],
      ["SIGHUP", "HUP"],
      ["SIGUSR1", "USR1"],
    ] as const) {
      const script = `trap 'echo got ${name}; exit 6' ${name}; echo ready; while :; do sleep 0.05; done`;
      const run = cli.start("run", "--rm", busybox, "sh", "-c", script);
      await eventually(() => run.output.includes("ready"));
      run.kill(signal);
      expect(await exitOf(run)).toBe(6);
      expect(run.output).toBe(`ready\ngot ${name}\n`);
    }
  });

  test("attach joins a running container, gets what it says from then on, and its exit code", async () => {
    const script = "while read line; do echo got $line; done; exit 8";
    await cli.ok("run", "-d", "-i", "--name", "joined", busybox, "sh", "-c", script);
    const first = cli.start("attach", "joined");
    first.stdin?.write("one\n");
    await eventually(() => first.output === "got one\n");
    const second = cli.start("attach", "--no-stdin", "joined");
    await eventually(() => {
      first.stdin?.write("two\n"); // until it is attached
      return second.output.includes("got two\n");
    });
    expect(second.output).not.toContain("one");
    await cli.ok("kill", "joined");
    expect([await exitOf(first), await exitOf(second)]).toEqual([137, 137]);
    await cli.ok("rm", "joined");
  });

  test("a front door that is killed takes nothing with it, and attach takes its place", async () => {
    const run = cli.start(
      "run",
      "-i",
      "--name",
      "survivor",
      busybox,
      "sh",
      "-c",
      "echo up; sleep 1; echo still; sleep 100",
    );
    await eventually(() => run.output === "up\n");
    run.kill("SIGKILL");
    const attached = cli.start("attach", "survivor");
    await eventually(() => attached.output === "still\n");
    attached.kill("SIGKILL");
    expect(await cli.ok("logs", "survivor")).toBe("up\nstill");
    await cli.ok("rm", "-f", "survivor");
  });

  test("exec has streams and an exit code of its own", async () => {
    await cli.ok("run", "-d", "--name", "host", busybox, "sleep", "100");
    expect(await cli.run(["exec", "-i", "host", "sh", "-c", "cat; echo err >&2; exit 3"], { input: "in" })).toEqual({
      code: 3,
      stdout: "in",
      stderr: "err\n",
    });
    const data = randomBytes(10_000_000).toString("base64");
    const { stdout } = await cli.run(["exec", "-i", "host", "cat"], { input: data });
    expect(sha256(stdout)).toBe(sha256(data));
    expect((await cli.run(["exec", "host", "sh", "-c", "kill -KILL $$"])).code).toBe(137);
    expect((await cli.run(["exec", "host", "no-such"])).code).toBe(127);
    expect((await cli.run(["exec", "host", "/etc/passwd"])).code).toBe(126);
    expect(await cli.ok("logs", "host")).toBe("");
    await cli.ok("rm", "-f", "host");
  });
});
