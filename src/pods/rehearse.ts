// Pod starts that happen on paper only. V8 interprets what has not run often: the first pods would each wait ten
// milliseconds for plans that take one when the compiler of plans has been compiled itself. Of pure parts alone, so that
// nothing is made.

import { setImmediate as nextTurn } from "node:timers/promises";
import { ContainerConfig, NamespaceMode, PodSandboxConfig, SecurityProfile_ProfileType } from "../cri-wire/index.ts";
import type { ImageRecord } from "../images/index.ts";
import { compilePlan, compileSandboxPlan, compileSeccomp, encodePlan, type NetworkAttachment } from "../plan/index.ts";
import type { PodEnvironment } from "./environment.ts";
import { podPaths } from "./paths.ts";
import { sandboxSpec } from "./sandbox-spec.ts";
import { seccompOf } from "./security.ts";
import { containerSpec } from "./spec/build.ts";
import { containerCapabilities } from "./spec/capabilities.ts";

/** From here on it gets no faster. */
const ROUNDS = 80;

/** RPCs get their turn between rounds, which take a few milliseconds each. */
export async function rehearse(
  environment: Pick<PodEnvironment, "host" | "cgroup" | "roots">,
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; round < ROUNDS && !signal.aborted; round++) {
    rehearsePod(environment, PODS[round % PODS.length] as PodSample);
    await nextTurn();
  }
}

interface PodSample {
  readonly network: NamespaceMode;
  readonly seccomp: SecurityProfile_ProfileType;
  readonly privileged: boolean;
}

/** What real pods differ in, so that the compiled code is not for one kind alone. */
const PODS: readonly PodSample[] = [
  { network: NamespaceMode.POD, seccomp: SecurityProfile_ProfileType.RuntimeDefault, privileged: false },
  { network: NamespaceMode.POD, seccomp: SecurityProfile_ProfileType.Unconfined, privileged: false },
  { network: NamespaceMode.NODE, seccomp: SecurityProfile_ProfileType.RuntimeDefault, privileged: false },
  { network: NamespaceMode.NODE, seccomp: SecurityProfile_ProfileType.Unconfined, privileged: true },
];

const ID = "0".repeat(64);

function rehearsePod(
  { host, cgroup, roots }: Pick<PodEnvironment, "host" | "cgroup" | "roots">,
  sample: PodSample,
): void {
  const paths = podPaths(roots, ID);
  const config = PodSandboxConfig.fromJSON(PodSandboxConfig.toJSON(podConfig(sample)));
  const { spec: own, pins } = sandboxSpec(config, paths);
  const network = sample.network === NamespaceMode.POD ? { network: NETWORK } : {};
  encodePlan(compileSandboxPlan({ spec: own, pins, host, ...network }), host.architecture);

  const container = ContainerConfig.fromJSON(ContainerConfig.toJSON(containerConfig(sample)));
  const context = container.linux?.securityContext;
  const capabilities = containerCapabilities(context, host).bounding ?? [];
  const seccomp = seccompOf(context, { host, capabilities });
  const spec = containerSpec({
    id: ID,
    config: container,
    pod: { id: ID, config, paths },
    image: IMAGE,
    user: { uid: 0, gid: 0, additionalGids: [0], home: "/root" },
    host,
    volumes: [],
    pidNamespace: "own",
    seccomp,
    apparmor: undefined,
    cgroupsPath: `/rehearsal/${ID}`,
    ownOomScore: 0,
  });
  const binds = (spec.mounts ?? []).flatMap(({ source = "" }) => (source.startsWith("/") ? [source] : []));
  const plan = compilePlan({
    spec: JSON.parse(JSON.stringify(spec)) as typeof spec,
    sourceKinds: Object.fromEntries(binds.map((source) => [source, source === paths.shm ? "directory" : "file"])),
    rootfs: {
      source: "overlay",
      type: "overlay",
      lowerDirs: ["/1", "/2", "/3"],
      upperDir: "/upper",
      workDir: "/work",
      options: ["volatile"],
    },
    host,
    cgroup,
    stdio: { kind: "pipes", stdin: false, once: false },
    paths: { controlSocket: "/ctl", mountpoint: "/mnt", stateRecord: "/state.json", exitRecord: "/exit.json" },
    waitForStart: false,
    log: { path: "/log", maxBytes: 0, maxFiles: 1 },
    ...(seccomp ? { seccomp: compileSeccomp(seccomp, host.architecture) } : {}),
  });
  encodePlan(plan, host.architecture);
}

function podConfig({ network }: PodSample): PodSandboxConfig {
  return PodSandboxConfig.fromPartial({
    metadata: { name: "rehearsal", uid: "rehearsal", namespace: "none" },
    ...(network === NamespaceMode.POD ? { hostname: "rehearsal" } : {}),
    linux: { cgroupParent: "/rehearsal", securityContext: { namespaceOptions: namespaces(network) } },
  });
}

function containerConfig({ network, seccomp, privileged }: PodSample): ContainerConfig {
  return ContainerConfig.fromPartial({
    metadata: { name: "rehearsal" },
    image: { image: "rehearsal" },
    command: ["/bin/true"],
    envs: [{ key: "A", value: Buffer.from("1") }],
    linux: {
      resources: { cpuShares: 1024, cpuPeriod: 100_000, cpuQuota: 50_000, memoryLimitInBytes: 64 * 1024 * 1024 },
      securityContext: {
        privileged,
        namespaceOptions: namespaces(network),
        seccomp: { profileType: seccomp },
        maskedPaths: ["/proc/kcore", "/proc/keys"],
        readonlyPaths: ["/proc/sys", "/proc/bus"],
      },
    },
  });
}

function namespaces(network: NamespaceMode): object {
  return { network, pid: NamespaceMode.CONTAINER, ipc: NamespaceMode.POD };
}

const NETWORK: NetworkAttachment = {
  bridgeIndex: 1,
  hostInterface: "ts0",
  hostIndex: 2,
  containerInterface: "eth0",
  macAddress: "02:00:00:00:00:01",
  addresses: [{ ip: "192.0.2.2", prefixLength: 24 }],
  gateways: ["192.0.2.1"],
  mtu: 1500,
  release: [],
  leaseFiles: [],
};

const IMAGE: ImageRecord = {
  version: 1,
  id: `sha256:${ID}`,
  manifestDigest: `sha256:${ID}`,
  manifestMediaType: "application/vnd.oci.image.manifest.v1+json",
  manifestSize: 0,
  layers: [],
  config: { Env: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"] },
  architecture: "amd64",
  os: "linux",
  sizeBytes: 0,
};
