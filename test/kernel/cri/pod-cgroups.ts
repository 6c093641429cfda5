// What every cgroup driver of ts-run cri has to do on cgroup v2 alone: containers below the cgroup that a kubelet makes for
// their pod, with limits that the kernel and systemd agree about, and nothing left of them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import { type CgroupDriver, ContainerState } from "../../../src/cri-wire/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { CriHost, containerConfig, embeddedImage, podConfig } from "./client.ts";
import { ServerProcess } from "./server-process.ts";

export const cgroupHost = detectCgroupHost();
const { unifiedRoot = "", controllers } = cgroupHost;
const MiB = 1024 * 1024;
const patient = { timeout: 20_000 }; // in an emulated machine a second is little

export const cannotRunPods = () =>
  skipUnless(process.getuid?.() === 0, "root") || skipUnless(existsSync(embeddedImage), "the embedded image");

export interface Driver {
  readonly wire: CgroupDriver;
  /** Of `ts-run cri`. */
  readonly flags: readonly string[];
  /** The kubelet's part: a cgroup for the pod, named as its driver names them. Answers the cgroup parent. */
  makePod(uid: string): Promise<string>;
  removePod(uid: string): Promise<void>;
  /** Name of a container's cgroup. */
  nameOf(id: string): string;
  /** Where systemd knows of the container: what it says about its unit. */
  readonly properties?: (id: string, ...names: string[]) => Record<string, string>;
  /** systemd's units of containers, whatever became of them: a failed one would stay for good. */
  readonly units?: () => string[];
}

export function podCgroupTests(driver: Driver): void {
  let host: CriHost;
  let server: ServerProcess | undefined;
  let uid: string;
  let podId: string;
  /** Of the pod, as every cgroup path below the root. */
  let parent: string;
  beforeAll(async () => {
    host = await CriHost.open();
    await host.stop(); // its image store stays
    mkdirSync(host.logDir);
    server = await ServerProcess.start(host, driver.flags);
  });
  afterAll(async () => {
    await server?.end("SIGTERM");
    await host?.start();
    await host?.close();
  });
  beforeEach(async () => {
    uid = crypto.randomUUID();
    parent = await driver.makePod(uid);
    const config = podConfig(host, { metadata: { name: "pod", namespace: "test", uid, attempt: 0 } });
    podId = (await host.call("runPodSandbox", { config: { ...config, linux: { cgroupParent: parent } } })).podSandboxId;
  });
  /** The pod's own cgroup is the kubelet's, which finds it empty. */
  afterEach(async () => {
    await host.call("stopPodSandbox", { podSandboxId: podId });
    await host.call("removePodSandbox", { podSandboxId: podId });
    expect(children()).toEqual([]);
    expect(units()).toEqual([]);
    await driver.removePod(uid);
    expect(existsSync(unifiedRoot + parent)).toBe(false);
  });

  const children = (): string[] =>
    readdirSync(unifiedRoot + parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  const units = (): string[] => driver.units?.() ?? [];
  const file = (id: string, name: string): string =>
    readFileSync(`${unifiedRoot}${parent}/${driver.nameOf(id)}/${name}`, "utf8").trim();

  type Change = NonNullable<Parameters<typeof containerConfig>[2]>;
  async function create(name: string, script: string, change: Change = {}): Promise<string> {
    const config = containerConfig(name, script, change);
    return (await host.call("createContainer", { podSandboxId: podId, config })).containerId;
  }
  async function started(...about: Parameters<typeof create>): Promise<string> {
    const containerId = await create(...about);
    await host.call("startContainer", { containerId });
    return containerId;
  }
  const stateOf = async (containerId: string) => (await host.call("containerStatus", { containerId })).status;
  const limited = (resources: NonNullable<NonNullable<Change["linux"]>["resources"]>): Change => ({
    linux: { resources, securityContext: { namespaceOptions: { pid: 1 } } },
  });
  const exitOf = async (containerId: string) => {
    await expect.poll(async () => (await stateOf(containerId))?.state, patient).toBe(ContainerState.CONTAINER_EXITED);
    return stateOf(containerId);
  };

  test("the driver is what the kubelet is told", async () => {
    const { linux } = await host.call("runtimeConfig", {});
    expect(linux?.cgroupDriver).toBe(driver.wire);
  });

  test("limits are in the container's cgroup below the pod's, before and after an update", async () => {
    const hugepageLimits = controllers.hugetlb ? [{ pageSize: "2MB", limit: 0n }] : [];
    const id = await started(
      "limits",
      "exec sleep 600",
      limited({
        memoryLimitInBytes: BigInt(64 * MiB),
        cpuShares: 512n,
        cpuQuota: 25_000n,
        cpuPeriod: 100_000n,
        cpusetCpus: "0",
        hugepageLimits,
        unified: { "memory.high": String(48 * MiB), "pids.max": "30" },
      }),
    );
    expect(children()).toEqual([driver.nameOf(id)]);
    const { stdout } = await host.call("execSync", {
      containerId: id,
      cmd: ["cat", "/proc/self/cgroup"],
      timeout: 9n,
    });
    expect(stdout.toString()).toBe("0::/\n"); // the root of its cgroup namespace
    const names = ["memory.max", "memory.high", "memory.swap.max", "cpu.weight", "cpu.max", "cpuset.cpus", "pids.max"];
    const limits = () => names.map((name) => file(id, name));
    expect(limits()).toEqual([String(64 * MiB), String(48 * MiB), "0", "59", "25000 100000", "0", "30"]);
    if (controllers.hugetlb) expect(file(id, "hugetlb.2MB.max")).toBe("0");
    agree(id, { MemoryMax: 64, MemoryHigh: 48, CPUQuotaPerSecUSec: "250ms", CPUWeight: 59, TasksMax: 30 });

    await host.call("updateContainerResources", {
      containerId: id,
      linux: {
        memoryLimitInBytes: BigInt(96 * MiB),
        cpuShares: 1024n,
        cpuQuota: 50_000n,
        cpuPeriod: 100_000n,
        unified: { "memory.high": String(72 * MiB), "pids.max": "40" },
      },
    });
    const after = [String(96 * MiB), String(72 * MiB), "0", "100", "50000 100000", "0", "40"];
    expect(limits()).toEqual(after);
    agree(id, { MemoryMax: 96, MemoryHigh: 72, CPUQuotaPerSecUSec: "500ms", CPUWeight: 100, TasksMax: 40 });
    expect((await stateOf(id))?.resources?.linux).toMatchObject({
      memoryLimitInBytes: BigInt(96 * MiB),
      cpuQuota: 50_000n,
      unified: { "memory.high": String(72 * MiB), "pids.max": "40" },
    });
    if (driver.properties === undefined) return;
    execFileSync("systemctl", ["daemon-reload"]);
    expect(limits()).toEqual(after);
  });

  /** systemd with the kernel. Memory is in MiB. */
  const agree = (id: string, limits: Record<string, number | string>): void => {
    const isMemory = (name: string): boolean => name.startsWith("Memory");
    const wanted = Object.entries(limits).map(([name, limit]) => [
      name,
      String(isMemory(name) ? Number(limit) * MiB : limit),
    ]);
    const found = driver.properties?.(id, ...Object.keys(limits));
    if (found) expect(found).toEqual(Object.fromEntries(wanted));
  };

  test("statistics and metrics count what was used", async () => {
    const begun = process.hrtime.bigint();
    // 16 MiB in a file of memory, and a while of work
    const fill = "dd if=/dev/zero of=/dev/shm/filled bs=1M count=16 2> /dev/null";
    const work = "i=0; while [ $i -lt 3000 ]; do i=$((i+1)); done";
    const script = `${fill}; ${work}; sleep 600 & echo done; exec sleep 600`;
    const id = await started("stats", script, limited({ memoryLimitInBytes: BigInt(64 * MiB) }));
    await expect.poll(() => readFileSync(path.join(host.logDir, "stats.log"), "utf8"), patient).toContain("done");
    await expect.poll(() => file(id, "cgroup.procs").split("\n").length, patient).toBe(2);
    const [{ stats: all }, { stats: pods }] = [
      await host.call("listContainerStats", {}),
      await host.call("listPodSandboxStats", {}),
    ];
    const most = 2n * (process.hrtime.bigint() - begun);
    const own = all.find(({ attributes }) => attributes?.id === id);
    const pod = pods.find(({ attributes }) => attributes?.id === podId)?.linux;
    const value = (field: { value: bigint } | undefined): bigint => field?.value ?? -1n;
    const used = value(own?.cpu?.usageCoreNanoSeconds);
    expect(used).toBeGreaterThan(1_000_000n);
    expect(used).toBeLessThan(most);
    const working = value(own?.memory?.workingSetBytes);
    expect(working).toBeGreaterThanOrEqual(BigInt(16 * MiB));
    expect(working).toBeLessThan(BigInt(40 * MiB));
    expect(value(own?.memory?.availableBytes) + working).toBe(BigInt(64 * MiB));
    expect(value(own?.memory?.usageBytes)).toBeGreaterThanOrEqual(working);
    expect(value(own?.memory?.pageFaults)).toBeGreaterThan(0n);
    expect(own?.cpu?.psi?.Some).toBeDefined();
    expect(value(pod?.cpu?.usageCoreNanoSeconds)).toBeGreaterThanOrEqual(used);
    expect(value(pod?.memory?.workingSetBytes)).toBeGreaterThanOrEqual(working - BigInt(4 * MiB));
    expect(value(pod?.process?.processCount)).toBe(2n);
    expect(pod?.containers.map(({ attributes }) => attributes?.id)).toEqual([id]);

    const { podMetrics } = await host.call("listPodSandboxMetrics", {});
    const metrics = podMetrics.find(({ podSandboxId }) => podSandboxId === podId)?.containerMetrics[0]?.metrics ?? [];
    const metric = (name: string): bigint => value(metrics.find((one) => one.name === name)?.value);
    expect(metric("container_memory_working_set_bytes")).toBeGreaterThanOrEqual(BigInt(16 * MiB));
    expect(metric("container_spec_memory_limit_bytes")).toBe(BigInt(64 * MiB));
    expect(metric("container_processes")).toBe(2n);
    expect(metric("container_oom_events_total")).toBe(0n);
  });

  test("a container outlives a server that is killed, and obeys the next one", async () => {
    const id = await started("outlives", "exec sleep 600", limited({ memoryLimitInBytes: BigInt(64 * MiB) }));
    const short = await started("short", "sleep 1; exit 7");
    const init = file(id, "cgroup.procs");
    await server?.end("SIGKILL");
    expect(file(id, "cgroup.procs")).toBe(init);
    await expect.poll(children, patient).toEqual([driver.nameOf(id)]);
    server = await ServerProcess.start(host, driver.flags);
    expect((await stateOf(id))?.state).toBe(ContainerState.CONTAINER_RUNNING);
    expect(await exitOf(short)).toMatchObject({ exitCode: 7 });
    await host.call("updateContainerResources", {
      containerId: id,
      linux: { memoryLimitInBytes: BigInt(80 * MiB) },
    });
    expect(file(id, "memory.max")).toBe(String(80 * MiB));
    agree(id, { ActiveState: "active", MemoryMax: 80 });
    const { stats } = await host.call("containerStats", { containerId: id });
    expect(stats?.memory?.workingSetBytes?.value).toBeGreaterThan(0n);
    await host.call("stopContainer", { containerId: id, timeout: 0n });
    expect(children()).toEqual([]);
  });

  test("ends of every kind leave no cgroup while the pod is there", async () => {
    const by = await started("by-itself", "exit 3");
    expect(await exitOf(by)).toMatchObject({ exitCode: 3 });
    const greedy = await started(
      "greedy",
      "x=x; while true; do x=$x$x$x$x; done",
      limited({ memoryLimitInBytes: BigInt(16 * MiB) }),
    );
    expect(await exitOf(greedy)).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
    const missing = await create("missing", "", { command: ["/no/such/program"] });
    await expect(host.call("startContainer", { containerId: missing })).rejects.toThrow(/no\/such\/program/);
    const monitored = await started("monitor-killed", "exec sleep 600");
    const state = JSON.parse(readFileSync(path.join(host.runDir, "cri/containers", monitored, "state.json"), "utf8"));
    process.kill(state.monitorPid, "SIGKILL");
    await exitOf(monitored);
    await expect.poll(children, patient).toEqual([]);
    await expect.poll(units, patient).toEqual([]);
  });

  test("a pod with one PID namespace has its holder beside its containers", async () => {
    const shared: Change = { linux: { securityContext: { namespaceOptions: { pid: 0 } } } };
    const id = await started("shared", "exec sleep 600", shared);
    expect(children().sort()).toEqual([driver.nameOf(id), driver.nameOf(podId)].sort());
  });
}
