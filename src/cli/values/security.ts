// --security-opt: no-new-privileges, seccomp, apparmor; everything else is refused by name.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { messageOf } from "../../base/index.ts";
import type { RunOptions } from "../engine.ts";
import { parseBoolean } from "../parse-arguments.ts";
import { usageError } from "../usage-error.ts";

export type SecurityFields = Pick<Partial<RunOptions>, "noNewPrivileges" | "seccomp" | "apparmor">;

export function parseSecurity(value: string, typed: string, cwd: string): SecurityFields {
  const [, key = "", text] = /^([^=:]*)(?:[=:](.*))?$/.exec(value) ?? [];
  if (key === "no-new-privileges") return { noNewPrivileges: text === undefined || parseBoolean(text, typed) };
  if (key === "apparmor" && text) return { apparmor: text };
  if (key === "seccomp" && text)
    return text === "unconfined" ? { seccomp: text } : { seccomp: { file: profile(text, typed, cwd) } };
  if (value === "label=disable" || value === "label:disable") return {}; // nothing is labelled anyway
  throw usageError(
    `parse ${typed}: security option "${key}" is not supported`,
    "no-new-privileges, seccomp=unconfined, seccomp=FILE or apparmor=PROFILE",
  );
}

/** Read here so that a typing mistake is found before anything is made. */
function profile(path: string, typed: string, cwd: string): string {
  const file = resolve(cwd, path);
  try {
    JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw usageError(
      `read ${typed}: ${messageOf(cause)}`,
      "the profile is a JSON file, relative to the current directory",
    );
  }
  return file;
}
