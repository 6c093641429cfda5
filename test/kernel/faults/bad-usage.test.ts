// What people type wrong: exit code 125, one line of cause, a hint, and nothing changed.
import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers } from "../../setup/cli.ts";

const broken = path.join(tmpdir(), "ts-run-test-broken");

const wrongRuns = [
  "--nope",
  "-p 80:80:80:80",
  "-p 70000:80",
  "-p abc",
  "-p 80-90:80-85",
  "-m 1",
  "-m -5",
  "-m 5x",
  "--cpus -1",
  "--cpus abc",
  "--pids-limit x",
  "--name a/b",
  "--name ../x",
  "-v /tmp:relative",
  "-v :/x",
  "-v a:b:c:d",
  "--mount type=foo,target=/x",
  "--mount type=bind,source=/nonexistent,target=/x",
  "--tmpfs relative",
  "--env-file /nonexistent",
  `--env-file ${broken}`,
  "--cap-add NOPE",
  "--security-opt foo",
  `--security-opt seccomp=${broken}`,
  "--device /nonexistent",
  "--ulimit nofile",
  "--network nope",
  "--network container:nope",
  "--pid container:nope",
  "--user nope",
  "-u 0:nope",
  "-w relative",
  "--stop-signal SIGNOPE",
  "--restart sometimes",
  "--rm --restart always",
  "--pull sometimes",
  "--shm-size x",
  "--oom-score-adj 5000",
  "--cgroup-parent ../x",
  "--cidfile /nonexistent/x",
  "--pidfile /nonexistent/x",
  "--hostname -x-",
];
const wrongCommands = [
  "runn",
  "run",
  "run UPPER/Case",
  "run --pull=never nothere",
  "exec nope ls",
  "start nope",
  "stop nope",
  "rm nope",
  "rm",
  "logs nope",
  "ps --filter foo=bar",
  "images --filter x",
  "rmi nope",
  `tag nope x`,
  `load -i ${broken}`,
  "save nope",
  "update -m x nope",
  "rename nope x",
  "volume rm nope",
  "volume create ../x",
  "wait nope",
  "top nope",
  "attach nope",
  "explain",
];

describe.skipIf(cannotRunContainers())("bad usage", () => {
  let cli: Cli;
  let before: string[];
  const state = (): string[] =>
    ["containers", "names", "volumes", "images/blobs/sha256", "snapshots"].flatMap((dir) => {
      try {
        return readdirSync(path.join(cli.root, dir)).map((name) => `${dir}/${name}`);
      } catch {
        return [];
      }
    });

  beforeAll(async () => {
    writeFileSync(broken, "a b=c\n{");
    cli = await Cli.open();
    before = state();
  });
  afterAll(async () => {
    expect(await cli.close()).toEqual([]);
  });

  test.each([...wrongRuns.map((flags) => `run ${flags} ${busybox} true`), ...wrongCommands])(
    "ts-run %s",
    async (line) => {
      const { code, stderr, stdout } = await cli.run(line.split(" "));
      expect(code).toBe(125);
      expect(stdout).toBe("");
      expect(stderr).toMatch(/^ts-run: [^\n]+\nhint: [^\n]+\n$/);
      expect(state()).toEqual(before);
    },
  );

  test("--env-file in the container's own arguments is the container's", async () => {
    expect(await cli.ok("run", "--rm", busybox, "echo", "--env-file", "/nonexistent")).toBe("--env-file /nonexistent");
  });
});
