// --log: what engines show of an error is the message of its last line of level error. Without --log, stderr alone is told.

import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { messageOf, TsRunError } from "../../base/index.ts";
import type { CommandContext } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";

export type LogLevel = "debug" | "warning" | "error";

export class RuncLog {
  private readonly context: CommandContext;
  private fd: number | undefined;
  private json = false;
  private debugs = false;

  constructor(context: CommandContext) {
    this.context = context;
  }

  /** From here on it writes what was asked for. The file is there afterwards, whatever happens. */
  open(globals: ParsedArguments): void {
    this.debugs = globals.boolean("debug");
    const format = globals.string("log-format") ?? "text";
    this.json = format === "json";
    const file = globals.string("log");
    if (file) this.fd = openLog(resolve(this.context.cwd, file));
    if (format !== "text" && format !== "json")
      throw new TsRunError("ERR_USAGE", `invalid log-format: ${format}`, { hint: "--log-format text or json" });
  }

  debug(message: string): void {
    if (this.debugs) this.tell("debug", message);
  }

  warn(message: string): void {
    this.tell("warning", message);
  }

  error(error: unknown): void {
    const message = messageOf(error);
    const hint = error instanceof TsRunError && error.hint !== undefined ? `hint: ${error.hint}\n` : "";
    const stack = error instanceof Error && (this.debugs || !(error instanceof TsRunError)) ? error.stack : undefined;
    this.write("error", message);
    this.context.writeError(`ts-runc: ${stack ?? message}\n${hint}`);
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }

  /** Into the log where there is one, else to whoever looks at stderr. */
  private tell(level: LogLevel, message: string): void {
    if (!this.write(level, message)) this.context.writeError(`ts-runc: ${level}: ${message}\n`);
  }

  private write(level: LogLevel, msg: string): boolean {
    if (this.fd === undefined) return false;
    const time = new Date().toISOString();
    const line = this.json
      ? JSON.stringify({ level, msg, time })
      : `time="${time}" level=${level} msg=${JSON.stringify(msg)}`;
    try {
      writeSync(this.fd, `${line}\n`);
    } catch (failure) {
      this.context.writeError(`ts-runc: write --log: ${messageOf(failure)}\n`);
    }
    return true;
  }
}

function openLog(path: string): number {
  try {
    return openSync(path, "a", 0o644);
  } catch (error) {
    throw new TsRunError("ERR_USAGE", `open --log ${path}: ${messageOf(error)}`, { cause: error });
  }
}
