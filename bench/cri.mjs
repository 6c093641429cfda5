// `npm run bench -- cri`: ts-run as a node's runtime beside containerd, in one run, as ratios (issue 4, "must show").
// Everything happens in a network and a mount namespace of its own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { run, tryRun } from "../scripts/setup/command.mjs";
import { cacheDir } from "../scripts/setup/stamp.mjs";
import { listCase, logCase, memoryCase, startCase } from "./cri/cases.mjs";
import { buildWire } from "./cri/client.mjs";
import { containerdServer, sidRoot } from "./cri/containerd.mjs";
import { crashCase } from "./cri/crash.mjs";
import { cgroupParent, endPod } from "./cri/pods.mjs";
import { tsRunServer } from "./cri/ts-run.mjs";
import { describeMachine } from "./report.mjs";
import { printTable } from "./table.mjs";

const all = { start: startCase, memory: memoryCase, logs: logCase, lists: listCase, crash: crashCase };
const wanted = process.argv.slice(2).filter((arg) => arg in all);
const names = wanted.length > 0 ? wanted : Object.keys(all);

if (process.env.TS_RUN_BENCH_INSIDE === undefined) {
  await buildWire();
  const inside = ["--net", "--mount", "--propagation", "private", process.execPath, import.meta.filename, ...names];
  const env = { ...process.env, TS_RUN_BENCH_INSIDE: "1" };
  process.exitCode = spawnSync("unshare", inside, { stdio: "inherit", env }).status ?? 1;
} else await measure();

async function measure() {
  const workDir = path.join(cacheDir, "bench-cri");
  rmSync(workDir, { recursive: true, force: true });
  const logDir = "/run/ts-run/logs";
  await run("ip", ["link", "set", "lo", "up"]);
  // runc inside wants its root to be a mount point, with everything below it.
  const hasPeer = existsSync(sidRoot);
  if (hasPeer) await run("mount", ["--bind", sidRoot, sidRoot]);
  for (const dir of ["/run/ts-run", ...(hasPeer ? [path.join(sidRoot, "run")] : [])]) {
    mkdirSync(dir, { recursive: true });
    await run("mount", ["-t", "tmpfs", "-o", "size=4g", "bench", dir]);
  }
  for (const dir of [workDir, logDir]) mkdirSync(dir, { recursive: true });
  if (hasPeer) {
    // Both write their logs to the same tmpfs, under the same path.
    mkdirSync(path.join(sidRoot, logDir), { recursive: true });
    await run("mount", ["--bind", logDir, path.join(sidRoot, logDir)]);
  }
  const { date, cpu, kernel, node, load } = await describeMachine();
  console.log(`${date} UTC, ${cpu}, Linux ${kernel}, Node ${node}, load average at the start ${load}`);
  const servers = [];
  try {
    servers.push(await tsRunServer(path.join(workDir, "ts-run")));
    const peer = await containerdServer(workDir);
    if (peer) servers.push(peer);
    else console.log(`containerd is not in ${sidRoot}: ts-run alone`);
    console.log(servers.map(({ version }) => version).join("; "));
    for (const name of names) for (const table of await all[name](servers, { workDir, logDir })) printTable(table);
  } finally {
    for (const server of servers.reverse()) {
      for (const { id } of (await server.client.call("listPodSandbox")).items) await endPod(server.client, id);
      await server.close();
    }
    await removeCgroups();
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** The pods' parent, which is the kubelet's to make and to remove. */
async function removeCgroups() {
  for (const controller of readdirSync("/sys/fs/cgroup"))
    await tryRun("rmdir", [path.join("/sys/fs/cgroup", controller, cgroupParent)]);
}
