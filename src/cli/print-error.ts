// An error as people read it: one line of cause, one line of hint; with --debug the whole chain.

import { hasErrno, messageOf, TsRunError } from "../base/index.ts";

export function renderError(error: unknown, debug: boolean): string {
  const hint = error instanceof TsRunError && error.hint !== undefined ? `hint: ${error.hint}\n` : "";
  // One line, whatever a message quotes (JSON's parser quotes the file).
  const head = `ts-run: ${textOf(error).replace(/\s*\n\s*/g, " ")}\n${hint}${spaceHint(error)}`;
  return debug ? head + renderChain(error) : head;
}

/** Node's own errors ("ENOSPC: no space left on device, write") in our order: what was done to what, and what came back. */
function textOf(error: unknown): string {
  if (error instanceof TsRunError || !(error instanceof Error)) return messageOf(error);
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const reason = /^[A-Z0-9]+: ([^,]+), /.exec(error.message)?.[1];
  if (code === undefined || syscall === undefined || reason === undefined) return error.message;
  return `${syscall}${path === undefined ? " of a file" : ` ${path}`}: ${reason} (${code})`;
}

function spaceHint(error: unknown): string {
  if ((error instanceof TsRunError && error.hint !== undefined) || !hasErrno(error, "ENOSPC", "EDQUOT")) return "";
  return "hint: make room: ts-run container prune, ts-run image prune; `ts-run doctor` says which disk is full\n";
}

function renderChain(error: unknown): string {
  const lines: string[] = [];
  for (let current = error; current instanceof Error; current = current.cause) {
    lines.push(lines.length === 0 ? `${current.stack}` : `caused by: ${current.stack}`);
    const suppressed = current instanceof TsRunError ? current.suppressed : [];
    for (const other of suppressed) lines.push(`clean-up also failed: ${messageOf(other)}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}
