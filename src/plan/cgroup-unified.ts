// linux.resources.unified: cgroup v2 files by name, written as they are.

import { TsRunError } from "../base/index.ts";
import type { CgroupController, CgroupHost } from "../linux/index.ts";
import { type CgroupLimit, type Context, escapePointer, missingController, type Pointer } from "./cgroup-limit.ts";
import type { CgroupResources } from "./cgroup-resources.ts";

export function unifiedLimits({ unified }: CgroupResources, context: Context): CgroupLimit[] {
  return Object.entries(unified ?? {}).flatMap(([file, value]) => {
    const from: Pointer = `${context.pointer}/unified/${escapePointer(file)}`;
    checkName(file, from);
    const controller = checkUnified(file, from, context.host);
    // Files such as io.max take one line per write.
    const lines = value.split("\n").filter((line, index) => line !== "" || index === 0);
    return lines.map(
      (line): CgroupLimit => ({
        controller,
        version: 2,
        file,
        value: line,
        from,
        why: `${file} as the spec says, word for word`,
      }),
    );
  });
}

function checkName(file: string, from: Pointer): void {
  // Writing a pid there would move any process of the host in here.
  const moves = file === "cgroup.procs" || file === "cgroup.threads";
  if (/^[a-z_0-9]+(\.[A-Za-z0-9_]+)+$/.test(file) && !moves) return;
  const problem = moves ? `${file} is no setting: it moves processes` : `"${file}" is not the name of a cgroup file`;
  throw new TsRunError("ERR_INVALID_SPEC", `limiting by ${from}: ${problem}`, {
    hint: 'names look like "memory.high"',
  });
}

function checkUnified(file: string, from: Pointer, host: CgroupHost): CgroupLimit["controller"] {
  const name = file.slice(0, file.indexOf("."));
  if (name === "cgroup") {
    if (host.unifiedRoot !== undefined) return name;
    throw new TsRunError("ERR_UNSUPPORTED", `limiting by ${from}: this host has no cgroup v2 hierarchy`, {
      hint: "boot with systemd.unified_cgroup_hierarchy=1",
    });
  }
  const controller = name as CgroupController;
  const there = host.controllers[controller];
  if (there?.version === 2) return controller;
  if (there === undefined && !(controller === "io" && host.controllers.blkio))
    throw missingController(from, controller, host);
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `limiting by ${from}: ${file} exists only in cgroup v2, and this host's ${name} controller is in v1`,
    {
      hint: "boot with systemd.unified_cgroup_hierarchy=1 cgroup_no_v1=all, or leave this limit out",
    },
  );
}
