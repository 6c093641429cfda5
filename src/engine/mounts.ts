// -v, --mount, --tmpfs and the image's VOLUMEs -> runtime-spec mounts, volumes made and filled on the way.

import { mkdirSync, statSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import type { RuntimeMount } from "../oci/index.ts";
import type { MountOption } from "./types.ts";
import type { VolumeStore } from "./volumes.ts";

export interface ResolvedMounts {
  readonly mounts: { mount: RuntimeMount; source: string }[];
  /** Volumes that are empty and want the image's files at their target (copy-up). */
  readonly copyUps: { hostDir: string; containerPath: string }[];
  readonly anonymousVolumes: string[];
}

export interface MountRequest {
  readonly options: readonly MountOption[];
  readonly imageVolumes: readonly string[];
  /** RunOptions.flagOf: "mounts.0" -> "-v a:b". */
  readonly flagOf: Readonly<Record<string, string>>;
  /** Make no volumes and no directories: for explain. */
  readonly dryRun?: boolean;
  /** For a container with a user namespace: volumes hold the ids that containers see, as layers do. */
  readonly shiftIds?: boolean;
}

export function resolveMounts(request: MountRequest, volumes: VolumeStore): ResolvedMounts {
  const resolved: ResolvedMounts = { mounts: [], copyUps: [], anonymousVolumes: [] };
  const targets = new Set<string>();
  for (const [index, option] of request.options.entries()) {
    if (targets.has(option.target)) {
      throw new TsRunError("ERR_USAGE", `mount at ${option.target}: two mounts have this target`, {
        hint: "leave one of them out",
      });
    }
    targets.add(option.target);
    resolved.mounts.push({
      mount: mountOf(option, volumes, { resolved, request }),
      source: `flag ${request.flagOf[`mounts.${index}`] ?? "-v"}`,
    });
  }
  for (const target of request.imageVolumes) {
    if (targets.has(target)) continue;
    const option: MountOption = { type: "volume", target, readOnly: false, noCopy: false };
    resolved.mounts.push({
      mount: mountOf(option, volumes, { resolved, request }),
      source: "image config /config/Volumes",
    });
  }
  return resolved;
}

function mountOf(
  option: MountOption,
  volumes: VolumeStore,
  about: { resolved: ResolvedMounts; request: MountRequest },
): RuntimeMount {
  const { resolved, request } = about;
  const { dryRun = false, shiftIds = false } = request;
  switch (option.type) {
    case "bind":
      return bindMount(option, dryRun);
    case "tmpfs":
      return tmpfsMount(option);
    case "volume": {
      const volume = dryRun ? volumes.preview(option.source) : volumes.ensure(option.source);
      if (volume.anonymous) resolved.anonymousVolumes.push(volume.name);
      if (!option.noCopy) resolved.copyUps.push({ hostDir: volume.mountpoint, containerPath: option.target });
      return {
        destination: option.target,
        type: "bind",
        source: volume.mountpoint,
        options: ["rbind", "rprivate", ...access(option.readOnly), ...(shiftIds ? ["idmap"] : [])],
      };
    }
  }
}

function bindMount(option: Extract<MountOption, { type: "bind" }>, dryRun: boolean): RuntimeMount {
  const stat = statSync(option.source, { throwIfNoEntry: false });
  if (!stat && option.createSource && !dryRun) mkdirSync(option.source, { recursive: true, mode: 0o755 });
  if (!stat && !option.createSource) {
    throw new TsRunError(
      "ERR_NOT_FOUND",
      `mount ${option.source} at ${option.target}: the host has no such file or directory`,
      {
        hint: "create it first, or use -v, which creates a missing directory",
      },
    );
  }
  const recursive = option.recursive ? "rbind" : "bind";
  return {
    destination: option.target,
    type: "bind",
    source: option.source,
    options: [
      recursive,
      option.propagation ?? "rprivate",
      ...access(option.readOnly, option.recursive),
      ...(option.idmap ? ["idmap"] : []),
    ],
  };
}

function tmpfsMount(option: Extract<MountOption, { type: "tmpfs" }>): RuntimeMount {
  const options = [
    "nosuid",
    "nodev",
    ...(option.options.includes("exec") ? [] : ["noexec"]),
    ...option.options.filter((word) => word !== "exec"),
  ];
  if (option.sizeBytes !== undefined) options.push(`size=${option.sizeBytes}`);
  if (option.mode !== undefined) options.push(`mode=${option.mode.toString(8)}`);
  return { destination: option.target, type: "tmpfs", source: "tmpfs", options: [...new Set(options)] };
}

/** Read-only means everything that can be reached there, so also what the host has mounted below it. */
function access(readOnly: boolean, recursive = true): string[] {
  if (!readOnly) return ["rw"];
  return recursive ? ["ro", "rro"] : ["ro"];
}
