// Flags about the process and its container: identity, environment, life cycle.

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { usageError } from "../usage-error.ts";
import { parseEnv, parseEnvFile, parseLabel, parseLabelFile, parsePair } from "../values/env.ts";
import { checkContainerName, checkPlatform, parseSignal } from "../values/names.ts";
import { parseRestart } from "../values/namespaces.ts";
import { parseInteger } from "../values/number.ts";
import { parseSize } from "../values/size.ts";
import { parseSeconds } from "../values/time.ts";
import { type RunOption, type Typed, toggle } from "./option.ts";

export const containerOptions: readonly RunOption[] = [
  toggle("detach", "detach", "Run in the background and print the container's id", "d"),
  toggle("interactive", "interactive", "Keep standard input open", "i"),
  toggle("tty", "tty", "Give the container a terminal", "t"),
  {
    name: "attach",
    short: "a",
    kind: "list",
    value: "STREAM",
    field: "interactive",
    complete: ["stdin", "stdout", "stderr"],
    help: "Attach to stdin, stdout or stderr (stdout and stderr always go together)",
    apply: (draft, { value, typed }) => {
      if (!["stdin", "stdout", "stderr"].includes(value.toLowerCase()))
        throw usageError(`parse ${typed}: not a stream`, "stdin, stdout or stderr");
      if (value.toLowerCase() === "stdin") draft.interactive = true;
    },
  },
  {
    name: "name",
    kind: "string",
    value: "NAME",
    field: "name",
    help: "Name of the container",
    apply: (draft, { value, typed }) => {
      draft.name = checkContainerName(value, typed);
    },
  },
  toggle("rm", "rm", "Remove the container and its anonymous volumes when it exits"),
  toggle("init", "init", "Run a small init as PID 1 that forwards signals and reaps children"),
  {
    name: "entrypoint",
    kind: "string",
    value: "PROGRAM",
    field: "entrypoint",
    help: 'Replace the image\'s entrypoint; "" clears it',
    apply: (draft, { value }) => {
      draft.entrypoint = value;
    },
  },
  {
    name: "workdir",
    short: "w",
    kind: "string",
    value: "DIR",
    field: "workdir",
    help: "Working directory in the container",
    apply: applyWorkdir,
  },
  {
    name: "user",
    short: "u",
    kind: "string",
    value: "USER[:GROUP]",
    field: "user",
    help: "User and group, by name or number",
    apply: applyUser,
  },
  {
    name: "group-add",
    kind: "list",
    value: "GROUP",
    field: "groupAdd",
    help: "Additional group",
    apply: (draft, { value }) => void draft.groupAdd.push(value),
  },
  {
    name: "env",
    short: "e",
    kind: "list",
    value: "KEY[=VALUE]",
    field: "env",
    help: "Environment variable; KEY alone passes your own value on",
    apply: applyEnv,
  },
  {
    name: "env-file",
    kind: "list",
    value: "FILE",
    field: "env",
    complete: "file",
    help: "Environment variables, one KEY=VALUE per line",
    apply: applyEnvFile,
  },
  {
    name: "label",
    short: "l",
    kind: "list",
    value: "KEY[=VALUE]",
    field: "labels",
    help: "Label of the container",
    apply: applyLabel,
  },
  {
    name: "label-file",
    kind: "list",
    value: "FILE",
    field: "labels",
    complete: "file",
    help: "Labels, one KEY=VALUE per line",
    apply: applyLabelFile,
  },
  {
    name: "annotation",
    kind: "list",
    value: "KEY=VALUE",
    field: "annotations",
    help: "Annotation in config.json",
    apply: applyAnnotation,
  },
  {
    name: "stop-signal",
    kind: "string",
    value: "SIGNAL",
    field: "stopSignal",
    help: "Signal that asks the container to stop",
    apply: (draft, { value, typed }) => {
      draft.stopSignal = parseSignal(value, typed);
    },
  },
  {
    name: "stop-timeout",
    kind: "string",
    value: "SECONDS",
    field: "stopTimeoutMs",
    help: "Seconds between the stop signal and SIGKILL (10)",
    apply: (draft, { value, typed }) => {
      draft.stopTimeoutMs = parseSeconds(value, typed);
    },
  },
  {
    name: "restart",
    kind: "string",
    value: "POLICY",
    field: "restart",
    complete: ["no", "always", "on-failure", "unless-stopped"],
    help: "no, always, on-failure[:MAX] or unless-stopped",
    apply: (draft, { value, typed }) => {
      draft.restart = parseRestart(value, typed);
    },
  },
  {
    name: "pull",
    kind: "string",
    value: "WHEN",
    field: "pull",
    complete: ["missing", "always", "never"],
    help: "Pull the image when missing (default), always or never",
    apply: applyPull,
  },
  {
    name: "platform",
    kind: "string",
    value: "OS/ARCH",
    field: "platform",
    help: "Platform of the image, such as linux/arm64",
    apply: (draft, { value, typed }) => {
      draft.platform = checkPlatform(value, typed);
    },
  },
  {
    name: "cidfile",
    kind: "string",
    value: "FILE",
    field: "cidfile",
    complete: "file",
    help: "Write the container's id to this new file",
    apply: applyCidfile,
  },
  {
    name: "pidfile",
    kind: "string",
    value: "FILE",
    field: "pidfile",
    complete: "file",
    help: "Write the host pid of the container's init to this file",
    apply: (draft, { value, context }) => {
      draft.pidfile = resolve(context.cwd, value);
    },
  },
  {
    name: "log-opt",
    kind: "list",
    value: "KEY=VALUE",
    field: "logMaxSizeBytes",
    fieldOf: (value) => (value.startsWith("max-file") ? "logMaxFiles" : "logMaxSizeBytes"),
    help: "max-size=10m, max-file=5: when the log rotates, and how many files stay",
    apply: applyLogOption,
  },
  toggle("quiet", "quiet", "No progress while pulling", "q"),
  toggle("explain", "explain", "Print each step as it is done, with its duration"),
  toggle("dry-run", "dryRun", "Print the plan and change nothing"),
];

type Draft = Parameters<RunOption["apply"]>[0];

function applyWorkdir(draft: Draft, { value, typed }: Typed): void {
  if (!value.startsWith("/"))
    throw usageError(`parse ${typed}: the working directory is not absolute`, `write /${value}`);
  draft.workdir = value;
}

function applyUser(draft: Draft, { value, typed }: Typed): void {
  if (!/^[^:\s]*(:[^:\s]+)?$/.test(value) || value === "")
    throw usageError(`parse ${typed}: not a user`, "write USER[:GROUP], names or numbers");
  draft.user = value;
}

function applyEnv(draft: Draft, { value, typed, context }: Typed): readonly string[] {
  const pair = parseEnv(value, typed, context.env);
  if (pair) draft.env[pair[0]] = pair[1];
  return pair ? [pair[0]] : [];
}

function applyEnvFile(draft: Draft, { value, typed, context }: Typed): readonly string[] {
  // -e wins over --env-file wherever it stands, as in docker: build() applies files first.
  const values = parseEnvFile(value, typed, context.cwd, context.env);
  Object.assign(draft.env, values);
  return Object.keys(values);
}

function applyLabel(draft: Draft, { value, typed }: Typed): readonly string[] {
  const [key, text] = parseLabel(value, typed);
  draft.labels[key] = text;
  return [key];
}

function applyLabelFile(draft: Draft, { value, typed, context }: Typed): readonly string[] {
  const values = parseLabelFile(value, typed, context.cwd);
  Object.assign(draft.labels, values);
  return Object.keys(values);
}

function applyAnnotation(draft: Draft, { value, typed }: Typed): readonly string[] {
  const [key, text] = parsePair(value, typed);
  draft.annotations[key] = text;
  return [key];
}

function applyPull(draft: Draft, { value, typed }: Typed): void {
  if (value !== "missing" && value !== "always" && value !== "never")
    throw usageError(`parse ${typed}: unknown policy "${value}"`, "missing, always or never");
  draft.pull = value;
}

function applyCidfile(draft: Draft, { value, typed, context }: Typed): void {
  const path = resolve(context.cwd, value);
  if (existsSync(path))
    throw usageError(`parse ${typed}: the file exists already`, "another container may own it: remove it first");
  draft.cidfile = path;
}

function applyLogOption(draft: Draft, { value, typed }: Typed): void {
  const [key, text] = parsePair(value, typed);
  if (key === "max-size") draft.logMaxSizeBytes = parseSize(text, typed);
  else if (key === "max-file") draft.logMaxFiles = parseInteger(text, typed, { min: 1, max: 1000 });
  else throw usageError(`parse ${typed}: unknown log option "${key}"`, "max-size=10m or max-file=5");
}
