// One line from the user, with or without echo.

import { createReadStream } from "node:fs";
import { ReadStream } from "node:tty";
import { TsRunError } from "../base/index.ts";
import type { CommandContext } from "./engine.ts";

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

/** Resolves to the line without its newline; without echo the terminal is raw, so keys are interpreted here. */
export async function readLine(context: CommandContext, { echo }: { echo: boolean }): Promise<string> {
  const { stdin, stdinIsTty } = context.streams;
  const input = stdinIsTty ? new ReadStream(stdin) : createReadStream("", { fd: stdin, autoClose: false });
  const raw = !echo && input instanceof ReadStream ? input : undefined;
  const cancel = () => input.destroy(new TsRunError("ERR_CANCELLED", "read the answer: cancelled"));
  context.signal.addEventListener("abort", cancel);
  raw?.setRawMode(true);
  try {
    let line = "";
    for await (const chunk of input) {
      for (const key of String(chunk)) {
        if (key === "\n" || key === "\r" || (raw && key === CTRL_D)) return line;
        if (raw && key === CTRL_C) throw new TsRunError("ERR_CANCELLED", "read the answer: cancelled");
        line = raw && (key === "\u007f" || key === "\b") ? line.slice(0, -1) : line + key;
      }
    }
    return line;
  } finally {
    context.signal.removeEventListener("abort", cancel);
    if (raw) {
      raw.setRawMode(false);
      context.writeError("\n");
    }
  }
}

/** Everything up to the end of standard input. */
export async function readAll(context: CommandContext): Promise<string> {
  let text = "";
  for await (const chunk of createReadStream("", { fd: context.streams.stdin, autoClose: false, encoding: "utf8" }))
    text += chunk;
  return text;
}
