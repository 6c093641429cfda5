// Bind mounts: a part of the host's file tree, copied as a detached mount, changed, and attached where it is wanted.

import type { FlagName } from "../../linux/index.ts";
import { AT_CWD, attach, close, fd, flags, mountSetattr, op, openTarget, text } from "../build.ts";
import type { PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { RECEIVED, receiveMount, sendMount, usesHostMounts } from "./host-mounts.ts";
import type { IdMaps } from "./mount-id-maps.ts";
import type { AttributeChange } from "./mount-options.ts";
import type { MountLanes, MountRequest } from "./mount-request.ts";
import { basePropagation, hasMountNamespace, propagationOps } from "./propagation.ts";

/** In many images these are links to what only a booted system has. */
const NAME_FILES: ReadonlySet<string> = new Set(["/etc/resolv.conf", "/etc/hosts", "/etc/hostname"]);

export function bindMount(input: PlanInput, request: MountRequest, idMaps: IdMaps): MountLanes {
  const { mount, options, from, place } = request;
  const source = mount.source ?? "";
  const recursive: FlagName[] = options.recursiveBind ? ["AT_RECURSIVE"] : [];
  const made = [
    op("open_tree", [AT_CWD, text(source), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC", ...recursive)], {
      from,
      why: `the host's ${source} as a mount`,
      store: "mount",
    }),
    ...idMaps.shift("mount", request), // only a mount that nobody can see yet may be shifted
    ...attributeOps("mount", request),
    ...apartFromHost(input, from),
    ...propagationOps("mount", options.propagation, from),
  ];
  const slot = usesHostMounts(input) ? RECEIVED : "mount";
  const kind = input.sourceKinds?.[source] ?? "directory";
  const attached = [
    ...openTarget(input.danglingTargets?.[mount.destination] ?? mount.destination, kind, {
      from,
      replacesDangling: NAME_FILES.has(place),
    }),
    attach(slot, "target", { from, why: `show ${source} at ${mount.destination}` }),
    close(slot, { from, why: "done with it" }),
    close("target", { from, why: "done with it" }),
  ];
  return fromHost(input, { made, place: attached, from, what: source });
}

/** The attributes of a mount that exists: those that no word names stay as they are, locked ones of the host included. */
export function attributeOps(slot: string, { mount, options, from }: MountRequest): Op[] {
  const why = `${mount.destination}: ${(mount.options ?? []).join(",")}`;
  const change = ({ set, clear }: AttributeChange, recursive: boolean): Op[] =>
    set.length + clear.length === 0 ? [] : [mountSetattr(fd(slot), { set, clear, recursive }, { from, why })];
  return [...change(options.own, false), ...change(options.recursive, true)];
}

/**
 * What is copied in the host's mount namespace is a peer of the host's mount, unlike in one of the container's, where
 * planPropagation has changed them all.
 */
function apartFromHost(input: PlanInput, from: Origin): Op[] {
  const propagation = basePropagation(input.spec);
  const isChanged = hasMountNamespace(input) && !usesHostMounts(input);
  if (isChanged || propagation === "MS_SHARED") return [];
  const why = "the host sees nothing of what is mounted in it";
  return [mountSetattr(fd("mount"), { propagation, recursive: true }, { from, why })];
}

/** The host's files as a mount: made and placed by the container, or with a user namespace made for it by the parent. */
export function fromHost(
  input: PlanInput,
  about: { made: readonly Op[]; place: readonly Op[]; from: Origin; what: string },
): MountLanes {
  const { made, place, from, what } = about;
  if (!usesHostMounts(input)) return { parent: [], container: [...made, ...place] };
  return {
    parent: [...made, ...sendMount("mount", { from, why: `hand ${what} over` })],
    container: [receiveMount({ from, why: `receive ${what}` }), ...place],
  };
}
