// ts-run cri over its socket: pods with real namespaces, containers in them, what clients see and what the host is left with.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, statSync } from "node:fs";
import { request as httpRequest } from "node:http";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import {
  type ContainerEventResponse,
  ContainerEventType,
  ContainerState,
  MountPropagation,
  NamespaceMode,
  PodSandboxState,
  RuntimeServiceService,
} from "../../../src/cri-wire/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { CriHost, containerConfig, embeddedImage, image, podConfig } from "./client.ts";

const cannotRun =
  skipUnless(process.getuid?.() === 0, "root") || skipUnless(existsSync(embeddedImage), "the embedded image");

describe.skipIf(cannotRun)("ts-run cri", () => {
  let host: CriHost;
  beforeAll(async () => {
    host = await CriHost.open();
    mkdirSync(host.logDir);
  });
  afterAll(async () => {
    await host?.close();
  });

  async function pod(change: Parameters<typeof podConfig>[1] = {}): Promise<string> {
    return (await host.call("runPodSandbox", { config: podConfig(host, change) })).podSandboxId;
  }

  async function started(podSandboxId: string, ...config: Parameters<typeof containerConfig>): Promise<string> {
    const { containerId } = await host.call("createContainer", { podSandboxId, config: containerConfig(...config) });
    await host.call("startContainer", { containerId });
    return containerId;
  }

  async function statusOf(containerId: string) {
    const { status: found } = await host.call("containerStatus", { containerId });
    if (!found) throw new Error("there is no status");
    return found;
  }

  async function ended(containerId: string) {
    for (let i = 0; i < 500; i++) {
      const found = await statusOf(containerId);
      if (found.state === ContainerState.CONTAINER_EXITED) return found;
      await sleep(20);
    }
    throw new Error("it does not end");
  }

  const logOf = (name: string): string[] =>
    readFileSync(path.join(host.logDir, `${name}.log`), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => line.slice(31));

  const mountsOf = (): string[] =>
    readFileSync("/proc/self/mounts", "utf8")
      .split("\n")
      .filter((line) => line.includes(host.runDir));

  test("says who it is, and is reached by root alone", async () => {
    expect((await host.call("version", {})).runtimeName).toBe("ts-run");
    expect(statSync(host.socketPath).mode & 0o777).toBe(0o600);
    const { status: runtime } = await host.call("status", {});
    expect(runtime?.conditions.map(({ type, status: isTrue }) => [type, isTrue])).toEqual([
      ["RuntimeReady", true],
      ["NetworkReady", true],
    ]);
  });

  test("answers every RPC, and at once where it cannot do it", async () => {
    const unimplemented: string[] = [];
    for (const [rpc, { responseStream }] of Object.entries(RuntimeServiceService)) {
      if (responseStream) continue;
      const code = await host.call(rpc as "version", {}, 5_000).then(
        () => status.OK,
        (error: { code: number }) => error.code,
      );
      if (code === status.UNIMPLEMENTED) unimplemented.push(rpc);
      else expect([rpc, code]).not.toEqual([rpc, status.DEADLINE_EXCEEDED]);
    }
    expect(unimplemented).toEqual(["checkpointPod", "restorePod"]);
  });

  test("runs containers that share their pod's network, host name and memory, and leaves nothing", async () => {
    const podSandboxId = await pod({
      dnsConfig: { servers: ["192.0.2.53"], searches: ["example"], options: ["ndots:5"] },
    });
    const script =
      "hostname; cat /etc/resolv.conf; readlink /proc/self/ns/net; readlink /proc/self/ns/ipc; echo shared > /dev/shm/note; sleep 60";
    const first = await started(podSandboxId, "first", script);
    const second = await started(
      podSandboxId,
      "second",
      "readlink /proc/self/ns/net; readlink /proc/self/ns/ipc; until cat /dev/shm/note 2> /dev/null; do sleep 0.02; done; exit 3",
    );
    const end = await ended(second);
    expect([end.exitCode, end.reason]).toEqual([3, "Error"]);
    const [name, search, server, options, ...namespaces] = logOf("first").map((line) => line.replace("stdout F ", ""));
    expect([name, search, server, options]).toEqual([
      "pod-name",
      "search example",
      "nameserver 192.0.2.53",
      "options ndots:5",
    ]);
    expect(logOf("second")).toEqual([...namespaces, "shared"].map((line) => `stdout F ${line}`));
    expect(readlinkSync("/proc/self/ns/net")).not.toBe(namespaces[0]);

    const { status: found } = await host.call("podSandboxStatus", { podSandboxId });
    expect(found?.state).toBe(PodSandboxState.SANDBOX_READY);
    expect(found?.network?.ip).toMatch(/^10\.89\./);
    expect(mountsOf().filter((line) => line.includes(podSandboxId))).toHaveLength(4); // net, ipc, uts, shm

    await host.call("stopPodSandbox", { podSandboxId });
    expect((await statusOf(first)).state).toBe(ContainerState.CONTAINER_EXITED);
    await host.call("removePodSandbox", { podSandboxId });
    expect(mountsOf()).toEqual([]);
    expect(readdirSync(path.join(host.runDir, "cri/pods"))).toEqual([]);
    await expect.poll(() => readdirSync(path.join(host.dir, "root/cri/layers"))).toEqual([]);
    const cgroups = readdirSync("/sys/fs/cgroup").flatMap((name) => {
      const directory = `/sys/fs/cgroup/${name}/${path.basename(host.dir)}`;
      return existsSync(directory)
        ? readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())
        : [];
    });
    expect(cgroups).toEqual([]);
  });

  test("stops and removes what is not there, as often as it is asked to", async () => {
    await expect(host.call("stopContainer", { containerId: "unknown" })).resolves.toEqual({});
    await expect(host.call("removeContainer", { containerId: "unknown" })).resolves.toEqual({});
    await expect(host.call("stopPodSandbox", { podSandboxId: "unknown" })).resolves.toEqual({});
    await expect(host.call("removePodSandbox", { podSandboxId: "unknown" })).resolves.toEqual({});
    await expect(host.call("removeImage", { image: { image: "localhost/none" } })).resolves.toEqual({});
    await expect(host.call("containerStatus", { containerId: "unknown" })).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
  });

  test("shares a PID namespace where the pod says so, with a process that holds it", async () => {
    const shared = { linux: { securityContext: { namespaceOptions: { pid: NamespaceMode.POD } } } };
    const podSandboxId = await pod();
    await started(podSandboxId, "sleeper", "exec sleep 4711", shared);
    const other = await started(podSandboxId, "looker", "ps -o pid,args | grep -v ps", shared);
    await ended(other);
    expect(logOf("looker").join("\n")).toMatch(/ 1 \/pause/);
    expect(logOf("looker").join("\n")).toMatch(/sleep 4711/);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("shares it in a user namespace as well, in the first such pod of a host", async () => {
    const fresh = await CriHost.open();
    try {
      mkdirSync(fresh.logDir);
      const ids = [{ hostId: 363_724_800, containerId: 0, length: 65_536 }];
      const linux = {
        securityContext: {
          namespaceOptions: {
            pid: NamespaceMode.POD,
            usernsOptions: { mode: NamespaceMode.POD, uids: ids, gids: ids },
          },
        },
      };
      const { podSandboxId } = await fresh.call("runPodSandbox", {
        config: podConfig(fresh, { linux: { cgroupParent: `/${path.basename(fresh.dir)}`, ...linux } }),
      });
      const config = containerConfig("mapped", "exec sleep 60", { linux });
      const { containerId } = await fresh.call("createContainer", { podSandboxId, config });
      await fresh.call("startContainer", { containerId });
      const { stdout } = await fresh.call("execSync", {
        containerId,
        cmd: ["sh", "-c", "cat /proc/self/uid_map; ps -o args | head -2"],
        timeout: 5n,
      });
      expect(stdout.toString()).toMatch(/^ +0 +363724800 +65536\nCOMMAND\n\/pause\n/);
    } finally {
      await fresh.close();
    }
  });

  test("kills a command that takes too long, and not the container", async () => {
    const podSandboxId = await pod();
    const containerId = await started(podSandboxId, "exec", "exec sleep 60");
    const done = await host.call("execSync", {
      containerId,
      cmd: ["sh", "-c", "echo out; echo err >&2; exit 5"],
      timeout: 5n,
    });
    expect([done.stdout.toString(), done.stderr.toString(), done.exitCode]).toEqual(["out\n", "err\n", 5]);
    await expect(host.call("execSync", { containerId, cmd: ["sleep", "4712"], timeout: 1n })).rejects.toMatchObject({
      code: status.DEADLINE_EXCEEDED,
    });
    const left = await host.call("execSync", { containerId, cmd: ["sh", "-c", "ps | grep -c '[4]712'"], timeout: 5n });
    expect(left.stdout.toString()).toBe("0\n");
    await expect(host.call("execSync", { containerId, cmd: ["no-such-program"], timeout: 5n })).rejects.toMatchObject({
      details: expect.stringContaining("no-such-program"),
    });
    expect((await statusOf(containerId)).state).toBe(ContainerState.CONTAINER_RUNNING);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("tells a start that failed from an exit, and a container killed for memory from both", async () => {
    const podSandboxId = await pod();
    const missing = containerConfig("missing", "", { command: ["/no/such/program"] });
    const { containerId } = await host.call("createContainer", { podSandboxId, config: missing });
    await expect(host.call("startContainer", { containerId })).rejects.toMatchObject({
      details: expect.stringContaining("/no/such/program"),
    });
    const failed = await statusOf(containerId);
    expect([failed.state, failed.reason, failed.exitCode]).toEqual([
      ContainerState.CONTAINER_EXITED,
      "StartError",
      128,
    ]);
    const greedy = await started(podSandboxId, "greedy", "x=x; while true; do x=$x$x$x$x; done", {
      linux: { resources: { memoryLimitInBytes: 16n << 20n }, securityContext: { namespaceOptions: { pid: 1 } } },
    });
    const end = await ended(greedy);
    expect([end.reason, end.exitCode]).toEqual(["OOMKilled", 137]);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("reopens a log that was moved aside, without losing a line", async () => {
    const podSandboxId = await pod();
    const containerId = await started(podSandboxId, "logs", "i=0; while true; do i=$((i+1)); echo $i; done");
    const file = path.join(host.logDir, "logs.log");
    renameSync(file, `${file}.1`);
    await host.call("reopenContainerLog", { containerId });
    expect(existsSync(file)).toBe(true);
    await sleep(50);
    await host.call("stopContainer", { containerId, timeout: 0n });
    const numbers = [`${file}.1`, file]
      .flatMap((name) => [...readFileSync(name, "utf8").matchAll(/stdout F (\d+)$/gm)])
      .map(([, n]) => Number(n));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.every((number, i) => number === i + 1)).toBe(true);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("knows pods and containers of before when it is started again, and exits that it did not see", async () => {
    const podSandboxId = await pod();
    const long = await started(podSandboxId, "long", "exec sleep 60");
    const short = await started(podSandboxId, "short", "sleep 0.4; exit 7");
    const { startedAt } = await statusOf(long);
    await host.stop();
    await sleep(600);
    await host.start();
    const [now, end] = [await statusOf(long), await statusOf(short)];
    expect([now.state, now.startedAt]).toEqual([ContainerState.CONTAINER_RUNNING, startedAt]);
    expect([end.state, end.exitCode, end.reason]).toEqual([ContainerState.CONTAINER_EXITED, 7, "Error"]);
    const { exitCode } = await host.call("execSync", { containerId: long, cmd: ["true"], timeout: 5n });
    expect(exitCode).toBe(0);
    await host.call("stopContainer", { containerId: long, timeout: 0n });
    expect((await statusOf(long)).exitCode).toBe(137);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("changes limits in place, and shows what a container uses", async () => {
    const podSandboxId = await pod();
    const containerId = await started(podSandboxId, "limits", "exec sleep 60");
    await host.call("updateContainerResources", { containerId, linux: { memoryLimitInBytes: 64n << 20n } });
    expect((await statusOf(containerId)).resources?.linux?.memoryLimitInBytes).toBe(64n << 20n);
    const { stats } = await host.call("listContainerStats", {});
    const own = stats.find(({ attributes }) => attributes?.id === containerId);
    expect(own?.memory?.workingSetBytes?.value).toBeGreaterThan(0n);
    expect(own?.memory?.availableBytes?.value).toBeLessThanOrEqual(64n << 20n);
    const { stats: ofPod } = await host.call("podSandboxStats", { podSandboxId });
    expect(ofPod?.linux?.network?.defaultInterface?.name).toBe("eth0");
    const { podMetrics } = await host.call("listPodSandboxMetrics", {});
    expect(podMetrics.find((metrics) => metrics.podSandboxId === podSandboxId)?.containerMetrics).toHaveLength(1);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("gives absolute loopback URLs for streams, each good for one client", async () => {
    const podSandboxId = await pod();
    const containerId = await started(podSandboxId, "streams", "exec sleep 60");
    const { url } = await host.call("exec", { containerId, cmd: ["true"], stdout: true });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/exec\/[\w-]+$/);
    const upgrade = (): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = {
          connection: "Upgrade",
          upgrade: "SPDY/3.1",
          "x-stream-protocol-version": "v4.channel.k8s.io",
        };
        const request = httpRequest(url, { method: "POST", headers });
        request.on("upgrade", (response, socket) => {
          socket.destroy();
          resolve(response.statusCode);
        });
        request
          .on("response", (response) => resolve(response.statusCode))
          .on("error", reject)
          .end();
      });
    expect(await upgrade()).toBe(101);
    expect(await upgrade()).toBe(404);
    await expect(host.call("exec", { containerId, cmd: ["sh"], tty: true, stderr: true })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
    });
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("leaves a container's input open after a client's end of it, unless it is for one client", async () => {
    const podSandboxId = await pod();
    const cat = (name: string, stdinOnce: boolean): ReturnType<typeof started> =>
      started(podSandboxId, name, "cat; echo end; exec sleep 60", { stdin: true, stdinOnce });
    const send = async (containerId: string, text: string): Promise<void> => {
      const { url } = await host.call("attach", { containerId, stdin: true, stdout: true });
      const socket = new WebSocket(url, "v5.channel.k8s.io");
      const echoed = new Promise<void>((resolve) => {
        socket.on("message", (data: Buffer) => data.subarray(1).includes(text) && resolve());
      });
      socket.on("open", () => {
        socket.send(Buffer.from(`\0${text}\n`));
        socket.send(Buffer.of(255, 0)); // the client closes channel 0
      });
      await echoed;
      socket.terminate();
    };
    const many = await cat("many", false);
    await send(many, "first");
    await send(many, "second");
    const once = await cat("once", true);
    await send(once, "only");
    while (!logOf("once").some((line) => line.endsWith("end"))) await sleep(20);
    expect(logOf("many").map((line) => line.split(" ").at(-1))).toEqual(["first", "second"]);
    await host.call("removePodSandbox", { podSandboxId });
  });

  test("lists one image per id with its names, also as a stream, and mounts images as volumes", async () => {
    const { images } = await host.call("listImages", {});
    expect(images.map(({ repoTags }) => repoTags)).toEqual([[image]]);
    for await (const message of host.stream("streamImages", {})) expect(message.images).toEqual(images);
    const podSandboxId = await pod();
    const mounts = [{ containerPath: "/image", readonly: true, image: { image }, imageSubPath: "etc" }];
    const reader = await started(podSandboxId, "volume", "ls /image/passwd; touch /image/x || echo read-only", {
      mounts,
    });
    await ended(reader);
    expect(logOf("volume")).toContain("stdout F /image/passwd");
    expect(logOf("volume")).toContain("stdout F read-only");
    const wrong = containerConfig("wrong", "true", { mounts: [{ ...mounts[0], imageSubPath: "none" }] });
    await expect(host.call("createContainer", { podSandboxId, config: wrong })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
    });
    await host.call("removePodSandbox", { podSandboxId });
    expect(mountsOf()).toEqual([]);
  });

  test("lets mounts of a container reach the host below a shared mount, and refuses that where none is", async () => {
    const podSandboxId = await pod();
    const volume = path.join(host.dir, "volume");
    mkdirSync(volume);
    const config = (propagation: MountPropagation = MountPropagation.PROPAGATION_BIDIRECTIONAL) =>
      containerConfig("mounter", "mkdir -p /data/sub; mount -t tmpfs inside /data/sub; exec sleep 60", {
        mounts: [{ hostPath: volume, containerPath: "/data", propagation }],
        linux: { securityContext: { privileged: true, namespaceOptions: { pid: 1 } } },
      });
    execFileSync("mount", ["--bind", volume, volume]);
    try {
      execFileSync("mount", ["--make-private", volume]);
      await expect(host.call("createContainer", { podSandboxId, config: config() })).rejects.toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: expect.stringContaining(`${volume}, which it is on, is not a shared mount`),
      });
      const receiving = config(MountPropagation.PROPAGATION_HOST_TO_CONTAINER);
      await expect(host.call("createContainer", { podSandboxId, config: receiving })).rejects.toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: expect.stringContaining(`${volume}, which it is on, is neither a shared mount nor a slave`),
      });
      execFileSync("mount", ["--make-shared", volume]);
      const { containerId } = await host.call("createContainer", { podSandboxId, config: config() });
      await host.call("startContainer", { containerId });
      await expect.poll(() => readFileSync("/proc/self/mounts", "utf8")).toContain(`inside ${volume}/sub tmpfs`);
      await host.call("removePodSandbox", { podSandboxId });
    } finally {
      execFileSync("umount", ["--recursive", volume]);
    }
  });

  test("serves pods side by side, and streams what happens to them", async () => {
    const events = host.stream("getContainerEvents", {});
    const first = events.next();
    await sleep(100);
    const ids = await Promise.all(Array.from({ length: 5 }, () => pod()));
    const begun = Date.now();
    await Promise.all(ids.map((id, i) => started(id, `many${i}`, "trap '' TERM; while true; do sleep 1; done")));
    const slow = host.call("stopPodSandbox", { podSandboxId: ids[0] ?? "" });
    const { containers } = await host.call("listContainers", {});
    expect(containers.filter(({ state }) => state === ContainerState.CONTAINER_RUNNING).length).toBeGreaterThanOrEqual(
      4,
    );
    await slow;
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(ids).toContain((await first).value?.containerId);
    await events.return(undefined);
    await Promise.all(ids.map((podSandboxId) => host.call("removePodSandbox", { podSandboxId })));
  });

  test("refuses a host port that another pod has, in words for whoever wrote the pod", async () => {
    const portMappings = [{ containerPort: 80, hostPort: 45_871 }];
    const first = await pod({ portMappings });
    await expect(pod({ portMappings })).rejects.toThrow(
      /publish port 45871\/tcp: .*\(give the pod another hostPort, or none\)/,
    );
    await host.call("removePodSandbox", { podSandboxId: first });
  });

  test("tells every event of a pod, each with the pod and its containers, the newest of a name first", async () => {
    const stream = host.stream("getContainerEvents", {});
    const told = stream.next();
    await sleep(100);
    const podSandboxId = await pod();
    const early = [told];
    const nextOfPod = async (): Promise<ContainerEventResponse> => {
      for (;;) {
        const { value: event } = await (early.pop() ?? stream.next());
        if (event === undefined) throw new Error("the stream ended");
        if (event.podSandboxStatus?.id === podSandboxId) return event; // or else another test's
      }
    };
    const next = async (id: string, type: ContainerEventType): Promise<ContainerEventResponse> => {
      const event = await nextOfPod();
      expect([event.containerId, event.containerEventType]).toEqual([id, type]);
      return event;
    };
    const states = ({ containersStatuses }: ContainerEventResponse) =>
      containersStatuses.map(({ metadata, state }) => [metadata?.attempt, state]);
    await next(podSandboxId, ContainerEventType.CONTAINER_CREATED_EVENT);
    await next(podSandboxId, ContainerEventType.CONTAINER_STARTED_EVENT);
    const first = await started(podSandboxId, "twice", "exit 3");
    await next(first, ContainerEventType.CONTAINER_CREATED_EVENT);
    const both = [await nextOfPod(), await nextOfPod()].map(({ containerEventType }) => containerEventType);
    expect(both.sort()).toEqual([
      ContainerEventType.CONTAINER_STARTED_EVENT,
      ContainerEventType.CONTAINER_STOPPED_EVENT,
    ]);
    // The second attempt cannot be started at all: that is an end, too.
    const config = containerConfig("twice", "true", { command: ["/no/such"], metadata: { name: "twice", attempt: 1 } });
    const { containerId: second } = await host.call("createContainer", { podSandboxId, config });
    expect(states(await next(second, ContainerEventType.CONTAINER_CREATED_EVENT))).toEqual([
      [1, ContainerState.CONTAINER_CREATED],
      [0, ContainerState.CONTAINER_EXITED],
    ]);
    await expect(host.call("startContainer", { containerId: second })).rejects.toThrow("/no/such");
    expect(states(await next(second, ContainerEventType.CONTAINER_STOPPED_EVENT))).toEqual([
      [1, ContainerState.CONTAINER_EXITED],
      [0, ContainerState.CONTAINER_EXITED],
    ]);
    const now = await host.call("podSandboxStatus", { podSandboxId });
    expect(now.containersStatuses.map(({ id }) => id)).toEqual([second, first]);
    expect(now.containersStatuses[0]?.reason).toBe("StartError");
    await host.call("removeContainer", { containerId: first });
    expect(states(await next(first, ContainerEventType.CONTAINER_DELETED_EVENT))).toEqual([
      [1, ContainerState.CONTAINER_EXITED],
    ]);
    await host.call("removePodSandbox", { podSandboxId });
    await next(podSandboxId, ContainerEventType.CONTAINER_STOPPED_EVENT);
    await next(second, ContainerEventType.CONTAINER_DELETED_EVENT);
    const last = await next(podSandboxId, ContainerEventType.CONTAINER_DELETED_EVENT);
    expect(last.podSandboxStatus?.state).toBe(PodSandboxState.SANDBOX_NOTREADY);
    expect(last.podSandboxStatus?.metadata?.name).toBeDefined();
    await stream.return(undefined);
  });

  test("names a directory that is there as the place of images, before the first and after", async () => {
    const fresh = await CriHost.open({ root: path.join(host.dir, "fresh") });
    try {
      const { imageFilesystems, containerFilesystems } = await fresh.call("imageFsInfo", {});
      for (const { fsId } of [...imageFilesystems, ...containerFilesystems])
        expect(statSync(fsId?.mountpoint ?? "").isDirectory()).toBe(true);
    } finally {
      await fresh.close();
    }
    const { imageFilesystems } = await host.call("imageFsInfo", {});
    expect(statSync(imageFilesystems[0]?.fsId?.mountpoint ?? "").isDirectory()).toBe(true);
  });
});
