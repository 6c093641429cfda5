// Mounts of what belongs to the host (layers, bind sources, device nodes) for a container with a user namespace. Its root
// is nobody in particular outside: it may not enter the host's directories, shift ids or make device nodes. So the parent
// makes these mounts, detached, with the host's rights, and hands each one over by descriptor.
//
//   parent lane                                         container lane
//   open_tree, mount_setattr(idmap) ... sendmsg ──────> recvmsg, find its place, move_mount
//
// Both lanes work through the mounts in the order of the passes, so a message needs no name. Nothing of it is ever
// visible in the host's mount namespace: a detached mount belongs to its descriptor.

import { AT_CWD, close, flags, op } from "../build.ts";
import { receiveDescriptor, sendDescriptor } from "../descriptors.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { userNamespaceOf } from "../user-namespace.ts";

const SOCKET = "default:mounts of the host's files are made with the host's rights";

/** Slot (container lane) of the mount that was received last. */
export const RECEIVED = "mountRights[32]+16";
/** Slot (parent lane) of the container's user namespace, new or joined. */
export const USER_NAMESPACE = "userNamespace";

/** Slot (container lane) of the directory where the rootfs goes, opened before the rights to find it are given up. */
export const MOUNTPOINT = "mountpoint";

/** Whether the parent makes these mounts. */
export function usesHostMounts(input: PlanInput): boolean {
  return userNamespaceOf(input.spec) !== undefined;
}

export function planMountSocket(input: PlanInput): LaneOps {
  if (!usesHostMounts(input)) return {};
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
  if (!usesHostMounts(input)) return {};
  const why = "all mounts are handed over";
  return {
    parentAfter: [close("mountSocket", { from: SOCKET, why }), close(USER_NAMESPACE, { from: SOCKET, why })],
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

export function openUserNamespace(pidSlot: string, slot: string, about: { from: Origin; why: string }): Op {
  const path = { decimal: { prefix: "/proc/", slot: pidSlot, suffix: "/ns/user" } };
  return op("openat", [AT_CWD, path, flags("O_RDONLY", "O_CLOEXEC"), 0], { ...about, store: slot });
}
