// A profile of AppArmor confines what runs in the container; one that is not loaded confines nothing, so nothing starts.
import { writeFileSync } from "node:fs";
import { makeBundle, okRunc, startBundle, tsRunc } from "../bundles.mjs";
import { assert, command, fails, ok, read, row, start, tsRun, until } from "../harness.mjs";

const profile = `
profile ts-guest flags=(attach_disconnected,mediate_deleted) {
  file,
  capability,
  network,
  mount,
  signal,
  unix,
  deny /tmp/denied wl,
}
`;
const script = "cat /proc/self/attr/current; echo no >/tmp/denied; echo yes >/tmp/allowed; cat /tmp/allowed; sleep 600";

let loaded;
function loadProfile() {
  loaded ??= (async () => {
    writeFileSync("/tmp/ts-guest", profile);
    const { code, stderr } = await command("apparmor_parser", "-rK", "/tmp/ts-guest");
    assert.equal(code, 0, stderr);
    assert.match(read("/sys/kernel/security/apparmor/profiles"), /^ts-guest \(enforce\)$/m);
  })();
  return loaded;
}

row("AppArmor: the profile confines the container and exec", "ts-runc", async () => {
  await loadProfile();
  const container = await startBundle(script, (spec) => {
    spec.process.apparmorProfile = "ts-guest";
  });
  await until("it is written", () => /^yes$/m.test(container.output()));
  assert.match(container.output(), /^ts-guest \(enforce\)\n.*\/tmp\/denied: Permission denied\nyes$/);
  const { pid } = JSON.parse(await okRunc("state", container.id));
  assert.equal(await okRunc("exec", container.id, "cat", "/proc/self/attr/current"), "ts-guest (enforce)");
  return `/proc/${pid}/attr/current ${read("/proc", String(pid), "attr/current")}; /tmp/denied: Permission denied`;
});

row("AppArmor: --security-opt apparmor= confines the container and exec", "ts-run", async () => {
  await loadProfile();
  const { id } = await start(script, "--security-opt", "apparmor=ts-guest");
  await until("it is written", async () => /^yes$/m.test(await ok("logs", id)));
  const { stdout, stderr } = await tsRun("logs", id);
  assert.match(`${stdout}\n${stderr}`, /^ts-guest \(enforce\)$/m);
  assert.match(`${stdout}\n${stderr}`, /\/tmp\/denied: Permission denied/);
  assert.equal(await ok("exec", id, "cat", "/proc/self/attr/current"), "ts-guest (enforce)");
  return "attr/current ts-guest (enforce), of exec too; /tmp/denied: Permission denied";
});

row("AppArmor: a profile that is not loaded fails create", "ts-runc", async () => {
  const bundle = makeBundle("true", (spec) => {
    spec.process.apparmorProfile = "ts-not-loaded";
  });
  const { code, stderr } = await tsRunc("create", "--bundle", bundle.dir, bundle.id);
  assert.notEqual(code, 0);
  assert.match(stderr, /ts-not-loaded/);
  assert.equal((await tsRunc("state", bundle.id)).code === 0, false);
  return stderr.split("\n")[0];
});

row("AppArmor: a profile that is not loaded fails run", "ts-run", async () => {
  const stderr = await fails("run", "--rm", "--security-opt", "apparmor=ts-not-loaded", "ts-run/busybox", "true");
  assert.match(stderr, /ts-not-loaded/);
  return stderr.split("\n")[0];
});
