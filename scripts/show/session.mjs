// A terminal session on paper: prints each command and what it answered, and checks it against what was expected.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { startRegistry } from "../setup/registry.mjs";
import { cacheDir, projectDir } from "../setup/stamp.mjs";

export class Session {
  #counts = { right: 0, wrong: 0 };
  /** Mount points to be unmounted at the end, in this order. */
  mounts = [];

  static async open() {
    const session = new Session();
    session.dir = mkdtempSync("/tmp/ts-run-show-");
    session.runDir = mkdtempSync("/run/tsw-"); // short: the control sockets' paths are limited
    session.root = path.join(session.dir, "root");
    mkdirSync(path.join(session.dir, "home"));
    session.registry = await startRegistry({ storage: path.join(cacheDir, "test-images/registry"), readOnly: true });
    session.run("load", "-q", "-i", path.join(cacheDir, "embedded/image.tar"));
    return session;
  }

  async close() {
    const ids = this.run("ps", "-aq").stdout.trim().split("\n").filter(Boolean);
    if (ids.length > 0) this.run("rm", "-f", "-v", ...ids);
    await this.registry.stop();
    for (const dir of this.mounts) spawnSync("umount", [dir]);
    for (const dir of [this.dir, this.runDir]) rmSync(dir, { recursive: true, force: true });
  }

  image(name) {
    return `${this.registry.host}/${name}`;
  }

  title(text) {
    console.log(`\n\n== ${text}\n`);
  }

  say(text) {
    console.log(text);
  }

  /** Runs ts-run without a word. */
  run(...args) {
    return this.#spawn(path.join(projectDir, "bin/ts-run"), ["--root", this.root, "--run-dir", this.runDir, ...args]);
  }

  /**
   * Shows `$ ts-run ...` and its output. `code` and `says` (a pattern) are what is promised; `lines` cuts long output.
   * @param {string[]} args
   * @param {{ code?: number, says?: RegExp, lines?: number, root?: string, timeoutMs?: number }} [promise]
   */
  show(args, { code = 0, says, lines, root = this.root, timeoutMs } = {}) {
    const argv = ["--root", root, "--run-dir", this.runDir, ...args];
    const result = this.#spawn(path.join(projectDir, "bin/ts-run"), argv, timeoutMs);
    this.#print(`ts-run ${args.map(quoted).join(" ")}`, result, lines);
    this.check(`exit code ${result.status}`, result.status === code, `exit code ${code}`);
    if (says !== undefined) this.check(`says ${says}`, says.test(result.output), `output with ${says}`);
    return result;
  }

  /** The same for another program. */
  program(program, args, { code = 0, says, shown } = {}) {
    const result = this.#spawn(program, args, 600_000);
    this.#print(shown ?? [program, ...args].map(quoted).join(" "), result);
    this.check(`exit code ${result.status}`, result.status === code, `exit code ${code}`);
    if (says !== undefined) this.check(`says ${says}`, says.test(result.output), `output with ${says}`);
    return result;
  }

  /** Counts; speaks up only when something is not as promised. */
  check(what, isRight, promised) {
    this.#counts[isRight ? "right" : "wrong"]++;
    if (!isRight) console.log(`  ** NOT AS PROMISED: ${what}; promised: ${promised}`);
  }

  /** The same, for a measurement worth reading. */
  measure(what, isRight) {
    this.#counts[isRight ? "right" : "wrong"]++;
    console.log(`  ${isRight ? "as promised" : "** NOT AS PROMISED"}: ${what}`);
  }

  conclude() {
    const { right, wrong } = this.#counts;
    console.log(`\n${right} of ${right + wrong} answers are as promised.`);
    return wrong > 0 ? 1 : 0;
  }

  #spawn(program, args, timeout = 120_000) {
    const env = { PATH: process.env.PATH, HOME: path.join(this.dir, "home") };
    const options = { encoding: "utf8", env, timeout, maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "pipe"] };
    const result = spawnSync(program, args, options);
    return { ...result, output: result.stdout + result.stderr };
  }

  #print(command, { output }, lines = 60) {
    console.log(`$ ${command}`);
    const all = output.trimEnd().split("\n");
    for (const line of all.slice(0, lines)) console.log(line);
    if (all.length > lines) console.log(`... ${all.length - lines} more lines`);
  }
}

function quoted(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
