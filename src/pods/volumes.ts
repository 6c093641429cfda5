// Mounts that the image asks for (VOLUME) and mounts of whole images, as directories on the host.

import { createHash } from "node:crypto";
import { closeSync, constants, existsSync, mkdirSync, openSync, readdirSync, readlinkSync, rmdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type ErrorCode, hasErrno, TsRunError } from "../base/index.ts";
import type { ContainerConfig, Mount } from "../cri-wire/index.ts";
import { copyUp } from "../engine/index.ts";
import type { ImageRecord } from "../images/index.ts";
import { mount, mountDetachedOverlay, moveMount, openInRoot } from "../native/index.ts";
import type { RuntimeMount } from "../oci/index.ts";
import type { PodEnvironment } from "./environment.ts";
import { unmountAll } from "./sandbox.ts";
import { idMappings } from "./sandbox-spec.ts";
import type { Pod } from "./table.ts";

const MS_BIND = 0x1000;
const O_PATH = 0o10000000;

export interface VolumeRequest {
  readonly id: string;
  readonly pod: Pod;
  readonly config: ContainerConfig;
  readonly image: ImageRecord;
}

/** Directories are made and filled; removed with the container. */
export async function makeVolumes(environment: PodEnvironment, request: VolumeRequest): Promise<RuntimeMount[]> {
  const { config, image, pod } = request;
  const isMounted = (target: string): boolean => config.mounts.some(({ containerPath }) => containerPath === target);
  const targets = Object.keys(image.config.Volumes ?? {}).filter((target) => !isMounted(target));
  const volumes = targets.map((target) => ({
    target,
    hostDir: join(volumesDir(environment, request.id), nameOf(target)),
  }));
  for (const { hostDir } of volumes) mkdirSync(hostDir, { recursive: true, mode: 0o755 });
  await copyUp(
    environment.images,
    image,
    volumes.map(({ target, hostDir }) => ({ hostDir, containerPath: target })),
  );
  const shift = idMappings(pod.config) ? ["idmap"] : [];
  return volumes.map(({ target, hostDir }) => ({
    destination: target.startsWith("/") ? target : `/${target}`,
    type: "bind",
    source: hostDir,
    options: ["rbind", "rprivate", "rw", ...shift],
  }));
}

export async function removeVolumes(environment: PodEnvironment, id: string): Promise<void> {
  unmountImages(environment, id);
  await rm(volumesDir(environment, id), { recursive: true, force: true });
}

export interface ImageVolumes {
  readonly mounts: readonly RuntimeMount[];
  /** Ids of the images, which stay as long as the container. */
  readonly images: readonly string[];
  /** The configuration with each image named by its id (ImageSpec.image_ref). */
  readonly config: ContainerConfig;
}

/** Images as read-only mounts. They are mounted on the host, so that a path in one can be shown by itself. */
export function mountImages(environment: PodEnvironment, id: string, config: ContainerConfig): ImageVolumes {
  const images: string[] = [];
  const mounts: RuntimeMount[] = [];
  const named = config.mounts.map((mount, index) => {
    if (mount.image === undefined) return mount;
    const image = imageOfMount(environment, mount);
    const source = sourceOf(mountImage(environment, { id, index, image }), mount);
    images.push(image.id);
    const destination = mount.containerPath.startsWith("/") ? mount.containerPath : `/${mount.containerPath}`;
    mounts.push({ destination, type: "bind", source, options: ["rbind", "rprivate", "ro"] });
    return { ...mount, image: { ...mount.image, imageRef: image.id } };
  });
  return { mounts, images, config: { ...config, mounts: named } };
}

function imageOfMount({ images }: PodEnvironment, { image, containerPath, readonly, hostPath }: Mount): ImageRecord {
  const reference = image?.image ?? "";
  if (!readonly) throw refused(containerPath, reference, "an image can be mounted read-only only");
  if (hostPath !== "") throw refused(containerPath, reference, "host_path and image exclude each other");
  const record = reference === "" ? undefined : images.find(reference);
  if (record) return record;
  throw refused(containerPath, reference, "it is not on this node", { code: "ERR_NOT_FOUND", hint: "pull it first" });
}

/** The path where the image is mounted now. */
function mountImage(environment: PodEnvironment, about: { id: string; index: number; image: ImageRecord }): string {
  const target = join(imagesDir(environment, about.id), String(about.index));
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const { type, source, lowerDirs = [] } = environment.images.mount(about.image);
  const layers = type === "bind" ? [source] : lowerDirs;
  const [only] = layers;
  if (layers.length === 1 && only !== undefined) {
    mount({ source: only, target, flags: MS_BIND });
    return target;
  }
  const fd = mountDetachedOverlay({ lowerDirs: layers });
  try {
    moveMount(fd, target);
  } finally {
    closeSync(fd);
  }
  return target;
}

/** A link of the image leads into the image, never out of it. */
function sourceOf(root: string, { imageSubPath, containerPath, image }: Mount): string {
  if (imageSubPath === "") return root;
  const wrong = (reason: string): TsRunError => refused(containerPath, `${image?.image}:${imageSubPath}`, reason);
  if (imageSubPath.startsWith("/") || imageSubPath.split("/").includes(".."))
    throw wrong("the path must be relative, without ..");
  const rootFd = openSync(root, O_PATH | constants.O_DIRECTORY);
  try {
    const fd = openInRoot(rootFd, imageSubPath, O_PATH);
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "ELOOP", "EXDEV")) throw wrong("the image has no such path");
    throw error;
  } finally {
    closeSync(rootFd);
  }
}

/** The kubelet knows its first word (cri-api's ErrImageVolumeMountFailed), and counts other failures as image volumes mounted. */
function refused(
  containerPath: string,
  image: string,
  reason: string,
  { code = "ERR_INVALID_SPEC", hint }: { code?: ErrorCode; hint?: string } = {},
): TsRunError {
  const message = `ImageVolumeMountFailed: mount image ${image} at ${containerPath}: ${reason}`;
  return new TsRunError(code, message, { hint });
}

/** Containers that run have mounts of their own. */
function unmountImages(environment: PodEnvironment, id: string): void {
  const directory = imagesDir(environment, id);
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory)) {
    const target = join(directory, name);
    unmountAll(target);
    rmdirSync(target);
  }
  rmdirSync(directory);
}

function imagesDir({ roots }: PodEnvironment, id: string): string {
  return join(roots.runDir, "image-volumes", id);
}

/** Beside the containers, whose directories come and go by rename. */
function volumesDir({ roots }: PodEnvironment, id: string): string {
  return join(roots.root, "volumes", id);
}

function nameOf(target: string): string {
  return createHash("sha256").update(target).digest("hex").slice(0, 16);
}
