// Everything on this machine that a server of pods could have left behind, by kind, so that before and after compare.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";

const CGROUPS = "/sys/fs/cgroup";

/**
 * Kind to names. Processes: monitors in our mount namespace and whatever is below the cgroup.
 * @param {{ dirs: readonly string[], cgroup: string, kinds?: readonly string[] }} where
 */
export function takeStock({ dirs, cgroup, kinds = Object.keys(looks) }) {
  return Object.fromEntries(kinds.map((kind) => [kind, looks[kind](dirs, cgroup)]));
}

const looks = {
  mounts: (dirs) =>
    lines("/proc/self/mountinfo")
      .map((line) => line.split(" ")[4] ?? "")
      .filter((point) => dirs.some((dir) => point.startsWith(`${dir}/`))),
  cgroups: (_dirs, cgroup) => cgroupsBelow(cgroup),
  processes: (_dirs, cgroup) => processes(cgroup),
  interfaces: () =>
    execFileSync("ip", ["-o", "link"], { encoding: "utf8" })
      .split("\n")
      .map((line) => /^\d+: ([^:@]+)/.exec(line)?.[1] ?? "")
      .filter(Boolean),
  firewall,
  files: (dirs) => dirs.flatMap(filesBelow),
};

/** What is in `after` and not in `before`, by kind. */
export function newSince(before, after) {
  return Object.fromEntries(
    Object.entries(after).map(([kind, names]) => [kind, names.filter((name) => !before[kind].includes(name))]),
  );
}

function lines(file) {
  return readFileSync(file, "utf8").split("\n").filter(Boolean);
}

function filesBelow(dir) {
  return entriesOf(dir).flatMap((entry) => {
    const file = path.join(dir, entry.name);
    return entry.isDirectory() ? [file, ...filesBelow(file)] : [file];
  });
}

/** What goes while one looks is not there. */
function entriesOf(dir) {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
    throw error;
  }
}

function cgroupsBelow(name) {
  const hierarchies = [CGROUPS, ...readdirSync(CGROUPS).map((controller) => path.join(CGROUPS, controller))];
  return hierarchies.flatMap((hierarchy) => {
    const directories = (dir) =>
      entriesOf(dir)
        .filter((entry) => entry.isDirectory())
        .map((entry) => path.join(dir, entry.name))
        .flatMap((below) => [below, ...directories(below)]);
    return directories(path.join(hierarchy, name));
  });
}

function processes(cgroup) {
  const own = readlinkSync("/proc/self/ns/mnt");
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      if (readFileSync(`/proc/${pid}/cgroup`, "latin1").includes(cgroup)) return true;
      const isMonitor = readFileSync(`/proc/${pid}/comm`, "latin1") === "monitor\n";
      return isMonitor && readlinkSync(`/proc/${pid}/ns/mnt`) === own && !isParked(pid);
    } catch {
      return false; // it has ended
    }
  });
}

/** Waits for a plan of the server that runs, and ends with it; without its parent it would be a leftover like any other. */
function isParked(pid) {
  const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
  return parent !== "1" && readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("parked");
}

function firewall() {
  try {
    return execFileSync("nft", ["list", "ruleset"], { encoding: "utf8" })
      .split("\n")
      .filter((line) => !line.includes("counter"));
  } catch {
    return [];
  }
}
