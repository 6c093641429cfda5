// The rules of config-linux.md on intelRdt.

import type { LinuxIntelRdt } from "./runtime-spec.ts";
import type { Report } from "./violation.ts";

const AT = "/linux/intelRdt";

export function validateIntelRdt(intelRdt: LinuxIntelRdt, report: Report): void {
  const bad = (field: string, rule: string) => report(`${AT}/${field}`, rule, "intelrdt");
  const { closID, l3CacheSchema, memBwSchema, schemata } = intelRdt;
  if (closID !== undefined && closID !== "/" && !isDirectoryName(closID))
    bad("closID", "the name of a sub-directory of resctrl, or / for the default class of service");
  if (l3CacheSchema?.includes("\n")) bad("l3CacheSchema", "the value SHOULD NOT contain newlines");
  if (memBwSchema !== undefined && !/^MB:[^\n]*$/.test(memBwSchema))
    bad("memBwSchema", "the value MUST start with MB: and MUST NOT contain newlines");
  schemata?.forEach((line, i) => {
    if (line.includes("\n")) bad(`schemata/${i}`, "the value MUST NOT contain newlines");
  });
}

function isDirectoryName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !name.includes("/") && !name.includes("\n");
}
