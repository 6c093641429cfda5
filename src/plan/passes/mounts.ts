// spec.mounts in their order, each attached by descriptor where its target is found inside the rootfs.

import { TsRunError } from "../../base/index.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import { bindMount } from "./bind-mounts.ts";
import { cgroupMount } from "./cgroup-mounts.ts";
import { planCopier } from "./copy-up.ts";
import { freshMount } from "./fresh-mounts.ts";
import { type IdMaps, planIdMaps } from "./mount-id-maps.ts";
import { type MountLanes, type MountRequest, mountRequests } from "./mount-request.ts";
import { remount } from "./remount.ts";

/** Leaves the container's own procfs, if it is mounted at /proc, in slot "proc". */
export function planMounts(input: PlanInput): LaneOps {
  const requests = mountRequests(input.spec.mounts);
  requests.forEach(refuseRoot);
  const idMaps = planIdMaps(input, requests);
  const copier = planCopier(input);
  const parts = requests.map((request, i) => planMount(input, { request, earlier: requests.slice(0, i), idMaps }));
  return {
    parentBefore: [...idMaps.before, ...(copier.parentBefore ?? [])],
    parentAfter: [...parts.flatMap((part) => part.parent), ...idMaps.after, ...(copier.parentAfter ?? [])],
    container: parts.flatMap((part) => part.container),
    lanes: { ...idMaps.lanes, ...copier.lanes },
  };
}

function planMount(
  input: PlanInput,
  about: { request: MountRequest; earlier: readonly MountRequest[]; idMaps: IdMaps },
): MountLanes {
  const { request, earlier, idMaps } = about;
  switch (request.kind) {
    case "bind":
      return bindMount(input, request, idMaps);
    case "cgroup":
      return cgroupMount(input, request);
    case "remount":
      return remount(request, earlier);
    case "fresh":
      return freshMount(input, request, idMaps);
  }
}

function refuseRoot({ place, from, mount, kind }: MountRequest): void {
  if (kind === "fresh" && mount.type === undefined)
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `${from}: a mount needs a type or the option bind (runtime-spec config.md#mounts)`,
    );
  if (place !== "/" || kind === "remount") return;
  throw new TsRunError("ERR_UNSUPPORTED", `${from}/destination: a mount at / would hide the rootfs`, {
    hint: "make it the rootfs: root.path",
  });
}
