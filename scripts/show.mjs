#!/usr/bin/env node
// A session to read: real images from a real registry, limits at work, what explain says, and how failures are told.
// Everything printed is what ts-run and the kernel answered just now. Exit code 1 when something was not as promised.
//
//   scripts/show.mjs [--full] [--no-soak]     --full: every line of explain, not its beginning
//
// Runs in a network namespace of its own, with a state root of its own: nothing of the machine's is used or changed.
import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { testPackages } from "./setup/packages.mjs";
import { runSteps, testSteps } from "./setup/steps.mjs";
import { showExplain } from "./show/explain.mjs";
import { showFailures } from "./show/failures.mjs";
import { showLimits } from "./show/limits.mjs";
import { showRegistry } from "./show/registry.mjs";
import { Session } from "./show/session.mjs";

const { values: options } = parseArgs({
  options: { full: { type: "boolean", default: false }, "no-soak": { type: "boolean", default: false } },
});

if (process.env.TS_RUN_SHOW_INSIDE === undefined) {
  console.log(`Setting up (also ${testPackages.join(", ")})`);
  await runSteps(testSteps);
  const self = fileURLToPath(import.meta.url);
  const env = { ...process.env, TS_RUN_SHOW_INSIDE: "1" };
  const args = ["--net", "--mount", process.execPath, self, ...process.argv.slice(2)];
  process.exitCode = spawnSync("unshare", args, { stdio: "inherit", env }).status ?? 1;
} else {
  execFileSync("ip", ["link", "set", "lo", "up"]);
  const session = await Session.open();
  try {
    await showRegistry(session);
    await showLimits(session);
    showExplain(session, options.full);
    showFailures(session);
  } finally {
    await session.close();
  }
  if (!options["no-soak"]) {
    session.title("100 containers started, run, killed and removed; then the host is as before");
    const soak = fileURLToPath(new URL("./soak.mjs", import.meta.url));
    session.program(process.execPath, [soak, "--isolated"], { shown: "scripts/soak.mjs --isolated" });
  }
  process.exitCode = session.conclude();
}
