// What `npm test` and `npm run test:vm` do with guests: get them ready, run the tests in each, add up.
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ensurePackages } from "../../scripts/setup/packages.mjs";
import { cacheDir, projectDir } from "../../scripts/setup/stamp.mjs";
import { seconds } from "../../scripts/setup/steps.mjs";
import { chooseAccelerator } from "./accelerator.mjs";
import { ensureGuestPackages } from "./guest-packages.mjs";
import { ensureKernel } from "./kernel.mjs";
import { boot } from "./machine.mjs";

const hostPackages = ["qemu-system-x86", "kmod", "xz-utils", "debian-archive-keyring"];

/**
 * Runs test/vm/guest.mjs with `args`, or `command`, in each guest, one after another.
 * @param {{ init: "plain" | "systemd", kernel: string }[]} guests
 * @returns {Promise<{ passed: number, failed: number, skipped: number, failures: string[] }>} failures: in words
 */
export async function runGuests(guests, { args = [], command, timeLimitMs }) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const line = (command ?? ["node", "test/vm/guest.mjs", ...args]).map(quote).join(" ");
  for (const guest of guests) {
    const result = await runGuest(guest, { command: line, timeLimitMs, expectsReport: command === undefined });
    for (const count of ["passed", "failed", "skipped"]) total[count] += result[count];
    total.failures.push(...result.failures.map((failure) => `${nameOf(guest)}: ${failure}`));
  }
  return total;
}

/** Kinds of guest and the kernel each usually has: the oldest we care for, and the newest there is. */
export const usualGuests = [
  { init: "plain", kernel: "6.1" },
  { init: "systemd", kernel: "newest" },
];

/**
 * The part of `npm test`: the short checks of both kinds of guest. Where no guest can run it is skipped with the reason,
 * which test/setup/allowed-skips.json has to allow as for any other test.
 */
export async function runShortChecks() {
  const lacks = await whyNoGuests();
  if (lacks === undefined) return runGuests(usualGuests, { args: ["--short"], timeLimitMs: 420_000 });
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
    await ensurePackages(hostPackages);
    for (const { kernel } of usualGuests) await ensureKernel(kernel);
    return undefined;
  } catch (error) {
    return `QEMU guests: ${error.message.split("\n")[0]}`;
  }
}

async function runGuest(guest, { command, timeLimitMs, expectsReport }) {
  const started = performance.now();
  const kernel = await ensureKernel(guest.kernel);
  const packages = await ensureGuestPackages(guest.init);
  const consoleFile = path.join(cacheDir, "vm", `console-${guest.init}-${guest.kernel}.log`);
  mkdirSync(path.dirname(consoleFile), { recursive: true });
  const { accelerator, why } = await chooseAccelerator({ name: guest.kernel, kernel, packages });
  console.log(`\nGuest with ${nameOf(guest)}, pure cgroup v2, ${accelerator} (${why})`);
  const options = { init: guest.init, kernel, packages, command, timeLimitMs, consoleFile, accelerator };
  const onOutput = (text) => process.stdout.write(text);
  let { code, report, ending } = await boot({ ...options, onOutput });
  for (let again = 0; code === undefined && diedOfEmulation(consoleFile) && again < 2; again++) {
    console.log(
      `Guest with ${nameOf(guest)}: its kernel met an int3 that was gone already, by emulation; booting again`,
    );
    ({ code, report, ending } = await boot({ ...options, onOutput }));
  }
  console.log(`Guest with ${nameOf(guest)}: ${ending} (${seconds(started)})`);
  if (code === undefined) console.error(`the end of its console, ${consoleFile}:\n${endOf(consoleFile)}`);
  return outcomeOf({ code, report, ending, expectsReport });
}

/** A guest that ends without its report has failed, whatever else it said. */
function outcomeOf({ code, report, ending, expectsReport }) {
  if (code === undefined) return failed(`no result: ${ending}`);
  if (expectsReport && report !== "") return JSON.parse(report);
  if (code !== 0) return failed(`exit code ${code}`);
  return expectsReport ? failed("no report") : { passed: 1, failed: 0, skipped: 0, failures: [] };
}

function failed(what) {
  return { passed: 0, failed: 1, skipped: 0, failures: [what] };
}

function nameOf({ init, kernel }) {
  return `Linux ${kernel}, ${init === "plain" ? "a shell as its init" : "systemd"}`;
}

/**
 * A kernel changes its own code by way of int3 (text_poke). QEMU's threads, one for each processor, may show one of them the
 * int3 when the other has taken it away, and the kernel panics. Seen with QEMU 7.2 on a busy machine, about once in 15 boots.
 */
function diedOfEmulation(consoleFile) {
  return /\bint3: 0000/.test(readFileSync(consoleFile, "utf8"));
}

/** Without the trace of a panic, which would hide what led to it. */
function endOf(file) {
  const text = readFileSync(file, "utf8").replaceAll(/^.*Call Trace:[\s\S]*?<\/TASK>\s*$/gm, "");
  return text.trimEnd().split("\n").slice(-15).join("\n");
}

function quote(word) {
  return /^[\w./=:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
