// vitest over test/kernel/runc with one runtime, in a mount namespace of its own, and what each test came to.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { cacheDir, projectDir } from "../setup/stamp.mjs";

const hybrid = "/sys/fs/cgroup/unified";
const tests = "test/kernel/runc/";

/** @param {{ name: string, program: string }} runtime @param {readonly string[]} only */
export async function runTestsAgainst({ name, program }, only) {
  const output = path.join(cacheDir, `runtimes-${name}.json`);
  mkdirSync(cacheDir, { recursive: true });
  rmSync(output, { force: true });
  const files = only.length > 0 ? only.map((text) => `${tests}${text}`) : [tests];
  const vitest = [
    process.execPath,
    path.join(projectDir, "node_modules/vitest/vitest.mjs"),
    "run",
    "--project",
    "kernel",
  ];
  const args = [...vitest, ...files, "--reporter=dot", "--reporter=json", `--outputFile.json=${output}`];
  await apart(hidesV2(name) ? `umount ${hybrid} && exec "$@"` : 'exec "$@"', args, { TS_RUN_OCI_RUNTIME: program });
  if (!existsSync(output)) throw new Error(`vitest wrote no results for ${name}`);
  return { tests: JSON.parse(readFileSync(output, "utf8")).testResults.flatMap(resultsOf) };
}

/** crun refuses the hybrid layout of cgroups: it gets the v1 half. */
function hidesV2(name) {
  return name.startsWith("crun") && existsSync(hybrid);
}

function resultsOf({ name, status, message, assertionResults }) {
  const file = path.relative(path.join(projectDir, tests), name).replace(/\.test\.ts$/, "");
  // A file that does not load has no tests, and is a failure all the same.
  if (assertionResults.length === 0 && status === "failed")
    return [{ file, title: "(loads)", state: "failed", message }];
  return assertionResults.map(({ fullName, status: state, failureMessages }) => ({
    file,
    title: fullName.trim(),
    state: state === "passed" || state === "failed" ? state : "skipped",
    message: (failureMessages[0] ?? "").split("\n")[0].slice(0, 300),
  }));
}

function apart(script, args, env) {
  const command = ["--mount", "--propagation", "private", "sh", "-c", script, "sh", ...args];
  const child = spawn("unshare", command, {
    cwd: projectDir,
    env: { ...process.env, ...env, NO_COLOR: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve) => child.on("close", resolve).on("error", resolve));
}
