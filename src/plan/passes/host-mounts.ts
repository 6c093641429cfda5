// Mounts of what belongs to the host (layers, bind sources, device nodes) for a container with a user namespace. Its root
// is nobody in particular outside: it may not enter the host's directories, shift ids or make device nodes. So the parent
// makes these mounts, detached, with the host's rights, and hands each one over by descriptor.
//
//   parent lane                                         container lane
//   open_tree, mount_setattr(idmap) ... sendmsg ──────> recvmsg, find its place, move_mount
//
// Both lanes work through the mounts in the order of the passes, so a message needs no name. Nothing of it is ever
// visible in the host's mount namespace: a detached mount belongs to its descriptor.

import { AT_CWD, close, fd, flags, op, text } from "../build.ts";
import { cloneOp } from "../clone.ts";
import { receiveDescriptor, sendDescriptor } from "../descriptors.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { LinuxIdMapping, RuntimeMount } from "../../oci/index.ts";
import type { Op, Origin } from "../op.ts";
import { userNamespaceOf } from "../user-namespace.ts";

const SOCKET = "default:mounts of the host's files are made with the host's rights";
const HOLDER_LANE = "idMapHolder";

/** Slot (container lane) of the mount that was received last. */
export const RECEIVED = "mountRights[32]+16";
/** Slot (parent lane) of the container's user namespace, new or joined. */
export const USER_NAMESPACE = "userNamespace";

/** Whether this mount is made by the parent: always with a user namespace, else only where ids are shifted. */
export function isHostMount(input: PlanInput, mount?: RuntimeMount): boolean {
  return userNamespaceOf(input.spec) !== undefined || hasOwnMappings(mount);
}

function hasOwnMappings(mount: RuntimeMount | undefined): boolean {
  return mount?.uidMappings !== undefined || mount?.gidMappings !== undefined;
}

function sendsMounts(input: PlanInput): boolean {
  return isHostMount(input) || (input.spec.mounts?.some(hasOwnMappings) ?? false);
}

export function planMountSocket(input: PlanInput): LaneOps {
  if (!sendsMounts(input)) return {};
  return {
    parentBefore: [
      op("socketpair", [flags("AF_UNIX"), flags("SOCK_SEQPACKET", "SOCK_CLOEXEC"), 0, { address: "mountSocket" }], {
        from: SOCKET,
        why: "the container receives its mounts through here",
      }),
    ],
    parentAfter: [close("mountSocket+4", { from: SOCKET, why: "so that a dead container is noticed" })],
    container: [close("mountSocket", { from: SOCKET, why: "so that a dead parent reads as end of file" })],
  };
}

/** After the last pass that hands mounts over. */
export function planMountsHandedOver(input: PlanInput): LaneOps {
  if (!sendsMounts(input)) return {};
  const why = "all mounts are handed over";
  return {
    parentAfter: [
      close("mountSocket", { from: SOCKET, why }),
      ...(isHostMount(input) ? [close(USER_NAMESPACE, { from: SOCKET, why })] : []),
    ],
    container: [close("mountSocket+4", { from: SOCKET, why })],
  };
}

/** The parent's half: `slot` holds the detached mount, and no longer does afterwards. */
export function sendMount(slot: string, about: { from: Origin; why: string }): Op[] {
  return [sendDescriptor("mountSocket", slot, about), close(slot, { from: about.from, why: "the container has it" })];
}

/** The container's half: leaves the mount in slot RECEIVED. */
export function receiveMount(about: { from: Origin; why: string }): Op {
  return receiveDescriptor("mountSocket+4", "mountRights", about);
}

/**
 * A user namespace with mappings that no process of the container has: a helper process holds it for as long as it takes
 * to open it, since the kernel takes mappings for a mount only in this form.
 */
export function mappingNamespace(mount: RuntimeMount, slot: string, from: Origin): { ops: Op[]; lanes: Record<string, Op[]> } {
  const done = { from, why: "done with it" };
  const uids = mount.uidMappings ?? mount.gidMappings ?? [];
  const gids = mount.gidMappings ?? mount.uidMappings ?? [];
  const ops: Op[] = [
    op("pipe2", [{ address: "holdPipe" }, flags("O_CLOEXEC")], { from, why: "its end releases the helper process" }),
    cloneOp(["CLONE_NEWUSER"], { lane: HOLDER_LANE, from, why: "a process that holds the mapping", store: "holderPid" }),
    ...writeIdMap("uid_map", uids, { from, slot: "holderPid" }),
    ...writeIdMap("gid_map", gids, { from, slot: "holderPid" }),
    openUserNamespace("holderPid", slot, { from, why: "the mapping as a descriptor" }),
    close("holdPipe", done),
    close("holdPipe+4", { from, why: "the helper process may go" }),
    op("wait4", [fd("holderPid"), 0, flags("__WALL"), 0], { from, why: "it is gone" }),
  ];
  const holder: Op[] = [
    close("holdPipe+4", { from: SOCKET, why: "so that the parent's end is the last" }),
    op("read", [fd("holdPipe"), { address: "holdByte" }, 1], { from: SOCKET, why: "hold the mapping until it is open", expect: 0 }),
  ];
  return { ops, lanes: { [HOLDER_LANE]: holder } };
}

export function openUserNamespace(pidSlot: string, slot: string, about: { from: Origin; why: string }): Op {
  const path = { decimal: { prefix: "/proc/", slot: pidSlot, suffix: "/ns/user" } };
  return op("openat", [AT_CWD, path, flags("O_RDONLY", "O_CLOEXEC"), 0], { ...about, store: slot });
}

export function writeIdMap(
  file: "uid_map" | "gid_map",
  mappings: readonly LinuxIdMapping[],
  about: { from: Origin; slot: string },
): Op[] {
  const { from, slot } = about;
  const lines = mappings.map(({ containerID, hostID, size }) => `${containerID} ${hostID} ${size}\n`).join("");
  return [
    op(
      "openat",
      [AT_CWD, { decimal: { prefix: "/proc/", slot, suffix: `/${file}` } }, flags("O_WRONLY", "O_CLOEXEC"), 0],
      { from, why: `open the ${slot === "initPid" ? "init" : "process"}'s ${file}`, store: "idMap" },
    ),
    op("write", [fd("idMap"), text(lines), lines.length], {
      from,
      why: `map container ids to host ids: ${lines.trim().replaceAll("\n", "; ")}`,
      expect: lines.length,
    }),
    close("idMap", { from, why: "written" }),
  ];
}
