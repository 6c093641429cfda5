// What a CRI configuration becomes in config.json: the parts that are pure.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
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
import { cdiDevices, withCdiDevices } from "../../../src/pods/cdi/devices.ts";
import { cgroupsPath } from "../../../src/pods/cgroup-paths.ts";
import { podPaths } from "../../../src/pods/paths.ts";
import { resolverText } from "../../../src/pods/sandbox-files.ts";
import { idMappings, sandboxSpec } from "../../../src/pods/sandbox-spec.ts";
import { checkPropagation } from "../../../src/pods/shared-mounts.ts";
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

describe("checkPropagation()", () => {
  const check = (
    mountinfo: string[],
    hostPath = "/tmp",
    propagation: MountPropagation = MountPropagation.PROPAGATION_BIDIRECTIONAL,
  ) =>
    checkPropagation(
      ContainerConfig.fromPartial({ mounts: [{ hostPath, containerPath: "/data", propagation }] }),
      () => `${mountinfo.join("\n")}\n`,
    );
  const root = "27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw";
  const privateTmp = "28 27 0:25 / /tmp rw master:3 - tmpfs tmpfs rw";
  const sharedTmp = "29 28 0:26 / /tmp rw shared:9 master:3 - tmpfs tmpfs rw";

  test("takes a host path that is on a shared mount, and refuses one that is not, with the mount's name", () => {
    expect(() => check([root])).not.toThrow();
    expect(() => check([root, privateTmp, sharedTmp])).not.toThrow();
    expect(() => check([root, privateTmp.replace("/tmp", "/tm")])).not.toThrow();
    expect(() => check([root, privateTmp])).toThrow(/mount \/tmp at \/data .*: \/tmp, .*not a shared mount/);
    expect(() => check([root, sharedTmp, privateTmp])).toThrow(/not a shared mount/);
    expect(() => check([root, privateTmp], "/tmp", MountPropagation.PROPAGATION_PRIVATE)).not.toThrow();
  });

  test("takes a slave as well where only the host's mounts are to arrive", () => {
    const wanted = MountPropagation.PROPAGATION_HOST_TO_CONTAINER;
    expect(() => check([root, privateTmp], "/tmp", wanted)).not.toThrow(); // "master:3"
    expect(() => check([root, sharedTmp], "/tmp", wanted)).not.toThrow();
    const alone = privateTmp.replace(" master:3", "");
    expect(() => check([root, alone], "/tmp", wanted)).toThrow(/HostToContainer .*: \/tmp, .*neither a shared .*slave/);
    expect(() => check([root, alone], "/usr", wanted)).not.toThrow();
  });

  test("follows links to where the volume really is", () => {
    const dir = mkdtempSync(path.join(tmpdir(), "ts-run-link-"));
    try {
      symlinkSync("/usr", path.join(dir, "link"));
      const privateUsr = privateTmp.replace("/tmp", "/usr");
      expect(() => check([root, privateUsr], path.join(dir, "link"))).toThrow(/: \/usr, .*not a shared mount/);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe("withCdiDevices()", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-cdi-"));
  const [etc, run] = [path.join(dir, "etc"), path.join(dir, "run")];
  beforeEach(() => {
    for (const directory of [etc, run]) {
      rmSync(directory, { recursive: true, force: true });
      mkdirSync(directory);
    }
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const write = (directory: string, file: string, containerEdits: object, change: object = {}): void => {
    const devices = [{ name: "0", containerEdits }];
    const document = { cdiVersion: "0.6.0", kind: "example.com/gpu", devices, ...change };
    writeFileSync(path.join(directory, file), JSON.stringify(document)); // which is YAML as well
  };
  const made = (name = "example.com/gpu=0") => withCdiDevices(spec({}), [name], [etc, run]);

  test("adds what the specification of a named device says, and refuses what nobody describes", () => {
    write(etc, "a.json", { env: ["GPU=0", "A=device"], deviceNodes: [{ path: "/dev/gpu0", hostPath: "/dev/null" }] });
    const names = cdiDevices(ContainerConfig.fromPartial({ CDIDevices: [{ name: "example.com/gpu=0" }] }));
    const { process: program, linux } = withCdiDevices(spec({}), names, [etc]);
    expect(program?.env).toContain("GPU=0");
    expect(program?.env?.filter((variable) => variable.startsWith("A="))).toEqual(["A=device"]);
    expect(linux?.devices?.at(-1)).toMatchObject({ path: "/dev/gpu0", type: "c", major: 1, minor: 3 });
    expect(linux?.resources?.devices?.at(-1)).toMatchObject({ allow: true, major: 1, minor: 3, access: "rwm" });
    expect(() => made("example.com/gpu=1")).toThrow(/example.com\/gpu=1/);
  });

  test("reads YAML as Go does, and takes hooks, groups and network devices of it", () => {
    const yaml = `cdiVersion: "1.1.0"
kind: example.com/nic
containerEdits:
  additionalGids: [44]
devices:
- name: 0
  containerEdits:
    deviceNodes:
    - {path: /dev/nic0, type: c, major: 240, minor: 7, fileMode: 0660, permissions: rw}
    netDevices:
    - {hostInterfaceName: nic0, name: net0}
    hooks:
    - hookName: createContainer
      path: /usr/bin/nic-hook
      args: [nic-hook, "--index", 0]
`;
    writeFileSync(path.join(etc, "nic.yaml"), yaml);
    const { process: program, linux, hooks } = made("example.com/nic=0");
    expect(program?.user.additionalGids).toContain(44);
    expect(linux?.devices?.at(-1)).toEqual({
      ...{ path: "/dev/nic0", type: "c", major: 240, minor: 7 },
      ...{ fileMode: 0o660, uid: 0, gid: 0 },
    });
    expect(linux?.netDevices).toEqual({ nic0: { name: "net0" } });
    const hook = { path: "/usr/bin/nic-hook", args: ["nic-hook", "--index", "0"] };
    expect(hooks).toEqual({ createContainer: [hook] });
  });

  test("prefers /var/run to /etc, and takes no device that two files of one directory describe", () => {
    write(etc, "a.json", { env: ["FROM=etc"] });
    write(run, "a.yaml", { env: ["FROM=run"] });
    expect(made().process?.env).toContain("FROM=run");
    write(run, "b.json", { env: ["FROM=other"] });
    expect(made).toThrow(/a\.yaml and .*b\.json both describe it/);
  });

  test("names specifications that are not valid when the device is not found, and else does without them", () => {
    writeFileSync(path.join(etc, "broken.yaml"), "kind: [");
    write(etc, "field.json", { deviceNode: [] });
    write(etc, "early.json", { additionalGids: [1] });
    expect(made).toThrow(
      /broken\.yaml: .*early\.json: additionalGids needs cdiVersion 0\.7\.0.*field\.json: .*deviceNode/,
    );
    write(run, "good.json", { env: ["GPU=0"] });
    expect(made().process?.env).toContain("GPU=0");
  });

  test("refuses edits that containers of pods cannot have, by name", () => {
    write(etc, "a.json", { intelRdt: { closID: "x" } }, { cdiVersion: "0.7.0" });
    expect(made).toThrow(/example.com\/gpu=0: .*intelRdt/);
  });
});
