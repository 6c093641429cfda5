// The hooks that no plan performs: poststart after the program was started, poststop after its end, and those of the runtime
// at a restore, whose namespaces criu makes.

import { spawn } from "node:child_process";
import { TsRunError } from "../base/index.ts";
import type { Hook, HookName, RuntimeSpec } from "../oci/index.ts";
import type { StateDocument } from "./documents.ts";

export interface HookSubject {
  readonly spec: RuntimeSpec;
  readonly state: Pick<StateDocument, "ociVersion" | "id" | "bundle" | "annotations">;
  readonly pid: number;
  /** For hooks that name no environment. */
  readonly env: readonly string[];
}

/** At a restore, when the namespaces are there and the processes are not. Throws ERR_HOOK. */
export async function runCreateRuntimeHooks(subject: HookSubject): Promise<void> {
  for (const kind of ["prestart", "createRuntime"] as const)
    for (const [i, hook] of hooksOf(subject, kind).entries())
      await runHook(hook, { ...subject, status: "creating", pointer: `/hooks/${kind}/${i}` });
}

/** In their order; the first that fails ends it. Throws ERR_HOOK naming it, with what it wrote. */
export async function runPoststartHooks(subject: HookSubject): Promise<void> {
  for (const [i, hook] of hooksOf(subject, "poststart").entries())
    await runHook(hook, { ...subject, status: "running", pointer: `/hooks/poststart/${i}` });
}

/** All of them, whatever each does; answers what failed, for the caller to log. */
export function tryPoststartHooks(subject: HookSubject): Promise<TsRunError[]> {
  return tryAll({ ...subject, status: "running" }, "poststart");
}

/** All of them, whatever each does; answers what failed, for the caller to log. */
export function runPoststopHooks(subject: HookSubject): Promise<TsRunError[]> {
  return tryAll({ ...subject, pid: 0, status: "stopped" }, "poststop");
}

async function tryAll(run: Omit<HookRun, "pointer">, kind: HookName): Promise<TsRunError[]> {
  const failures: TsRunError[] = [];
  for (const [i, hook] of hooksOf(run, kind).entries()) {
    await runHook(hook, { ...run, pointer: `/hooks/${kind}/${i}` }).catch((error: unknown) => {
      if (!(error instanceof TsRunError)) throw error;
      failures.push(error);
    });
  }
  return failures;
}

function hooksOf({ spec }: HookSubject, kind: HookName): readonly Hook[] {
  return spec.hooks?.[kind] ?? [];
}

interface HookRun extends HookSubject {
  readonly status: "creating" | "running" | "stopped";
  readonly pointer: string;
}

const SHOWN_BYTES = 4096;

function runHook(hook: Hook, run: HookRun): Promise<void> {
  const { state, status, pid, pointer } = run;
  const { ociVersion, id, bundle, annotations } = state;
  const [argv0 = hook.path, ...args] = hook.args ?? [];
  const env = Object.fromEntries((hook.env ?? run.env).map(splitVariable));
  const child = spawn(hook.path, args, { argv0, env, cwd: bundle, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => {
      output = `${output}${data.toString()}`.slice(-SHOWN_BYTES);
    });
  child.stdin.on("error", () => undefined); // a hook need not read its state
  child.stdin.end(JSON.stringify({ ociVersion, id, status, pid, bundle, annotations }));
  return new Promise((resolve, reject) => {
    let late = false;
    const limit = hook.timeout === undefined ? undefined : setTimeout(tooLate, hook.timeout * 1000);
    function tooLate(): void {
      late = true;
      child.kill("SIGKILL");
    }
    const fail = (what: string): void =>
      reject(hookFailure({ pointer: late ? `${pointer}/timeout` : pointer, path: hook.path, what, output }));
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      fail(`it cannot be executed: ${error.code ?? error.message}`);
    });
    child.on("exit", (code, signal) => {
      clearTimeout(limit);
      if (late) fail(`it ran for more than ${hook.timeout} s`);
      else if (code === 0) resolve();
      else fail(signal === null ? `exit status ${code}` : `killed by ${signal}`);
    });
  });
}

export function hookFailure(about: { pointer: string; path: string; what: string; output: string }): TsRunError {
  const said = about.output.trim();
  return new TsRunError(
    "ERR_HOOK",
    `run hook ${about.path}: ${about.what} [config.json ${about.pointer}]${said === "" ? "" : `: ${said.split("\n").slice(-5).join(" | ")}`}`,
    { hint: "hooks get the container's state as JSON on stdin and must end with exit status 0" },
  );
}

function splitVariable(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
