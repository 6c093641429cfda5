// CreateContainer: a bundle over an image, in a pod, that StartContainer can start. Nothing runs yet.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { newId, nowNs, nowRfc3339, TsRunError } from "../base/index.ts";
import type { ContainerRecord } from "../containers/index.ts";
import { ContainerConfig, NamespaceMode } from "../cri-wire/index.ts";
import type { ResolvedUser } from "../engine/index.ts";
import type { ImageRecord } from "../images/index.ts";
import { cdiDevices, withCdiDevices } from "./cdi/devices.ts";
import { cgroupsPath } from "./cgroup-paths.ts";
import type { PodEnvironment } from "./environment.ts";
import { sharedPidNamespace } from "./holder.ts";
import { takeName } from "./run-pod.ts";
import { apparmorOf, seccompOf } from "./security.ts";
import { checkPropagation } from "./shared-mounts.ts";
import { containerSpec } from "./spec/build.ts";
import { containerCapabilities } from "./spec/capabilities.ts";
import type { ContainerSpecInput } from "./spec/input.ts";
import { pidMode } from "./spec/namespaces.ts";
import { containerUser } from "./spec/user.ts";
import { stopSignalOf } from "./stop-signal.ts";
import {
  type ContainerOrigin,
  getContainer,
  isReady,
  type Pod,
  type PodContainer,
  type PodTable,
  runningProcess,
} from "./table.ts";
import { makeVolumes, mountImages, removeVolumes } from "./volumes.ts";

export async function createContainer(table: PodTable, pod: Pod, config: ContainerConfig): Promise<PodContainer> {
  const { environment } = table;
  if (!config.metadata || config.metadata.name === "")
    throw new TsRunError("ERR_INVALID_SPEC", "create container: metadata with a name is missing");
  refuseUnlessReady(pod);
  const id = newId();
  const name = containerName(pod, config);
  takeName(table, name, id);
  try {
    const image = imageOf(environment, config);
    const container = await table.turns.take(pod.id, () => record(table, { id, name, pod, config, image }));
    table.containers.set(id, container);
    table.events.publish({ type: "created", id, pod, atNs: nowNs() });
    return container;
  } catch (error) {
    table.names.delete(name);
    await removeVolumes(environment, id);
    throw error;
  }
}

export function refuseUnlessReady(pod: Pod): void {
  if (isReady(pod)) return;
  throw new TsRunError("ERR_CONFLICT", `use pod sandbox ${pod.id}: it is not ready, its namespaces are gone or going`);
}

/** Unique per pod, name and attempt; a file name, so that long ones are shortened by their hash. */
export function containerName(pod: Pod, { metadata }: Pick<ContainerConfig, "metadata">): string {
  const name = `${metadata?.name ?? ""}_${metadata?.attempt ?? 0}_${pod.id}`;
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,200}$/.test(name)) return name;
  return createHash("sha256").update(name).digest("hex");
}

export function imageOf(environment: PodEnvironment, { image }: Pick<ContainerConfig, "image">): ImageRecord {
  const reference = image?.image ?? "";
  const record = reference === "" ? undefined : environment.images.find(reference);
  if (record) return record;
  throw new TsRunError(
    "ERR_NOT_FOUND",
    `create container from image ${JSON.stringify(reference)}: it is not on this node`,
    {
      hint: "pull it first",
    },
  );
}

interface Ingredients {
  readonly id: string;
  readonly name: string;
  readonly pod: Pod;
  readonly config: ContainerConfig;
  readonly image: ImageRecord;
}

async function record(table: PodTable, about: Ingredients): Promise<PodContainer> {
  const { environment } = table;
  const { id, name, pod, image } = about;
  refuseUnlessReady(pod);
  const user = userOf(environment, about.config, image);
  const { config, mounts, images } = mountImages(environment, id, about.config);
  const volumes = [...mounts, ...(await makeVolumes(environment, about))];
  const input = await specInput(table, { ...about, config, user, volumes });
  makeMissingSources(config);
  checkPropagation(config, () => readFileSync("/proc/self/mountinfo", "utf8"));
  const spec = withCdiDevices(containerSpec(input), cdiDevices(config));
  const paths = environment.containers.paths(id);
  const origin: ContainerOrigin = {
    podId: pod.id,
    config: ContainerConfig.toJSON(config),
    imageRef: image.id,
    user: { uid: user.uid, gid: user.gid, groups: [...user.additionalGids] },
    stopSignal: stopSignalOf(config, image),
    pidNamespace: pidMode({ config, pod }).mode === NamespaceMode.POD ? "pod" : "other",
  };
  const document: ContainerRecord = {
    version: 1,
    id,
    createdAt: nowRfc3339(),
    image: { reference: config.image?.userSpecifiedImage || config.image?.image || image.id, id: image.id },
    ...(images.length > 0 ? { otherImages: images } : {}),
    command: spec.process?.args ?? [],
    rootfs: environment.images.mount(image, {
      upperDir: paths.upperDir,
      workDir: paths.workDir,
      // A container of a pod never starts a second time, so nothing of it has to survive a power cut.
      options: ["volatile"],
    }),
    throwAway: true,
    terminal: config.tty,
    openStdin: config.stdin,
    stdinOnce: config.stdinOnce,
    log: { maxBytes: 0, maxFiles: 1, path: logPathOf(pod, config) },
    labels: {},
    sources: {},
    options: origin,
  };
  // Under the image store's lock: a concurrent removal of the image either sees this container or is seen here.
  const stored = await environment.images.locked(async () => {
    imageOf(environment, { image: { ...(config.image as NonNullable<ContainerConfig["image"]>), image: image.id } });
    return environment.containers.create(document, spec, { name });
  });
  environment.images.touch(image);
  return { id, pod, config, origin, stored, removing: false };
}

function logPathOf(pod: Pod, config: ContainerConfig): string {
  if (config.logPath === "" || pod.config.logDirectory === "") return "";
  return `${pod.config.logDirectory.replace(/\/+$/, "")}/${config.logPath}`;
}

function userOf({ images }: PodEnvironment, config: ContainerConfig, image: ImageRecord): ResolvedUser {
  const reader = images.rootfsReader(image);
  try {
    const text = (path: string): string => reader.readFile(path, 1024 * 1024)?.toString("latin1") ?? "";
    const files = { passwd: text("/etc/passwd"), group: text("/etc/group") };
    return containerUser(config.linux?.securityContext, image.config.User, files);
  } finally {
    reader.close();
  }
}

async function specInput(
  table: PodTable,
  about: Ingredients & { user: ResolvedUser; volumes: ContainerSpecInput["volumes"] },
): Promise<ContainerSpecInput> {
  const { environment } = table;
  const { host, cgroupDriver } = environment;
  const { id, pod, config, image, user, volumes } = about;
  const context = config.linux?.securityContext;
  return {
    id,
    config,
    pod,
    image,
    user,
    host,
    volumes,
    pidNamespace: await pidNamespaceOf(table, about),
    seccomp: seccompOf(context, { host, capabilities: containerCapabilities(context, host).bounding ?? [] }),
    apparmor: apparmorOf(context, host),
    cgroupsPath: cgroupsPath(cgroupDriver, pod.config, id),
    ownOomScore: Number(readFileSync("/proc/self/oom_score_adj", "latin1")),
  };
}

async function pidNamespaceOf(table: PodTable, { pod, config }: Ingredients): Promise<string> {
  const { mode, targetId } = pidMode({ config, pod });
  switch (mode) {
    case NamespaceMode.NODE:
      return "host";
    case NamespaceMode.TARGET: {
      const target = getContainer(table, targetId);
      if (target.pod !== pod)
        throw new TsRunError(
          "ERR_INVALID_SPEC",
          `join the PID namespace of container ${targetId}: it is in another pod`,
        );
      return `/proc/${runningProcess(target, "join the PID namespace of").pid}/ns/pid`;
    }
    case NamespaceMode.CONTAINER:
      return "own";
    default:
      return sharedPidNamespace(table.environment, pod);
  }
}

/** Kubernetes' hostPath of no type: what is missing becomes a directory. */
function makeMissingSources(config: ContainerConfig): void {
  for (const { hostPath, image } of config.mounts) {
    if (image !== undefined || statSync(hostPath, { throwIfNoEntry: false })) continue;
    mkdirSync(hostPath, { recursive: true, mode: 0o755 });
  }
}
