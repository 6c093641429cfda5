// The report: what the kernel enforces for a container of ts-runc, read from the kernel's own files.
import { readdirSync } from "node:fs";
import path from "node:path";
import { makeBundle, numbersOf, okRunc, resources, startBundle, tsRunc } from "../bundles.mjs";
import { assert, counter, read, row, sleep, until } from "../harness.mjs";

const MiB = 1024 * 1024;
const burn = "while :; do :; done";
const usageOf = (cgroup) => counter("usage_usec", cgroup, "cpu.stat");
/** Microseconds for which some task had to wait, of a pressure file. */
const stalled = (...file) => Number(/^some .*total=(\d+)/m.exec(read(...file))?.[1]);

row("memory.max: beyond it the process is killed", "ts-runc", async () => {
  const script = "dd if=/dev/zero of=/dev/shm/a bs=1M count=50; echo code $?; exec sleep 600";
  const { cgroup, output } = await startBundle(script, (spec) =>
    resources(spec, { memory: { limit: 32 * MiB, swap: 32 * MiB } }),
  );
  await until("dd ends", () => /^code/m.test(output()));
  const [max, kills] = [read(cgroup, "memory.max"), counter("oom_kill", cgroup, "memory.events")];
  assert.deepEqual([max, kills, /^code .*$/m.exec(output())?.[0]], [String(32 * MiB), 1, "code 137"]);
  return `memory.max ${max}; memory.events oom_kill ${kills}; dd ended with 137`;
});

row("cpu.max: a quarter of a CPU is a quarter, the rest is throttled", "ts-runc", async () => {
  const { cgroup } = await startBundle(burn, (spec) => resources(spec, { cpu: { quota: 25_000, period: 100_000 } }));
  const [before, from] = [usageOf(cgroup), performance.now()];
  await sleep(3000);
  const share = (usageOf(cgroup) - before) / 1000 / (performance.now() - from);
  const throttled = counter("nr_throttled", cgroup, "cpu.stat");
  assert.equal(read(cgroup, "cpu.max"), "25000 100000");
  assert.ok(share > 0.1 && share < 0.3, `used ${share} of a CPU`);
  assert.ok(throttled > 5, read(cgroup, "cpu.stat"));
  return `cpu.max 25000 100000; used ${share.toFixed(2)} of a CPU; cpu.stat nr_throttled ${throttled}`;
});

row("pids.max: fork fails beyond it", "ts-runc", async () => {
  const script = "sh -c 'for i in 1 2 3 4 5 6 7 8; do sleep 600 & done'; exec sleep 600";
  const { cgroup, output } = await startBundle(script, (spec) => resources(spec, { pids: { limit: 5 } }));
  await until("it is told", () => /can't fork: Resource temporarily unavailable/.test(output()));
  const [max, current] = ["pids.max", "pids.current"].map((file) => read(cgroup, file));
  const failures = counter("max", cgroup, "pids.events");
  assert.equal(max, "5");
  assert.ok(Number(current) <= 5 && failures > 0, `pids.current ${current}, pids.events max ${failures}`);
  return `pids.max 5; pids.events max ${failures}; sh: can't fork`;
});

row("io.max: 3 MiB at 1 MiB/s take 3 s", "ts-runc", async () => {
  const container = await startBundle(
    "time dd if=/dev/zero of=/dev/vda bs=64k count=48 oflag=direct; sleep 60",
    withDisk((disk) => ({ blockIO: { throttleWriteBpsDevice: [{ ...disk, rate: MiB }] } })),
  );
  await until("it is written", () => /^real/m.test(container.output()), 30_000);
  const took = Number(/^real\s+0m ([\d.]+)s/m.exec(container.output())?.[1]);
  const { major, minor } = numbersOf("/dev/vda");
  const max = read(container.cgroup, "io.max");
  assert.equal(max, `${major}:${minor} rbps=max wbps=1048576 riops=max wiops=max`);
  assert.match(read(container.cgroup, "io.stat"), /wbytes=3145728/);
  assert.ok(took > 2 && took < 8, `took ${took} s`);
  return `io.max ${max}; io.stat wbytes=3145728; took ${took} s`;
});

row("cpuset.cpus: the container stays on its CPU", "ts-runc", async () => {
  const { id, cgroup } = await startBundle(burn, (spec) => resources(spec, { cpu: { cpus: "1", mems: "0" } }));
  const { pid } = JSON.parse(await okRunc("state", id));
  const allowed = /^Cpus_allowed_list:\s*(.*)$/m.exec(read("/proc", String(pid), "status"))?.[1];
  const effective = ["cpus", "mems"].map((name) => read(cgroup, `cpuset.${name}.effective`));
  assert.deepEqual([allowed, ...effective], ["1", "1", "0"]);
  return `cpuset.cpus.effective 1, mems 0; Cpus_allowed_list ${allowed}`;
});

row("cgroup.freeze: pause stops it, resume lets it go on", "ts-runc", async () => {
  const { id, cgroup } = await startBundle(burn);
  const frozen = () => counter("frozen", cgroup, "cgroup.events");
  await okRunc("pause", id);
  assert.deepEqual([frozen(), JSON.parse(await okRunc("state", id)).status], [1, "paused"]);
  const before = usageOf(cgroup);
  await sleep(500);
  const ran = usageOf(cgroup) - before;
  assert.ok(ran < 20_000, `it ran ${ran} µs while frozen`);
  await okRunc("resume", id);
  assert.equal(frozen(), 0);
  await until("it runs again", () => usageOf(cgroup) > before + 100_000);
  return `cgroup.events frozen 1, then 0; ran ${ran} µs of 500 ms while frozen`;
});

row("cgroup.kill: a storm of forks in the host's pid namespace ends at once", "ts-runc", async () => {
  const storm = "for i in 1 2 3 4 5 6 7 8; do while :; do sleep 0.05; done & done; exec sleep 600";
  const { id, cgroup } = await startBundle(storm, (spec) => {
    spec.linux.namespaces = spec.linux.namespaces.filter(({ type }) => type !== "pid");
  });
  const processes = () => read(cgroup, "cgroup.procs").split("\n").filter(Boolean).length;
  await until("the storm is on", () => processes() > 9);
  const before = processes();
  assert.equal(read(cgroup, "cgroup.kill"), ""); // write-only, and there
  assert.ok(readdirSync(cgroup).includes("cgroup.kill"));
  await okRunc("kill", "--all", id, "KILL");
  await until("all are dead", () => processes() === 0, 5000);
  await okRunc("delete", id);
  assert.equal(readdirSync(path.dirname(cgroup)).includes(id), false);
  return `cgroup.procs ${before} processes; after kill --all none; after delete no cgroup`;
});

row("PSI: waiting for CPU, memory and the disk is counted", "ts-runc", async () => {
  const work = `${burn} & dd if=/dev/vda of=/dev/null bs=1M; dd if=/dev/zero of=/dev/vda bs=64k count=16 oflag=direct; wait`;
  const { cgroup } = await startBundle(
    work,
    withDisk((disk) => ({
      memory: { limit: 64 * MiB },
      cpu: { quota: 50_000, period: 100_000 },
      blockIO: { throttleWriteBpsDevice: [{ ...disk, rate: MiB }] },
      unified: { "memory.high": String(8 * MiB) },
    })),
  );
  const waits = () => ["cpu", "memory", "io"].map((name) => stalled(cgroup, `${name}.pressure`));
  await until("all three are counted", () => waits().every((total) => total > 0), 60_000);
  const [cpu, memory, io] = waits();
  return `some total of cpu.pressure ${cpu} µs, memory.pressure ${memory} µs, io.pressure ${io} µs`;
});

row("devices by BPF: what is not allowed cannot be opened", "ts-runc", async () => {
  const { major, minor } = numbersOf("/dev/vda");
  const script = [
    "mknod /tmp/mem c 1 1 && head -c 1 /tmp/mem; echo mem $?",
    `mknod /tmp/disk b ${major} ${minor} && head -c 1 /tmp/disk | wc -c`,
    "(: >/tmp/disk); echo disk $?; head -c 1 /dev/zero | wc -c; exec sleep 600",
  ].join("; ");
  const container = await startBundle(script, (spec) => {
    for (const set of ["bounding", "permitted", "effective"]) spec.process.capabilities[set].push("CAP_MKNOD");
    resources(spec, {
      devices: [...spec.linux.resources.devices, { allow: true, type: "b", major, minor, access: "rm" }],
    });
  });
  await until("it has tried all", () => /^disk .*\n1$/m.test(container.output()));
  assert.match(
    container.output(),
    /mem: Operation not permitted\nmem 1\n1\n.*disk: Operation not permitted\ndisk 1\n1$/,
  );
  assert.doesNotMatch(read("/sys/fs/cgroup/cgroup.controllers"), /devices/);
  return "open of 1:1: Operation not permitted; of the disk with access r: reads, does not open for writing";
});

row("update: limits of a running container change", "ts-runc", async () => {
  const { id, cgroup } = await startBundle("sleep 600", (spec) => resources(spec, { memory: { limit: 64 * MiB } }));
  await okRunc("update", "--memory", String(96 * MiB), "--cpu-quota", "30000", "--pids-limit", "40", id);
  const now = ["memory.max", "cpu.max", "pids.max"].map((file) => `${file} ${read(cgroup, file)}`);
  assert.deepEqual(now, [`memory.max ${96 * MiB}`, "cpu.max 30000 100000", "pids.max 40"]);
  return now.join("; ");
});

row("a controller that is not there fails create by name, and nothing is left", "ts-runc", async () => {
  const bundle = makeBundle("true", (spec) => resources(spec, { unified: { "nonsense.max": "1" } }));
  const { code, stderr } = await tsRunc("create", "--bundle", bundle.dir, bundle.id);
  assert.notEqual(code, 0);
  assert.match(stderr, /nonsense/);
  assert.equal(read(bundle.cgroup, "cgroup.procs"), "");
  return stderr.split("\n")[0];
});

/** The disk of the guest, readable and writable, and limits that name it. */
function withDisk(limits) {
  const { major, minor } = numbersOf("/dev/vda");
  return (spec) => {
    spec.linux.devices = [{ path: "/dev/vda", type: "b", major, minor }];
    const devices = [...spec.linux.resources.devices, { allow: true, type: "b", major, minor, access: "rwm" }];
    resources(spec, { devices, ...limits({ major, minor }) });
  };
}
