// Mounts that the image asks for (VOLUME) and mounts of whole images, as directories on the host.

import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { ContainerConfig } from "../cri-wire/index.ts";
import { copyUp } from "../engine/index.ts";
import type { ImageRecord } from "../images/index.ts";
import type { RuntimeMount } from "../oci/index.ts";
import type { PodEnvironment } from "./environment.ts";
import { idMappings } from "./sandbox-spec.ts";
import type { Pod } from "./table.ts";

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
  await rm(volumesDir(environment, id), { recursive: true, force: true });
}

/** Beside the containers, whose directories come and go by rename. */
function volumesDir({ roots }: PodEnvironment, id: string): string {
  return join(roots.root, "volumes", id);
}

function nameOf(target: string): string {
  return createHash("sha256").update(target).digest("hex").slice(0, 16);
}
