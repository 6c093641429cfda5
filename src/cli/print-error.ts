// An error as people read it: one line of cause, one line of hint; with --debug the whole chain.

import { messageOf, TsRunError } from "../base/index.ts";

export function renderError(error: unknown, debug: boolean): string {
  const hint = error instanceof TsRunError && error.hint !== undefined ? `hint: ${error.hint}\n` : "";
  const head = `ts-run: ${messageOf(error)}\n${hint}`;
  return debug ? head + renderChain(error) : head;
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
