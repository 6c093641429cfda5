// What a test run may leave on the host: nothing. Taken before and after, compared by name.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tryRun } from "./command.mjs";

/** @returns {Promise<Record<string, string[]>>} kind -> names */
export async function readHostState() {
  const lines = (text) => text.split("\n").filter((line) => line !== "");
  const mounts = lines(readFileSync("/proc/self/mountinfo", "utf8")).map((line) => line.split(" ")[4]);
  const cgroups = lines((await tryRun("find", ["/sys/fs/cgroup", "-type", "d", "-path", "*ts-run*"])).stdout);
  const nft = lines((await tryRun("nft", ["list", "tables"])).stdout);
  return {
    mounts,
    cgroups,
    "network namespaces": listDir("/run/netns"),
    "firewall tables": nft,
    processes: ourProcesses(),
  };
}

/** What is there now and was not before: "kind: name". The table and the parent cgroup of the service itself may stay. */
export function leftovers(before, after) {
  return Object.entries(after).flatMap(([kind, names]) => {
    const known = new Set(before[kind]);
    return names.filter((name) => !known.has(name) && !isPermanent(kind, name)).map((name) => `${kind}: ${name}`);
  });
}

/** One parent cgroup per controller and one firewall table are made on first use and kept. */
function isPermanent(kind, name) {
  return (kind === "cgroups" && /\/ts-run$/.test(name)) || (kind === "firewall tables" && /\bts-run\b/.test(name));
}

function ourProcesses() {
  return listDir("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid, comm: existsSync(`/proc/${pid}/comm`) ? readComm(pid) : "" }))
    .filter(({ comm }) => comm.startsWith("ts-run"))
    .map(({ pid, comm }) => `${comm} (pid ${pid})`);
}

/** A process may be gone between the listing and the reading. */
function readComm(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}

function listDir(dir) {
  return existsSync(dir) ? readdirSync(dir) : [];
}
