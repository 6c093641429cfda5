// Mounts of a file system of their own (tmpfs, proc, overlay, a disk): made detached, configured, then attached.

import { TsRunError } from "../../base/index.ts";
import {
  attach,
  close,
  type FsParameter,
  fd,
  flags,
  mountSetattr,
  newFileSystem,
  op,
  openTarget,
  statField,
  statOf,
} from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op } from "../op.ts";
import { hostIdOf, mappingsOf } from "../user-namespace.ts";
import { copyUp } from "./copy-up.ts";
import type { IdMaps } from "./mount-id-maps.ts";
import { labelParameters } from "./mount-label.ts";
import { freshAttributes, isReadonly } from "./mount-options.ts";
import { type MountLanes, type MountRequest, mountRequests } from "./mount-request.ts";
import { propagationOps } from "./propagation.ts";

export function freshMount(input: PlanInput, request: MountRequest, idMaps: IdMaps): MountLanes {
  const { mount, options, from, place } = request;
  const type = mount.type ?? "";
  refuseMisplaced(request);
  const late = isWritableAtFirst(request);
  const slot = type === "proc" && place === "/proc" ? "proc" : late ? lateSlot(request) : "mount";
  const about = { from, why: `mount ${type} on ${mount.destination}` };
  // proc and sysfs decide what later steps trust: their places must be plain directories, not links of the image.
  const noSymlinks = type === "proc" || type === "sysfs";
  const target = input.danglingTargets?.[mount.destination] ?? mount.destination;
  const container = [
    ...newFileSystem(
      type,
      {
        source: mount.source || type,
        parameters: parametersOf(input, request),
        attributes: freshAttributes(options).filter((name) => !(late && name === "MOUNT_ATTR_RDONLY")),
        store: slot,
      },
      about,
    ),
    ...idMaps.shift(slot, request),
    ...openTarget(noSymlinks ? mount.destination : target, "directory", {
      from,
      noSymlinks,
      whenFound: likeCovered(slot, request),
    }),
    ...(options.copyUp ? copyUp({ slot, from, what: mount.destination }) : []),
    attach(slot, "target", about),
    ...propagationOps(slot, options.propagation, from),
    ...(slot === "mount" ? [close("mount", { from, why: "done with it" })] : []),
    close("target", { from, why: "done with it" }),
  ];
  return { parent: [], container };
}

function refuseMisplaced({ mount, options, from }: MountRequest): void {
  if (options.copyUp && mount.type !== "tmpfs")
    throw new TsRunError("ERR_UNSUPPORTED", `${from}/options: tmpcopyup fills a tmpfs, this is a ${mount.type}`, {
      hint: "leave out tmpcopyup",
    });
}

/** Later mounts, devices and terminals still want their places in it. */
function isWritableAtFirst({ mount, options, place, kind }: MountRequest): boolean {
  return kind === "fresh" && isReadonly(options) && (mount.type === "tmpfs" || place === "/dev");
}

function lateSlot({ index }: MountRequest): string {
  return `readonlyMount${index}`;
}

/** After everything that makes mount points. */
export function planReadonlyMounts({ spec }: PlanInput): LaneOps {
  const requests = mountRequests(spec.mounts);
  const isWritableAgain = ({ place, index }: MountRequest): boolean =>
    requests.some(
      (other) =>
        other.kind === "remount" &&
        other.index > index &&
        other.place === place &&
        other.options.own.clear.includes("MOUNT_ATTR_RDONLY"),
    );
  const late = requests.filter((request) => isWritableAtFirst(request) && !isWritableAgain(request));
  const container = late.map((request) =>
    mountSetattr(
      fd(lateSlot(request)),
      { set: ["MOUNT_ATTR_RDONLY"] },
      { from: request.from, why: `${request.mount.destination} is read-only, now that nothing is made in it any more` },
    ),
  );
  return { container };
}

/** fsconfig(2) takes 255 bytes a value (fs/fsopen.c). */
const MAX_VALUE = 255;

function parametersOf(input: PlanInput, request: MountRequest): FsParameter[] {
  const parameters = allParameters(input, request);
  const long = parameters.find(({ value = "" }) => Buffer.byteLength(value) > MAX_VALUE);
  if (long)
    throw new TsRunError("ERR_UNSUPPORTED", `${request.from}/options: ${long.key} has more than ${MAX_VALUE} bytes`, {
      hint: "shorter paths fit; a stack of layers has no such limit since Linux 6.8",
    });
  return parameters;
}

function allParameters(input: PlanInput, request: MountRequest): FsParameter[] {
  const { mount, options } = request;
  const words = options.superblock.filter((word) => !/^(async|no.*)$/.test(word)); // what a new file system is anyway
  const data = mount.type === "devpts" ? terminalOptions(input, options.data) : options.data;
  // A disk is not to be written to at all, not even to replay its journal; a tmpfs has to be filled first.
  const readonly = isReadonly(options) && (mount.source ?? "").startsWith("/dev/") ? ["ro"] : [];
  return [
    ...[...readonly, ...words].map((key) => ({ key })),
    ...(mount.type === "overlay" ? data.flatMap((one) => lowerLayers(input, one)) : data),
    ...labelParameters(input, mount.type ?? ""),
  ];
}

/** The group of terminals is named by number; a mapping too small to have it leaves terminals to their user's group. */
function terminalOptions({ spec }: PlanInput, options: readonly FsParameter[]): FsParameter[] {
  const { gids } = mappingsOf(spec);
  const isMapped = (id: string): boolean => gids.length === 0 || hostIdOf(Number(id), gids) !== undefined;
  return options.filter(({ key, value }) => key !== "newinstance" && (key !== "gid" || isMapped(value ?? "")));
}

/** Layer by layer, where the kernel can (6.8), a stack is not cut short. */
function lowerLayers({ host }: PlanInput, parameter: FsParameter): FsParameter[] {
  const { key, value = "" } = parameter;
  const [major, minor] = host.kernel;
  const canAppend = major > 6 || (major === 6 && minor >= 8);
  if (key !== "lowerdir" || !canAppend || value.includes("::")) return [parameter];
  const layers = value.match(/(?:\\.|[^:\\])+/g) ?? [];
  return layers.map((layer) => ({ key: "lowerdir+", value: layer.replace(/\\([\\:])/g, "$1") }));
}

/** What was there before it is covered says how a tmpfs is to look: its mode, and with tmpcopyup its owner. */
function likeCovered(slot: string, { mount, options, from }: MountRequest): Op[] {
  if (mount.type !== "tmpfs") return [];
  const says = (key: string): boolean => options.data.some((one) => one.key === key);
  const mode = !says("mode");
  const owner = options.copyUp && !(says("uid") && says("gid"));
  if (!mode && !owner) return [];
  const what = mount.destination;
  const keep = (key: string, field: "uid" | "gid") => (says(key) ? -1 : fd(statField("covered", field)));
  return [
    statOf(fd("target"), "", "covered", { from, why: `what does ${what} look like now?` }),
    ...(owner
      ? [
          op("fchownat", [fd(slot), { string: "." }, keep("uid", "uid"), keep("gid", "gid"), 0], {
            from,
            why: `the owner of ${what}`,
            ignore: ["EINVAL"], // one that the container's user namespace has no number for
          }),
        ]
      : []),
    ...(mode
      ? [
          op("fchmodat", [fd(slot), { string: "." }, fd(statField("covered", "mode")), flags()], {
            from,
            why: `the mode of ${what}`,
          }),
        ]
      : []),
  ];
}
