// One execution of a plugin: parameters in the environment, configuration on stdin, result or error on stdout
// (CNI specification 1.1.0, sections 2 and 5).

import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { TsRunError } from "../../base/index.ts";

export type CniCommand = "ADD" | "DEL" | "CHECK" | "STATUS" | "GC";

export interface CniCall {
  readonly command: CniCommand;
  readonly type: string;
  /** CNI_CONTAINERID, CNI_NETNS, CNI_IFNAME, CNI_ARGS, as far as the command has them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly configuration: object;
  readonly pluginDirs: readonly string[];
  readonly timeoutMs: number;
}

const MAX_OUTPUT = 1024 * 1024;
/** Plugins execute iptables, nft, sysctl. */
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The result's text; empty for commands without one. Throws ERR_NETWORK with the plugin's own words. */
export async function callCniPlugin(call: CniCall): Promise<string> {
  const { command, type, parameters, configuration, pluginDirs } = call;
  const program = findProgram(type, pluginDirs);
  const env = { PATH, ...parameters };
  const child = spawn(program, [], {
    env: { ...env, CNI_COMMAND: command, CNI_PATH: pluginDirs.join(":") },
    cwd: "/",
    stdio: ["pipe", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (data: Buffer) => {
      if (output[name].length < MAX_OUTPUT) output[name] += data.toString();
    });
  child.stdin.on("error", () => undefined); // a plugin need not read
  child.stdin.end(JSON.stringify(configuration));
  const { code, late } = await ended(child, call.timeoutMs);
  if (code === 0) return output.stdout.trim();
  throw failure(call, { ...output, reason: late ? `not within ${call.timeoutMs / 1000} s` : `exit status ${code}` });
}

function ended(child: ReturnType<typeof spawn>, timeoutMs: number): Promise<{ code: number | string; late: boolean }> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, timeoutMs);
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal ?? "unknown", late });
    });
  });
}

/** Throws ERR_NOT_FOUND with where it was looked for. */
export function findProgram(type: string, pluginDirs: readonly string[]): string {
  const found = pluginDirs
    .map((dir) => join(dir, type))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  if (found !== undefined) return found;
  throw new TsRunError("ERR_NOT_FOUND", `find CNI plugin ${type}: it is not in ${pluginDirs.join(", ")}`, {
    hint: "install the plugins (Debian and Ubuntu: containernetworking-plugins), or change the network configuration",
  });
}

/** Errors are objects with code, msg and details; anything else is shown as it came. */
function failure(call: CniCall, came: { stdout: string; stderr: string; reason: string }): TsRunError {
  const { command, type } = call;
  return new TsRunError("ERR_NETWORK", `CNI plugin ${type}, ${command}: ${wordsOf(came)}`);
}

function wordsOf({ stdout, stderr, reason }: { stdout: string; stderr: string; reason: string }): string {
  try {
    const { msg, details, code } = JSON.parse(stdout) as { msg?: unknown; details?: unknown; code?: unknown };
    if (typeof msg === "string" && msg !== "")
      return `${msg}${typeof details === "string" && details !== "" ? `; ${details}` : ""} (code ${String(code)})`;
  } catch {
    // not the form the specification asks for: the text itself is the best there is
  }
  const said = (stderr.trim() || stdout.trim()).split("\n").slice(-3).join(" | ");
  return said === "" ? reason : `${reason}: ${said}`;
}
