// Flags that contradict each other, as rules: the first one that holds is the error.

import type { RunOptions } from "../engine.ts";
import type { ParsedArguments } from "../parse-arguments.ts";
import { usageError } from "../usage-error.ts";

interface Rule {
  readonly when: (options: RunOptions, args: ParsedArguments) => boolean;
  readonly message: string;
  readonly hint?: string;
}

const joinsNetwork = ({ network }: RunOptions) => typeof network === "object";

const rules: readonly Rule[] = [
  {
    when: (o) => o.rm && o.restart.name !== "no",
    message: "flags --rm and --restart contradict each other",
    hint: "a container that restarts cannot be removed when it exits: drop one",
  },
  {
    when: (o, args) => o.detach && args.all("attach").length > 0,
    message: "flags -d and -a contradict each other",
    hint: "drop -a, or attach later with ts-run attach",
  },
  {
    when: (o, args) => args.boolean("explain") && o.dryRun,
    message: "flags --explain and --dry-run contradict each other",
    hint: "--dry-run prints the plan, --explain performs it aloud",
  },
  {
    when: (o) => joinsNetwork(o) && (o.publish.length > 0 || o.publishAll),
    message: "publish a port: the network belongs to another container",
    hint: "publish the port on the container that owns the network",
  },
  {
    when: (o) => joinsNetwork(o) && o.hostname !== undefined,
    message: "set --hostname: it belongs to the container that owns the network",
    hint: "drop --hostname",
  },
  {
    when: (o) => joinsNetwork(o) && o.dns.length + o.dnsSearch.length + o.dnsOption.length + o.addHost.length > 0,
    message: "set --dns or --add-host: they belong to the container that owns the network",
    hint: "set them on that container",
  },
  {
    when: (o) => o.ip !== undefined && o.network !== undefined && o.network !== "bridge",
    message: "set --ip: only the bridge network has addresses to choose from",
    hint: "drop --ip or --network",
  },
  {
    when: (o) => o.uts === "host" && (o.hostname !== undefined || o.domainname !== undefined),
    message: "set --hostname: with --uts host it would rename this machine",
    hint: "drop --hostname or --uts host",
  },
  {
    when: ({ resources: r }) => r.cpus !== undefined && (r.cpuQuotaUs !== undefined || r.cpuPeriodUs !== undefined),
    message: "flags --cpus and --cpu-quota/--cpu-period contradict each other",
    hint: "--cpus 0.5 is --cpu-quota 50000 --cpu-period 100000",
  },
  {
    when: ({ resources: r }) =>
      r.memorySwapBytes !== undefined && r.memorySwapBytes !== -1 && r.memoryBytes === undefined,
    message: "set --memory-swap: it needs --memory",
    hint: "--memory-swap is memory and swap together",
  },
  {
    when: ({ resources: r }) => (r.memorySwapBytes ?? -1) !== -1 && (r.memorySwapBytes ?? 0) < (r.memoryBytes ?? 0),
    message: "set --memory-swap: it is below --memory",
    hint: "--memory-swap is memory and swap together",
  },
  {
    when: ({ resources: r }) => (r.memoryReservationBytes ?? 0) > (r.memoryBytes ?? Number.POSITIVE_INFINITY),
    message: "set --memory-reservation: it is above --memory",
  },
  {
    when: (o) => o.privileged && o.userns !== undefined && o.userns !== "host",
    message: "flags --privileged and --userns contradict each other",
    hint: "use --userns host",
  },
];

export function checkConflicts(options: RunOptions, args: ParsedArguments): void {
  const broken = rules.find(({ when }) => when(options, args));
  if (broken) throw usageError(broken.message, broken.hint);
  checkTargets(options);
}

function checkTargets({ mounts }: RunOptions): void {
  const seen = new Set<string>();
  for (const { target } of mounts) {
    if (seen.has(target))
      throw usageError(`mount at ${target}: two mounts ask for the same directory`, "drop one of them");
    seen.add(target);
  }
}

/** `-it` with input from a pipe or file: the terminal would never see it. */
export function checkTerminal(options: RunOptions, streams: { readonly stdinIsTty: boolean }): void {
  if (options.tty && options.interactive && !options.detach && !options.dryRun && !streams.stdinIsTty) {
    throw usageError("the input device is not a TTY", "drop -t: without it, input may come from a pipe or file");
  }
}
