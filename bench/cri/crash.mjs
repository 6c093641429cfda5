// kill -9 of the server in the middle of 100 pod starts, a restart, and what is left when every known pod is removed.
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newSince, takeStock } from "./leftovers.mjs";
import { atATime, cgroupParent, endPod, startPod } from "./pods.mjs";

const count = 100;
const width = 8;

export async function crashCase([server]) {
  const where = { dirs: [path.join(server.root, "cri"), server.runDir], cgroup: cgroupParent.slice(1) };
  await endPod(server.client, (await startPod(server.client, ["sleep", "1000"], { sharedPid: true })).podSandboxId); // the bridge stays, and the holders' root
  const before = takeStock(where);
  const { started, failed } = await killInTheMiddle(server);
  const killed = newSince(before, takeStock(where));
  const begun = performance.now();
  await server.start();
  const restartMs = performance.now() - begun;
  const { items } = await server.client.call("listPodSandbox");
  const { containers } = await server.client.call("listContainers");
  const restarted = newSince(before, takeStock(where));
  await atATime(width, items.length, (i) => endPod(server.client, items[i].id));
  const removed = await settled(before, where);
  console.log(
    `\nkill -9 in the middle of ${count} pod starts, ${width} at a time: ${started} had started, ${failed} calls were cut off`,
  );
  console.log(
    `  restarted and answering after ${restartMs.toFixed(0)} ms; it knows ${items.length} pods, ${containers.length} containers`,
  );
  console.log(
    `  ${"what is there that was not before".padEnd(36)}${Object.keys(removed)
      .map((kind) => kind.padStart(12))
      .join("")}`,
  );
  for (const [when, stock] of [
    ["after the kill", killed],
    ["after the restart", restarted],
    ["after removing every known pod", removed],
  ])
    console.log(
      `  ${when.padEnd(36)}${Object.values(stock)
        .map((names) => String(names.length).padStart(12))
        .join("")}`,
    );
  for (const name of Object.values(removed).flat().slice(0, 20)) console.log(`  LEFT: ${name}`);
  if (server.stderr.trim() !== "")
    console.log(`  the server said: ${server.stderr.trim().split("\n").slice(-8).join("\n    ")}`);
  return [];
}

async function killInTheMiddle(server) {
  const { client } = server;
  let [started, failed] = [0, 0];
  let death;
  await atATime(width, count, async () => {
    if (death) return;
    try {
      await startPod(client, ["sleep", "1000"], { sharedPid: started % 4 === 3 });
      started += 1;
      // Mid-flight of the other seven, not between two batches.
      if (started === count / 2) death = sleep(3).then(() => server.stop("SIGKILL"));
    } catch {
      failed += 1;
    }
  });
  await death;
  return { started, failed };
}

/** Monitors whose container has ended take a moment to go. */
async function settled(before, where) {
  for (let attempt = 0; ; attempt++) {
    const left = newSince(before, takeStock(where));
    if (attempt === 40 || Object.values(left).every((names) => names.length === 0)) return left;
    await sleep(50);
  }
}
