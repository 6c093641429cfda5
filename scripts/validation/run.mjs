// Runs a foreign suite of OCI runtime tests against several runtimes and compares them check by check:
// `node scripts/validation/run.mjs SUITE NAME=PROGRAM... [options]`.
// SUITE is a checkout that is ready to run: nothing of it is part of this project (docs/conformance.md says more).
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compare, printComparison, printTable } from "./compare.mjs";
import { runExecutable } from "./executable.mjs";
import { openSuite } from "./suites.mjs";

const usage = `usage: node scripts/validation/run.mjs SUITE NAME=PROGRAM... [--hide-v2 NAME]... [--only TEXT]... [--timeout SECONDS] [--json FILE] [--tap]
  SUITE        a checkout, ready to run, of opencontainers/runtime-tools, opencontainers/runc or containers/crun
  NAME=PROGRAM a runtime; the first is compared with the others
  --hide-v2    this runtime refuses hybrid cgroup hosts: it does not see the v2 mount
  --only       executables whose name contains TEXT
  --tap        what each executable wrote as well
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "hide-v2": { type: "string", multiple: true, default: [] },
    only: { type: "string", multiple: true, default: [] },
    timeout: { type: "string", default: "60" },
    json: { type: "string" },
    tap: { type: "boolean", default: false },
  },
});
const [suiteArgument, ...named] = positionals;
if (suiteArgument === undefined || named.length === 0 || named.some((argument) => !/^[\w.-]+=./.test(argument))) {
  process.stderr.write(usage);
  process.exit(2);
}
const runtimes = named.map((argument) => {
  const [name = "", program = ""] = argument.split(/=(.*)/s);
  return {
    name,
    program: program.includes("/") ? path.resolve(program) : program,
    hidesV2: values["hide-v2"].includes(name),
  };
});

const suite = openSuite(path.resolve(suiteArgument), values.only);
const { executables } = suite;
const results = Object.fromEntries(runtimes.map(({ name }) => [name, {}]));
for (const executable of executables) {
  for (const runtime of runtimes) {
    const result = await runExecutable(suite, executable, runtime, Number(values.timeout) * 1000);
    results[runtime.name][executable] = result;
    process.stderr.write(`${executable.padEnd(34)} ${runtime.name.padEnd(10)} ${result.verdict}\n`);
    if (values.tap) process.stderr.write(`${result.output.trimEnd()}\n`);
  }
}
const names = runtimes.map(({ name }) => name);
printTable(names, executables, results);
const behind = compare(names, executables, results);
printComparison(names, behind);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ results, behind }, null, 2)}\n`);
process.exitCode = behind.length === 0 ? 0 : 1;
