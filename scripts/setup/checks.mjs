// The checks that read the sources without running them.
import path from "node:path";
import { tryRun } from "./command.mjs";
import { projectDir } from "./stamp.mjs";
import { seconds } from "./steps.mjs";

const tool = (name) => path.join(projectDir, "node_modules", name);

const checks = [
  ["types", [tool("typescript/bin/tsc"), "--noEmit", "-p", "."]],
  ["lint and format", [tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "--max-diagnostics=40", "."]],
];

/** Runs all of them side by side, prints what failing ones said. @returns {Promise<{ passed: number, failures: string[] }>} */
export async function runStaticChecks() {
  console.log("\nChecking the sources");
  const results = await Promise.all(checks.map(runCheck));
  const failures = results.filter((result) => !result.passed).map((result) => result.name);
  return { passed: results.length - failures.length, failures };
}

async function runCheck([name, args]) {
  const started = performance.now();
  const { code, output } = await tryRun(process.execPath, args, { cwd: projectDir, timeoutMs: 120_000 });
  console.log(`  ${name.padEnd(18)} ${code === 0 ? "passed" : "NOT PASSED"}  (${seconds(started)})`);
  if (code !== 0) console.error(output.trimEnd());
  return { name, passed: code === 0 };
}
