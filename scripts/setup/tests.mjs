// Runs vitest over some of its projects (vitest.config.ts), then judges what was skipped: a skip that nobody announced is a failure.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheDir, projectDir } from "./stamp.mjs";

const vitest = path.join(projectDir, "node_modules/vitest/vitest.mjs");
const reporter = path.join(projectDir, "test/setup/skip-reporter.ts");
const skipsFile = path.join(cacheDir, "skips.json");
const reasonsFile = path.join(cacheDir, "skip-reasons.jsonl");

/** Returns what did not pass, in words; empty when all is well. */
export async function runTests(projects) {
  mkdirSync(cacheDir, { recursive: true });
  for (const file of [skipsFile, reasonsFile]) rmSync(file, { force: true });
  const args = [
    "run",
    ...projects.flatMap((name) => ["--project", name]),
    "--reporter=default",
    `--reporter=${reporter}`,
  ];
  const code = await runVitest(args);
  const unexpected = reportSkips();
  const failures = code === 0 ? [] : ["tests"];
  return unexpected > 0 ? [...failures, `${unexpected} unexpected skips`] : failures;
}

function runVitest(args) {
  const env = { ...process.env, TS_RUN_SKIPS_FILE: skipsFile, TS_RUN_SKIP_REASONS_FILE: reasonsFile };
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: projectDir,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** Says what was skipped and why; answers how many skips are not on the list test/setup/allowed-skips.json. */
function reportSkips() {
  if (!existsSync(skipsFile)) return 0;
  const { skips } = JSON.parse(readFileSync(skipsFile, "utf8"));
  if (skips.length === 0) console.log("No test was skipped.");
  for (const { reason, count, allowed } of skips) {
    console.log(`Skipped ${count}: ${reason}${allowed ? ` (allowed: ${allowed})` : "  <- UNEXPECTED"}`);
  }
  return skips.filter((skip) => !skip.allowed).reduce((total, skip) => total + skip.count, 0);
}
