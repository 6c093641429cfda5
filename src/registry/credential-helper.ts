// docker-credential-<name>: a program per key chain; request on stdin, answer as JSON on stdout.

import { spawn } from "node:child_process";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import type { Credential } from "./credentials.ts";
import type { Environment } from "./proxy.ts";

const timeoutMs = 60_000;
const notFound = /credentials not found|no credentials/i;

interface HelperRecord {
  ServerURL: string;
  Username: string;
  Secret: string;
}

export async function getFromHelper(
  helper: string,
  serverUrl: string,
  env: Environment,
): Promise<Credential | undefined> {
  const { exitCode, output } = await runHelper(helper, "get", serverUrl, env);
  if (exitCode !== 0) {
    if (notFound.test(output)) return undefined;
    throw failed(helper, "get", `exit code ${exitCode}: ${output.trim().slice(0, 200)}`);
  }
  let answer: Partial<HelperRecord> | null;
  try {
    answer = JSON.parse(output) as Partial<HelperRecord> | null;
  } catch (error) {
    throw failed(helper, "get", "the answer is not JSON", error);
  }
  const { Username, Secret } = answer ?? {};
  if (typeof Username !== "string" || typeof Secret !== "string")
    throw failed(helper, "get", "the answer lacks Username or Secret");
  if (Username === "" && Secret === "") return undefined;
  if (Username === "<token>") return { kind: "identityToken", token: Secret };
  return { kind: "password", username: Username, password: Secret };
}

export async function storeWithHelper(helper: string, record: HelperRecord, env: Environment): Promise<void> {
  const { exitCode, output } = await runHelper(helper, "store", JSON.stringify(record), env);
  if (exitCode !== 0) throw failed(helper, "store", output.trim().slice(0, 200));
}

export async function eraseWithHelper(helper: string, serverUrl: string, env: Environment): Promise<void> {
  const { exitCode, output } = await runHelper(helper, "erase", serverUrl, env);
  if (exitCode !== 0 && !notFound.test(output)) throw failed(helper, "erase", output.trim().slice(0, 200));
}

function runHelper(
  helper: string,
  action: string,
  input: string,
  env: Environment,
): Promise<{ exitCode: number | null; output: string }> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(helper)) throw failed(helper, action, "this is not a name of a program");
  return new Promise((resolve, reject) => {
    const child = spawn(`docker-credential-${helper}`, [action], {
      env,
      stdio: ["pipe", "pipe", "pipe"],
      timeout: timeoutMs,
    });
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.stdin.on("error", () => undefined); // it may exit without reading; its exit code says more
    child.on("error", (error) => {
      const reason = hasErrno(error, "ENOENT") ? "the program is not in PATH" : messageOf(error);
      reject(failed(helper, action, reason, error));
    });
    child.on("close", (exitCode) => {
      const output = Buffer.concat(chunks).toString("utf8");
      resolve({ exitCode, output: exitCode === 0 ? output : output + Buffer.concat(errors).toString("utf8") });
    });
    child.stdin.end(input);
  });
}

function failed(helper: string, action: string, reason: string, cause?: unknown): TsRunError {
  return new TsRunError("ERR_UNAUTHORIZED", `asking docker-credential-${helper} to ${action} credentials: ${reason}`, {
    cause,
    hint: "install the helper, or remove credsStore and credHelpers from docker's config.json",
  });
}
