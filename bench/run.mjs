// `npm run bench`: ts-run beside podman, docker, runc and crun, in one run, as ratios (issue 2, "must show" 6).
// Everything happens in a network and a mount namespace of its own: no bridge, rule or mount of any peer reaches the host.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../scripts/setup/command.mjs";
import { ensurePackages } from "../scripts/setup/packages.mjs";
import { cacheDir, projectDir } from "../scripts/setup/stamp.mjs";
import { runSteps, startSteps } from "../scripts/setup/steps.mjs";
import { execCases, lifecycleCases, logCases, memoryCases, pullCases, startCases } from "./cases.mjs";
import { openPeers } from "./peers.mjs";
import { describeMachine, renderReport } from "./report.mjs";
import { printTable } from "./table.mjs";

const all = {
  start: startCases,
  lifecycle: lifecycleCases,
  exec: execCases,
  memory: memoryCases,
  pull: pullCases,
  logs: logCases,
};
const peerPackages = ["podman", "docker.io", "runc", "crun", "conmon", "containernetworking-plugins"];
const wanted = process.argv.slice(2).filter((arg) => arg in all);
const names = wanted.length > 0 ? wanted : Object.keys(all);

if (process.argv[2] === "cri") await import("./cri.mjs");
else if (process.env.TS_RUN_BENCH_INSIDE === undefined) await prepareAndEnterNamespaces();
else await measure();

async function prepareAndEnterNamespaces() {
  console.log("\nSetting up the bench (what is done already is skipped)");
  await runSteps([
    ...startSteps,
    ["peers", () => ensurePackages([...peerPackages, "docker-registry", "skopeo", "mmdebstrap"])],
  ]);
  const { ensureBenchImage } = await import("../rootfs/test-images.mjs");
  if (names.includes("pull")) await runSteps([["bench image", ensureBenchImage]]);
  const inside = ["--net", "--mount", "--propagation", "private", process.execPath, import.meta.filename, ...names];
  const env = { ...process.env, TS_RUN_BENCH_INSIDE: "1" };
  process.exitCode = spawnSync("unshare", inside, { stdio: "inherit", env }).status ?? 1;
}

async function measure() {
  const workDir = path.join(cacheDir, "bench");
  await isolate(workDir);
  const file = path.join(cacheDir, "bench-results.json");
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const peers = await openPeers(workDir);
  try {
    for (const name of names) {
      const machine = await describeMachine();
      known[name] = { ...(await all[name](peers, workDir)), machine };
      printTable(known[name]);
      // After each, so that an interrupted run has not measured in vain; in the order of the cases.
      const results = Object.fromEntries(Object.keys(all).flatMap((key) => (known[key] ? [[key, known[key]]] : [])));
      writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
      writeFileSync(path.join(projectDir, "docs/benchmarks.md"), renderReport(results));
    }
  } finally {
    for (const peer of peers) await peer.close();
  }
  console.log(`\nAlso in ${file} and docs/benchmarks.md`);
}

/** Private places for what the peers write outside their own roots; the v2 mount goes because crun 1.8 refuses hybrid hosts. */
async function isolate(workDir) {
  rmSync(workDir, { recursive: true, force: true });
  await run("ip", ["link", "set", "lo", "up"]);
  for (const dir of [
    "/run/containers",
    "/run/ts-run",
    "/run/ts-runc",
    "/run/runc",
    "/run/crun",
    "/var/lib/cni",
    workDir,
  ]) {
    mkdirSync(dir, { recursive: true });
    await run("mount", ["-t", "tmpfs", "-o", "size=6g", "bench", dir]);
  }
  if (existsSync("/sys/fs/cgroup/unified")) await run("umount", ["/sys/fs/cgroup/unified"]);
}
