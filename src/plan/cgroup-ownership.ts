// The container's user becomes the owner of its v2 cgroup where the container may write it: then it can divide its limits
// among cgroups of its own. runtime-spec config-linux.md, "Cgroup ownership"; cgroups(7), "Cgroup delegation".

import type { CgroupHost } from "../linux/index.ts";
import { AT_CWD, flags, op, text } from "./build.ts";
import type { PlanInput } from "./input.ts";
import type { Op, Origin } from "./op.ts";
import { hostIdOf, mappingsOf, userNamespaceOf } from "./user-namespace.ts";

/** What every kernel with cgroup v2 lets a delegate write; newer ones list more in /sys/kernel/cgroup/delegate. */
const ALWAYS = ["cgroup.procs", "cgroup.subtree_control", "cgroup.threads"];
const SAME = 0xffff_ffff; // chown(2): -1 changes nothing

/** Nothing where delegation is not safe (v1), not wanted (read-only mount), or the owner is the host's root anyway. */
export function ownershipOps({ spec }: PlanInput, host: CgroupHost, path: string): Op[] {
  const mount = spec.mounts?.findIndex(
    ({ source, destination }) => source === "cgroup" && destination === "/sys/fs/cgroup",
  );
  const options = spec.mounts?.[mount ?? -1]?.options;
  const owner = ownerOf(spec);
  const isOwn = spec.linux?.namespaces?.some(({ type, path: joined }) => type === "cgroup" && joined === undefined);
  if (host.mode !== "v2" || !isOwn || owner === undefined || owner === 0) return [];
  if (mount === undefined || mount < 0 || options?.includes("ro")) return [];
  const from: Origin = `/mounts/${mount}`;
  const change = (file: string, why: string): Op =>
    op("fchownat", [AT_CWD, text(`${host.unifiedRoot}${path}${file}`), owner, SAME, flags("AT_SYMLINK_NOFOLLOW")], {
      from,
      why,
      ...(file !== "" && { ignore: ["ENOENT"] }), // not every cgroup has every file
    });
  return [
    change("", "the container's user may make cgroups below its own"),
    ...(host.delegate ?? ALWAYS).map((file) => change(`/${file}`, `and may write ${file}`)),
  ];
}

/** The host's number of process/user/uid; undefined where the mapping is somebody else's or has none. */
function ownerOf(spec: PlanInput["spec"]): number | undefined {
  const uid = spec.process?.user.uid ?? 0;
  const userNamespace = userNamespaceOf(spec);
  if (userNamespace === undefined) return uid;
  return userNamespace === "new" ? hostIdOf(uid, mappingsOf(spec).uids) : undefined;
}
