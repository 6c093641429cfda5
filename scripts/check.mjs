// `npm run check`: types, lint, format, and the unit, golden and architecture tests. No root, under a minute.
import { runStaticChecks } from "./setup/checks.mjs";
import { checkSteps, runSteps } from "./setup/steps.mjs";
import { runTests } from "./setup/tests.mjs";

console.log("\nSetting up (what is done already is skipped)");
await runSteps(checkSteps);
const failures = [...(await runStaticChecks()), ...(await runTests(["unit"]))];
if (failures.length > 0) console.error(`\ncheck: not passed: ${failures.join(", ")}`);
process.exitCode = failures.length > 0 ? 1 : 0;
