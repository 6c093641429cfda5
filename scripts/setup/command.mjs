// Runs a program for a set-up step: quiet while it works, everything it said when it fails.
import { spawn } from "node:child_process";

/**
 * Resolves to what the program wrote to stdout. Rejects with its whole output when it exits with anything but 0.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number }} [options]
 */
export function run(program, args, options = {}) {
  return tryRun(program, args, options).then((result) => {
    if (result.code === 0) return result.stdout;
    const shown = [program, ...args].join(" ");
    const reason = result.signal ? `killed by ${result.signal}` : `exit code ${result.code}`;
    throw new Error(`${shown}: ${reason}\n${result.output.trimEnd()}`);
  });
}

/** The same, but the exit code is an answer: never rejects for one. A missing program is exit code 127. */
export function tryRun(program, args, { cwd, env = process.env, timeoutMs = 0, input } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"] });
    const timer = timeoutMs > 0 ? setTimeout(() => child.kill("SIGKILL"), timeoutMs) : undefined;
    let stdout = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.stdin?.on("error", () => {}).end(input);
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve({ code: 127, signal: null, stdout, output: error.message });
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, stdout, output });
    });
  });
}
