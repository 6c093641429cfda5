// Freeze, kill, remove.
import { readdirSync } from "node:fs";
import { assert, check, containerCgroups, counter, image, ok, read, sleep, start, tsRun, until } from "../harness.mjs";

const burn = "while :; do :; done";

check("pause freezes, unpause lets go on", async () => {
  const { id, cgroup } = await start(burn);
  const used = () => counter("usage_usec", cgroup, "cpu.stat");
  await ok("pause", id);
  assert.equal(counter("frozen", cgroup, "cgroup.events"), 1);
  const before = used();
  await sleep(500);
  assert.ok(used() - before < 20_000, "it ran while frozen");
  assert.match(await ok("ps"), /\(Paused\)/);
  await ok("unpause", id);
  assert.equal(counter("frozen", cgroup, "cgroup.events"), 0);
  await until("it runs again", () => used() > before + 100_000);
});

check("rm -f kills a container that forks as fast as it can, a frozen one too", async () => {
  const frozen = await start(burn);
  await ok("pause", frozen.id);
  const forking = await start("for i in 1 2 3; do while :; do sleep 0.01; done & done; wait");
  await sleep(1000);
  assert.match(read(forking.cgroup, "cgroup.procs"), /\d+\n\d+\n\d+/);
  await ok("rm", "-f", forking.id, frozen.id);
  assert.deepEqual(containerCgroups(), []);
});

check("what outlives the first process in the host's pid namespace is killed with the container", async () => {
  const { code, stdout } = await tsRun(
    "run",
    "--rm",
    "--pid=host",
    "--network=none",
    image,
    "sh",
    "-c",
    "sleep 777 & echo started",
  );
  assert.equal(code, 0);
  assert.equal(stdout, "started");
  const { stdout: left } = await tsRun("ps", "-aq");
  assert.equal(left, "");
  await until("the sleep is gone", () => !isRunning("777"));
});

function isRunning(argument) {
  return readdirSync("/proc").some(
    (pid) => /^\d+$/.test(pid) && read("/proc", pid, "cmdline").split("\0")[1] === argument,
  );
}
