// The rules of config-linux.md on namespaces, id mappings and time offsets.

import type { LinuxNamespace, RuntimeLinux } from "./runtime-spec.ts";
import { validateIdMappings } from "./validate-id-mappings.ts";
import { duplicatesOf, escapePointer, type Report } from "./violation.ts";

export type HasNamespace = (type: LinuxNamespace["type"]) => boolean;

export function validateNamespaces(linux: RuntimeLinux, has: HasNamespace, report: Report): void {
  const { namespaces } = linux;
  namespaces?.forEach(({ path }, i) => {
    if (path !== undefined && !path.startsWith("/"))
      report(
        `/linux/namespaces/${i}/path`,
        "this value MUST be an absolute path in the runtime mount namespace",
        "namespaces",
      );
  });
  for (const i of duplicatesOf(namespaces, ({ type }) => type))
    report(
      `/linux/namespaces/${i}`,
      "if a namespaces field contains duplicated namespaces with same type, the runtime MUST generate an error",
      "namespaces",
    );
  validateUserMappings(linux, has, report);
  validateTimeOffsets(linux, has, report);
}

function validateUserMappings(
  { namespaces, uidMappings, gidMappings }: RuntimeLinux,
  has: HasNamespace,
  report: Report,
) {
  const anchor = "user-namespace-mappings";
  const isNew = namespaces?.some(({ type, path }) => type === "user" && path === undefined) ?? false;
  for (const [name, list] of Object.entries({ uidMappings, gidMappings })) {
    if (list?.length && !has("user"))
      report(`/linux/${name}`, "mappings describe the user namespace, so there must be one", anchor);
    if (isNew && !list?.length)
      report(
        `/linux/${name}`,
        "a new user namespace without mappings has no user that could run anything (user_namespaces(7))",
        anchor,
      );
  }
  validateIdMappings({ uidMappings, gidMappings }, "/linux", anchor, report);
}

const NANOSECONDS = 1_000_000_000;

function validateTimeOffsets({ namespaces, timeOffsets = {} }: RuntimeLinux, has: HasNamespace, report: Report): void {
  const anchor = "offset-for-time-namespace";
  const isJoined = namespaces?.some(({ type, path }) => type === "time" && path !== undefined);
  for (const [clock, { nanosecs = 0 }] of Object.entries(timeOffsets)) {
    const at = `/linux/timeOffsets/${escapePointer(clock)}`;
    if (!has("time")) report(at, "sets the offset for the time namespace, so there must be one", anchor);
    if (isJoined) report(at, "a time namespace that is joined has its offsets already (time_namespaces(7))", anchor);
    if (clock !== "monotonic" && clock !== "boottime")
      report(at, "the name of the clock is monotonic or boottime (time_namespaces(7))", anchor);
    if (nanosecs >= NANOSECONDS) report(`${at}/nanosecs`, "less than a second (time_namespaces(7))", anchor);
  }
}
