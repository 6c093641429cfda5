// The real command line for tests: bin/ts-run with a state root, a run directory and a network namespace of its own, so
// that nothing meets the machine's containers; and what it must leave behind at the end, which is nothing.
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { skipUnless } from "./skips.ts";

const project = path.resolve(import.meta.dirname, "../..");
const program = process.env.TS_RUN_TEST_PROGRAM ?? path.join(project, "bin/ts-run");
const embeddedImage = path.join(project, ".cache/embedded/image.tar");

/** For `describe.skipIf(...)`: what the tests of the whole engine need. */
export const cannotRunContainers = (): boolean =>
  skipUnless(process.getuid?.() === 0, "root") ||
  skipUnless(existsSync(embeddedImage), "the embedded image (node rootfs/embedded.mjs)");

export const busybox = "ts-run/busybox";

export interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  input?: string | Buffer;
  env?: Record<string, string>;
  cwd?: string;
}

/** One installation: a state root with the embedded image in it. */
export class Cli {
  readonly root = mkdtempSync("/tmp/ts-run-test-");
  readonly runDir = mkdtempSync("/run/tsr-"); // short: the control sockets' paths are limited
  readonly #netHolder: ChildProcess;
  readonly #ids = new Set<string>();

  private constructor() {
    // A process is all that keeps the network namespace: no mount, nothing to forget.
    this.#netHolder = spawn("unshare", ["--net", "sleep", "infinity"], { stdio: "ignore" });
  }

  static async open(): Promise<Cli> {
    const cli = new Cli();
    await eventually(() => readlinkSync(cli.#netPath) !== readlinkSync("/proc/self/ns/net"));
    cli.inNetwork("ip", "link", "set", "lo", "up");
    await cli.ok("load", "-q", "-i", embeddedImage);
    return cli;
  }

  get #netPath(): string {
    return `/proc/${this.#netHolder.pid}/ns/net`;
  }

  /** Leases are kept per network namespace of the host, beside those of every other installation. */
  get #leaseDir(): string {
    return `/run/ts-run/network/${statSync(this.#netPath).ino}`;
  }

  /** Program and arguments that run ts-run here; nsenter executes it in its own place, so the pid is the front door's. */
  command(...args: string[]): [string, string[]] {
    return ["nsenter", [`--net=${this.#netPath}`, program, "--root", this.root, "--run-dir", this.runDir, ...args]];
  }

  /** Runs to the end; the exit code is for the test to judge. */
  run(args: readonly string[], options: CommandOptions = {}): Promise<Result> {
    const [file, argv] = this.command(...args);
    const { input, cwd } = options;
    return new Promise((resolve) => {
      const child = execFile(
        file,
        argv,
        { maxBuffer: 1 << 28, timeout: 50_000, env: { ...process.env, ...options.env }, ...(cwd ? { cwd } : {}) },
        (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
          resolve({ code, stdout, stderr });
        },
      );
      child.stdin?.on("error", () => {}); // a command may end without reading its input
      child.stdin?.end(input);
    });
  }

  /** Output of a command that must succeed. */
  async ok(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(args);
    if (code !== 0) throw new Error(`ts-run ${args.join(" ")}: exit code ${code}\n${stderr}${stdout}`);
    return stdout.trim();
  }

  /** Complaint of a command that must fail, "ts-run: " and hint included. */
  async fails(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(args);
    if (code === 0) throw new Error(`ts-run ${args.join(" ")}: succeeded\n${stderr}${stdout}`);
    return stderr.trim();
  }

  /** Output of a command line for sh in a fresh container. */
  sh(script: string, ...flags: string[]): Promise<string> {
    return this.ok("run", "--rm", ...flags, busybox, "sh", "-c", script);
  }

  start(...args: string[]): ChildProcess & { output: string } {
    const [file, argv] = this.command(...args);
    const child = Object.assign(spawn(file, argv, { stdio: "pipe" }), { output: "" });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        child.output += text;
      });
    }
    return child;
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests walk through a document whose shape they assert
  async inspect(ref: string): Promise<any> {
    return JSON.parse(await this.ok("inspect", ref))[0];
  }

  async state(ref: string): Promise<string> {
    return (await this.run(["inspect", "--format", "{{.State.Status}}", ref])).stdout.trim();
  }

  inNetwork(file: string, ...args: string[]): string {
    return execFileSync("nsenter", [`--net=${this.#netPath}`, file, ...args], {
      encoding: "utf8",
      stdio: "pipe",
    });
  }

  /** Ids of all containers there ever were. */
  async #everCreated(): Promise<Set<string>> {
    const events = await this.run(["events", "--since", "24h", "--until", "0s", "--format", "json"]);
    for (const [, id] of events.stdout.matchAll(/"([0-9a-f]{64})"/g)) if (id) this.#ids.add(id);
    return this.#ids;
  }

  /** Removes every container and the installation. Returns what of it is left on the host, in words. */
  async close(): Promise<string[]> {
    try {
      const all = (await this.ok("ps", "-aq", "--no-trunc")).split("\n").filter((id) => id !== "");
      for (const id of all) this.#ids.add(id);
      if (all.length > 0) await this.ok("rm", "-f", "-v", ...all);
      const ids = await this.#everCreated();
      await eventually(() => this.#leftovers(ids).length === 0, 3_000).catch(() => {});
      return this.#leftovers(ids);
    } finally {
      rmSync(this.#leaseDir, { recursive: true, force: true });
      this.#netHolder.kill("SIGKILL");
      rmSync(this.root, { recursive: true, force: true });
      rmSync(this.runDir, { recursive: true, force: true });
    }
  }

  #leftovers(ids: Set<string>): string[] {
    const mounts = readFileSync("/proc/self/mountinfo", "utf8")
      .split("\n")
      .filter((line) => line.includes(this.root) || line.includes(this.runDir));
    const links = this.inNetwork("ip", "-o", "link")
      .split("\n")
      .filter((line) => / master | veth/.test(line));
    const elements = execSafely(() => this.inNetwork("nft", "list", "ruleset")).match(/elements = .*/g) ?? [];
    return [
      ...mounts.map((line) => `mount: ${line}`),
      ...cgroupsNamed(ids).map((dir) => `cgroup: ${dir}`),
      ...this.#processes(ids).map((text) => `process: ${text}`),
      ...links.map((line) => `network interface: ${line}`),
      ...elements.map((line) => `firewall element: ${line}`),
      ...listDir(path.join(this.runDir, "containers")).map((name) => `run directory: ${name}`),
      ...listDir(path.join(this.root, "containers")).map((name) => `container directory: ${name}`),
      ...listDir(path.join(this.root, "names")).map((name) => `name: ${name}`),
      ...listDir(path.join(this.#leaseDir, "leases"))
        .filter((name) => !name.startsWith("."))
        .map((name) => `lease: ${name}`),
    ];
  }

  /** Everything in our network namespace but the holder, and everything that names our directories. */
  #processes(ids: Set<string>): string[] {
    const network = readlinkSync(this.#netPath);
    return listDir("/proc")
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && Number(name) !== this.#netHolder.pid)
      .flatMap((pid) => {
        const isInside = execSafely(() => readlinkSync(`/proc/${pid}/ns/net`)) === network;
        const text = (file: string): string => execSafely(() => readFileSync(`/proc/${pid}/${file}`, "utf8"));
        const ours =
          isInside || [...ids].some((id) => text("cgroup").includes(id)) || text("cmdline").includes(this.runDir);
        return ours ? [`${pid} ${text("comm").trim()}`] : [];
      });
  }
}

/** Until it is true; throws after `timeoutMs`. */
export async function eventually(check: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await delay(25)) if (await check()) return;
  throw new Error(`not true within ${timeoutMs} ms: ${check}`);
}

/** Exit code of a child process as a shell would tell it. */
export function exitOf(child: ChildProcess): Promise<number> {
  const code = (): number => child.exitCode ?? 128;
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(code());
  return new Promise((resolve) => child.once("close", () => resolve(code())));
}

function cgroupsNamed(ids: Set<string>): string[] {
  return execFileSync("find", ["/sys/fs/cgroup", "-type", "d", "-path", "*ts-run*"], { encoding: "utf8" })
    .split("\n")
    .filter((dir) => ids.has(path.basename(dir)));
}

function listDir(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

function execSafely(act: () => string): string {
  try {
    return act();
  } catch {
    return "";
  }
}
