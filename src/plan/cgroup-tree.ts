// The directories of a container's cgroup, from the root of each hierarchy down, ready for limits and for its init.

import type { CgroupHost } from "../linux/index.ts";
import type { CgroupLimit } from "./cgroup-limit.ts";
import {
  closeSlot,
  fillCpuset,
  inheritCpuset,
  makeDirectory,
  openFile,
  pathSteps,
  version1Roots,
  writeFile,
  writeText,
} from "./cgroup-ops.ts";
import { AT_PATH } from "./cgroup-path.ts";
import type { Op, Origin } from "./op.ts";

export function makeDirectories(host: CgroupHost, path: string, limits: readonly CgroupLimit[]): Op[] {
  return [
    ...version1Roots(host).flatMap((root) => makeVersion1(host, root, path)),
    ...(host.unifiedRoot === undefined ? [] : makeVersion2(host, { root: host.unifiedRoot, path, limits })),
  ];
}

function makeVersion1(host: CgroupHost, root: string, path: string): Op[] {
  const steps = pathSteps(path);
  return steps.flatMap((step, index): Op[] => {
    const isLeaf = index === steps.length - 1;
    if (host.controllers.cpuset?.root !== root) return [makeDirectory(`${root}${step}`, AT_PATH, reason(isLeaf))];
    // The leaf always starts from its parent's; an ancestor may be shared, and keeps what it was given.
    const fill = isLeaf ? inheritCpuset : fillCpuset;
    const [parent, child] = [`${root}${steps[index - 1] ?? ""}`, `${root}${step}`];
    return [makeDirectory(child, AT_PATH, reason(isLeaf)), ...fill(parent, child, AT_PATH)];
  });
}

function makeVersion2(
  host: CgroupHost,
  { root, path, limits }: { root: string; path: string; limits: readonly CgroupLimit[] },
): Op[] {
  const wanted = wantedControllers(limits);
  const counted = (["memory", "io", "cpu", "pids"] as const).filter(
    (name) => host.controllers[name]?.version === 2 && !wanted.some(([one]) => one === name),
  );
  const steps = pathSteps(path);
  return steps.flatMap((step, index): Op[] => {
    const control = `${root}${steps[index - 1] ?? ""}/cgroup.subtree_control`;
    return [
      ...wanted.flatMap(([name, from]) =>
        writeFile(control, `+${name}`, from, `makes the ${name} controller available one level down`),
      ),
      ...countUse(control, counted),
      makeDirectory(`${root}${step}`, AT_PATH, reason(index === steps.length - 1)),
      ...joinThreads(`${root}${step}/cgroup.type`),
    ];
  });
}

function reason(isLeaf: boolean): string {
  return isLeaf ? "the container's own cgroup" : "the cgroup that holds our containers";
}

/** These may be enabled for the children of a cgroup that has processes itself, which makes it the root of a threaded subtree. */
const THREADED: readonly string[] = ["cpu", "cpuset", "pids", "perf_event"];

/** Those that such a cgroup refuses come first: they say so while it is still as it was. One write each, or one refusal would be all's. */
function wantedControllers(limits: readonly CgroupLimit[]): [name: string, from: Origin][] {
  const origins = new Map<string, Origin>();
  for (const { version, controller, from } of limits)
    if (version === 2 && controller !== "cgroup" && !origins.has(controller)) origins.set(controller, from);
  return [...origins].sort(([a], [b]) => Number(THREADED.includes(a)) - Number(THREADED.includes(b)));
}

/**
 * Statistics, where they are to be had. When the first one is refused the others are left alone: only threaded ones could
 * still be enabled, and the container's cgroup would have to become threaded for nothing but that.
 */
function countUse(control: string, names: readonly string[]): Op[] {
  const slot = "cgroupFile";
  const from: Origin = "default:statistics";
  if (names.length === 0) return [];
  const writes = names.map((name, index): Op => {
    const why = `counts ${name} use one level down, where that is possible`;
    const skip = { when: "ignored" as const, ops: names.length - 1 };
    const ignore = ["EBUSY", "ENOENT", "EINVAL", "EOPNOTSUPP"] as const;
    return writeText(slot, `+${name}`, from, why, { ignore, ...(index === 0 && skip.ops > 0 && { skip }) });
  });
  return [
    openFile(control, slot, "O_WRONLY", from, "which controllers count one level down"),
    ...writes,
    closeSlot(slot, from),
  ];
}

const INVALID = "domain invalid\n";

/** Below a threaded cgroup a new one is "domain invalid" and holds nobody until it joins the threaded subtree, too. */
function joinThreads(file: string): Op[] {
  const slot = "cgroupType";
  const join = writeFile(
    file,
    "threaded",
    AT_PATH,
    "the cgroup above is threaded: only as a part of that it can be used",
  );
  return [
    openFile(file, slot, "O_RDONLY", AT_PATH, "whether it can be used as it is", {
      ignore: ["ENOENT"], // before Linux 4.14
      skip: { when: "ignored", ops: join.length + 2 },
    }),
    {
      call: "read",
      args: [{ fd: slot }, { address: "cgroupText[16]" }, INVALID.length + 1],
      expect: INVALID.length, // no other type has this length
      ignore: ["EPIPE"],
      skip: { when: "ignored", ops: join.length },
      from: AT_PATH,
      why: `only "${INVALID.trim()}" cannot be used`,
    },
    ...join,
    closeSlot(slot, AT_PATH),
  ];
}
