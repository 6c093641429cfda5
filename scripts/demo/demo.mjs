// The proof that `npm start` ends with: one container with limits, seen from the host and from inside, then its limits at work.
// Every PASS is computed from what the kernel answered just now; nothing here is known beforehand.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { run, tryRun } from "../setup/command.mjs";
import { projectDir } from "../setup/stamp.mjs";
import { seconds } from "../setup/steps.mjs";
import { readCpuUsageUs, readLimits } from "./cgroup-files.mjs";
import { Report } from "./report.mjs";

const cli = path.join(projectDir, "bin/ts-run");
const script = readFileSync(path.join(import.meta.dirname, "observe.sh"), "utf8");
const limits = ["-m", "64m", "--memory-swap", "64m", "--cpus", "0.5", "--pids-limit", "64"];
const mebibyte = 2 ** 20;

/** Resolves to the exit code: 0 when everything was as promised. */
export async function runDemo() {
  const started = performance.now();
  const name = `proof-${process.pid}`;
  const hog = `memory-hog-${process.pid}`;
  const report = new Report();
  try {
    console.log(`\n$ ts-run run -d --name ${name} --hostname inside ${limits.join(" ")} ts-run/busybox sleep 60`);
    await run(cli, ["run", "-d", "--name", name, "--hostname", "inside", ...limits, "ts-run/busybox", "sleep", "60"]);
    const { pid } = await stateOf(name);
    await compareViews(report, name, pid);
    report.section("Limits at work");
    await proveCpuLimit(report, name, pid); // before the next one, whose processes live on for a second
    await provePidsLimit(report, name);
    await proveMemoryLimit(report, hog);
  } catch (error) {
    report.fail("the demonstration itself", error.message);
  } finally {
    await tryRun(cli, ["rm", "-f", name]);
    await tryRun(cli, ["rm", "-f", hog]);
  }
  return conclude(report, seconds(started));
}

async function compareViews(report, name, pid) {
  const host = parse(await run("sh", ["-c", script]));
  const inside = parse(await run(cli, ["exec", name, "sh", "-c", script]));
  const own = Object.keys(inside).filter((key) => key.startsWith("namespace.") && inside[key] !== host[key]);
  const isolated = own.map((key) => key.slice("namespace.".length));
  const required = ["mnt", "pid", "net", "uts", "ipc", "cgroup"];
  const interfaces = { host: host.interfaces.trim().split(" "), inside: inside.interfaces.trim().split(" ") };
  const held = { host: countBits(host.capabilities), inside: countBits(inside.capabilities) };
  const [onHost, inContainer] = [readLimits("self"), readLimits(pid)];

  report.heading("host", "container");
  report.row("hostname", host.hostname, inside.hostname, inside.hostname === "inside" && host.hostname !== "inside");
  report.row("processes seen", host.processes, inside.processes, Number(inside.processes) < Number(host.processes));
  report.row("init's process id", String(pid), "1", isPidOneInside(pid));
  report.row("mounts seen", host.mounts, inside.mounts, inside["namespace.mnt"] !== host["namespace.mnt"]);
  report.row(
    "network interfaces",
    interfaces.host.join(" "),
    interfaces.inside.join(" "),
    isOwnNetwork(interfaces, own),
  );
  report.row(
    "user, uid map",
    `${host.user}  ${host.uidMap}`,
    `${inside.user}  ${inside.uidMap}`,
    inside.user === "0:0",
  );
  report.row(
    "capabilities",
    `${held.host} held`,
    `${held.inside} held`,
    held.inside <= 14 && !hasSysAdmin(inside.capabilities),
  );
  report.row(
    "seccomp filter",
    host.seccomp === "2" ? "yes" : "no",
    inside.seccomp === "2" ? "yes" : "no",
    inside.seccomp === "2",
  );
  report.row(
    "own namespaces",
    "-",
    isolated.join(" "),
    required.every((kind) => isolated.includes(kind)),
  );
  report.row("memory limit", bytes(onHost.memory), bytes(inContainer.memory), inContainer.memory === 64 * mebibyte);
  report.row("CPU limit", onHost.cpus ?? "none", inContainer.cpus ?? "none", inContainer.cpus === 0.5);
  report.row("process limit", onHost.pids ?? "none", inContainer.pids ?? "none", inContainer.pids === 64);
}

async function provePidsLimit(report, name) {
  const forkALot = "i=0; while [ $i -lt 100 ]; do sleep 1 & i=$((i+1)); done; echo all 100 started";
  const { output } = await tryRun(cli, ["exec", name, "sh", "-c", forkALot], { timeoutMs: 20_000 });
  const refused = /can't fork/.test(output) && !output.includes("all 100 started");
  report.proof("100 processes where 64 are allowed", refused ? "fork refused by the kernel" : output.trim(), refused);
}

async function proveCpuLimit(report, name, pid) {
  const before = { usageUs: readCpuUsageUs(pid), at: performance.now() };
  const burn = "timeout 1 sh -c 'while :; do :; done' & timeout 1 sh -c 'while :; do :; done'; wait";
  await tryRun(cli, ["exec", name, "sh", "-c", burn], { timeoutMs: 20_000 });
  const cpus = (readCpuUsageUs(pid) - before.usageUs) / 1000 / (performance.now() - before.at);
  report.proof("two busy loops where half a CPU is allowed", `${cpus.toFixed(2)} CPUs used`, cpus > 0.2 && cpus < 0.6);
}

async function proveMemoryLimit(report, name) {
  const hog = ["dd", "if=/dev/zero", "of=/dev/null", "bs=300M", "count=1"];
  const { code } = await tryRun(cli, ["run", "--name", name, ...limits, "ts-run/busybox", ...hog], {
    timeoutMs: 30_000,
  });
  const state = await stateOf(name);
  const said = `exit code ${code}; ts-run inspect: OOMKilled ${state.oomKilled}`;
  report.proof("a program that takes 300 MiB where 64 are allowed", said, code === 137 && state.oomKilled === true);
  if (state.evidence !== undefined) report.note(state.evidence);
}

async function stateOf(name) {
  const document = [JSON.parse(await run(cli, ["inspect", name]))].flat()[0];
  return {
    pid: document.State.Pid,
    oomKilled: document.State.OOMKilled,
    evidence: document.State.Evidence?.Sentence,
  };
}

function conclude(report, took) {
  const { passed, failed } = report.totals;
  console.log(`\n${passed} of ${passed + failed} observations are as a container promises (${took}).`);
  if (failed > 0) {
    console.error("Not proven: see the lines with FAIL. `ts-run doctor` says what this host lacks.");
    return 1;
  }
  console.log(`Proven: the container had its own view of the host and could not exceed its memory, CPU and process limits.

Where to go next
  ts-run run -it --rm ts-run/busybox sh          a shell in a container
  ts-run explain -m 64m ts-run/busybox sh        every system call that makes it, and why
  ts-run doctor                                  what this host offers
  docs/quick-start.md, then docs/how-it-works.md`);
  return 0;
}

function parse(text) {
  return Object.fromEntries(
    text
      .trim()
      .split("\n")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

/** The last number of NSpid is the process's id in its own pid namespace, the first the one on the host. */
function isPidOneInside(pid) {
  if (!existsSync(`/proc/${pid}/status`)) return false;
  const ids = /^NSpid:\s*(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]?.split(/\s+/) ?? [];
  return ids.length > 1 && ids.at(-1) === "1" && ids[0] === String(pid);
}

function isOwnNetwork({ inside }, own) {
  return own.includes("namespace.net") && inside.every((name) => ["lo", "eth0"].includes(name));
}

function countBits(hex) {
  return [...BigInt(`0x${hex}`).toString(2)].filter((bit) => bit === "1").length;
}

function hasSysAdmin(hex) {
  return ((BigInt(`0x${hex}`) >> 21n) & 1n) === 1n;
}

function bytes(value) {
  return value === undefined ? "none" : `${Math.round(value / mebibyte)} MiB`;
}
