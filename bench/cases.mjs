// What is measured. Peers take turns in every round, so that a noisy minute hurts all of them alike.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run, tryRun } from "../scripts/setup/command.mjs";
import { startRegistry } from "../scripts/setup/registry.mjs";
import { cacheDir } from "../scripts/setup/stamp.mjs";
import { docker, podman, tsRun } from "./peers.mjs";

const rounds = Number(process.env.TS_RUN_BENCH_ROUNDS ?? 20);

export async function startCases(peers) {
  const contestants = [
    ...peers
      .filter((peer) => peer.isEngine)
      .flatMap((peer) => [
        { name: peer.name, command: peer.start([]) },
        { name: `${peer.name} --network none`, command: peer.start(["--network", "none"]) },
      ]),
    ...peers.filter((peer) => !peer.isEngine).map((peer) => ({ name: peer.name, command: peer.start() })),
    { name: "node -e 0", command: [process.execPath, ["-e", "0"]] },
  ];
  return { title: "run --rm IMAGE true", unit: "ms", rows: await race(contestants) };
}

export async function execCases(peers) {
  const engines = peers.filter((peer) => peer.isEngine);
  for (const peer of engines) await run(...peer.background("bench-exec", "sleep", "1000"));
  const rows = await race(
    engines.map((peer) => ({ name: peer.name, command: peer.command("exec", "bench-exec", "true") })),
  );
  for (const peer of engines) await run(...peer.command("rm", "-f", "bench-exec"));
  return { title: "exec CONTAINER true", unit: "ms", rows };
}

/** What an engine asks of an OCI runtime for one container: three commands, the last one not before the program has ended. */
export async function lifecycleCases(peers) {
  const runtimes = peers.filter((peer) => !peer.isEngine);
  const samples = new Map(runtimes.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const peer of runtimes) {
      const parts = [];
      for (const command of peer.lifecycle(`bench-life-${round + 1}`)) parts.push(await timed(command));
      if (round >= 0) samples.get(peer.name).push(parts); // the first round only fills caches
    }
  }
  const rows = [...samples].map(([name, all]) => {
    const [create, start, end] = [0, 1, 2].map((part) => median(all.map((parts) => parts[part])).toFixed(1));
    const totals = all.map(sum);
    return { name: `${name}: ${create} + ${start} + ${end}`, value: median(totals), best: Math.min(...totals) };
  });
  return { title: "create + start + delete --force of a bundle, true", unit: "ms", rows };
}

/** Proportional memory of the processes that watch 20 idle containers: the parents of their inits. */
export async function memoryCases(peers) {
  const rows = [];
  for (const peer of peers.filter((candidate) => candidate.isEngine)) {
    const ids = Array.from({ length: 20 }, (_, index) => `bench-idle-${index}`);
    for (const id of ids) await run(...peer.background(id, "sleep", "1000"));
    const supervisors = [];
    for (const id of ids) supervisors.push(parentOf(await peer.pidOf(id)));
    rows.push({ name: `${peer.name} (${commOf(supervisors[0])})`, value: sum(supervisors.map(pssKib)) / ids.length });
    await run(...peer.command("rm", "-f", ...ids));
  }
  return { title: "memory of the supervisor per container, at 20 (PSS)", unit: "KiB", rows };
}

/** A five-layer image into an empty store, each time on a fresh ext4: unpacking into a used one measures ext4's history. */
export async function pullCases(_peers, workDir) {
  const registry = await startRegistry({ storage: path.join(cacheDir, "test-images/bench-registry"), readOnly: true });
  const reference = `${registry.host}/bench:five`;
  const makers = { "ts-run": tsRun, podman, docker };
  const samples = {};
  try {
    for (let round = 0; round < 3; round++) {
      for (const [name, make] of Object.entries(makers)) {
        const took = await onFreshExt4(workDir, (dir) => pullOnce(make, dir, name, reference));
        if (took !== undefined) samples[name] = [...(samples[name] ?? []), took];
      }
    }
  } finally {
    await registry.stop();
  }
  const rows = Object.entries(samples).map(([name, values]) => ({
    name,
    value: median(values),
    best: Math.min(...values),
  }));
  return { title: "cold pull of five layers on a fresh ext4", unit: "ms", rows };
}

async function pullOnce(make, dir, name, reference) {
  const peer = await make(dir);
  if (peer === undefined) return undefined;
  const flags = name === "podman" ? ["--tls-verify=false", "-q"] : ["-q"];
  try {
    return await timed(peer.command("pull", ...flags, reference));
  } finally {
    await peer.close();
  }
}

async function onFreshExt4(workDir, work) {
  const dir = path.join(workDir, "fresh");
  const disk = path.join(cacheDir, "bench-disk.img"); // not in workDir, which is a tmpfs
  mkdirSync(dir, { recursive: true });
  rmSync(disk, { force: true });
  await run("truncate", ["-s", "4G", disk]);
  await run("mkfs.ext4", ["-q", "-F", "-E", "lazy_itable_init=1,lazy_journal_init=1", disk]);
  await run("mount", ["-o", "loop", disk, dir]);
  try {
    return await work(dir);
  } finally {
    await run("umount", ["-R", dir]);
    rmSync(disk, { force: true });
  }
}

/** 1 GiB of lines through the log of a detached container; the drain shows what the writer alone can do. */
export async function logCases(peers) {
  const bytes = 2 ** 30;
  const line = "0123456789".repeat(12);
  const write = `yes ${line} | head -c ${bytes}`;
  const rows = [];
  for (const peer of peers.filter((candidate) => candidate.isEngine)) {
    const started = performance.now();
    await run(...peer.background("bench-log", "sh", "-c", write));
    await run(...peer.command("wait", "bench-log"));
    rows.push({ name: peer.name, value: bytes / 1e6 / ((performance.now() - started) / 1000) });
    await run(...peer.command("rm", "-f", "bench-log"));
  }
  const drained = await timed(["sh", ["-c", `${write} | cat >/dev/null`]]);
  rows.push({ name: "writer into a pipe, no container", value: bytes / 1e6 / (drained / 1000) });
  return { title: "log throughput, 1 GiB of 121-byte lines", unit: "MB/s", higherIsBetter: true, rows };
}

async function race(contestants) {
  for (const { command } of contestants) await run(...command); // once for nothing: page cache, first-time set-up
  const samples = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { command }] of contestants.entries()) samples[index].push(await timed(command));
  }
  return contestants.map(({ name }, index) => ({
    name,
    value: median(samples[index]),
    best: Math.min(...samples[index]),
  }));
}

async function timed([program, args]) {
  const started = performance.now();
  const result = await tryRun(program, args);
  const took = performance.now() - started;
  if (result.code !== 0) throw new Error(`${program} ${args.join(" ")}: exit code ${result.code}\n${result.output}`);
  return took;
}

function parentOf(pid) {
  return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

function commOf(pid) {
  return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
}

function pssKib(pid) {
  const rollup = `/proc/${pid}/smaps_rollup`;
  return existsSync(rollup) ? Number(/^Pss:\s*(\d+)/m.exec(readFileSync(rollup, "utf8"))?.[1]) : Number.NaN;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
