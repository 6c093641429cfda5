// linux.intelRdt: shares of cache and memory bandwidth by groups of the resctrl file system (config-linux.md#intelrdt).
//
//   parent: mkdirat the group, write its schemata, open its `tasks` (and those of the monitoring group)
//   container: write "0" to `tasks`, which means whoever writes, before it allocates anything that counts
//   exit: rmdir what we made; where the monitor does not stay, `delete` does it

import { TsRunError } from "../../base/index.ts";
import type { LinuxIntelRdt } from "../../oci/index.ts";
import { AT_CWD, close, fd, flags, op, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { agreesWith } from "../resctrl-schemata.ts";

const FROM = "/linux/intelRdt";

export interface ResctrlGroups {
  readonly group: string;
  /** Made for this container, and to be removed with it. */
  readonly isOurs: boolean;
  readonly monitoring?: string;
}

/** The directories of a container below the mount point `root`. */
export function resctrlGroups(rdt: LinuxIntelRdt, root: string, id: string): ResctrlGroups {
  const group = rdt.closID === "/" ? root : `${root}/${rdt.closID ?? id}`;
  return {
    group,
    isOurs: rdt.closID === undefined,
    ...(rdt.enableMonitoring && { monitoring: `${group}/mon_groups/${id}` }),
  };
}

export function planIntelRdt(input: PlanInput): LaneOps {
  const rdt = input.spec.linux?.intelRdt;
  if (rdt === undefined) return {};
  const { resctrl, identity } = input;
  if (resctrl === undefined)
    throw new TsRunError("ERR_UNSUPPORTED", `${FROM}: no resctrl file system is mounted`, {
      hint: "mount -t resctrl resctrl /sys/fs/resctrl, where CPU and kernel have it",
    });
  if (identity === undefined)
    throw new TsRunError("ERR_UNSUPPORTED", `${FROM}: groups are named by an id`, { hint: "run it by ts-runc" });
  const groups = resctrlGroups(rdt, resctrl.root, identity.id);
  const lines = schemataLines(rdt);
  checkGroup(rdt, groups.group, resctrl);
  const join = joinResctrl(tasksOf(groups));
  return {
    parentBefore: [
      ...(rdt.closID === "/" || resctrl.groupExists ? [] : [makeGroup(groups.group, FROM)]),
      ...writeSchemata(groups.group, lines),
      ...(groups.monitoring === undefined ? [] : [makeGroup(groups.monitoring, `${FROM}/enableMonitoring`)]),
      ...join.parentBefore,
    ],
    parentAfter: join.parentAfter,
    container: join.container,
    exit: [
      ...(groups.monitoring === undefined ? [] : [removeGroup(groups.monitoring)]),
      ...(groups.isOurs ? [removeGroup(groups.group)] : []),
    ],
  };
}

export function tasksOf({ group, monitoring }: ResctrlGroups): string[] {
  return [`${group}/tasks`, ...(monitoring === undefined ? [] : [`${monitoring}/tasks`])];
}

/** For exec too, whose parent is in none of the groups. */
export function joinResctrl(tasks: readonly string[]): { parentBefore: Op[]; parentAfter: Op[]; container: Op[] } {
  const from: Origin = FROM;
  const slot = (i: number) => `resctrlTasks${i}`;
  return {
    parentBefore: tasks.map((path, i) =>
      op("openat", [AT_CWD, text(path), flags("O_WRONLY", "O_CLOEXEC"), 0], {
        from,
        why: "the container will place itself by writing here",
        store: slot(i),
      }),
    ),
    parentAfter: tasks.map((_, i) => close(slot(i), { from, why: "the container's lane has its own descriptor" })),
    container: tasks.map((path, i) =>
      op("write", [fd(slot(i)), text("0"), 1], { from, why: `join ${path} ("0" means: whoever writes)` }),
    ),
  };
}

interface SchemataLine {
  readonly line: string;
  readonly from: Origin;
}

/** In the order that the specification wants: L3 first, then bandwidth, then the rest. */
function schemataLines({ l3CacheSchema, memBwSchema, schemata = [] }: LinuxIntelRdt): SchemataLine[] {
  return [
    ...(l3CacheSchema ? [{ line: l3CacheSchema, from: `${FROM}/l3CacheSchema` as const }] : []),
    ...(memBwSchema ? [{ line: memBwSchema, from: `${FROM}/memBwSchema` as const }] : []),
    ...schemata.map((line, i) => ({ line, from: `${FROM}/schemata/${i}` as const })),
  ];
}

/** What the specification asks of a class of service that has a name, and so may be there for others too. */
function checkGroup(rdt: LinuxIntelRdt, group: string, found: NonNullable<PlanInput["resctrl"]>): void {
  if (rdt.closID === undefined) return;
  if (schemataLines(rdt).length === 0 && !found.groupExists)
    throw new TsRunError("ERR_NOT_FOUND", `${FROM}/closID: there is no ${group}, and no schemata to make it with`);
  for (const name of ["l3CacheSchema", "memBwSchema"] as const) {
    const line = rdt[name];
    if (!line || !found.groupExists || agreesWith(found.schemata ?? "", line)) continue;
    throw new TsRunError("ERR_CONFLICT", `${FROM}/${name}: ${group} exists and has other schemata than ${line}`, {
      hint: "name another class of service, or write what is there",
    });
  }
}

function makeGroup(path: string, from: Origin): Op {
  return op("mkdirat", [AT_CWD, text(path), 0o755], {
    from,
    why: `make the resctrl group ${path}`,
    ignore: ["EEXIST"],
  });
}

function writeSchemata(group: string, lines: readonly SchemataLine[]): Op[] {
  const [first] = lines;
  if (first === undefined) return [];
  const slot = "resctrlSchemata";
  return [
    op("openat", [AT_CWD, text(`${group}/schemata`), flags("O_WRONLY", "O_CLOEXEC"), 0], {
      from: first.from,
      why: "open what the group may use",
      store: slot,
    }),
    ...lines.map(({ line, from }) =>
      op("write", [fd(slot), text(`${line}\n`), Buffer.byteLength(line) + 1], { from, why: `schemata ${line}` }),
    ),
    close(slot, { from: first.from, why: "done with it" }),
  ];
}

function removeGroup(path: string): Op {
  return op("unlinkat", [AT_CWD, text(path), flags("AT_REMOVEDIR")], {
    from: FROM,
    why: "the group was the container's",
    ignore: ["ENOENT"],
  });
}
