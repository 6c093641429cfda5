// `npm run test:runtimes`: the kernel tests of an OCI runtime (test/kernel/runc) against ts-runc, runc and crun, as a table
// of the three. A failure of ours fails the run. What a peer fails is printed with what it said: it lacks the feature, or
// says the same in other words (peer-gaps.mjs tells which for whole groups of tests).
//
//   npm run test:runtimes                          # all tests, the distribution's runc and crun
//   npm run test:runtimes -- --only hooks          # of the test files those whose name contains "hooks"
//   npm run test:runtimes -- crun=/opt/crun ...    # other programs; ts-runc always runs
import path from "node:path";
import { parseArgs } from "node:util";
import { tryRun } from "../setup/command.mjs";
import { ensurePackages } from "../setup/packages.mjs";
import { projectDir } from "../setup/stamp.mjs";
import { runSteps, testSteps } from "../setup/steps.mjs";
import { conclude } from "../setup/tests.mjs";
import { gapOf } from "./peer-gaps.mjs";
import { runTestsAgainst } from "./tests.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", multiple: true, default: [] }, "no-setup": { type: "boolean", default: false } },
});
const named = positionals.map((argument) => argument.split(/=(.*)/s));
const ours = { name: "ts-runc", program: path.join(projectDir, "bin/ts-runc") };
const peers = named.length > 0 ? named.map(([name, program]) => ({ name, program })) : await distributionPeers();

if (!values["no-setup"]) await runSteps(testSteps);
const runtimes = [ours, ...peers];
const results = new Map();
for (const runtime of runtimes) {
  runtime.version = await versionOf(runtime);
  console.log(`\n${runtime.name} ${runtime.version}`);
  results.set(runtime.name, await runTestsAgainst(runtime, values.only));
}
const verdict = report(runtimes, results);
conclude(verdict);

async function distributionPeers() {
  await ensurePackages(["runc", "crun"]);
  return [
    { name: "runc", program: "runc" },
    { name: "crun", program: "crun" },
  ];
}

async function versionOf({ program }) {
  const { stdout } = await tryRun(program, ["--version"]);
  return /\d+(?:\.\d+)+\S*/.exec(stdout)?.[0] ?? "of unknown version";
}

function report([own, ...others], byName) {
  printTable([own, ...others], byName);
  const failed = ({ name }) => byName.get(name).tests.filter(({ state }) => state === "failed");
  if (others.some((peer) => failed(peer).length > 0)) console.log("\nWhat peers fail");
  for (const peer of others) {
    for (const test of failed(peer))
      console.log(`  ${peer.name}: ${test.file}: ${test.title}\n    ${gapOf(peer.name, test) ?? test.message}`);
  }
  if (failed(own).length > 0) console.log(`\nWhat ${own.name} fails`);
  for (const { file, title, message } of failed(own)) console.log(`  ${file}: ${title}\n    ${message}`);
  const count = (state) => byName.get(own.name).tests.filter((test) => test.state === state).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

function printTable(all, byName) {
  const files = [...new Set(all.flatMap(({ name }) => byName.get(name).tests.map(({ file }) => file)))].sort();
  const cells = (tests) =>
    ["passed", "failed", "skipped"].map((state) => tests.filter((test) => test.state === state).length).join(" / ");
  console.log(`\n| passed / failed / skipped | ${all.map(({ name, version }) => `${name} ${version}`).join(" | ")} |`);
  console.log(`|---|${all.map(() => "---|").join("")}`);
  for (const file of files) {
    const row = all.map(({ name }) => cells(byName.get(name).tests.filter((test) => test.file === file)));
    console.log(`| ${file} | ${row.join(" | ")} |`);
  }
  console.log(`| **all** | ${all.map(({ name }) => `**${cells(byName.get(name).tests)}**`).join(" | ")} |`);
}
