// Where processes are, and what the container sees of it; cgroups that a container makes for itself.
import {
  assert,
  check,
  containerCgroups,
  counter,
  ok,
  read,
  sh,
  shortCheck,
  start,
  tsRun,
  until,
} from "../harness.mjs";

// As systemd does it in a container: the first process steps down, then controllers can be enabled for its siblings.
const stepDown = [
  "cd /sys/fs/cgroup",
  "mkdir init work",
  "echo 1 >init/cgroup.procs",
  "echo +memory +pids >cgroup.subtree_control",
  "echo down",
].join(" && ");

shortCheck("the container's cgroup namespace shows its own cgroup as the root; the host's shows the path", async () => {
  assert.equal((await sh("cat /proc/self/cgroup")).output, "0::/");
  const seen = (await sh("cat /proc/self/cgroup; ls /sys/fs/cgroup", "--cgroupns", "host")).output;
  assert.match(seen, /^0::\/ts-run\/[0-9a-f]{64}$/m);
  assert.match((await sh("ls /sys/fs/cgroup; cat /sys/fs/cgroup/memory.max", "-m", "64m")).output, /67108864/);
});

shortCheck("exec puts its process into the container's cgroup, limits included", async () => {
  const { id, cgroup } = await start("sleep 60", "--pids-limit", "3");
  assert.equal(await ok("exec", id, "cat", "/proc/self/cgroup"), "0::/");
  await ok("exec", "-d", id, "sleep", "50");
  await until("two processes", () => read(cgroup, "cgroup.procs").split("\n").length === 2);
  const { stderr } = await tsRun("exec", id, "sh", "-c", "sleep 1 & sleep 1 & sleep 1");
  assert.match(stderr, /can't fork/);
});

shortCheck(
  "exec follows a container that stepped down and enabled controllers, where v2 allows no process at its root",
  async () => {
    const { id, cgroup } = await start(`${stepDown}; sleep 60`, "--privileged", "-m", "64m");
    await until("it stepped down", async () => (await ok("logs", id)).includes("down"));
    assert.equal(read(cgroup, "cgroup.subtree_control"), "memory pids");
    assert.equal(await ok("exec", id, "cat", "/proc/self/cgroup"), "0::/init");
    await ok("update", "-m", "96m", id);
    assert.equal(read(cgroup, "memory.max"), String(96 * 1024 * 1024));
    assert.match(await ok("stats", "--no-stream", id), /96MiB/);
    await ok("pause", id);
    await ok("unpause", id);
    await ok("rm", "-f", id);
    assert.deepEqual(containerCgroups(), []);
  },
);

shortCheck("cgroups that a container made are gone with it, also when it ends by itself", async () => {
  const { code, output } = await sh(stepDown, "--privileged");
  assert.equal(code, 0, output);
  await until("no cgroup is left", () => containerCgroups().length === 0, 3000);
});

check("a memory kill in a cgroup that the container made is reported as the container's", async () => {
  const hog =
    "echo 16777216 >work/memory.max; (sh -c 'echo $$ >work/cgroup.procs; exec dd if=/dev/zero of=/dev/shm/a bs=1M count=40'); echo code $?";
  const { id, cgroup } = await start(`${stepDown}; ${hog}; sleep 60`, "--privileged", "-m", "64m");
  await until("the hog is killed", async () => /code 137/.test(await ok("logs", id)));
  assert.equal(counter("oom_kill", cgroup, "memory.events"), 1);
});

check("an unprivileged container cannot change its own limits", async () => {
  const { output } = await sh("echo max >/sys/fs/cgroup/memory.max", "-m", "64m");
  assert.match(output, /Read-only file system|Permission denied/);
});

check("--cgroup-parent puts the container below the given cgroup", async () => {
  const { id } = await start("sleep 60", "--cgroup-parent", "/vm-check", "-m", "64m");
  assert.equal(read("/sys/fs/cgroup/vm-check", id, "memory.max"), "67108864");
  await ok("rm", "-f", id);
  assert.equal(read("/sys/fs/cgroup/vm-check", id, "memory.max"), "");
});
