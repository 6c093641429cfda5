// What `npm test` and `npm run test:vm` do with guests: get them ready, run the checks in each, add up.
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ensurePackages } from "../../scripts/setup/packages.mjs";
import { cacheDir, projectDir } from "../../scripts/setup/stamp.mjs";
import { seconds } from "../../scripts/setup/steps.mjs";
import { ensureKernel } from "./kernel.mjs";
import { boot, chooseAccelerator } from "./machine.mjs";

// The checks made for the guest, and the kernel tests that v1 or v2 makes a difference to.
const everything = [
  "code=0",
  "node test/vm/guest.mjs || code=1",
  "npx vitest run --project kernel test/kernel/cgroups test/kernel/engine/limits || code=1",
  "exit $code",
].join("; ");

/**
 * Runs the checks of guest.mjs, or `command`, in a guest per kernel.
 * @returns {Promise<{ passed: number, failed: number, skipped: number, failures: string[] }>} failures: in words
 */
export async function runGuests(kernels, { short = false, command, timeLimitMs } = {}) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const version of kernels) {
    const kernel = await ensureKernel(version);
    const result = await runGuest(version, kernel, {
      command: command?.map(quote).join(" ") ?? (short ? "node test/vm/guest.mjs --short" : everything),
      timeLimitMs: timeLimitMs ?? (short ? 240_000 : 900_000),
    });
    total.passed += result.passed;
    total.failed += result.failed;
    if (result.failure !== undefined) total.failures.push(`guest with Linux ${version}: ${result.failure}`);
  }
  return total;
}

/**
 * The part of `npm test`: the short checks, with the kernel that differs most from a new one. Where no guest can run it is
 * skipped with the reason, which test/setup/allowed-skips.json has to allow as for any other test.
 */
export async function runShortChecks() {
  const lacks = await whyNoGuests();
  if (lacks === undefined) return runGuests(["6.1"], { short: true });
  const reason = `this machine lacks ${lacks}`;
  const allowList = JSON.parse(readFileSync(path.join(projectDir, "test/setup/allowed-skips.json"), "utf8"));
  const allowed = allowList.find((entry) => reason.includes(entry.reason));
  console.log(`Skipped the guest: ${reason}${allowed ? ` (allowed: ${allowed.why})` : "  <- UNEXPECTED"}`);
  const failures = allowed ? [] : ["the guest was skipped"];
  return { passed: 0, failed: failures.length, skipped: 1, failures };
}

/** undefined where guests can run, else what this machine lacks for them. */
export async function whyNoGuests() {
  if (process.arch !== "x64") return "QEMU guests: they are made for x86_64";
  if (process.env.TS_RUN_SKIP_APT) return "QEMU guests: TS_RUN_SKIP_APT forbids to install them";
  try {
    await ensurePackages(["qemu-system-x86"]);
    await ensureKernel("6.1");
    return undefined;
  } catch (error) {
    return `QEMU guests: ${error.message.split("\n")[0]}`;
  }
}

async function runGuest(version, kernel, { command, timeLimitMs }) {
  const started = performance.now();
  const consoleFile = path.join(cacheDir, "vm", `console-${version}.log`);
  mkdirSync(path.dirname(consoleFile), { recursive: true });
  const { accelerator, why } = await chooseAccelerator(kernel, consoleFile);
  console.log(`\nGuest with Linux ${version}, pure cgroup v2, ${accelerator} (${why})`);
  let output = "";
  const { code, ending } = await boot({
    ...{ kernel, command, timeLimitMs, consoleFile, accelerator },
    onOutput: (text) => {
      output += text;
      process.stdout.write(text);
    },
  });
  console.log(`Guest with Linux ${version}: ${ending} (${seconds(started)})`);
  const [, passed = 0, failed = 0] = /^(\d+) passed, (\d+) failed$/m.exec(output)?.map(Number) ?? [];
  if (code === 0) return { passed: Math.max(passed, 1), failed };
  if (code === undefined) console.error(tail(readFileSync(consoleFile, "utf8")));
  const failure = code === undefined ? `no result: ${ending}; its console is ${consoleFile}` : `exit code ${code}`;
  return { passed, failed: Math.max(failed, 1), failure: failed > 0 ? `${failed} checks` : failure };
}

function tail(text) {
  return text.trimEnd().split("\n").slice(-15).join("\n");
}

function quote(word) {
  return /^[\w./=:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
