// -e, --env-file, -l, --label-file, and other KEY=VALUE flags.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { messageOf } from "../../base/index.ts";
import { usageError } from "../usage-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** `KEY=value` sets; `KEY` takes the caller's value and, as in docker, sets nothing when the caller has none. */
export function parseEnv(entry: string, where: string, callerEnv: Environment): [string, string] | undefined {
  const equals = entry.indexOf("=");
  const key = equals < 0 ? entry : entry.slice(0, equals);
  if (key === "")
    throw usageError(`parse ${where}: the variable has no name`, "write KEY=VALUE, or KEY to pass your own value on");
  if (entry.includes("\0")) throw usageError(`parse ${where}: the value contains a NUL character`);
  if (equals >= 0) return [key, entry.slice(equals + 1)];
  const value = callerEnv[key];
  return value === undefined ? undefined : [key, value];
}

/** One KEY=VALUE (or KEY) per line; empty lines and lines starting with # are skipped. */
export function parseEnvFile(path: string, typed: string, cwd: string, callerEnv: Environment): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { line, where } of linesOf(path, typed, cwd)) {
    const key = line.split("=", 1)[0] ?? "";
    if (/\s/.test(key)) {
      throw usageError(
        `parse ${where}: the name "${key}" contains white space`,
        "write one KEY=VALUE per line; comments start with #",
      );
    }
    const pair = parseEnv(line, where, callerEnv);
    if (pair) values[pair[0]] = pair[1];
  }
  return values;
}

export function parseLabel(entry: string, where: string): [string, string] {
  const equals = entry.indexOf("=");
  const key = equals < 0 ? entry : entry.slice(0, equals);
  if (key === "") throw usageError(`parse ${where}: the label has no name`, "write KEY=VALUE");
  return [key, equals < 0 ? "" : entry.slice(equals + 1)];
}

export function parseLabelFile(path: string, typed: string, cwd: string): Record<string, string> {
  return Object.fromEntries([...linesOf(path, typed, cwd)].map(({ line, where }) => parseLabel(line, where)));
}

/** KEY=VALUE where both must be there (--sysctl, --annotation). */
export function parsePair(entry: string, typed: string): [string, string] {
  const equals = entry.indexOf("=");
  if (equals < 1) throw usageError(`parse ${typed}: "${entry}" is not KEY=VALUE`);
  return [entry.slice(0, equals), entry.slice(equals + 1)];
}

function* linesOf(path: string, typed: string, cwd: string): Generator<{ line: string; where: string }> {
  const lines = readText(path, typed, cwd).split(/\r?\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trimStart();
    if (line !== "" && !line.startsWith("#")) yield { line, where: `${path}:${index + 1}` };
  }
}

function readText(path: string, typed: string, cwd: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(cwd, path));
  } catch (cause) {
    throw usageError(`read ${typed}: ${messageOf(cause)}`, "the path is relative to the current directory");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes); // drops a byte order mark
  } catch {
    throw usageError(`read ${typed}: the file is not UTF-8 text`);
  }
}
