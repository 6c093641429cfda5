// Where criu is, or words about where to get it.

import { accessSync, constants } from "node:fs";
import { join, resolve } from "node:path";
import { hasErrno, TsRunError } from "../base/index.ts";

/** An absolute path of criu, from `asked` or PATH. */
export function findCriu(env: readonly string[], asked = "criu"): string {
  const search = env.findLast((entry) => entry.startsWith("PATH="))?.slice(5) ?? "";
  // As root's PATH has it, which not every caller passes on.
  const directories = [...search.split(":"), "/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin"];
  const candidates = asked.includes("/")
    ? [asked]
    : directories.filter(Boolean).map((directory) => join(directory, asked));
  const found = candidates.find(isExecutable);
  if (found !== undefined) return resolve(found);
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `find criu: ${asked.includes("/") ? `no program ${asked}` : "it is not in PATH"}`,
    {
      hint: "install the package criu, or (ts-runc) name the program with --criu",
    },
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES")) return false;
    throw error;
  }
}
