// Memory, CPU time, processes, CPU sets: the kernel enforces them, and we tell so.
import {
  assert,
  check,
  counter,
  fails,
  image,
  ok,
  read,
  sh,
  shortCheck,
  sleep,
  start,
  tsRun,
  until,
} from "../harness.mjs";

const MiB = 1024 * 1024;
const writeShm = (megabytes) => `dd if=/dev/zero of=/dev/shm/a bs=1M count=${megabytes} 2>/dev/null`;
const burn = "while :; do :; done";

shortCheck("memory.max: beyond it the process is killed; the message names it, the limit and the peak", async () => {
  const { code, output } = await sh(`exec ${writeShm(50)}`, "-m", "32m");
  assert.equal(code, 137, output);
  assert.match(output, /out of memory: process dd \(host pid \d+\) was killed at the limit of 32 MiB, peak use 32 MiB/);
  assert.match(output, /hint: raise the limit \(-m 32m\)/);
});

check("a killed child is reported, but the container that lives on is not OOMKilled", async () => {
  const { id } = await start(`${writeShm(50)}; rm /dev/shm/a; echo went on`, "-m", "32m");
  assert.equal(await ok("wait", id), "0");
  assert.match(await ok("logs", id), /went on/);
  assert.equal(await ok("inspect", "--format", "{{.State.OOMKilled}}", id), "false");
});

check("OOMKilled is true for a container that ended of it, and a limit without swap leaves none", async () => {
  const { id, cgroup } = await start(`sleep 1; exec ${writeShm(50)}`, "-m", "32m", "--memory-swap", "32m");
  const swap = read(cgroup, "memory.swap.max");
  assert.equal(await ok("wait", id), "137");
  assert.equal(await ok("inspect", "--format", "{{.State.OOMKilled}}", id), "true");
  assert.match(swap, /^0?$/); // "" where the kernel has no swap accounting
});

check("memory.high: the container is slowed down and reclaimed from, not killed", async () => {
  const { id, cgroup } = await start(
    "dd if=/dev/vda of=/dev/null bs=1M 2>/dev/null; echo read; sleep 60",
    ...["-m", "64m", "--memory-high", "16m", "--device", "/dev/vda"],
  );
  assert.equal(read(cgroup, "memory.high"), String(16 * MiB));
  await until("the disk is read", async () => (await ok("logs", id)).includes("read"), 60_000);
  assert.ok(counter("high", cgroup, "memory.events") > 0, read(cgroup, "memory.events"));
  assert.equal(counter("oom_kill", cgroup, "memory.events"), 0);
  assert.ok(Number(read(cgroup, "memory.current")) < 20 * MiB, read(cgroup, "memory.current"));
});

check("cpu.max: a quarter of a CPU is a quarter, and throttling and pressure are counted and shown", async () => {
  const { id, cgroup } = await start(burn, "--cpus", "0.25");
  assert.equal(read(cgroup, "cpu.max"), "25000 100000");
  const used = () => counter("usage_usec", cgroup, "cpu.stat");
  const [before, throttled, from] = [used(), counter("nr_throttled", cgroup, "cpu.stat"), performance.now()];
  await sleep(4000);
  const share = (used() - before) / 1000 / (performance.now() - from);
  assert.ok(share > 0.1 && share < 0.3, `used ${share} of a CPU`);
  assert.ok(counter("nr_throttled", cgroup, "cpu.stat") > throttled + 5, read(cgroup, "cpu.stat"));
  const stats = await ok("stats", "--no-stream", id);
  assert.match(stats, /THROTTLED.*PSI CPU\/MEM\/IO/);
  assert.match(stats, /(?!0\.00%)\d+\.\d\d%\s+.*[1-9]\d*\.\d \/ \d+\.\d \/ \d+\.\d$/m, stats);
});

check("pids.max makes fork fail, and counts it", async () => {
  const { output } = await sh("for i in 1 2 3 4 5 6 7 8; do sleep 2 & done; wait", "--pids-limit", "5");
  assert.match(output, /can't fork: Resource temporarily unavailable/);
});

check(
  "a CPU set holds the container on its CPU, and one that this host has not is refused before the start",
  async () => {
    const { output } = await sh("grep Cpus_allowed_list /proc/self/status", "--cpuset-cpus", "1");
    assert.match(output, /:\s*1$/);
    assert.match(await fails("run", "--rm", "--cpuset-cpus", "7", image, "true"), /7/);
  },
);

check("update changes limits of a running container, and refuses one below what is in use", async () => {
  const { id, cgroup } = await start(`${writeShm(20)}; echo full; ${burn}`, "-m", "64m");
  await until("memory is used", () => Number(read(cgroup, "memory.current")) > 20 * MiB);
  await ok("update", "-m", "128m", "--memory-swap", "128m", "--cpus", "0.5", "--pids-limit", "50", id);
  assert.equal(read(cgroup, "memory.max"), String(128 * MiB));
  assert.match(read(cgroup, "memory.swap.max"), /^0?$/);
  assert.equal(read(cgroup, "cpu.max"), "50000 100000");
  assert.equal(read(cgroup, "pids.max"), "50");
  const refused = await fails("update", "-m", "8m", id);
  assert.match(refused, /it uses .* more than the new limit of 8 MiB/);
  assert.equal(read(cgroup, "memory.max"), String(128 * MiB));
});

check("update enables controllers nobody asked for at the start: cpuset, io", async () => {
  const { id, cgroup } = await start("sleep 60");
  await ok("update", "--cpuset-cpus", "0", "--device-write-bps", "/dev/vda:1mb", "--cpu-shares", "512", id);
  assert.equal(read(cgroup, "cpuset.cpus.effective"), "0");
  assert.match(read(cgroup, "io.max"), /wbps=1048576/);
  assert.equal(read(cgroup, "cpu.weight"), "59");
});

check("docker's shares become a weight, a reservation becomes memory.low", async () => {
  const { cgroup } = await start("sleep 60", "--cpu-shares", "1024", "-m", "64m", "--memory-reservation", "32m");
  assert.equal(read(cgroup, "cpu.weight"), "100");
  assert.equal(read(cgroup, "memory.low"), String(32 * MiB));
});

check("what v2 cannot do is refused by name: the OOM killer cannot be switched off", async () => {
  const { code, stderr } = await tsRun("run", "--rm", "-m", "64m", "--oom-kill-disable", image, "true");
  assert.equal(code, 125, stderr);
  assert.match(stderr, /oom/i);
});
