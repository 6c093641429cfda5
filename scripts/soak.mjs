#!/usr/bin/env node
// 100 containers started, killed and removed, one after another and 8 at a time, with ports and volumes; then the host
// must be as before. Prints what was counted before and after as a table; exit code 1 when anything is left.
//
//   scripts/soak.mjs [--count 100] [--parallel 8] [--isolated] [--image ts-run/busybox]
//
// --isolated: in namespaces of its own (net, pid, mount), so that nothing else on the machine is counted or disturbed.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    count: { type: "string", default: "100" },
    parallel: { type: "string", default: "8" },
    isolated: { type: "boolean", default: false },
    image: { type: "string", default: "ts-run/busybox" },
    program: { type: "string", default: fileURLToPath(new URL("../bin/ts-run", import.meta.url)) },
    archive: { type: "string", default: fileURLToPath(new URL("../.cache/embedded/image.tar", import.meta.url)) },
  },
});

if (options.isolated) {
  const args = process.argv.slice(2).filter((argument) => argument !== "--isolated");
  const own = ["--net", "--pid", "--fork", "--mount", "--mount-proc", "--kill-child", "sh", "-c"];
  const { status } = spawnSync(
    "unshare",
    [...own, 'ip link set lo up && exec "$@"', "sh", process.execPath, fileURLToPath(import.meta.url), ...args],
    { stdio: "inherit" },
  );
  process.exit(status ?? 1);
}

const scratch = mkdtempSync(join(tmpdir(), "ts-run-soak-"));
const runDir = `/run/ts-soak-${process.pid}`;
const root = join(scratch, "root");
const shared = join(scratch, "shared");
mkdirSync(shared);

function tsRun(...args) {
  return new Promise((resolve) => {
    const child = spawn(options.program, ["--root", root, "--run-dir", runDir, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    child.on("close", (code) => resolve({ code, output }));
  });
}

const failures = [];

async function expectCode(wanted, ...args) {
  const { code, output } = await tsRun(...args);
  if (code !== wanted) failures.push(`ts-run ${args.join(" ")}: exit ${code}, not ${wanted}: ${output.trim()}`);
}

/** One container's life; every third ends in another way. */
async function life(number) {
  const name = `soak${number}`;
  const common = ["--name", name, "-p", `${20000 + number}:80`, "-p", `127.0.0.1:${30000 + number}:53/udp`];
  const storage = ["-v", `soak-volume-${number}:/data`, "-v", "/anonymous", "-v", `${shared}:/shared`];
  const limits = ["-m", "32m", "--cpus", "0.5", "--pids-limit", "32"];
  const server = ["sh", "-c", "echo hello > /data/hello; echo started; exec httpd -f -p 80 -h /data"];
  await expectCode(0, "run", "-d", ...common, ...storage, ...limits, options.image, ...server);
  await expectCode(0, "exec", name, "true");
  if (number % 3 === 0) {
    await expectCode(0, "kill", name);
    await expectCode(0, "rm", "-v", name);
  } else if (number % 3 === 1) {
    await expectCode(0, "stop", "-t", "0", name);
    await expectCode(0, "start", name);
    await expectCode(0, "rm", "-f", "-v", name);
  } else {
    await expectCode(0, "rm", "-f", "-v", name);
    await expectCode(7, "run", "--rm", ...common, ...storage, options.image, "sh", "-c", "exit 7");
  }
  await expectCode(0, "volume", "rm", `soak-volume-${number}`);
}

async function lives(from, to, atOnce) {
  let next = from;
  const worker = async () => {
    while (next < to) await life(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const text = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");
const lines = (of) => of.split("\n").filter((line) => line !== "");

function command(...argv) {
  try {
    return lines(execFileSync(argv[0], argv.slice(1), { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return [];
  }
}

function processes() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({ pid, comm: text(`/proc/${pid}/comm`).trim() }));
}

function networkNamespaces() {
  const found = new Set();
  for (const { pid } of processes()) {
    try {
      found.add(readlinkSync(`/proc/${pid}/ns/net`));
    } catch {
      // it has just ended
    }
  }
  return [...found];
}

function tree(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? [path, ...tree(path)] : [path];
  });
}

/** Ids of every container of this soak; other people's containers share the cgroup hierarchies. */
function ids() {
  return new Set(text(join(runDir, "events.jsonl")).match(/\b[0-9a-f]{64}\b/g) ?? []);
}

function cgroups() {
  const own = ids();
  const hierarchies = readdirSync("/sys/fs/cgroup", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return ["", ...hierarchies.map(({ name }) => name)].flatMap((name) => {
    const parent = join("/sys/fs/cgroup", name, "ts-run");
    const found = existsSync(parent) ? readdirSync(parent) : [];
    return found.filter((id) => own.has(id)).map((id) => join(parent, id));
  });
}

/** Hard links count once. */
function diskUsage(dir) {
  const blocks = new Map();
  for (const path of tree(dir)) {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat) blocks.set(stat.ino, stat.blocks);
  }
  return [...blocks.values()].reduce((sum, count) => sum + count, 0) / 2;
}

function look() {
  return {
    "mounts of the host": lines(text("/proc/self/mountinfo")).filter(
      (line) => !line.includes(" /run/netns/"),
    ) /* other people's */,
    "cgroups of its containers, all hierarchies": cgroups(),
    "network namespaces in use": networkNamespaces(),
    "network interfaces": command("ip", "-o", "link").map((line) => line.split(":")[1].trim()),
    "nftables lines (rules and elements)": command("nft", "list", "ruleset"),
    "address leases": tree(join(runDir, "network", "leases")),
    "processes of ts-run": processes()
      .filter(({ comm }) => comm.startsWith("ts-run") || comm === "httpd")
      .map(({ pid, comm }) => `${pid} ${comm}`),
    "entries below the state root": tree(root),
    "entries below the run dir": tree(runDir),
    "KiB below the state root": diskUsage(root),
  };
}

const size = (value) => (Array.isArray(value) ? value.length : value);

function compare(before, after) {
  const rows = Object.keys(before).map((key) => {
    const left = size(before[key]);
    const right = size(after[key]);
    const same = Array.isArray(before[key])
      ? String(before[key].toSorted()) === String(after[key].toSorted())
      : left === right;
    return { key, left, right, same };
  });
  const width = Math.max(...rows.map(({ key }) => key.length));
  console.log(`${"".padEnd(width)}  ${"before".padStart(10)}  ${"after".padStart(10)}`);
  for (const { key, left, right, same } of rows) {
    console.log(
      `${key.padEnd(width)}  ${String(left).padStart(10)}  ${String(right).padStart(10)}  ${same ? "" : "CHANGED"}`,
    );
    if (same || !Array.isArray(before[key])) continue;
    for (const item of after[key].filter((found) => !before[key].includes(found)).slice(0, 10))
      console.log(`  + ${item}`);
    for (const item of before[key].filter((found) => !after[key].includes(found)).slice(0, 10))
      console.log(`  - ${item}`);
  }
  return rows.every(({ same }) => same);
}

/** Namespaces and cgroups of the last container die a moment after it. */
async function settle() {
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

async function timed(what, act) {
  const start = performance.now();
  await act();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

const count = Number(options.count);
try {
  await expectCode(0, "load", "-q", "-i", options.archive);
  await lives(0, 2, 1); // bridge, table and directories that are made once
  await settle();
  const before = look();
  await timed(`${count} containers, one after another`, () => lives(1000, 1000 + count, 1));
  await timed(`${count} containers, ${options.parallel} at a time`, () =>
    lives(3000, 3000 + count, Number(options.parallel)),
  );
  await settle();
  const same = compare(before, look());
  for (const failure of failures.slice(0, 20)) console.log(failure);
  console.log(same && failures.length === 0 ? "the host is as before" : `${failures.length} commands failed`);
  process.exitCode = same && failures.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
  rmSync(runDir, { recursive: true, force: true });
}
