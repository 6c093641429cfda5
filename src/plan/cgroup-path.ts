// linux.cgroupsPath -> where the container is below the root of each hierarchy.

import { TsRunError } from "../base/index.ts";
import type { PlanInput } from "./input.ts";
import type { Origin } from "./op.ts";

export const AT_PATH: Origin = "/linux/cgroupsPath";

/** The container's path below each hierarchy's root, always absolute and clean; undefined when the spec names none. */
export function cgroupPathOf(spec: PlanInput["spec"]): string | undefined {
  const path = spec.linux?.cgroupsPath;
  if (path === undefined || path === "") return undefined;
  if (/^[^/]*:[^/]*:[^/]*$/.test(path)) {
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `placing the container in ${AT_PATH} "${path}": slice:prefix:name is the form of systemd, which does not make this container's cgroup`,
      {
        hint: "ts-runc --systemd-cgroup, or a path such as /ts-run/web",
      },
    );
  }
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  if (names.length === 0 || names.includes("..")) {
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `placing the container in ${AT_PATH} "${path}": the path must name a cgroup below the root`,
      {
        hint: 'use a path such as "/ts-run/web"',
      },
    );
  }
  // The runtime spec leaves it to the runtime where a relative path starts.
  return path.startsWith("/") ? `/${names.join("/")}` : `/ts-run/${names.join("/")}`;
}
