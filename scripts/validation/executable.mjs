// One executable of the suite against one runtime, with nothing left of either: in a mount and a pid namespace of its
// own, so that every process it leaves ends with it, and its state and scratch directories are never the host's.
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { tryRun } from "../setup/command.mjs";
import { parseTap } from "./tap.mjs";

const cgroupRoot = "/sys/fs/cgroup";
/** @param {string} name @param {{ program: string, hidesV2: boolean }} runtime */
export async function runExecutable(suite, name, runtime, timeoutMs) {
  const scratch = mkdtempSync(path.join(tmpdir(), "ts-run-validation-"));
  chmodSync(scratch, 0o755); // on the way to rootfs directories that other uids must reach
  const before = new Set(cgroups(suite.cgroups));
  const prepare = [
    "mount -t tmpfs tmpfs /run",
    ...(runtime.hidesV2 && existsSync(`${cgroupRoot}/unified`) ? [`umount ${cgroupRoot}/unified`] : []),
    '"$@"',
  ].join(" && ");
  // The shell stays: it is the namespace's init, which reaps what the runtimes orphan.
  const apart = ["--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const seconds = `${timeoutMs / 1000}s`;
  const limited = ["timeout", "-k", "1", seconds, ...suite.command(suite.dir, name)];
  const started = performance.now();
  try {
    const result = await tryRun("unshare", [...apart, "sh", "-c", `${prepare}; exit $?`, "sh", ...limited], {
      cwd: suite.directory(suite.suiteDir),
      env: { ...process.env, ...suite.environment(runtime.program, suite.suiteDir), TMPDIR: scratch },
      timeoutMs: timeoutMs + 5000,
    });
    return judge(result, performance.now() - started, timeoutMs);
  } finally {
    await removeCgroups(() => cgroups(suite.cgroups).filter((directory) => !before.has(directory)));
    rmSync(scratch, { recursive: true, force: true });
  }
}

function judge({ code, signal, stdout, output }, tookMs, timeoutMs) {
  const checks = parseTap(stdout);
  const count = (isCounted) => checks.filter(isCounted).length;
  const failed = count(({ passed }) => !passed);
  const skipped = count((check) => check.skipped);
  const ok = checks.length - failed - skipped;
  const why = reason({ code, signal, checks, stdout, timeoutMs });
  const passed = failed === 0 && why === "";
  const verdict = `${passed ? "passed" : "failed"}: ${ok} ok, ${failed} not ok${why && `, ${why}`}`;
  return { passed, ok, failed, skipped, why, verdict, checks, tookMs, output };
}

/** Some executables make no check, and tell what is wrong in a diagnostic or by their exit code alone. */
function reason({ code, signal, checks, stdout, timeoutMs }) {
  if (code === 124 || code === 137 || signal !== null) return `no end within ${timeoutMs / 1000} s`;
  if (code !== 0) return `exit code ${code}`;
  return checks.length === 0 && /^\s+"error": "./m.test(stdout) ? "an error reported" : "";
}

/** Those of the suite, whoever made them: the deepest first. */
function cgroups(names) {
  const found = [];
  const search = (directory, depth) => {
    for (const entry of entries(directory)) {
      const inner = path.join(directory, entry.name);
      if (depth > 0 && names.test(entry.name)) found.push(...below(inner), inner);
      else if (depth < 3) search(inner, depth + 1);
    }
  };
  search(cgroupRoot, 0);
  return found;
}

function below(directory) {
  return entries(directory).flatMap((entry) => {
    const inner = path.join(directory, entry.name);
    return [...below(inner), inner];
  });
}

/** None of a cgroup that another program has removed meanwhile. */
function entries(directory) {
  try {
    return readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  } catch {
    return [];
  }
}

/** The last process may still be on its way out. */
async function removeCgroups(list) {
  for (let attempt = 0; attempt < 20; attempt++) {
    const left = list().filter((directory) => !remove(directory));
    if (left.length === 0) return;
    await delay(100);
  }
}

function remove(directory) {
  try {
    rmdirSync(directory);
    return true;
  } catch {
    return false;
  }
}
