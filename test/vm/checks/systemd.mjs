// The systemd cgroup driver: a container is a scope of systemd's, with the limits as its properties.
import { create, makeBundle, okRunc, resources } from "../bundles.mjs";
import { assert, command, counter, read, row, until } from "../harness.mjs";

const MiB = 1024 * 1024;

row("systemd: a container is a scope, with its limits as properties, until it is deleted", "ts-runc", async () => {
  const { bundle, unit, cgroup } = await startScope();
  const shown = await properties(unit, "ActiveState", "ControlGroup", "MemoryMax", "TasksMax");
  assert.deepEqual(shown, {
    ActiveState: "active",
    ControlGroup: `/system.slice/${unit}`,
    MemoryMax: String(64 * MiB),
    TasksMax: "20",
  });
  assert.equal(read(cgroup, "memory.max"), String(64 * MiB));
  const { pid } = JSON.parse(await okRunc("--systemd-cgroup", "state", bundle.id));
  assert.equal(read("/proc", String(pid), "cgroup"), `0::/system.slice/${unit}`);
  await okRunc("--systemd-cgroup", "delete", "--force", bundle.id);
  await until("the scope is gone", async () => (await properties(unit, "ActiveState")).ActiveState === "inactive");
  assert.equal(read(cgroup, "cgroup.procs"), "");
  return `ControlGroup=/system.slice/${unit} MemoryMax=${64 * MiB} TasksMax=20; memory.max ${64 * MiB}; gone after delete`;
});

row("systemd: update changes the scope, and daemon-reload does not take it back", "ts-runc", async () => {
  const { bundle, unit, cgroup } = await startScope();
  await okRunc("--systemd-cgroup", "update", "--memory", String(96 * MiB), bundle.id);
  await command("systemctl", "daemon-reload");
  const { MemoryMax } = await properties(unit, "MemoryMax");
  assert.deepEqual([MemoryMax, read(cgroup, "memory.max")], [String(96 * MiB), String(96 * MiB)]);
  await okRunc("--systemd-cgroup", "pause", bundle.id);
  assert.equal(counter("frozen", cgroup, "cgroup.events"), 1);
  await okRunc("--systemd-cgroup", "resume", bundle.id);
  return `MemoryMax=${MemoryMax}; memory.max ${read(cgroup, "memory.max")} after daemon-reload`;
});

async function startScope() {
  const bundle = makeBundle("sleep 600", (spec, id) => {
    spec.linux.cgroupsPath = `system.slice:ts:${id}`;
    resources(spec, { memory: { limit: 64 * MiB }, pids: { limit: 20 } });
  });
  const unit = `ts-${bundle.id}.scope`;
  assert.equal(await create(bundle, "--systemd-cgroup"), 0, bundle.output());
  await okRunc("--systemd-cgroup", "start", bundle.id);
  return { bundle, unit, cgroup: `/sys/fs/cgroup/system.slice/${unit}` };
}

async function properties(unit, ...names) {
  const { stdout } = await command("systemctl", "show", unit, ...names.flatMap((name) => ["-p", name]));
  return Object.fromEntries(stdout.split("\n").map((line) => line.split("=")));
}
