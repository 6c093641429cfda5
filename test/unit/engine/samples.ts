// Hand-made options, records and services for the engine's tests: temporary roots, no kernel.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Container, ContainerRecord, ContainerStore, ExitRecord } from "../../../src/containers/index.ts";
import type { Services } from "../../../src/engine/services.ts";
import type { ResourceOptions, RunOptions } from "../../../src/engine/types.ts";
import type { ImageRecord } from "../../../src/images/index.ts";
import type { CgroupHost, HostFacts } from "../../../src/linux/index.ts";
import type { RuntimeSpec } from "../../../src/oci/index.ts";

export const noResources: ResourceOptions = {
  deviceReadBps: [],
  deviceWriteBps: [],
  deviceReadIops: [],
  deviceWriteIops: [],
};

export function runOptions(changes: Partial<RunOptions> = {}): RunOptions {
  return {
    image: "busybox",
    command: [],
    detach: false,
    interactive: false,
    tty: false,
    rm: false,
    init: false,
    groupAdd: [],
    env: {},
    labels: {},
    addHost: [],
    dns: [],
    dnsSearch: [],
    dnsOption: [],
    mounts: [],
    readOnly: false,
    capAdd: [],
    capDrop: [],
    noNewPrivileges: false,
    privileged: false,
    devices: [],
    ulimits: [],
    sysctls: {},
    publish: [],
    publishAll: false,
    resources: noResources,
    restart: { name: "no" },
    pull: "missing",
    annotations: {},
    quiet: true,
    explain: false,
    dryRun: false,
    flagOf: {},
    ...changes,
  };
}

export function hostFacts(changes: Partial<HostFacts> = {}): HostFacts {
  return {
    architecture: "x64",
    kernel: [6, 18],
    capabilities: ["CAP_SYS_ADMIN", "CAP_SYS_RESOURCE"],
    lastCapability: 40,
    lastCpu: 7,
    appArmor: false,
    selinux: false,
    seccomp: true,
    userNamespaces: true,
    timeNamespaces: true,
    cgroupNamespaces: true,
    kernelPaths: {},
    hardLimits: {},
    ...changes,
  };
}

const unifiedRoot = "/nowhere/cgroup";
const v2 = { version: 2, root: unifiedRoot } as const;
export const cgroupV2: CgroupHost = {
  mode: "v2",
  unifiedRoot,
  controllers: { memory: v2, cpu: v2, cpuset: v2, pids: v2, io: v2 },
  named: {},
};
const v1 = { version: 1, root: "/nowhere/cgroup/v1" } as const;
export const cgroupV1: CgroupHost = {
  mode: "v1",
  controllers: { memory: v1, cpu: v1, cpuset: v1, pids: v1, blkio: v1 },
  named: {},
};

export const imageId = `sha256:${"1".repeat(64)}`;

export function imageRecord(changes: Partial<ImageRecord> = {}): ImageRecord {
  return {
    version: 1,
    id: imageId,
    manifestDigest: `sha256:${"2".repeat(64)}`,
    manifestMediaType: "application/vnd.oci.image.manifest.v1+json",
    manifestSize: 400,
    layers: [],
    config: { Cmd: ["sh"], ExposedPorts: { "80/tcp": {} }, Volumes: { "/data": {} } },
    architecture: process.arch === "arm64" ? "arm64" : "amd64",
    os: "linux",
    sizeBytes: 1000,
    ...changes,
  };
}

export function temporaryRoots(): { root: string; runDir: string } {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), "ts-run-engine-"));
  const roots = { root: path.join(base, "lib"), runDir: path.join(base, "run") };
  for (const dir of ["lib/containers", "lib/names", "run/containers"])
    fs.mkdirSync(path.join(base, dir), { recursive: true });
  return roots;
}

export function removeRoots({ root }: { root: string }): void {
  fs.rmSync(path.dirname(root), { recursive: true, force: true });
}

export interface Sample {
  readonly name?: string;
  readonly options?: RunOptions;
  readonly spec?: Partial<RuntimeSpec>;
  readonly record?: Partial<ContainerRecord>;
}

export function addContainer(store: ContainerStore, sample: Sample = {}): Container {
  const id = fs
    .readFileSync("/proc/sys/kernel/random/uuid", "utf8")
    .replace(/[^0-9a-f]/g, "")
    .repeat(2);
  const options = sample.options ?? runOptions();
  const paths = store.paths(id);
  const record: ContainerRecord = {
    version: 1,
    id,
    createdAt: "2026-01-02T03:04:05.000Z",
    image: { reference: options.image, id: imageId },
    command: ["sh", "-c", "exit"],
    rootfs: {
      type: "overlay",
      source: "overlay",
      lowerDirs: ["/l2", "/l1"],
      upperDir: paths.upperDir,
      workDir: paths.workDir,
      options: [],
    },
    terminal: options.tty,
    openStdin: options.interactive,
    stdinOnce: false,
    log: { maxBytes: 100, maxFiles: 2 },
    labels: options.labels,
    sources: {},
    options,
    ...sample.record,
  };
  const spec: RuntimeSpec = {
    ociVersion: "1.3.0",
    hostname: id.slice(0, 12),
    process: { user: { uid: 0, gid: 0 }, cwd: "/", args: ["sh"], env: ["A=b"] },
    linux: { cgroupsPath: `/ts-run/${id}` },
    ...sample.spec,
  };
  return store.create(record, spec, { name: sample.name });
}

/** As the monitor writes it; returns the container as it is then. */
export function exitContainer(store: ContainerStore, container: Container, exit: Partial<ExitRecord> = {}): Container {
  const record: ExitRecord = {
    exitCode: 0,
    signal: 0,
    exitedAt: new Date().toISOString(),
    logBytesDropped: 0,
    evidence: {},
    ...exit,
  };
  const started = store.saveStatus(container, { startedAt: "2026-01-02T03:05:00.000Z" });
  fs.writeFileSync(started.paths.exitRecord, JSON.stringify(record));
  return store.get(container.id);
}

/** Runs, as far as files can say: this process stands for its init. */
export function runContainer(store: ContainerStore, container: Container): Container {
  const stat = fs.readFileSync("/proc/self/stat", "utf8");
  const startTime = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  const state = {
    pid: process.pid,
    startTime,
    monitorPid: process.pid,
    monitorStartTime: startTime,
    startedAt: "2026-01-02T03:05:00.000Z",
  };
  fs.mkdirSync(container.paths.runDir, { recursive: true });
  fs.writeFileSync(container.paths.stateRecord, JSON.stringify(state));
  return store.get(container.id);
}

/** Only what the function under test asks for. */
export function servicesWith(parts: Record<string, unknown>): Services {
  return parts as unknown as Services;
}
