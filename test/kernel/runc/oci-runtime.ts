// An OCI runtime as engines drive it, over bundles made here. TS_RUN_OCI_RUNTIME names another program than bin/ts-runc:
// `TS_RUN_OCI_RUNTIME=runc npx vitest run --project kernel test/kernel/runc` proves that the tests ask for nothing odd.
import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  cpSync,
  type Dirent,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { hasErrno } from "../../../src/base/index.ts";
import { defaultRuncSpec } from "../../../src/runtime/index.ts";
import { skipUnless } from "../../setup/skips.ts";

export const program = process.env.TS_RUN_OCI_RUNTIME ?? path.resolve(import.meta.dirname, "../../../bin/ts-runc");
export const isOurs = path.basename(program).startsWith("ts-runc");
export const isCrun = path.basename(program).startsWith("crun");
const built = path.resolve(import.meta.dirname, "../../../.cache/embedded/busybox");
const busybox = [built, "/bin/busybox", "/usr/bin/busybox"].find((file) => existsSync(file));

/** For `describe.skipIf(...)`. */
export const cannotRunBundles = (): boolean =>
  skipUnless(process.getuid?.() === 0, "root") ||
  skipUnless(busybox !== undefined, "a static busybox (node rootfs/embedded.mjs)");

/** Whether another runtime says in its `features` that it has this object of linux; ours has to have all. */
export function supports(name: string): boolean {
  if (isOurs) return true;
  const { stdout } = spawnSync(program, ["features"], { encoding: "utf8" });
  const { linux } = JSON.parse(stdout) as { linux?: Record<string, { enabled?: boolean } | undefined> };
  return linux?.[name] !== undefined && linux[name].enabled !== false;
}

type Spec = ReturnType<typeof defaultRuncSpec>;

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One --root, one bundle, and the promise that nothing is left of them. */
export class OciRuntime {
  readonly dir = mkdtempSync("/tmp/ts-runc-test-");
  readonly root = path.join(this.dir, "state");
  readonly bundle = path.join(this.dir, "bundle");
  readonly rootfs = path.join(this.bundle, "rootfs");
  readonly program = program;
  readonly #ids = new Set<string>();

  constructor() {
    const bin = path.join(this.rootfs, "bin");
    mkdirSync(bin, { recursive: true });
    if (busybox !== undefined) cpSync(busybox, path.join(bin, "busybox"), { dereference: true });
    for (const name of "cat cut echo env grep head wc hostname id ls mount ps readlink sh sleep stty touch true tty ulimit".split(
      " ",
    ))
      symlinkSync("busybox", path.join(bin, name));
    mkdirSync(path.join(this.rootfs, "out"));
  }

  /** For a user namespace's root, who is nobody here: the way to the rootfs, and mount points that it finds there. */
  openToOthers(): void {
    for (const name of ["proc", "dev", "sys"]) mkdirSync(path.join(this.rootfs, name), { recursive: true });
    chmodSync(this.dir, 0o755);
  }

  /** A name of its own for each test file's containers. */
  id(name: string): string {
    const id = `tsrunc-${process.pid}-${name}`;
    this.#ids.add(id);
    return id;
  }

  /** config.json: runc's default without a terminal, its rootfs writable, running `script` in sh; `change` edits it. */
  write(script: string, change: (spec: Mutable<Spec>) => void = () => {}): void {
    const spec = structuredClone(defaultRuncSpec()) as Mutable<Spec>;
    spec.ociVersion = "1.0.2";
    Object.assign(spec.process ?? {}, { terminal: false, args: ["sh", "-c", script] });
    spec.root = { path: "rootfs" };
    change(spec);
    writeFileSync(path.join(this.bundle, "config.json"), JSON.stringify(spec));
  }

  run(args: readonly string[], options: Partial<SpawnSyncOptionsWithStringEncoding> = {}): Result {
    const result = spawnSync(program, ["--root", this.root, ...args], {
      cwd: this.bundle,
      timeout: 30_000,
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
      encoding: "utf8",
    });
    return { code: result.status, stdout: result.stdout ?? "", stderr: result.stderr ?? "" };
  }

  /**
   * The same on a "host" of its own: a mount namespace whose mounts are `propagation`, prepared by `script` (sh), and
   * asked by `afterwards` what it sees when the runtime is done; its output comes last.
   */
  runOnHost(host: { script: string; propagation?: string; afterwards?: string }, args: readonly string[]): Result {
    const { script, propagation = "private", afterwards = ":" } = host;
    const whole = `${script}\n"$0" "$@"\ncode=$?\n${afterwards}\nexit $code`;
    const command = ["-m", "--propagation", propagation, "sh", "-c", whole, program, "--root", this.root, ...args];
    const result = spawnSync("unshare", command, { cwd: this.bundle, timeout: 30_000, encoding: "utf8" });
    return { code: result.status, stdout: result.stdout, stderr: result.stderr };
  }

  /** For what must succeed. */
  ok(...args: string[]): string {
    const { code, stdout, stderr } = this.run(args);
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}`);
    return stdout;
  }

  /** For what lives on: its standard streams are a file, because a pipe would keep spawnSync waiting for its end. */
  detached(...args: string[]): void {
    const file = path.join(this.dir, "output");
    const fd = openSync(file, "w");
    const { code } = this.run(args, { stdio: ["ignore", fd, fd] });
    closeSync(fd);
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${readFileSync(file, "utf8")}`);
  }

  create(id: string, ...more: string[]): void {
    this.detached("create", ...more, id);
  }

  state(id: string): { status: string; pid: number; id: string; bundle: string; ociVersion: string } {
    return JSON.parse(this.ok("state", id));
  }

  async until(id: string, status: string): Promise<void> {
    await eventually(() => this.state(id).status === status);
  }

  /** A file that the container wrote into /out. */
  out(name: string): string | undefined {
    const file = path.join(this.rootfs, "out", name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** What a directory of the rootfs holds, as the host sees it. */
  rootfsFiles(name: string): string[] {
    return readdirSync(path.join(this.rootfs, name)).sort();
  }

  /** What is still there of any container of this runtime, in words; nothing: an empty list. */
  leftovers(): string[] {
    const state = existsSync(this.root) ? readdirSync(this.root) : [];
    const cgroups = findCgroups((name) => this.#ids.has(name));
    return [...state, ...cgroups, ...hostMounts(this.dir)];
  }

  close(): void {
    for (const id of this.#ids) this.run(["delete", "--force", id]);
    rmSync(this.dir, { recursive: true, force: true });
  }
}

type Mutable<T> = T extends readonly (infer U)[]
  ? Mutable<U>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** Mounts in the host's own namespace that are below this directory, or show something of it. */
function hostMounts(dir: string): string[] {
  const lines = readFileSync("/proc/self/mountinfo", "utf8").trim().split("\n");
  return lines.filter((line) => line.includes(dir));
}

function findCgroups(isWanted: (name: string) => boolean, directory = "/sys/fs/cgroup", depth = 0): string[] {
  if (depth > 3) return [];
  return directoryEntries(directory)
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const found = path.join(directory, entry.name);
      return isWanted(entry.name) ? [found] : findCgroups(isWanted, found, depth + 1);
    });
}

/** None of a cgroup that somebody has removed meanwhile. */
function directoryEntries(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
}

export async function eventually(isTrue: () => boolean, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${isTrue}`);
    await delay(20);
  }
}

/** False for a zombie too: whoever inherited it has not looked yet. */
export function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
}
