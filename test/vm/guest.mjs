// Runs inside the guest: every check of checks/, one line each in TAP's manner, then "N passed, N failed".
import { checks, resultOf } from "./harness.mjs";

for (const file of ["host", "limits", "life", "placement", "devices", "disk", "network", "layers"])
  await import(`./checks/${file}.mjs`);

const isShort = process.argv.includes("--short");
const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length);
const chosen = checks.filter((check) => (check.short || !isShort) && (only === undefined || check.name.includes(only)));
console.log(`1..${chosen.length}`);
const totals = { passed: 0, failed: 0 };
for (const [index, check] of chosen.entries()) {
  const started = performance.now();
  const problem = await resultOf(check);
  const took = ((performance.now() - started) / 1000).toFixed(1);
  totals[problem === undefined ? "passed" : "failed"]++;
  console.log(`${problem === undefined ? "ok" : "not ok"} ${index + 1} - ${check.name} (${took} s)`);
  if (problem !== undefined) console.log(problem.replaceAll(/^/gm, "  # "));
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
