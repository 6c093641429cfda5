// Runs inside the guest: the checks of checks/, one line each in TAP's manner, and the kernel tests of the project. Ends with
// the report as a table, and tells the host what became of all through TS_RUN_GUEST_REPORT.
//   --short: only the short checks · --report: only the report's rows · --only=TEXT: only checks whose name has this text
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectDir } from "../../scripts/setup/stamp.mjs";
import { runTests } from "../../scripts/setup/tests.mjs";
import { checks, resultOf } from "./harness.mjs";
import { tableOf } from "./report.mjs";

const init = process.env.TS_RUN_GUEST ?? "plain";
const flags = process.argv.slice(2);
const isShort = flags.includes("--short");
const checkFiles = {
  plain: ["host", "limits", "life", "placement", "devices", "disk", "network", "layers", "runtime"],
  systemd: [...(isShort ? [] : ["host", "runtime"]), "systemd", "apparmor"],
};
/** What v1 or v2, an older or newer kernel or systemd makes a difference to. */
const testFolders = {
  plain: [
    "cgroups",
    "runc",
    "doctor",
    "engine/isolation",
    "engine/life-cycle",
    "engine/limits",
    "engine/user-namespace",
    "cri/cgroups",
  ],
  systemd: ["cgroups", "runc", "systemd", "engine/limits"],
};

/** What a guest is there for, so that no test of it may be skipped. */
const mustNotLack = { plain: /lacks .*cgroup v2/, systemd: /lacks .*(cgroup v2|systemd|AppArmor)/ };

const only = flags.find((word) => word.startsWith("--only="))?.slice("--only=".length);
const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
const rows = [];

for (const file of checkFiles[init]) await import(`./checks/${file}.mjs`);
await runChecks(checks.filter(isChosen));
if (flags.length === 0) await runKernelTests();
if (rows.length > 0) console.log(`\n${tableOf(rows)}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
if (process.env.TS_RUN_GUEST_REPORT) writeFileSync(process.env.TS_RUN_GUEST_REPORT, JSON.stringify({ ...total, rows }));
process.exitCode = total.failed > 0 ? 1 : 0;

function isChosen({ name, short, through }) {
  if (only !== undefined && !name.includes(only)) return false;
  if (flags.includes("--report")) return through !== undefined;
  return short || !isShort;
}

async function runChecks(chosen) {
  console.log(`1..${chosen.length}`);
  for (const [index, check] of chosen.entries()) {
    const started = performance.now();
    const { problem, evidence } = await resultOf(check);
    const took = ((performance.now() - started) / 1000).toFixed(1);
    const isOk = problem === undefined;
    total[isOk ? "passed" : "failed"]++;
    console.log(`${isOk ? "ok" : "not ok"} ${index + 1} - ${check.name} (${took} s)`);
    if (!isOk) console.log(problem.replaceAll(/^/gm, "  # "));
    if (!isOk) total.failures.push(check.name);
    if (check.through !== undefined) rows.push({ ...check, isOk, evidence: evidence ?? problem.split("\n")[0] });
  }
}

async function runKernelTests() {
  const folders = testFolders[init].map((folder) => path.join("test/kernel", folder));
  const files = folders.filter((folder) => existsSync(path.join(projectDir, folder)) || /engine|cri/.test(folder));
  const { failures, reasons, ...counts } = await runTests(["kernel"], { files });
  for (const [name, count] of Object.entries(counts)) total[name] += count;
  const missed = reasons.filter((reason) => mustNotLack[init].test(reason));
  total.failed += missed.length;
  total.failures.push(...failures, ...missed.map((reason) => `tests that are to run here were skipped: ${reason}`));
}
