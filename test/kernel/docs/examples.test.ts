// Every ```sh block of the documentation is executed as it stands, as a reader would, on a state root of its own.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cli, cannotRunContainers } from "../../setup/cli.ts";

const project = path.resolve(import.meta.dirname, "../../..");
const pages = ["README.md", "docs/quick-start.md", "docs/limits-and-networking.md", "docs/troubleshooting.md"];

describe.skipIf(cannotRunContainers())("the documentation", () => {
  let cli: Cli;
  let bin: string;

  beforeAll(async () => {
    cli = await Cli.open();
    bin = mkdtempSync(path.join(tmpdir(), "ts-run-docs-"));
    mkdirSync(bin, { recursive: true });
    const [file, args] = cli.command();
    writeFileSync(path.join(bin, "ts-run"), `#!/bin/sh\nexec ${file} ${args.join(" ")} "$@"\n`);
    chmodSync(path.join(bin, "ts-run"), 0o755);
  });

  afterAll(async () => {
    rmSync(bin, { recursive: true, force: true });
    expect(await cli.close()).toEqual([]);
  });

  const bash = (script: string): { code: number | null; output: string } => {
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, COLUMNS: "140" };
    const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8", env, timeout: 50_000 });
    return { code: status, output: `${stdout}${stderr}` };
  };

  for (const page of pages) {
    test(`of ${page} has commands that work`, () => {
      const text = readFileSync(path.join(project, page), "utf8");
      const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((match) => match[1] ?? []);
      expect(blocks.length).toBeGreaterThan(0);
      for (const block of blocks) {
        const { code, output } = bash(`set -e\n${block}`);
        expect(code, `${block}\n${output}`).toBe(0);
      }
    });
  }

  test("leaves no container and no volume behind", () => {
    expect(bash("ts-run ps -aq; ts-run volume ls -q").output).toBe("");
  });
});
