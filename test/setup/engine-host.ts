// Where somebody else's engine runs for a test: on this machine's kernel, cgroups and pid namespace, but with a mount
// namespace of its own (an empty /run, copy-on-write /etc and /var/lib) and a network namespace of its own. So it meets
// no engine that this machine has, what it leaves behind can be counted, and all of it is gone in the end.
//
// TS_RUN_CLIENT_RUNTIME names another runtime than bin/ts-runc: `TS_RUN_CLIENT_RUNTIME=/usr/sbin/runc npx vitest run
// --project clients test/clients/podman.test.ts` proves that the tests ask for nothing odd. TS_RUN_CLIENT_ROOT names another
// root directory to take the engine from: a newer distribution's, as debootstrap makes it.
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import { eventually, exitOf, type Result } from "./cli.ts";
import { engineRoot, holdNamespaces } from "./engine-namespaces.ts";
import { skipUnless } from "./skips.ts";
import { Terminal } from "./terminal.ts";

const project = path.resolve(import.meta.dirname, "../..");
export const embeddedImage = path.join(project, ".cache/embedded/image.tar");
/** The OCI runtime that the engines are told to use. */
export const runtime = process.env.TS_RUN_CLIENT_RUNTIME ?? path.join(project, "bin/ts-runc");
export const isOurs = path.basename(runtime) === "ts-runc";
/** "ts-runc version 0.1.0" and the like; for the names of the suites. */
export const runtimeVersion = hasProgram(runtime) ? versionOf(runtime) : firstLine(runtime, ["--version"]);

/** For `describe.skipIf(...)`: every program of the engine, by its path. */
export const cannotRunEngine = (...programs: readonly string[]): boolean =>
  skipUnless(process.getuid?.() === 0, "root") ||
  skipUnless(existsSync(embeddedImage), "the embedded image (node rootfs/embedded.mjs)") ||
  programs.some((program) => skipUnless(hasProgram(program), program));

export function hasProgram(program: string): boolean {
  return existsSync(path.join(engineRoot, program));
}

/** What an engine's program says of itself; for the names of the suites. */
export function versionOf(program: string): string {
  return firstLine("chroot", [engineRoot, program, "--version"]);
}

function firstLine(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split("\n")[0] ?? "";
  } catch {
    return `no ${args.at(-2) ?? program}`;
  }
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly timeoutMs?: number;
}

export class EngineHost {
  readonly dir = mkdtempSync("/tmp/ts-run-client-");
  /** Parent cgroup of this engine's containers, in every hierarchy; a name that nobody else has. */
  readonly cgroup = path.basename(this.dir);
  readonly #holder: ChildProcess;
  readonly #daemons: { child: ChildProcess; stopped: Promise<number> }[] = [];
  #mounts: ReadonlySet<string> = new Set();

  private constructor() {
    this.#holder = holdNamespaces(path.join(this.dir, "host"));
  }

  static async open(): Promise<EngineHost> {
    const host = new EngineHost();
    await eventually(() => existsSync(host.inside("/run/ready")));
    rmSync(host.inside("/run/ready"));
    host.#mounts = new Set(host.#mountpoints());
    return host;
  }

  /** A path of the engine's file system as this process can open it. */
  inside(file: string): string {
    return `/proc/${this.#holder.pid}/root${file}`;
  }

  command(file: string, ...args: readonly string[]): [string, string[]] {
    return ["nsenter", ["--mount", "--net", `--target=${this.#holder.pid}`, file, ...args]];
  }

  /** Runs to the end; the exit code is for the test to judge. */
  run(
    file: string,
    args: readonly string[],
    { env, input = "", timeoutMs = 50_000 }: RunOptions = {},
  ): Promise<Result> {
    return new Promise((resolve) => {
      const options = { maxBuffer: 1 << 26, timeout: timeoutMs, env: { ...process.env, ...env } };
      const child = execFile(...this.command(file, ...args), options, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, stdout, stderr });
      });
      child.stdin?.on("error", () => {}); // most commands do not read it
      child.stdin?.end(input);
    });
  }

  /** Output of a command that must succeed. */
  async ok(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.run(file, args, options);
    if (code !== 0) throw new Error(`${path.basename(file)} ${args.join(" ")}: exit code ${code}\n${stderr}${stdout}`);
    return stdout.trim();
  }

  /** A page as a program outside every container gets it; "" while nobody answers. */
  async get(url: string): Promise<string> {
    const script = `fetch("${url}").then((answer) => answer.text()).then((text) => process.stdout.write(text))`;
    return (await this.run(process.execPath, ["-e", script])).stdout;
  }

  /** Starts a program that the test ends, or that ends by itself. */
  start(file: string, args: readonly string[]): ChildProcess & { output: string } {
    const child = Object.assign(spawn(...this.command(file, ...args), { stdio: "pipe" }), { output: "" });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        child.output += text;
      });
    }
    return child;
  }

  /** Pids of this engine's processes whose command line begins with that program. */
  processes(program: string): number[] {
    return this.#processes().filter((pid) => path.basename(commandOf(pid).split(" ")[0] ?? "") === program);
  }

  terminal(file: string, args: readonly string[]): Terminal {
    return new Terminal(...this.command(file, ...args));
  }

  /** Starts a program that stays; its output is in `<dir>/<name>.log`. */
  daemon(file: string, args: readonly string[]): void {
    const log = openSync(this.#logOf(file), "a");
    const child = spawn(...this.command(file, ...args), { stdio: ["ignore", log, log] });
    closeSync(log);
    this.#daemons.push({ child, stopped: exitOf(child) });
  }

  /** Until it answers; a daemon that ends instead is told with the end of its log. */
  async answers(file: string, ask: () => Promise<Result>): Promise<void> {
    const isUp = async () => {
      const { child } = this.#daemons.at(-1) ?? {};
      if (child?.exitCode !== null) throw new Error(`${file} ended`);
      return (await ask()).code === 0;
    };
    await eventually(isUp, 30_000).catch((error: unknown) => {
      throw new Error(`start ${file}: ${error}\n${readFileSync(this.#logOf(file), "utf8").slice(-4000)}`);
    });
  }

  /** Ends the daemons, the last one first. Nothing else is ended by it: what they leave is to be seen. */
  async stopDaemons(): Promise<void> {
    for (const { child, stopped } of this.#daemons.splice(0).reverse()) {
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), 20_000);
      await stopped;
      clearTimeout(patience);
    }
  }

  /** Stops everything. Returns what the engine and its runtime left, in words; `state`: directories that must be empty. */
  async close(...state: readonly string[]): Promise<string[]> {
    try {
      await this.stopDaemons();
      await eventually(() => this.#leftovers(state).length === 0, 5_000).catch(() => {});
      return this.#leftovers(state);
    } finally {
      await this.#removeAll();
    }
  }

  #leftovers(state: readonly string[]): string[] {
    const names = (dir: string) => listDir(this.inside(dir)).map((name) => path.join(dir, name));
    return [
      ...this.#processes().map((pid) => `process: ${pid} ${commandOf(pid)}`),
      ...this.#mountpoints()
        .filter((target) => !this.#mounts.has(target))
        .map((target) => `mount: ${target}`),
      ...cgroupsBelow(this.cgroup).map((dir) => `cgroup: ${dir}`),
      ...this.#interfaces().map((line) => `network interface: ${line}`),
      ...[...state, "/run/netns", "/run/ts-runc", "/run/ts-runc-sockets"].flatMap(names).map((file) => `file: ${file}`),
    ];
  }

  /** Everything in our namespaces and cgroups but the process that keeps them. */
  #processes(): number[] {
    const ours = ["mnt", "net"].map((kind) => readlinkSync(`/proc/${this.#holder.pid}/ns/${kind}`));
    const inside = (pid: number) => ["mnt", "net"].some((kind) => ours.includes(linkOf(`/proc/${pid}/ns/${kind}`)));
    return listDir("/proc")
      .map(Number)
      .filter((pid) => pid > 0 && pid !== this.#holder.pid)
      .filter((pid) => inside(pid) || textOf(`/proc/${pid}/cgroup`).includes(`/${this.cgroup}/`));
  }

  #mountpoints(): string[] {
    const lines = textOf(`/proc/${this.#holder.pid}/mountinfo`).split("\n");
    return lines.flatMap((line) => line.split(" ")[4] ?? []);
  }

  #interfaces(): string[] {
    const [file, args] = this.command("ip", "-o", "link");
    const lines = execFileSync(file, args, { encoding: "utf8" }).split("\n");
    return lines.filter((line) => / master | veth/.test(line));
  }

  async #removeAll(): Promise<void> {
    for (const pid of this.#processes()) killQuietly(pid);
    await eventually(() => this.#processes().length === 0).catch(() => {});
    this.#holder.kill("SIGKILL");
    await exitOf(this.#holder);
    for (const dir of cgroupsNamed(this.cgroup).flatMap((top) => [...treeBelow(top), top])) {
      try {
        rmdirSync(dir);
      } catch {
        // in use after all: it was told as left behind
      }
    }
    rmSync(this.dir, { recursive: true, force: true });
  }

  #logOf(file: string): string {
    return path.join(this.dir, `${path.basename(file)}.log`);
  }
}

/** In every hierarchy of the machine; a directory that no hierarchy is mounted on is none. */
function cgroupsNamed(name: string): string[] {
  const tops = ["/sys/fs/cgroup", ...listDir("/sys/fs/cgroup").map((one) => path.join("/sys/fs/cgroup", one))];
  return tops.map((top) => path.join(top, name)).filter((dir) => existsSync(path.join(dir, "cgroup.procs")));
}

function cgroupsBelow(name: string): string[] {
  return cgroupsNamed(name).flatMap(treeBelow);
}

/** Deepest first, so that they can be removed in this order. */
function treeBelow(dir: string): string[] {
  const children = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return children.map((entry) => path.join(dir, entry.name)).flatMap((child) => [...treeBelow(child), child]);
}

/** memory.max, CPU time per period and pids.max of a cgroup of either version. */
export function limitsOf(cgroup: string): (string | undefined)[] {
  const files = [
    ["memory/memory.limit_in_bytes", "memory.max"],
    ["cpu/cpu.cfs_quota_us", "cpu.max"],
    ["pids/pids.max", "pids.max"],
  ];
  return files.map(([v1 = "", v2 = ""]) => {
    const old = path.join("/sys/fs/cgroup", path.dirname(v1), cgroup, path.basename(v1));
    const text = textOf(existsSync(old) ? old : path.join("/sys/fs/cgroup", cgroup, v2));
    return text.trim().split(" ")[0];
  });
}

const commandOf = (pid: number): string => textOf(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim();

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has just ended
  }
}

/** These read what may vanish at any moment; nothing there is nothing to tell. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

const linkOf = (file: string): string => quietly(() => readlinkSync(file), "");
const textOf = (file: string): string => quietly(() => readFileSync(file, "utf8"), "");
const listDir = (dir: string): string[] => quietly(() => readdirSync(dir), []);
