// `npm run check`: types, lint, format, and the unit, golden and architecture tests. No root, under a minute.
import { runStaticChecks } from "./setup/checks.mjs";
import { checkSteps, runSteps } from "./setup/steps.mjs";
import { conclude, runTests } from "./setup/tests.mjs";

console.log("\nSetting up (what is done already is skipped)");
await runSteps(checkSteps);
const checks = await runStaticChecks();
const tests = await runTests(["unit"]);
const failures = [...checks.failures, ...tests.failures];
if (failures.length > 0) console.error(`\ncheck: not passed: ${failures.join(", ")}`);
conclude({
  passed: checks.passed + tests.passed,
  failed: checks.failures.length + tests.failed,
  skipped: tests.skipped,
});
