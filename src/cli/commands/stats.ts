// ts-run stats: live use of CPU, memory, network, disk and pids, with throttling and pressure.

import { setTimeout as sleep } from "node:timers/promises";
import { TsRunError } from "../../base/index.ts";
import type { Command } from "../command.ts";
import type { StatsSample } from "../engine.ts";
import { compileRows } from "../output/rows.ts";
import { terminalSize } from "../output/terminal.ts";
import { statsListing, statsRow } from "../stats-row.ts";

const INTERVAL_MS = 1000;
const FIRST_MS = 250; // a rate needs two samples; a short first interval shows something soon

export const command: Command = {
  name: "stats",
  summary: "Print the resource use of containers, live",
  usage: "[CONTAINER...]",
  options: [
    { name: "no-stream", kind: "boolean", help: "Print once" },
    { name: "format", kind: "string", value: "TEMPLATE", help: "json, a Go template, or 'table TEMPLATE'" },
    { name: "no-trunc", kind: "boolean", help: "Do not shorten ids" },
  ],
  positionals: { min: 0, complete: "running" },
  run: async (services, args, context) => {
    const format = args.string("format");
    const print = compileRows(statsListing, format);
    const noTrunc = args.boolean("no-trunc");
    const redraw = context.streams.stdoutIsTty && format !== "json";
    const engine = await services.engine();
    let previous = await engine.stats(args.positionals);
    for (let delay = FIRST_MS; ; delay = INTERVAL_MS) {
      if (!(await pause(delay, context.signal))) return 130;
      const samples = await sample(() => engine.stats(args.positionals));
      if (samples === undefined) return 0;
      const text = print(
        samples.map((now) =>
          statsRow(
            now,
            previous.find(({ id }) => id === now.id),
            noTrunc,
          ),
        ),
      );
      if (args.boolean("no-stream")) {
        context.write(text);
        return 0;
      }
      context.write(redraw ? screen(text, context.streams.stdout) : text);
      previous = samples;
    }
  },
};

/** A container named on the command line that goes away ends the stream, it is no failure. */
async function sample(take: () => Promise<StatsSample[]>): Promise<StatsSample[] | undefined> {
  try {
    return await take();
  } catch (error) {
    if (error instanceof TsRunError && (error.code === "ERR_NOT_FOUND" || error.code === "ERR_CONFLICT"))
      return undefined;
    throw error;
  }
}

async function pause(delay: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(delay, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/** Home, each line cleared to its end, the rest of the screen cleared: nothing flickers. */
function screen(text: string, fd: number): string {
  const { columns, rows } = terminalSize(fd);
  const lines = text
    .trimEnd()
    .split("\n")
    .slice(0, rows - 1);
  return `\u001b[H${lines.map((line) => `${line.slice(0, columns)}\u001b[K\n`).join("")}\u001b[J`;
}
