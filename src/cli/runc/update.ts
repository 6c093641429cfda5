// update: new limits for a running container, from a document or from flags.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseSize, TsRunError } from "../../base/index.ts";
import type { LinuxResources } from "../../oci/index.ts";
import { parseRuntimeResources, parseSpecText } from "../../oci/index.ts";
import { updateContainer } from "../../runtime/index.ts";
import type { CommandContext } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";
import { integer, ONE_ID, type RuncCommand, refuseFlags, value } from "./command.ts";

const REFUSED = ["l3-cache-schema", "mem-bw-schema"];

export const update: RuncCommand = {
  name: "update",
  summary: "Change the limits of a running container",
  usage: "ID",
  options: [
    value("resources", "FILE|-", "A linux.resources document; - is stdin", "r"),
    value("memory", "BYTES", "Memory limit (64m, 1g; -1 is unlimited)"),
    value("memory-reservation", "BYTES", "Memory that is reclaimed last"),
    value("memory-swap", "BYTES", "Memory plus swap; -1 is unlimited"),
    value("kernel-memory", "BYTES", "Kernel memory: counts towards --memory, and cannot be below it"),
    value("kernel-memory-tcp", "BYTES", "TCP buffers: on cgroup v2 as --kernel-memory"),
    value("cpu-share", "SHARES", "Relative weight"),
    value("cpu-quota", "MICROSECONDS", "CPU time per period"),
    value("cpu-period", "MICROSECONDS", "Length of a period"),
    value("cpu-burst", "MICROSECONDS", "What may be saved up from earlier periods"),
    value("cpu-rt-period", "MICROSECONDS", "Length of a real-time period (cgroup v1)"),
    value("cpu-rt-runtime", "MICROSECONDS", "Real-time CPU time per period (cgroup v1)"),
    value("cpu-idle", "0|1", "Run only when nothing else wants to"),
    value("cpuset-cpus", "LIST", "CPUs to run on"),
    value("cpuset-mems", "LIST", "Memory nodes to use"),
    value("pids-limit", "COUNT", "Most processes and threads"),
    value("blkio-weight", "WEIGHT", "Part of disk time"),
    ...REFUSED.map((name) => value(name, "VALUE", "Not supported")),
  ],
  positionals: ONE_ID,
  run: async (host, args, context) => {
    refuseFlags(args, ...REFUSED);
    await updateContainer(host, args.positional(0), await resourcesOf(args, context));
    return 0;
  },
};

/** As with runc, a document replaces all flags. */
async function resourcesOf(args: ParsedArguments, context: CommandContext): Promise<LinuxResources> {
  const file = args.string("resources");
  if (file === undefined) return fromFlags(args);
  const text =
    file === "-" ? readFileSync(context.streams.stdin, "utf8") : readFileSync(resolve(context.cwd, file), "utf8");
  return await parseRuntimeResources(parseSpecText(text, file === "-" ? "resources on stdin" : file));
}

function fromFlags(args: ParsedArguments): LinuxResources {
  const number = (name: string) => integer(args, name);
  const memory = group({
    limit: size(args, "memory"),
    reservation: size(args, "memory-reservation"),
    swap: size(args, "memory-swap"),
    kernel: size(args, "kernel-memory"),
    kernelTCP: size(args, "kernel-memory-tcp"),
  });
  const cpu = group({
    shares: number("cpu-share"),
    quota: number("cpu-quota"),
    period: number("cpu-period"),
    burst: number("cpu-burst"),
    realtimePeriod: number("cpu-rt-period"),
    realtimeRuntime: number("cpu-rt-runtime"),
    idle: number("cpu-idle"),
    cpus: text(args, "cpuset-cpus"),
    mems: text(args, "cpuset-mems"),
  });
  const pids = group({ limit: number("pids-limit") });
  const blockIO = group({ weight: number("blkio-weight") });
  return { ...(memory && { memory }), ...(cpu && { cpu }), ...(pids && { pids }), ...(blockIO && { blockIO }) };
}

/** Callers write --flag="" for what they have no value for. */
function text(args: ParsedArguments, name: string): string | undefined {
  return args.string(name) || undefined;
}

function size(args: ParsedArguments, name: string): number | undefined {
  const given = text(args, name);
  if (given === undefined) return undefined;
  if (given === "-1") return -1;
  try {
    return parseSize(given);
  } catch (error) {
    throw new TsRunError("ERR_USAGE", `--${name} ${given}: not a size`, {
      cause: error,
      hint: "write bytes, or a number with a unit, such as 64m; -1 is unlimited",
    });
  }
}

/** Without what was not asked for; undefined when nothing was. */
function group<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } | undefined {
  const given = Object.entries(fields).filter(([, one]) => one !== undefined);
  return given.length === 0 ? undefined : (Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> });
}
