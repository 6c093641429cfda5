// --ulimit NAME=SOFT[:HARD].

import type { RunOptions } from "../engine.ts";
import { nearest } from "../suggest.ts";
import { usageError } from "../usage-error.ts";

const NAMES = [
  "as",
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
];

export function parseUlimit(value: string, typed: string): RunOptions["ulimits"][number] {
  const match = /^([a-z]+)=(-?\d+|unlimited)(?::(-?\d+|unlimited))?$/.exec(value);
  if (!match) throw usageError(`parse ${typed}: not a limit`, "write NAME=SOFT[:HARD], such as nofile=1024:2048");
  const [, name = "", softText = "", hardText = softText] = match;
  if (!NAMES.includes(name)) {
    const near = nearest(name, NAMES);
    throw usageError(
      `parse ${typed}: unknown limit "${name}"`,
      near ? `did you mean ${near}?` : `known limits: ${NAMES.join(", ")}`,
    );
  }
  const [soft, hard] = [limit(softText), limit(hardText)];
  if (soft < -1 || hard < -1)
    throw usageError(`parse ${typed}: a limit cannot be negative`, "-1 or unlimited lifts it");
  if (hard !== -1 && (soft === -1 || soft > hard))
    throw usageError(`parse ${typed}: the soft limit is above the hard limit`);
  return { name, soft, hard };
}

function limit(text: string): number {
  return text === "unlimited" ? -1 : Number(text);
}
