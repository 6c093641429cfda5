// Runs vitest over some of its projects (vitest.config.ts), then judges what was skipped: a skip that nobody announced is a failure.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheDir, projectDir } from "./stamp.mjs";

const vitest = path.join(projectDir, "node_modules/vitest/vitest.mjs");
const reporter = path.join(projectDir, "test/setup/skip-reporter.ts");
const resultFile = path.join(cacheDir, "test-result.json");
const reasonsFile = path.join(cacheDir, "skip-reasons.jsonl");

/**
 * Runs the projects, of them the files whose path has one of the texts in `files`; `cgroup` is a directory to run them in.
 * @returns {Promise<{ passed: number, failed: number, skipped: number, failures: string[], reasons: string[] }>} failures:
 *   in words; reasons: why tests were skipped
 */
export async function runTests(projects, { cgroup, files = [] } = {}) {
  mkdirSync(cacheDir, { recursive: true });
  for (const file of [resultFile, reasonsFile]) rmSync(file, { force: true });
  const args = [
    "run",
    ...files,
    ...projects.flatMap((name) => ["--project", name]),
    "--reporter=default",
    `--reporter=${reporter}`,
  ];
  const code = await runVitest(args, cgroup);
  if (!existsSync(resultFile))
    return { passed: 0, failed: 1, skipped: 0, failures: [`vitest (exit code ${code})`], reasons: [] };
  const { totals, skips } = JSON.parse(readFileSync(resultFile, "utf8"));
  const unexpected = reportSkips(skips);
  const failures = code === 0 ? [] : [totals.failed > 0 ? `${totals.failed} tests` : `vitest (exit code ${code})`];
  if (unexpected > 0) failures.push(`${unexpected} unexpected skips`);
  if (totals.passed === 0) failures.push("no test was run");
  // A file that does not load fails without a failed test.
  const reasons = skips.map(({ reason }) => reason);
  return { ...totals, failed: Math.max(totals.failed, failures.length > 0 ? 1 : 0), failures, reasons };
}

/** The last line of `npm test` and `npm run check`, in the form that people and CI know. Sets the exit code. */
export function conclude({ passed, failed, skipped }) {
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function runVitest(args, cgroup) {
  const files = { TS_RUN_TEST_RESULT_FILE: resultFile, TS_RUN_SKIP_REASONS_FILE: reasonsFile };
  // vitest takes every CI for a terminal with colours
  const env = { ...process.env, ...files, ...(!process.stdout.isTTY && { NO_COLOR: "1", FORCE_COLOR: undefined }) };
  const command = [process.execPath, vitest, ...args];
  const enter = ["sh", "-c", 'echo 0 >"$0/cgroup.procs"; exec "$@"', cgroup];
  const [program, ...rest] = cgroup === undefined ? command : [...enter, ...command];
  const child = spawn(program, rest, { cwd: projectDir, env, stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** Says what was skipped and why; answers how many skips are not on the list test/setup/allowed-skips.json. */
function reportSkips(skips) {
  if (skips.length === 0) console.log("No test was skipped.");
  for (const { reason, count, allowed } of skips) {
    console.log(`Skipped ${count}: ${reason}${allowed ? ` (allowed: ${allowed})` : "  <- UNEXPECTED"}`);
  }
  return skips.filter((skip) => !skip.allowed).reduce((total, skip) => total + skip.count, 0);
}
