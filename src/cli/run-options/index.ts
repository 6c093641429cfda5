// The flags of run, create and explain: one table, and the function that turns parsed arguments into RunOptions.

import type { CommandContext, RunOptions } from "../engine.ts";
import type { Occurrence, ParsedArguments } from "../parse-arguments.ts";
import { checkConflicts } from "./conflicts.ts";
import { containerOptions } from "./container.ts";
import { isolationOptions } from "./isolation.ts";
import { networkOptions } from "./network.ts";
import type { RunOption } from "./option.ts";
import { runResourceOptions } from "./resources.ts";
import { storageOptions } from "./storage.ts";

export { checkTerminal } from "./conflicts.ts";
export { applyResource, type ResourceOption, resourceOptions } from "./resources.ts";

export const runOptions: readonly RunOption[] = [
  ...containerOptions,
  ...storageOptions,
  ...networkOptions,
  ...runResourceOptions,
  ...isolationOptions,
];

/** Throws ERR_USAGE for what cannot be meant; changes nothing. Warnings go to stderr. */
export function buildRunOptions(
  args: ParsedArguments,
  context: Pick<CommandContext, "cwd" | "env" | "streams" | "writeError">,
): RunOptions {
  const [image = "", ...command] = args.positionals;
  const draft = emptyOptions(image, command);
  const warn = (text: string) => context.writeError(`warning: ${text}\n`);
  for (const occurrence of filesFirst(args.occurrences)) {
    const option = runOptions.find(({ name }) => name === occurrence.option.name);
    if (!option) continue;
    const field = option.fieldOf?.(occurrence.value) ?? option.field;
    const before = lengthOf(draft, field);
    const keys = option.apply(draft, { value: occurrence.value, typed: occurrence.typed, context, warn }) ?? [];
    recordOrigin(draft, { ...option, field }, { typed: occurrence.typed, before, keys });
  }
  checkConflicts(draft, args);
  if (draft.publish.length > 0 && (draft.network === "host" || draft.network === "none")) {
    warn(`-p has no effect with --network ${draft.network}`);
  }
  return draft;
}

/** -e beats --env-file and -l beats --label-file wherever they stand. */
function filesFirst(occurrences: readonly Occurrence[]): Occurrence[] {
  const isFile = ({ option }: Occurrence) => option.name === "env-file" || option.name === "label-file";
  return [...occurrences.filter(isFile), ...occurrences.filter((occurrence) => !isFile(occurrence))];
}

/** flagOf.mounts = "-v a:b -v c:d", flagOf["mounts.1"] = "-v c:d", flagOf["env.KEY"] = "-e KEY=1". */
function recordOrigin({ flagOf, ...draft }: RunOptions, { kind, field }: RunOption, set: Setting): void {
  const { typed, before, keys } = set;
  flagOf[field] = kind === "list" && flagOf[field] !== undefined ? `${flagOf[field]} ${typed}` : typed;
  for (let index = before; index < lengthOf(draft, field); index++) flagOf[`${field}.${index}`] = typed;
  for (const key of keys) flagOf[`${field}.${key}`] = typed;
}

interface Setting {
  readonly typed: string;
  /** How long the field's list was before. */
  readonly before: number;
  readonly keys: readonly string[];
}

function lengthOf(draft: Omit<RunOptions, "flagOf">, field: string): number {
  const value = field.split(".").reduce<unknown>((owner, key) => (owner as Record<string, unknown>)[key], draft);
  return Array.isArray(value) ? value.length : 0;
}

function emptyOptions(image: string, command: string[]): RunOptions {
  return {
    image,
    command,
    detach: false,
    interactive: false,
    tty: false,
    rm: false,
    init: false,
    groupAdd: [],
    env: {},
    labels: {},
    addHost: [],
    dns: [],
    dnsSearch: [],
    dnsOption: [],
    mounts: [],
    readOnly: false,
    capAdd: [],
    capDrop: [],
    noNewPrivileges: false,
    privileged: false,
    devices: [],
    ulimits: [],
    sysctls: {},
    publish: [],
    publishAll: false,
    resources: { deviceReadBps: [], deviceWriteBps: [], deviceReadIops: [], deviceWriteIops: [] },
    restart: { name: "no" },
    pull: "missing",
    annotations: {},
    quiet: false,
    explain: false,
    dryRun: false,
    flagOf: {},
  };
}
