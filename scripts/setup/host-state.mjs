// What a test run may leave on the host: nothing. Taken before and after, compared by name. Other people's containers may
// come and go meanwhile: a cgroup with processes is judged by its processes, and processes by the cgroup of the run.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tryRun } from "./command.mjs";

const lines = (text) => text.split("\n").filter((line) => line !== "");

/** @returns {Promise<Record<string, string[]>>} kind -> names */
export async function readHostState() {
  const mounts = lines(readFileSync("/proc/self/mountinfo", "utf8")).map((line) => line.split(" ")[4]);
  const cgroups = lines((await tryRun("find", ["/sys/fs/cgroup", "-type", "d", "-path", "*ts-run*"])).stdout);
  const nft = lines((await tryRun("nft", ["list", "tables"])).stdout);
  return {
    mounts: mounts.filter((target) => !target.startsWith("/run/netns/")), // no test names a network namespace
    cgroups: cgroups.filter((dir) => !isPopulated(dir)),
    "network interfaces": listDir("/sys/class/net").filter((name) => /^ts[0-9a-f]{8}/.test(name)),
    "firewall tables": nft,
  };
}

/** What is there now and was not before: "kind: name". Removal may take the kernel a moment. */
export async function leftovers(before, testCgroup) {
  for (const deadline = performance.now() + 5000; ; await sleep(250)) {
    const after = { ...(await readHostState()), processes: processesIn(testCgroup) };
    const left = Object.entries(after).flatMap(([kind, names]) => {
      const known = new Set(before[kind]);
      return names.filter((name) => !known.has(name) && !isPermanent(kind, name)).map((name) => `${kind}: ${name}`);
    });
    if (left.length === 0 || performance.now() > deadline) return left;
  }
}

/**
 * A cgroup for the processes of a test run: whoever is in it at the end was left behind, whatever its parent is by then.
 * Undefined where this process may not make one.
 */
export function makeTestCgroup() {
  const mount = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"].find((dir) => existsSync(path.join(dir, "cgroup.procs")));
  if (mount === undefined) return undefined;
  const dir = path.join(mount, `npm-test-${process.pid}`);
  try {
    mkdirSync(dir);
    return dir;
  } catch {
    return undefined;
  }
}

export function removeTestCgroup(dir) {
  if (dir === undefined) return;
  try {
    rmdirSync(dir);
  } catch {
    // whoever is still in it has been named as left behind
  }
}

function processesIn(cgroup) {
  if (cgroup === undefined) return [];
  return lines(readFileSync(path.join(cgroup, "cgroup.procs"), "utf8")).map((pid) => `${commOf(pid)} (pid ${pid})`);
}

function isPopulated(dir) {
  try {
    return readFileSync(path.join(dir, "cgroup.procs"), "utf8") !== "";
  } catch {
    return false;
  }
}

/** One parent cgroup per controller and command, and one firewall table are made on first use and kept. */
function isPermanent(kind, name) {
  return (kind === "cgroups" && /\/ts-runc?$/.test(name)) || (kind === "firewall tables" && /\bts-run\b/.test(name));
}

/** A process may be gone between the listing and the reading. */
function commOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}

function listDir(dir) {
  return existsSync(dir) ? readdirSync(dir) : [];
}
