// A plan that stopped, in the words that engines expect of an OCI runtime: docker and podman tell exit codes 126 and 127
// by them.

import { TsRunError } from "../base/index.ts";
import type { BlamedFailure } from "../executor/index.ts";
import { errnoHint, errnoMeaning, errnoName } from "../linux/index.ts";
import type { Op, Plan } from "../plan/index.ts";
import { cgroupFailure } from "./cgroup-failure.ts";
import { hookFailure } from "./hooks.ts";

/** `hookOutput`: what hooks have written so far. */
export function planFailure(plan: Plan, failure: BlamedFailure, hookOutput = ""): TsRunError {
  const op = plan.lanes[failure.lane]?.[failure.index];
  if (op?.from.startsWith("/hooks/")) return failedHook(op, failure.errno, hookOutput);
  const name = errnoName(failure.errno);
  const meaning = `${name} (${errnoMeaning(name) ?? "unknown"})`;
  if (op?.call === "execve" || (op?.call === "faccessat" && op.from === "/process/args"))
    return execFailure(plan, name);
  if (op?.call === "check") return new TsRunError("ERR_CONFLICT", `${op.why}: it is not [config.json ${op.from}]`);
  const ofCgroup = cgroupFailure(plan, failure, name);
  if (ofCgroup) return ofCgroup;
  // What no field of config.json asked for is told without one.
  const field = op?.from.startsWith("/") ? ` [config.json ${op.from}]` : "";
  const what = op ? `${op.why}: ${op.call}(2) returned ${meaning}${field}` : `start the monitor: ${meaning}`;
  return new TsRunError("ERR_SYSCALL", what, { hint: op && errnoHint(op.call, name) });
}

const UNEXPECTED = 0x10000; // native/plan.h: a check whose value was another one

function failedHook(op: Op, errno: number, output: string): TsRunError {
  const { from: pointer, why } = op;
  const path = /\/[^ ]*/.exec(why)?.[0] ?? "";
  const what = (): string => {
    if (!(errno & UNEXPECTED)) return `${op.call}(2) returned ${errnoName(errno)}`;
    if (pointer.endsWith("/timeout")) return why.replace(/^.* ended within/, "it did not end within");
    return why.includes("CLD_EXITED") ? "it was killed by a signal" : `exit status ${errno & 0xffff}`;
  };
  return hookFailure({ pointer, path, what: what(), output });
}

function execFailure(plan: Plan, errno: string): TsRunError {
  const argv = plan.lanes.container?.findLast(({ call }) => call === "execve")?.args[1];
  const program = typeof argv === "object" && "strings" in argv ? (argv.strings[0] ?? "") : "";
  const isMissing = errno === "ENOENT" || errno === "ENOTDIR";
  const code = isMissing ? "ERR_PROGRAM_NOT_FOUND" : "ERR_NOT_EXECUTABLE";
  const quoted = JSON.stringify(program);
  if (isMissing && !program.includes("/"))
    return new TsRunError(code, `exec: ${quoted}: executable file not found in $PATH`);
  if (isMissing) return new TsRunError(code, `exec: ${quoted}: stat ${program}: no such file or directory`);
  return new TsRunError(code, `exec: ${quoted}: ${errnoMeaning(errno) ?? errno}`);
}
