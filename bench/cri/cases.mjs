// What is measured of servers that run. They take turns, so that a noisy minute hurts all alike.
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atATime, containerConfig, endPod, podConfig, startPod } from "./pods.mjs";

const rounds = Number(process.env.TS_RUN_BENCH_ROUNDS ?? 30);
const idle = ["sleep", "4820591"];
const EXITED = 2;
const BLOCK = 10;
const IDLE_ROUNDS = 7;
const IDLE_MS = 1_000;

/**
 * Time of the RPCs on one connection; crictl's own is not in it. In blocks: what a server does in the background after a
 * pod, and that its memory is cold when it comes to its turn after a third of a second, is nobody else's.
 */
export async function startCase(servers) {
  const tables = [];
  for (const network of ["bridge", "host"]) {
    const samples = servers.map(() => ({
      start: [],
      stop: [],
      runPodSandbox: [],
      createContainer: [],
      startContainer: [],
    }));
    for (let round = 0; round < rounds; round += BLOCK)
      for (const [index, { client }] of servers.entries()) {
        await timedPod(client, network); // what the others left to do, and what this one left unused meanwhile
        for (let i = 0; i < BLOCK; i++)
          for (const [step, value] of Object.entries(await timedPod(client, network))) samples[index][step].push(value);
      }
    const afterIdle = servers.map(() => []);
    for (let round = 0; round < IDLE_ROUNDS; round++)
      for (const [index, { client }] of servers.entries()) {
        await sleep(IDLE_MS);
        afterIdle[index].push((await timedPod(client, network)).start);
      }
    const where = network === "bridge" ? "on the bridge" : "on the host's network";
    const rows = (step) => servers.map(({ name }, index) => ({ name, ...summary(samples[index][step]) }));
    tables.push(
      { title: `pod ${where}: run, create container, start container`, unit: "ms", rows: rows("start") },
      ...["runPodSandbox", "createContainer", "startContainer"].map((step) => ({
        title: `  of which ${step}`,
        unit: "ms",
        rows: rows(step),
      })),
      { title: `pod ${where}: stop and remove`, unit: "ms", rows: rows("stop") },
      {
        title: `pod ${where}: the first after ${IDLE_MS} ms of idleness (the median of ${IDLE_ROUNDS})`,
        unit: "ms",
        rows: servers.map(({ name }, index) => ({ name, ...summary(afterIdle[index]) })),
      },
    );
  }
  return tables;
}

async function timedPod({ call }, network) {
  const config = podConfig({ network });
  const at = [performance.now()];
  const { podSandboxId } = await call("runPodSandbox", { config });
  at.push(performance.now());
  const container = { podSandboxId, config: containerConfig("main", idle, config), sandboxConfig: config };
  const { containerId } = await call("createContainer", container);
  at.push(performance.now());
  await call("startContainer", { containerId });
  at.push(performance.now());
  await endPod({ call }, podSandboxId);
  const end = performance.now();
  return {
    runPodSandbox: at[1] - at[0],
    createContainer: at[2] - at[1],
    startContainer: at[3] - at[2],
    start: at[3] - at[0],
    stop: end - at[3],
  };
}

/** Proportional set size of what a pod needs beside its container's own processes, at 20 idle pods. */
export async function memoryCase(servers) {
  const rows = [];
  const kinds = [
    { label: "", sharedPid: false },
    { label: ", shared PID namespace", sharedPid: true },
  ];
  for (const { name, client } of servers)
    for (const { label, sharedPid } of kinds) {
      const known = new Set(pidsHere());
      const pods = await atATime(4, 20, () => startPod(client, idle, { network: "host", sharedPid }));
      await sleep(500);
      const helpers = pidsHere().filter((pid) => !known.has(pid) && !commandOf(pid).startsWith(idle.join(" ")));
      const watchers = helpers.filter((pid) => /shim|monitor/.test(commandOf(pid)) || name === "ts-run");
      rows.push({ name: `${name}${label}`, value: sum(watchers.map(pssKib)) / pods.length });
      if (watchers.length < helpers.length)
        rows.push({ name: `${name}${label}, with pause`, value: sum(helpers.map(pssKib)) / pods.length });
      for (const { podSandboxId } of pods) await endPod(client, podSandboxId);
    }
  return [{ title: "memory of a pod's helpers, at 20 idle pods (PSS)", unit: "KiB", rows }];
}

/** From StartContainer until the container has exited, its log complete. */
export async function logCase(servers, { logDir }) {
  const bytes = 256 * 1024 * 1024;
  const line = "0123456789".repeat(12);
  const command = ["sh", "-c", `yes ${line} | head -c ${bytes}`];
  const rows = [];
  for (const { name, client } of servers) {
    const samples = [];
    for (let round = 0; round < 3; round++) {
      const started = performance.now();
      const { podSandboxId, containerId } = await startPod(client, command, { network: "host", logDirectory: logDir });
      for (;;) {
        const { status } = await client.call("containerStatus", { containerId });
        if (status.state === EXITED) break;
        await sleep(10);
      }
      samples.push(bytes / 1e6 / ((performance.now() - started) / 1000));
      const written = statSync(path.join(logDir, "main.log")).size;
      if (written < bytes) throw new Error(`${name}: the log has ${written} bytes of ${bytes}`);
      await endPod(client, podSandboxId);
      rmSync(path.join(logDir, "main.log"));
    }
    const { value } = summary(samples);
    rows.push({ name, value, best: Math.max(...samples) });
  }
  return [
    {
      title: "log throughput, 256 MiB of 121-byte lines, start and exit included",
      unit: "MB/s",
      higherIsBetter: true,
      rows,
    },
  ];
}

/** 500 containers in 20 pods of ts-run; containerd would need a minute for them. */
export async function listCase([{ client }]) {
  const pods = await atATime(8, 20, async () => {
    const config = podConfig({ network: "host" });
    const { podSandboxId } = await client.call("runPodSandbox", { config });
    return { config, podSandboxId };
  });
  const begun = performance.now();
  await atATime(8, 500, async (i) => {
    const { config, podSandboxId } = pods[i % pods.length];
    const container = { podSandboxId, config: containerConfig(`c${i}`, idle, config), sandboxConfig: config };
    await client.call("startContainer", await client.call("createContainer", container));
  });
  const perSecond = 500 / ((performance.now() - begun) / 1000);
  console.log(`\n500 containers in 20 pods, 8 at a time: ${perSecond.toFixed(0)} per second`);
  const rows = [];
  for (const rpc of [
    "listContainers",
    "listPodSandbox",
    "listContainerStats",
    "listPodSandboxStats",
    "listPodSandboxMetrics",
  ]) {
    const samples = [];
    for (let i = 0; i < 30; i++) {
      const started = performance.now();
      await client.bytesOf(rpc);
      samples.push(performance.now() - started);
    }
    rows.push({ name: rpc, value: summary(samples).value, best: Math.min(...samples), worst: Math.max(...samples) });
  }
  await atATime(4, pods.length, (i) => endPod(client, pods[i].podSandboxId));
  return [{ title: "lists at 500 containers, until the whole answer is there (the median of 30)", unit: "ms", rows }];
}

function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { value: sorted[Math.floor(sorted.length / 2)], best: sorted[0] };
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/** Those in the bench's network namespace: others' processes come and go on this machine, too. */
function pidsHere() {
  const own = readlinkSync("/proc/self/ns/net");
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/ns/net`) === own;
    } catch {
      return false; // it has ended
    }
  });
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

function pssKib(pid) {
  try {
    return Number(/^Pss:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0; // ended meanwhile, or a kernel thread
  }
}
