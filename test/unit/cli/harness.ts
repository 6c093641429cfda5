// A front door without a process: arguments in; output, exit code and the engine's calls out.

import { dispatch } from "../../../src/cli/dispatch.ts";
import type { CommandContext, ContainerSummary, Engine, ImageSummary, RunOptions } from "../../../src/cli/engine.ts";

export interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly Call[];
}

export interface Setting {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly uid?: number;
  readonly tty?: boolean;
  /** What engine methods answer, by "method" or "images.method"; functions are called with the arguments. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** Records every call; answers from the table, or with undefined. */
export function recordingEngine(answers: Readonly<Record<string, unknown>>, calls: Call[]): Engine {
  const record = (prefix: string): unknown =>
    new Proxy(
      {},
      {
        get: (_target, name) => {
          if (name === "then") return undefined; // an engine is no promise
          const method = `${prefix}${String(name)}`;
          if (method === "images" || method === "volumes") return record(`${method}.`);
          return (...args: unknown[]) => {
            calls.push({ method, args });
            const answer = answers[method];
            return typeof answer === "function" ? answer(...args) : answer;
          };
        },
      },
    );
  return record("") as Engine;
}

export async function tsRun(args: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const calls: Call[] = [];
  let [stdout, stderr] = ["", ""];
  const tty = setting.tty ?? false;
  const context: CommandContext = {
    args,
    cwd: setting.cwd ?? "/home/user",
    env: setting.env ?? {},
    streams: { stdin: 0, stdout: 1, stderr: 2, stdinIsTty: tty, stdoutIsTty: false },
    signal: new AbortController().signal,
    onSignal: () => () => {},
    write: (text) => {
      stdout += text;
    },
    writeError: (text) => {
      stderr += text;
    },
  };
  const engine = recordingEngine(setting.answers ?? {}, calls);
  const caller = { uid: setting.uid ?? 0, version: "1.2.3", openEngine: () => Promise.resolve(engine) };
  const exitCode = await dispatch(context, caller);
  return { exitCode, stdout, stderr, calls };
}

/** The RunOptions that `ts-run run FLAGS IMAGE` hands to the engine. */
export async function runOptionsOf(flags: readonly string[], setting: Setting = {}): Promise<RunOptions> {
  const outcome = await tsRun(["run", ...flags, "image", "cmd"], { answers: { run: 0 }, ...setting });
  const [call] = outcome.calls;
  if (call === undefined) throw new Error(`refused: ${outcome.stderr}`);
  return call.args[0] as RunOptions;
}

export function container(change: Partial<ContainerSummary> = {}): ContainerSummary {
  return {
    id: "0123456789abcdef".repeat(4),
    name: "web",
    image: "nginx:1.27",
    imageId: `sha256:${"ab".repeat(32)}`,
    command: ["nginx", "-g", "daemon off;"],
    createdAt: "2026-01-31T12:00:00Z",
    state: "created",
    oomKilled: false,
    restartCount: 0,
    ports: [],
    labels: {},
    mounts: [],
    networks: ["bridge"],
    ...change,
  };
}

export function image(change: Partial<ImageSummary> = {}): ImageSummary {
  return {
    id: `sha256:${"cd".repeat(32)}`,
    references: ["docker.io/library/nginx:1.27"],
    digests: [],
    sizeBytes: 187_000_000,
    architecture: "amd64",
    os: "linux",
    labels: {},
    containers: 0,
    ...change,
  };
}
