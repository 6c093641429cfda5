// `npm test`: sets up whatever is missing, then every check and every test that this machine can run.
import { runStaticChecks } from "./setup/checks.mjs";
import { leftovers, readHostState } from "./setup/host-state.mjs";
import { runSteps, seconds, testSteps } from "./setup/steps.mjs";
import { runTests } from "./setup/tests.mjs";

const started = performance.now();
console.log("\nSetting up (what is done already is skipped)");
await runSteps(testSteps);
const before = await readHostState();
const failures = [...(await runStaticChecks()), ...(await runTests(["unit", "kernel", "clients"]))];
const left = leftovers(before, await readHostState());
if (left.length > 0) failures.push(`${left.length} things left on the host`);
for (const thing of left) console.error(`Left on the host: ${thing}`);
const verdict = failures.length > 0 ? `not passed: ${failures.join(", ")}` : "everything passed";
console.log(`\nnpm test: ${verdict} (${seconds(started)})`);
process.exitCode = failures.length > 0 ? 1 : 0;
