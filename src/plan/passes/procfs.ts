// The procfs that our own writes go through (sysctls, labels, scores), by descriptor: the one that we mount at /proc for
// the container; where it gets none, or something else lies there, the host's. A label or a limit written to whatever
// a container shows as /proc would be believed and not be there (CVE-2019-16884).

import type { FlagName } from "../../linux/index.ts";
import type { RuntimeSpec } from "../../oci/index.ts";
import { AT_CWD, close, fd, flags, op, openat2, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { userNamespaceOf } from "../user-namespace.ts";
import { mountRequests } from "./mount-request.ts";

/** Slot that the mounts pass leaves a procfs in that it mounts at /proc. */
const OWN = "proc";
const HOST = "hostProc";

/** The host's, where there is no own one and something is to be written. */
export function planProcfs(input: PlanInput): LaneOps {
  if (slotOf(input.spec) === OWN || !isNeeded(input.spec)) return {};
  const from: Origin = "default:nothing of ours is written to what only looks like /proc";
  const how = flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC");
  return {
    parentBefore: [op("openat", [AT_CWD, text("/proc"), how, 0], { from, why: "the host's procfs", store: HOST })],
    parentAfter: [close(HOST, { from, why: "the container's lane has its own descriptor" })],
  };
}

/**
 * Open, write, close. No mount and no link on the way can lead elsewhere: "self" is a link, but no magic one, and leads a
 * process to itself in every procfs that knows it, that of the host too (proc(5)).
 */
export function writeProcFile(
  { spec }: PlanInput,
  file: { path: string; value: string; slot: string },
  about: { from: Origin; why: string },
): Op[] {
  const { path, value, slot } = file;
  const resolve: FlagName[] = ["RESOLVE_BENEATH", "RESOLVE_NO_MAGICLINKS", "RESOLVE_NO_XDEV"];
  return [
    openat2(
      fd(slotOf(spec)),
      path,
      { flags: ["O_WRONLY", "O_CLOEXEC"], resolve },
      { from: about.from, why: `open /proc/${path}`, store: slot },
    ),
    op("write", [fd(slot), text(value), Buffer.byteLength(value)], about),
    close(slot, { from: about.from, why: "done with it" }),
  ];
}

/** Leaves what the magic link `name` below `dir` leads to open in `slot`. The way to it holds no other link. */
export function openProcLink(
  { spec }: PlanInput,
  link: { dir: string; name: string; slot: string },
  about: { from: Origin; why: string },
): Op[] {
  const { dir, name, slot } = link;
  const resolve: FlagName[] = ["RESOLVE_BENEATH", "RESOLVE_NO_MAGICLINKS", "RESOLVE_NO_XDEV"];
  return [
    openat2(
      fd(slotOf(spec)),
      dir,
      { flags: ["O_PATH", "O_DIRECTORY", "O_CLOEXEC"], resolve },
      { from: about.from, why: `open /proc/${dir}`, store: "procLinks" },
    ),
    op("openat", [fd("procLinks"), text(name), flags("O_RDONLY", "O_CLOEXEC"), 0], { ...about, store: slot }),
    close("procLinks", { from: about.from, why: "done with it" }),
  ];
}

/** exec has no mounts: nothing tells it what lies at /proc by now. */
function slotOf({ mounts = [] }: RuntimeSpec): string {
  const isOwn = mountRequests(mounts).some(
    ({ kind, place, mount }) => kind === "fresh" && place === "/proc" && mount.type === "proc",
  );
  return isOwn ? OWN : HOST;
}

function isNeeded(spec: RuntimeSpec): boolean {
  const { sysctl = {}, namespaces = [] } = spec.linux ?? {};
  const { oomScoreAdj, apparmorProfile, selinuxLabel } = spec.process ?? {};
  return (
    (oomScoreAdj !== undefined && userNamespaceOf(spec) === undefined) ||
    Boolean(apparmorProfile || selinuxLabel) ||
    Object.keys(sysctl).length > 0 ||
    namespaces.some(({ type, path }) => type === "time" && path === undefined)
  );
}
