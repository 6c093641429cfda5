// Is the guest what it is meant to be, and do we see that?
import { assert, read, shortCheck, tsRun } from "../harness.mjs";

shortCheck("the host is pure cgroup v2: one mount, and every controller in it", async () => {
  const mounts = read("/proc/self/mountinfo")
    .split("\n")
    .filter((line) => / - cgroup/.test(line));
  assert.equal(mounts.length, 1);
  assert.match(mounts[0], / \/sys\/fs\/cgroup .* - cgroup2 /);
  for (const name of ["cpuset", "cpu", "io", "memory", "pids"])
    assert.match(read("/sys/fs/cgroup/cgroup.controllers"), new RegExp(`\\b${name}\\b`));
});

shortCheck("doctor finds no error, and says which controllers are where", async () => {
  const { code, stdout } = await tsRun("doctor");
  assert.match(stdout, /^ok +cgroups: version 2: .*memory \(v2\)/m);
  assert.doesNotMatch(stdout, /^(error|fail)/m);
  assert.equal(code, 0, stdout);
});
