import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ContainerStore } from "../../../src/containers/index.ts";
import { inspectContainer } from "../../../src/engine/inspect.ts";
import { ports } from "../../../src/engine/ports.ts";
import { summarize } from "../../../src/engine/summary.ts";
import type { RunOptions } from "../../../src/engine/types.ts";
import type { ImageRecord } from "../../../src/images/index.ts";
import {
  addContainer,
  cgroupV2,
  exitContainer,
  imageId,
  imageRecord,
  noResources,
  removeRoots,
  runContainer,
  runOptions,
  servicesWith,
  temporaryRoots,
} from "./samples.ts";

let roots: ReturnType<typeof temporaryRoots>;
let containers: ContainerStore;
let image: ImageRecord | undefined;
beforeEach(() => {
  roots = temporaryRoots();
  containers = new ContainerStore(roots);
  image = imageRecord();
});
afterEach(() => removeRoots(roots));

const services = () =>
  servicesWith({
    containers,
    cgroup: cgroupV2,
    images: { records: { find: (id: string) => (id === imageId ? image : undefined) } },
  });
const add = (options: Partial<RunOptions> = {}) =>
  addContainer(containers, { name: "web", options: runOptions(options) });
const summary = (size = false) => summarize(services(), containers.get("web"), { size });
// biome-ignore lint/suspicious/noExplicitAny: a document for people, read here by path
const inspect = (): any => inspectContainer(services(), containers.get("web"));

const engine = {
  ports: [
    { hostIp: "0.0.0.0", hostPort: 8080, containerPort: 80, protocol: "tcp" as const },
    { hostIp: "127.0.0.1", hostPort: 5353, containerPort: 53, protocol: "udp" as const },
  ],
  ip: "10.89.0.2",
  gateway: "10.89.0.1",
  prefixLength: 16,
};
const oom = { "memory.events": "oom 1\noom_kill 1", "memory.max": "16777216", "memory.peak": "16777216" };

describe("a container that was never started", () => {
  it("is created, and has neither pid nor exit code", () => {
    add();
    expect(summary()).toMatchObject({
      name: "web",
      state: "created",
      oomKilled: false,
      ports: [],
      networks: ["bridge"],
    });
    expect(summary()).not.toHaveProperty("pid");
    expect(summary()).not.toHaveProperty("exitCode");
    expect(inspect().State).toMatchObject({
      Status: "created",
      Running: false,
      Pid: 0,
      StartedAt: "0001-01-01T00:00:00Z",
    });
  });
});

describe("a container that runs", () => {
  beforeEach(() => {
    containers.saveStatus(runContainer(containers, add({ publish: [{ containerPort: 80, protocol: "tcp" }] })), {
      engine,
    });
  });

  it("has a pid, its ports and its address", () => {
    expect(summary()).toMatchObject({ state: "running", pid: process.pid, startedAt: "2026-01-02T03:05:00.000Z" });
    expect(summary().ports).toEqual(engine.ports);
    expect(inspect().NetworkSettings).toMatchObject({
      IPAddress: "10.89.0.2",
      IPPrefixLen: 16,
      Ports: {
        "80/tcp": [{ HostIp: "0.0.0.0", HostPort: "8080" }],
        "53/udp": [{ HostIp: "127.0.0.1", HostPort: "5353" }],
      },
      SandboxKey: `/proc/${process.pid}/ns/net`,
    });
  });

  it("says who can reach each port, in the order of the container's ports", () => {
    expect(
      ports(containers.get("web")).map(({ containerPort, reachableFrom }) => [containerPort, reachableFrom]),
    ).toEqual([
      [53, "this machine only"],
      [80, "any host that routes to this machine (IPv4)"],
    ]);
  });
});

describe("a container that has ended", () => {
  it("keeps its exit code and loses address and ports", () => {
    containers.saveStatus(exitContainer(containers, add(), { exitCode: 3, exitedAt: "2026-01-02T04:00:00Z" }), {
      engine,
    });
    expect(summary()).toMatchObject({
      state: "exited",
      exitCode: 3,
      finishedAt: "2026-01-02T04:00:00Z",
      ports: [],
      oomKilled: false,
    });
    expect(inspect().NetworkSettings).toMatchObject({ IPAddress: "", Ports: { "80/tcp": null } });
  });

  it("is OOM killed when it died of SIGKILL and the kernel counted a kill", () => {
    exitContainer(containers, add(), { exitCode: 137, signal: 9, evidence: oom });
    expect(summary().oomKilled).toBe(true);
    expect(inspect().State).toMatchObject({
      OOMKilled: true,
      Evidence: { Kills: 1, LimitBytes: 16777216, PeakBytes: 16777216 },
    });
    expect(inspect().State.Evidence.Sentence).toMatch(/^out of memory: .* at the limit of 16 MiB/);
  });

  it("is not OOM killed when only a child was, but the evidence tells", () => {
    exitContainer(containers, add(), { exitCode: 143, signal: 15, evidence: oom });
    expect(summary().oomKilled).toBe(false);
    expect(inspect().State).toMatchObject({ OOMKilled: false, Evidence: { Kills: 1 } });
  });

  it("tells why it could not be started", () => {
    containers.saveStatus(add(), {
      startedAt: "2026-01-02T03:05:00Z",
      startError: "execute /x: not there",
      startExitCode: 127,
    });
    expect(summary()).toMatchObject({ state: "exited", exitCode: 127, error: "execute /x: not there" });
    expect(inspect().State).toMatchObject({ ExitCode: 127, Error: "execute /x: not there", Evidence: null });
  });

  it("is restarting while its policy is about to start it again, and exited when nobody came", () => {
    const ended = exitContainer(containers, add({ restart: { name: "always" } }), { exitCode: 1 });
    expect(summary().state).toBe("restarting");
    exitContainer(containers, ended, { exitCode: 1, exitedAt: "2026-01-02T04:00:00Z" });
    expect(summary().state).toBe("exited");
  });

  it("is exited, not restarting, after a stop", () => {
    const ended = exitContainer(containers, add({ restart: { name: "always" } }), { exitCode: 1 });
    containers.saveStatus(ended, { stopRequested: true });
    expect(summary().state).toBe("exited");
  });
});

describe("sizes", () => {
  it("are those of the container's own files and of both together, when asked for", () => {
    const web = add();
    fs.writeFileSync(path.join(web.paths.upperDir, "x"), Buffer.alloc(100_000, 1));
    const { sizeRwBytes = 0, sizeRootFsBytes = 0 } = summary(true);
    expect(sizeRwBytes).toBeGreaterThanOrEqual(100_000);
    expect(sizeRootFsBytes - sizeRwBytes).toBe(1000);
    expect(summary()).not.toHaveProperty("sizeRwBytes");
  });
});

describe("the document", () => {
  it("tells entrypoint and command apart as docker does", () => {
    image = imageRecord({ config: { Entrypoint: ["sh", "-c"], Cmd: ["exit"] } });
    add();
    expect(inspect()).toMatchObject({
      Path: "sh",
      Args: ["-c", "exit"],
      Config: { Entrypoint: ["sh", "-c"], Cmd: ["exit"] },
    });
  });

  it("has no entrypoint when the command line cleared it", () => {
    image = imageRecord({ config: { Entrypoint: ["sh", "-c"] } });
    add({ entrypoint: "" });
    expect(inspect().Config).toMatchObject({ Entrypoint: null, Cmd: ["sh", "-c", "exit"] });
  });

  it("can be made after the image is gone", () => {
    image = undefined;
    add();
    expect(inspect()).toMatchObject({ Image: imageId, Config: { Cmd: ["sh", "-c", "exit"], Volumes: {} } });
  });

  it("shows the limits as updated", () => {
    const web = add({ resources: { ...noResources, memoryBytes: 1000, cpus: 0.5 } });
    expect(inspect().HostConfig).toMatchObject({
      Memory: 1000,
      MemorySwap: 2000,
      NanoCpus: 500_000_000,
      PidsLimit: null,
    });
    containers.saveStatus(web, {
      engine: { resources: { memoryBytes: 4000, pidsLimit: 9 }, restart: { name: "on-failure", maximumRetries: 2 } },
    });
    expect(inspect().HostConfig).toMatchObject({
      Memory: 4000,
      PidsLimit: 9,
      RestartPolicy: { Name: "on-failure", MaximumRetryCount: 2 },
    });
  });

  it("lists the mounts somebody asked for, volumes by name, and not those every container has", () => {
    const volume = path.join(roots.root, "volumes", "data", "_data");
    addContainer(containers, {
      name: "web",
      options: runOptions({
        mounts: [
          { type: "bind", source: "/srv", target: "/srv", readOnly: true, recursive: true, createSource: true },
          { type: "tmpfs", target: "/run", options: [] },
        ],
      }),
      spec: {
        mounts: [
          { destination: "/proc", type: "proc", source: "proc" },
          { destination: "/etc/hosts", type: "bind", source: "/x/files/hosts", options: ["bind"] },
          { destination: "/srv", type: "bind", source: "/srv", options: ["rbind", "rslave", "ro"] },
          { destination: "/run", type: "tmpfs", source: "tmpfs", options: ["nosuid"] },
          { destination: "/data", type: "bind", source: volume, options: ["rbind", "rprivate", "rw"] },
        ],
      },
    });
    expect(inspect().Mounts).toEqual([
      { Type: "bind", Source: "/srv", Destination: "/srv", Mode: "ro", RW: false, Propagation: "rslave" },
      { Type: "tmpfs", Source: "", Destination: "/run", Mode: "nosuid", RW: true, Propagation: "" },
      {
        Type: "volume",
        Name: "data",
        Driver: "local",
        Source: volume,
        Destination: "/data",
        Mode: "rw",
        RW: true,
        Propagation: "rprivate",
      },
    ]);
    expect(inspect().HostConfig).toMatchObject({ Binds: ["/srv:/srv:ro"], Tmpfs: { "/run": "nosuid" } });
  });
});
