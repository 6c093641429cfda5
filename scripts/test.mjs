// `npm test`: sets up whatever is missing, then every check and every test that this machine can run.
import { runShortChecks } from "../test/vm/guests.mjs";
import { runStaticChecks } from "./setup/checks.mjs";
import { leftovers, makeTestCgroup, readHostState, removeTestCgroup } from "./setup/host-state.mjs";
import { runSteps, seconds, testSteps } from "./setup/steps.mjs";
import { conclude, runTests } from "./setup/tests.mjs";

const started = performance.now();
console.log("\nSetting up (what is done already is skipped)");
await runSteps(testSteps);
const checks = await runStaticChecks();
const before = await readHostState();
const cgroup = makeTestCgroup();
const tests = await runTests(["unit", "kernel", "clients"], { cgroup });
const left = await leftovers(before, cgroup);
removeTestCgroup(cgroup);
const guests = await runShortChecks();
for (const thing of left) console.error(`Left on the host: ${thing}`);

const failures = [...checks.failures, ...tests.failures, ...guests.failures];
if (left.length > 0) failures.push(`${left.length} things left on the host`);
const verdict =
  failures.length > 0 ? `not passed: ${failures.join(", ")}` : "everything passed, nothing left on the host";
console.log(`\nnpm test: ${verdict} (${seconds(started)})`);
conclude({
  passed: checks.passed + tests.passed + guests.passed + (left.length === 0 ? 1 : 0),
  failed: checks.failures.length + tests.failed + guests.failed + (left.length === 0 ? 0 : 1),
  skipped: tests.skipped + guests.skipped,
});
