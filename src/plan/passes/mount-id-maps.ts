// uidMappings, gidMappings, idmap and ridmap of mounts. A mapping is known to the kernel as a user namespace; one that is
// not the container's own is made by a process that does nothing but live until somebody holds its namespace:
//
//   parent lane                                  lane "idMap"
//   clone3(CLONE_NEWUSER) ────────────────────>  read (nothing comes)
//   write uid_map, gid_map; open its ns/user
//   close the pipe ───────────────────────────>  end of file: exit

import { TsRunError } from "../../base/index.ts";
import type { LinuxIdMapping } from "../../oci/index.ts";
import { close, fd, flags, mountSetattr, op } from "../build.ts";
import type { PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { mappingsOf, userNamespaceOf } from "../user-namespace.ts";
import { openUserNamespace, USER_NAMESPACE } from "./host-mounts.ts";
import type { MountRequest } from "./mount-request.ts";
import { cloneOp, writeIdMap } from "./namespaces.ts";

export interface IdMaps {
  /** Ops of the parent lane before the container's init is made; it inherits the descriptors. */
  readonly before: readonly Op[];
  /** Ops of the parent lane when all mounts are made. */
  readonly after: readonly Op[];
  readonly lanes: Readonly<Record<string, readonly Op[]>>;
  /** The shift of a detached mount in `slot`; nothing for mounts that ask for none. */
  readonly shift: (slot: string, request: MountRequest) => Op[];
}

interface IdMap {
  readonly slot: string;
  readonly uids: readonly LinuxIdMapping[];
  readonly gids: readonly LinuxIdMapping[];
  readonly from: Origin;
}

const PIPE = "idMapPipe";

export function planIdMaps(input: PlanInput, requests: readonly MountRequest[]): IdMaps {
  const made = new Map<string, IdMap>();
  const slots = new Map<MountRequest, string>();
  for (const request of requests) {
    if (!asksForShift(request)) continue;
    check(input, request);
    slots.set(request, isContainersOwn(input, request) ? USER_NAMESPACE : slotOf(made, request));
  }
  const maps = [...made.values()];
  return {
    before: maps.flatMap(makeIdMap),
    after: maps.map(({ slot, from }) => close(slot, { from, why: "the mounts have the mapping" })),
    lanes: maps.length === 0 ? {} : { idMap: holder(maps[0]?.from ?? "/mounts/0") },
    shift: (slot, request) => shiftOps(slot, { request, namespace: slots.get(request) }),
  };
}

function asksForShift({ mount, options }: MountRequest): boolean {
  return options.idmap || (mount.uidMappings ?? []).length > 0 || (mount.gidMappings ?? []).length > 0;
}

function check(input: PlanInput, { mount, kind, from }: MountRequest): void {
  const refuse = (what: string, hint: string): never => {
    throw new TsRunError("ERR_UNSUPPORTED", `${from}: ${what}`, { hint });
  };
  const kindOfNamespace = userNamespaceOf(input.spec);
  if (kind === "cgroup" || kind === "remount")
    refuse(`only a new mount can shift ids, this is a ${kind}`, "leave out uidMappings, gidMappings and idmap");
  if (kind === "fresh" && kindOfNamespace !== undefined)
    refuse(
      `a ${mount.type} of the container's user namespace shows its ids already, and the kernel shifts it no further`,
      "leave out uidMappings, gidMappings and idmap",
    );
  if ((mount.uidMappings ?? []).length === 0 && kindOfNamespace === undefined)
    refuse(
      "without a user namespace and without uidMappings there is no mapping to shift ids by",
      "give the container a user namespace, or the mount uidMappings and gidMappings",
    );
  if (!input.host.userNamespaces)
    refuse("this kernel makes no user namespaces, which id-mapped mounts are described by", "leave out the mapping");
}

function isContainersOwn({ spec }: PlanInput, { mount }: MountRequest): boolean {
  const { uids, gids } = mappingsOf(spec);
  const { uidMappings = [], gidMappings = [] } = mount;
  if (userNamespaceOf(spec) === undefined) return false;
  return uidMappings.length === 0 || keyOf(uidMappings, gidMappings) === keyOf(uids, gids);
}

function slotOf(made: Map<string, IdMap>, { mount, from }: MountRequest): string {
  const { uidMappings: uids = [], gidMappings: gids = [] } = mount;
  const key = keyOf(uids, gids);
  const map = made.get(key) ?? { slot: `idMap${made.size}`, uids, gids, from };
  made.set(key, map);
  return map.slot;
}

function keyOf(uids: readonly LinuxIdMapping[], gids: readonly LinuxIdMapping[]): string {
  const sorted = (list: readonly LinuxIdMapping[]) =>
    list.map(({ containerID, hostID, size }) => [containerID, hostID, size]).sort(([a = 0], [b = 0]) => a - b);
  return JSON.stringify([sorted(uids), sorted(gids)]);
}

function makeIdMap({ slot, uids, gids, from }: IdMap): Op[] {
  return [
    op("pipe2", [{ address: PIPE }, flags("O_CLOEXEC")], { from, why: "whose end tells the holder to go" }),
    cloneOp(["CLONE_NEWUSER"], {
      lane: "idMap",
      from,
      why: "a process that holds a user namespace, which is how the kernel takes a mapping of ids",
      store: "idMapPid",
    }),
    close(PIPE, { from, why: "the holder's end" }),
    ...writeIdMap("idMapPid", { file: "uid_map", mappings: uids, from }),
    ...writeIdMap("idMapPid", { file: "gid_map", mappings: gids, from }),
    openUserNamespace("idMapPid", slot, { from, why: "the mapping as a descriptor" }),
    close(`${PIPE}+4`, { from, why: "the holder may go" }),
    op("wait4", [fd("idMapPid"), 0, flags("__WALL"), 0], { from, why: "it is gone" }),
  ];
}

function holder(from: Origin): Op[] {
  return [
    close(`${PIPE}+4`, { from, why: "so that only the parent keeps us" }),
    op("read", [fd(PIPE), { address: "idMapByte" }, 1], {
      from,
      why: "live until the parent has the mapping",
      expect: 0,
    }),
  ];
}

function shiftOps(slot: string, about: { request: MountRequest; namespace: string | undefined }): Op[] {
  const { request, namespace } = about;
  if (namespace === undefined) return [];
  const { options, from } = request;
  const whose = namespace === USER_NAMESPACE ? "the container's" : "its own";
  const change = { set: ["MOUNT_ATTR_IDMAP"], userns: fd(namespace), recursive: options.recursiveIdmap } as const;
  return [mountSetattr(fd(slot), change, { from, why: `shift its ids by ${whose} mapping` })];
}
