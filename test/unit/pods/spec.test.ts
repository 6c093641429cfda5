// What a CRI configuration becomes in config.json: the parts that are pure.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  ContainerConfig,
  type DeepPartial,
  LinuxContainerResources,
  LinuxContainerSecurityContext,
  MountPropagation,
  NamespaceMode,
  PodSandboxConfig,
  Signal,
} from "../../../src/cri-wire/index.ts";
import type { ImageRecord } from "../../../src/images/index.ts";
import { cdiDevices, withCdiDevices } from "../../../src/pods/cdi.ts";
import { cgroupsPath } from "../../../src/pods/cgroup-paths.ts";
import { podPaths } from "../../../src/pods/paths.ts";
import { resolverText } from "../../../src/pods/sandbox-files.ts";
import { idMappings, sandboxSpec } from "../../../src/pods/sandbox-spec.ts";
import { containerSpec } from "../../../src/pods/spec/build.ts";
import { containerCapabilities } from "../../../src/pods/spec/capabilities.ts";
import { limitsOf } from "../../../src/pods/spec/resources.ts";
import { containerUser } from "../../../src/pods/spec/user.ts";
import { signalOfName, stopSignalOf } from "../../../src/pods/stop-signal.ts";
import { hostFacts } from "../../golden/plans/facts.ts";

const paths = podPaths({ root: "/var/lib/ts-run/cri", runDir: "/run/ts-run/cri" }, "pod");
const host = hostFacts([6, 18]);
const pod = (change: DeepPartial<PodSandboxConfig> = {}): PodSandboxConfig => PodSandboxConfig.fromPartial(change);
const image = { config: { Entrypoint: ["/entry"], Cmd: ["image-arg"], Env: ["A=image", "B=image"], WorkingDir: "/w" } };

function spec(config: DeepPartial<ContainerConfig>, podConfig = pod()) {
  return containerSpec({
    id: "container",
    config: ContainerConfig.fromPartial(config),
    pod: { id: "pod", config: podConfig, paths },
    image: image as unknown as ImageRecord,
    user: { uid: 0, gid: 0, additionalGids: [0], home: "/root" },
    host,
    pidNamespace: "own",
    seccomp: undefined,
    apparmor: undefined,
    volumes: [],
    cgroupsPath: "/kubepods/container",
    ownOomScore: 0,
  });
}

const userNamespace = (change: object = {}) =>
  pod({
    linux: {
      securityContext: {
        namespaceOptions: {
          usernsOptions: {
            mode: NamespaceMode.POD,
            uids: [{ hostId: 65536, containerId: 0, length: 65536 }],
            gids: [{ hostId: 65536, containerId: 0, length: 65536 }],
            ...change,
          },
        },
      },
    },
  });

describe("sandboxSpec()", () => {
  test("gives a pod a network, IPC and a host name of its own, and ports below 1024 without root", () => {
    const { spec: made, pins } = sandboxSpec(pod({ hostname: "web" }), paths);
    expect(Object.keys(pins)).toEqual(["network", "ipc", "uts"]);
    expect(made.hostname).toBe("web");
    expect(made.linux?.sysctl).toEqual({
      "net.ipv4.ip_unprivileged_port_start": "0",
      "net.ipv4.ping_group_range": "0 2147483647",
    });
  });

  test("leaves a pod of the host's network and IPC without any namespace", () => {
    const options = { network: NamespaceMode.NODE, ipc: NamespaceMode.NODE };
    const { pins } = sandboxSpec(pod({ linux: { securityContext: { namespaceOptions: options } } }), paths);
    expect(pins).toEqual({});
  });

  test("refuses sysctls that would change the host", () => {
    expect(() => sandboxSpec(pod({ linux: { sysctls: { "vm.swappiness": "1" } } }), paths)).toThrow(/vm.swappiness/);
    const hostIpc = {
      sysctls: { "kernel.shmmax": "1" },
      securityContext: { namespaceOptions: { ipc: NamespaceMode.NODE } },
    };
    expect(() => sandboxSpec(pod({ linux: hostIpc }), paths)).toThrow(/the host's namespace/);
  });
});

describe("idMappings()", () => {
  test("takes exactly one mapping that has id 0", () => {
    expect(idMappings(userNamespace())?.uidMappings).toEqual([{ containerID: 0, hostID: 65536, size: 65536 }]);
    expect(() => idMappings(userNamespace({ uids: [] }))).toThrow(/exactly one/);
    expect(() => idMappings(userNamespace({ uids: [{ hostId: 1, containerId: 1, length: 2 }] }))).toThrow(/id 0/);
    expect(() => idMappings(userNamespace({ mode: NamespaceMode.CONTAINER }))).toThrow(/CONTAINER and TARGET/);
  });
});

describe("containerSpec()", () => {
  test("replaces the image's command as Kubernetes does", () => {
    expect(spec({}).process?.args).toEqual(["/entry", "image-arg"]);
    expect(spec({ args: ["own"] }).process?.args).toEqual(["/entry", "own"]);
    expect(spec({ command: ["own"] }).process?.args).toEqual(["own"]);
    expect(spec({ envs: [{ key: "B", value: Buffer.from("own") }] }).process?.env).toEqual(
      expect.arrayContaining(["A=image", "B=own", "HOME=/root"]),
    );
  });

  test("joins the pod's namespaces and makes those of the container", () => {
    expect(spec({}).linux?.namespaces).toEqual([
      { type: "mount" },
      { type: "network", path: paths.pins.network },
      { type: "ipc", path: paths.pins.ipc },
      { type: "uts", path: paths.pins.uts },
      { type: "pid" },
      { type: "cgroup" },
    ]);
  });

  test("mounts parents before children, and what is asked for instead of what is usual", () => {
    const mounts = [
      { containerPath: "/a/b", hostPath: "/host/b" },
      {
        containerPath: "/a",
        hostPath: "/host/a",
        readonly: true,
        propagation: MountPropagation.PROPAGATION_BIDIRECTIONAL,
      },
      { containerPath: "/etc/hosts", hostPath: "/host/hosts" },
    ];
    const made = spec({ mounts });
    const own = made.mounts?.filter(({ source }) => source?.startsWith("/host"));
    expect(own?.map(({ destination }) => destination)).toEqual(["/a", "/a/b", "/etc/hosts"]);
    expect(own?.[0]?.options).toEqual(["rbind", "rshared", "ro"]);
    expect(made.mounts?.filter(({ destination }) => destination === "/etc/hosts")).toHaveLength(1);
    expect(made.linux?.rootfsPropagation).toBe("rshared");
  });

  test("refuses recursive read-only mounts that could not be", () => {
    const mount = { containerPath: "/a", hostPath: "/h", recursiveReadOnly: true };
    expect(() => spec({ mounts: [mount] })).toThrow(/needs readonly/);
    const slave = { ...mount, readonly: true, propagation: MountPropagation.PROPAGATION_HOST_TO_CONTAINER };
    expect(() => spec({ mounts: [slave] })).toThrow(/private propagation/);
    expect(spec({ mounts: [{ ...mount, readonly: true }] }).mounts?.at(-1)?.options).toContain("rro");
  });
});

describe("containerUser()", () => {
  const files = {
    passwd: "root:x:0:0::/root:\nuser:x:1000:1000::/home/user:\n",
    group: "root:x:0:\nuser:x:1000:\nextra:x:50000:user\n",
  };
  const context = (change: DeepPartial<LinuxContainerSecurityContext>) =>
    LinuxContainerSecurityContext.fromPartial(change);

  test("adds the groups that the image gives the user, unless the policy is Strict", () => {
    const asked = { runAsUser: { value: 1000n }, runAsGroup: { value: 2000n }, supplementalGroups: [7n] };
    expect(containerUser(context(asked), undefined, files)).toMatchObject({
      uid: 1000,
      gid: 2000,
      additionalGids: [2000, 50000, 7],
    });
    const strict = context({ ...asked, supplementalGroupsPolicy: 1 });
    expect(containerUser(strict, undefined, files).additionalGids).toEqual([2000, 7]);
  });

  test("takes the image's user where nobody says otherwise, and no group without a user", () => {
    expect(containerUser(undefined, "user", files)).toMatchObject({ uid: 1000, gid: 1000, home: "/home/user" });
    expect(() => containerUser(context({ runAsGroup: { value: 1n } }), undefined, files)).toThrow(/run_as_group/);
  });
});

describe("containerCapabilities()", () => {
  const set = (change: DeepPartial<LinuxContainerSecurityContext>) =>
    containerCapabilities(LinuxContainerSecurityContext.fromPartial(change), host).bounding;

  test("adds to and drops from the usual 14", () => {
    expect(set({})).toHaveLength(14);
    expect(set({ capabilities: { addCapabilities: ["NET_ADMIN"], dropCapabilities: ["CAP_CHOWN"] } })).toHaveLength(14);
    expect(set({ capabilities: { dropCapabilities: ["ALL"], addCapabilities: ["CHOWN"] } })).toEqual(["CAP_CHOWN"]);
    expect(() => set({ capabilities: { addCapabilities: ["NO_SUCH"] } })).toThrow(/no such capability/);
  });
});

describe("limitsOf()", () => {
  test("takes zero for unset, and no swap beside a memory limit", () => {
    expect(limitsOf(LinuxContainerResources.fromPartial({}))).toEqual({});
    expect(
      limitsOf(LinuxContainerResources.fromPartial({ memoryLimitInBytes: 100n, cpuShares: 2n, cpuQuota: -1n })),
    ).toEqual({
      memory: { limit: 100, swap: 100 },
      cpu: { shares: 2, quota: -1 },
    });
  });
});

describe("cgroupsPath()", () => {
  test("follows the kubelet's form of the parent", () => {
    const of = (cgroupParent: string) => cgroupsPath("cgroupfs", pod({ linux: { cgroupParent } }), "id");
    expect(of("/kubepods/burstable/podX")).toBe("/kubepods/burstable/podX/id");
    expect(of("kubepods-burstable-podX.slice")).toBe("kubepods-burstable-podX.slice:cri-ts-run:id");
    expect(of("/kubepods.slice/kubepods-podX.slice")).toBe("kubepods-podX.slice:cri-ts-run:id");
    expect(of("")).toBe("/ts-run/cri/id");
  });
});

describe("stop signals", () => {
  test("are the container's, the image's, or SIGTERM, and told in the CRI's words", () => {
    const of = (stopSignal: Signal, own?: string) =>
      stopSignalOf({ stopSignal }, { config: own === undefined ? {} : { StopSignal: own } } as never);
    expect(of(Signal.SIGNAL_RUNTIME_DEFAULT)).toBe("SIGTERM");
    expect(of(Signal.SIGNAL_RUNTIME_DEFAULT, "SIGQUIT")).toBe("SIGQUIT");
    expect(of(Signal.SIGNAL_SIGRTMINPLUS3, "SIGQUIT")).toBe("SIGRTMIN+3");
    expect(signalOfName("SIGRTMIN+3")).toBe(Signal.SIGNAL_SIGRTMINPLUS3);
    expect(signalOfName("SIGTERM")).toBe(Signal.SIGNAL_SIGTERM);
  });
});

describe("resolverText()", () => {
  test("says exactly what the pod's DNS configuration says", () => {
    const dnsConfig = { servers: ["10.0.0.10"], searches: ["a", "b"], options: ["ndots:5"] };
    expect(resolverText(pod({ dnsConfig }))).toBe("search a b\nnameserver 10.0.0.10\noptions ndots:5\n");
  });
});

describe("withCdiDevices()", () => {
  test("adds what the specification of a named device says, and refuses what nobody describes", () => {
    const dir = mkdtempSync(path.join(tmpdir(), "ts-run-cdi-"));
    try {
      mkdirSync(path.join(dir, "cdi"));
      const edits = { env: ["GPU=0"], deviceNodes: [{ path: "/dev/gpu0", hostPath: "/dev/null" }] };
      const document = {
        cdiVersion: "0.6.0",
        kind: "example.com/gpu",
        devices: [{ name: "0", containerEdits: edits }],
      };
      writeFileSync(path.join(dir, "cdi/example.json"), JSON.stringify(document));
      const names = cdiDevices(ContainerConfig.fromPartial({ CDIDevices: [{ name: "example.com/gpu=0" }] }));
      const made = withCdiDevices(spec({}), names, [path.join(dir, "cdi")]);
      expect(made.process?.env).toContain("GPU=0");
      expect(made.linux?.devices?.at(-1)).toMatchObject({ path: "/dev/gpu0", type: "c", major: 1, minor: 3 });
      expect(made.linux?.resources?.devices?.at(-1)).toMatchObject({ allow: true, major: 1, minor: 3, access: "rwm" });
      expect(() => withCdiDevices(spec({}), ["example.com/gpu=1"], [dir])).toThrow(/example.com\/gpu=1/);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
