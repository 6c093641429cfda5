// The command line of ts-runc as its callers know runc's: version, help, flags in both places, the log, errors.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { CommandContext } from "../../../src/cli/engine.ts";
import { runRunc } from "../../../src/cli/runc.ts";

const dir = mkdtempSync("/tmp/ts-runc-cli-");
afterAll(() => rmSync(dir, { recursive: true }));
const root = path.join(dir, "root");

async function tsRunc(...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const context: CommandContext = {
    args,
    cwd: dir,
    env: {},
    streams: { stdin: 0, stdout: 1, stderr: 2, stdinIsTty: false, stdoutIsTty: false },
    signal: new AbortController().signal,
    onSignal: () => () => {},
    write: (text) => {
      stdout += text;
    },
    writeError: (text) => {
      stderr += text;
    },
  };
  return { code: await runRunc(context), stdout, stderr };
}

const lines = (file: string) => readFileSync(path.join(dir, file), "utf8").trim().split("\n");

describe("ts-runc --version", () => {
  test("has the lines that dockerd and go-runc look for", async () => {
    const { code, stdout } = await tsRunc("--version");
    expect(code).toBe(0);
    const [first = "", ...rest] = stdout.trimEnd().split("\n");
    // dockerd: name and version are what is around the word "version", in the only line that has it
    expect(first.split("version").map((part) => part.trim())).toEqual([
      "ts-runc",
      expect.stringMatching(/^\d+\.\d+\.\d+/),
    ]);
    expect(rest.filter((line) => line.includes("version"))).toEqual([]);
    expect(rest).toContain("spec: 1.3.0");
    expect((await tsRunc("-v")).stdout).toBe(stdout);
  });
});

describe("ts-runc help", () => {
  test("lists every command, and each has a page of its own", async () => {
    const { code, stdout } = await tsRunc("help");
    expect([code, (await tsRunc()).stdout, (await tsRunc("--help")).stdout]).toEqual([0, stdout, stdout]);
    const names = [...(stdout.split("Global flags:")[0] ?? "").matchAll(/^ {2}([a-z]+) /gm)].map(
      (match) => match[1] ?? "",
    );
    expect(names).toEqual(expect.arrayContaining(["create", "start", "state", "kill", "delete", "exec", "update"]));
    for (const name of names) {
      const page = await tsRunc(name, "--help");
      expect([page.code, page.stdout.split("\n")[0]]).toEqual([0, expect.stringContaining(`ts-runc ${name} [FLAGS]`)]);
      expect((await tsRunc("help", name)).stdout).toBe(page.stdout);
    }
  });
});

describe("flags of ts-runc", () => {
  test("that are global may stand before and after the command, and the later one wins", async () => {
    const found = await tsRunc("--root", "/nowhere", "list", "--root", root, "--log=after.log", "-q");
    expect(found).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(lines("after.log")).toEqual([""]);
  });

  test("after the program of exec, and after the id of ps, are theirs", async () => {
    const { code, stderr } = await tsRunc("--root", root, "exec", "nobody", "ls", "--root", "--no-such-flag");
    expect([code, stderr]).toEqual([255, expect.stringMatching(/^ts-runc: container does not exist: nobody/)]);
    expect((await tsRunc("--root", root, "ps", "nobody", "-aux")).stderr).toMatch(/container does not exist/);
  });

  test("that do not exist are named, with the command and a way to find others", async () => {
    expect(await tsRunc("create", "--bundel", "x", "id")).toEqual({
      code: 1,
      stdout: "",
      stderr: "ts-runc: unknown flag --bundel of ts-runc create\nhint: did you mean --bundle?\n",
    });
    expect((await tsRunc("state")).stderr).toMatch(
      /ts-runc state needs at least 1 argument, got 0\nhint: usage: ts-runc/,
    );
    expect((await tsRunc("frobnicate")).stderr).toMatch(/unknown command "frobnicate"\nhint: ts-runc help/);
  });

  test("of values that are none are refused", async () => {
    expect((await tsRunc("--log-format", "xml", "list")).stderr).toMatch(/invalid log-format: xml/);
    expect((await tsRunc("--root", "/", "list")).stderr).toMatch(/--root may not be \//);
    expect((await tsRunc("--rootless", "maybe", "list")).stderr).toMatch(/--rootless maybe: neither/);
    expect((await tsRunc("--rootless", "true", "list")).stderr).toMatch(/--rootless true: /);
    for (const harmless of ["auto", "false"])
      expect((await tsRunc("--rootless", harmless, "--root", root, "list", "-q")).code).toBe(0);
  });
});

describe("--log", () => {
  test("is there although nothing failed, and holds nothing then", async () => {
    expect((await tsRunc("--log", "empty.log", "--root", root, "list", "-q")).code).toBe(0);
    expect(lines("empty.log")).toEqual([""]);
  });

  test("has errors as JSON objects of level, msg and time, each on a line, after what was there", async () => {
    writeFileSync(path.join(dir, "engine.json"), '{"level":"info"}\n');
    const flags = ["--log", "engine.json", "--log-format", "json", "--root", root];
    const { code, stderr } = await tsRunc(...flags, "state", "nobody");
    const [first, second, ...rest] = lines("engine.json").map((line) => JSON.parse(line) as Record<string, string>);
    expect([first, rest]).toEqual([{ level: "info" }, []]);
    expect(second).toEqual({
      level: "error",
      msg: `container does not exist: nobody is not in ${root}`,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    });
    expect([code, stderr]).toEqual([1, `ts-runc: ${second?.msg}\n`]);
  });

  test("is text unless JSON is asked for", async () => {
    await tsRunc("--log", "text.log", "--root", root, "state", 'no"body');
    expect(lines("text.log")).toEqual([
      expect.stringMatching(/^time="[^"]+" level=error msg="invalid container id \\"no\\\\\\"body\\""$/),
    ]);
  });

  test("has usage errors too, and with --debug what was asked", async () => {
    await tsRunc("--log", "usage.log", "create", "--bundel", "x");
    expect(lines("usage.log")).toEqual([expect.stringMatching(/level=error msg="unknown flag --bundel/)]);
    await tsRunc("--debug", "--log", "debug.log", "--root", root, "state", "nobody");
    expect(lines("debug.log").map((line) => /level=(\w+)/.exec(line)?.[1])).toEqual(["debug", "error"]);
    expect(lines("debug.log")[0]).toMatch(/state nobody"$/);
  });

  test("that cannot be written is an error by itself", async () => {
    const { code, stderr } = await tsRunc("--log", "no/such/dir/log", "--root", root, "list");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^ts-runc: open --log .*no\/such\/dir\/log: ENOENT/)]);
  });
});

describe("delete of an id that does not exist", () => {
  test("says so with exit code 1, and with --force is no error", async () => {
    const { code, stderr } = await tsRunc("--root", root, "delete", "nobody");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^ts-runc: container does not exist/)]);
    expect(await tsRunc("--root", root, "delete", "--force", "nobody")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("refuses names that could not be ids", async () => {
    for (const bad of ["../x", "a/b", "", ".", "a b", "é", "x".repeat(256)])
      expect((await tsRunc("--root", root, "delete", "--force", bad)).stderr).toMatch(/invalid container id/);
    for (const good of ["a", "A_+-.9", "-x", "+", "x".repeat(255)])
      expect((await tsRunc("--root", root, "state", "--", good)).stderr).toMatch(/container does not exist/);
  });
});

describe("ts-runc spec", () => {
  test("writes a config.json once, with --rootless one for the calling user", async () => {
    const at = (name: string) => path.join(dir, name);
    expect((await tsRunc("spec", "--bundle", dir)).code).toBe(0);
    expect((await tsRunc("spec", "--bundle", dir)).stderr).toMatch(/File .*config.json exists. Remove it first/);
    rmSync(at("config.json"));
    expect((await tsRunc("spec", "--rootless", "-b", dir)).code).toBe(0);
    const { linux, mounts } = JSON.parse(readFileSync(at("config.json"), "utf8"));
    expect(linux.namespaces.map(({ type }: { type: string }) => type)).toEqual(expect.arrayContaining(["user", "pid"]));
    expect(linux.namespaces.map(({ type }: { type: string }) => type)).not.toContain("network");
    expect(linux.uidMappings).toEqual([{ containerID: 0, hostID: process.geteuid?.(), size: 1 }]);
    expect(linux.resources).toBeUndefined();
    expect(mounts.flatMap((mount: { options: string[] }) => mount.options)).not.toContain("gid=5");
  });
});
