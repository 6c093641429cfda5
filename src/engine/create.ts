// RunOptions -> a container on disk: everything is looked up and checked before the first file is written.

import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { newId, shortId, TsRunError } from "../base/index.ts";
import { type Container, type ContainerRecord, namespacePath } from "../containers/index.ts";
import { nativeProgram } from "../executor/index.ts";
import type { ImageRecord } from "../images/index.ts";
import { type LinuxSeccomp, parseSeccompProfile } from "../oci/index.ts";
import { blockDeviceNumbers } from "./block-devices.ts";
import { buildSpec, type ImageDefaults, type SpecDevice, type SpecInput, usesUserNamespace } from "./build-spec.ts";
import { checkImageConfig } from "./check-image.ts";
import { copyUp } from "./copy-up.ts";
import { lookUpDevice, privilegedDevices } from "./devices.ts";
import { checkHostSupport } from "./host-support.ts";
import { releaseIdRange, takeIdRange } from "./id-ranges.ts";
import { type ResolvedMounts, resolveMounts } from "./mounts.ts";
import { networkFileMounts, networkFilesDir } from "./network-files.ts";
import type { Services } from "./services.ts";
import type { RunOptions } from "./types.ts";
import { type ResolvedUser, resolveUser } from "./user.ts";

const DEFAULT_LOG = { maxBytes: 10 * 1024 * 1024, maxFiles: 5 };

export interface CreatedContainer {
  readonly container: Container;
  readonly image: ImageRecord;
}

/** Creates a container from an image that is here already. */
export async function createContainer(
  services: Services,
  options: RunOptions,
  image: ImageRecord,
): Promise<CreatedContainer> {
  const id = newId();
  const draft = await unlessRemoved(services, { options, image }, () =>
    draftContainer(services, { options, image, id }),
  );
  const mounts = resolveMounts(
    {
      options: options.mounts,
      shiftIds: usesUserNamespace(options),
      imageVolumes: draft.defaults.volumes,
      flagOf: options.flagOf,
    },
    services.volumes,
  );
  try {
    return await unlessRemoved(services, { options, image }, () =>
      recordContainer(services, { options, image, id, draft, mounts }),
    );
  } catch (error) {
    for (const volume of mounts.anonymousVolumes) await services.volumes.remove(volume, { force: true });
    if (options.userns === "private") releaseIdRange(services.options.root, id);
    throw error;
  }
}

/** An rmi at the same moment takes the layers away under our hands: whatever that looks like, this is what happened. */
async function unlessRemoved<T>(
  services: Services,
  { options, image }: { options: RunOptions; image: ImageRecord },
  act: () => T | Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (services.images.records.find(image.id) !== undefined) throw error;
    throw new TsRunError("ERR_NOT_FOUND", `create container from ${options.image}: the image was removed meanwhile`, {
      cause: error,
      hint: "pull or load it again",
    });
  }
}

interface Ingredients {
  readonly options: RunOptions;
  readonly image: ImageRecord;
  readonly id: string;
  readonly draft: ReturnType<typeof draftContainer>;
  readonly mounts: ResolvedMounts;
}

async function recordContainer(
  services: Services,
  { options, image, id, draft, mounts }: Ingredients,
): Promise<CreatedContainer> {
  const paths = services.containers.paths(id);
  const { spec, sources, command } = buildSpec({
    ...draft.input,
    ...(options.userns === "private" ? { firstHostId: takeRange(services, id) } : {}),
    mounts: [...networkFileMounts(options, networkFilesDir(services, options, paths.filesDir)), ...mounts.mounts],
  });
  await copyUp(services.images, image, mounts.copyUps);
  const record: ContainerRecord = {
    version: 1,
    id,
    createdAt: new Date().toISOString(),
    image: { reference: options.image, id: image.id },
    command: options.init ? command.slice(1) : command,
    rootfs: services.images.mount(image, {
      upperDir: paths.upperDir,
      workDir: paths.workDir,
      // Its unmount would else flush the whole disk below, other programs' data included: 0.5 to 20 ms.
      ...(options.rm ? { options: ["volatile"] } : {}),
    }),
    ...(options.rm ? { throwAway: true } : {}),
    terminal: options.tty,
    openStdin: options.interactive,
    stdinOnce: options.interactive && !options.detach,
    log: {
      maxBytes: options.logMaxSizeBytes ?? DEFAULT_LOG.maxBytes,
      maxFiles: options.logMaxFiles ?? DEFAULT_LOG.maxFiles,
    },
    labels: { ...draft.defaults.labels, ...options.labels },
    sources,
    options,
  };
  // Under the image store's lock: a concurrent rmi either sees this container or is seen here.
  const container = await services.images.locked(async () => {
    if (services.images.records.find(image.id) === undefined) {
      throw new TsRunError("ERR_NOT_FOUND", `create container from ${options.image}: the image was removed meanwhile`);
    }
    return services.containers.create(record, spec, {
      name: options.name,
      status: { anonymousVolumes: mounts.anonymousVolumes },
    });
  });
  services.volumes.settle(mounts.anonymousVolumes);
  services.images.touch(image);
  services.event("create", container);
  return { container, image };
}

function takeRange(services: Services, id: string): number {
  return takeIdRange(services.options.root, id, (other) => services.containers.load(other) !== undefined);
}

/** Everything about a container that can be known without changing anything: shared by create and explain. */
export function draftContainer(
  services: Services,
  about: { options: RunOptions; image: ImageRecord; id: string },
): { input: Omit<SpecInput, "mounts">; defaults: ImageDefaults; user: ResolvedUser } {
  const { options, image, id } = about;
  checkHostSupport(options, services);
  checkImageConfig(image, options.image);
  const defaults = imageDefaults(image);
  const user = userOf(services, options, defaults, image);
  const devices: SpecDevice[] = options.devices.map((device) => lookUpDevice(device));
  const input: Omit<SpecInput, "mounts"> = {
    id,
    options,
    image: defaults,
    user,
    host: services.host,
    // docker's rule: with the host's network comes the host's name, in a UTS namespace of its own.
    hostname: options.hostname ?? (options.network === "host" ? hostname() : shortId(id)),
    devices: options.privileged ? [...privilegedDevices(), ...devices] : devices,
    joined: joinedNamespaces(services, options),
    ...(typeof options.seccomp === "object"
      ? { seccompProfile: readSeccompProfile(options.seccomp.file, services) }
      : {}),
    deviceNumbers: blockDeviceNumbers(options.resources),
    initProgram: options.init ? nativeProgram("init") : "",
  };
  return { input, defaults, user };
}

export function imageDefaults(image: ImageRecord): ImageDefaults {
  const { config } = image;
  return {
    entrypoint: config.Entrypoint ?? [],
    command: config.Cmd ?? [],
    env: config.Env ?? [],
    ...(config.WorkingDir ? { workingDir: config.WorkingDir } : {}),
    ...(config.User ? { user: config.User } : {}),
    labels: config.Labels ?? {},
    ...(config.StopSignal ? { stopSignal: config.StopSignal } : {}),
    exposedPorts: Object.keys(config.ExposedPorts ?? {}),
    volumes: Object.keys(config.Volumes ?? {}),
  };
}

function userOf(services: Services, options: RunOptions, defaults: ImageDefaults, image: ImageRecord): ResolvedUser {
  const wanted = options.user ?? defaults.user;
  const reader = services.images.rootfsReader(image);
  try {
    const text = (path: string): string => reader.readFile(path, 1024 * 1024)?.toString("latin1") ?? "";
    return resolveUser(wanted, { passwd: text("/etc/passwd"), group: text("/etc/group") }, options.groupAdd);
  } finally {
    reader.close();
  }
}

function joinedNamespaces(services: Services, options: RunOptions): SpecInput["joined"] {
  const of = (ref: string, kind: string): string => {
    const other = services.containers.get(ref);
    if (other.lifeCycle.state !== "running") {
      throw new TsRunError("ERR_CONFLICT", `join the ${kind} namespace of ${ref}: that container does not run`, {
        hint: `ts-run start ${ref}`,
      });
    }
    return namespacePath(other.lifeCycle.process.pid, kind);
  };
  const joined: Record<string, string> = {};
  const { pid, ipc, network } = options;
  if (pid === "host") joined.pid = "host";
  else if (pid) joined.pid = of(pid.container, "pid");
  if (ipc === "host") joined.ipc = "host";
  else if (typeof ipc === "object") joined.ipc = of(ipc.container, "ipc");
  if (options.uts === "host") joined.uts = "host";
  if (options.cgroupns === "host") joined.cgroup = "host";
  if (network === "host") joined.network = "host";
  else if (typeof network === "object") joined.network = of(network.container, "net");
  if (typeof network === "object") joined.uts ??= of(network.container, "uts");
  return joined;
}

function readSeccompProfile(file: string, services: Services): LinuxSeccomp {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new TsRunError("ERR_NOT_FOUND", `read seccomp profile ${file}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return parseSeccompProfile(text, {
    file,
    architecture: services.host.architecture,
    capabilities: services.host.capabilities,
    kernel: services.host.kernel,
  });
}

/** dev_t of stat(2) as the kernel packs it for user space. */
export function splitDevice(rdev: number): readonly [major: number, minor: number] {
  const wide = BigInt(rdev);
  const major = ((wide >> 8n) & 0xfffn) | ((wide >> 32n) & ~0xfffn);
  const minor = (wide & 0xffn) | ((wide >> 12n) & ~0xffn & 0xffffffffn);
  return [Number(major), Number(minor)];
}
