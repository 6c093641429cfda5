// The rules on linux.seccomp.

import type { LinuxSeccomp } from "./runtime-spec.ts";
import type { Report } from "./violation.ts";

const ACTIONS = new Set(
  "KILL KILL_PROCESS KILL_THREAD TRAP ERRNO TRACE ALLOW LOG NOTIFY".split(" ").map((name) => `SCMP_ACT_${name}`),
);
const OPERATORS = new Set("NE LT LE EQ GE GT MASKED_EQ".split(" ").map((name) => `SCMP_CMP_${name}`));
const FLAGS = new Set(
  "TSYNC LOG SPEC_ALLOW WAIT_KILLABLE_RECV".split(" ").map((name) => `SECCOMP_FILTER_FLAG_${name}`),
);
const AT = "/linux/seccomp";

export function validateSeccomp(seccomp: LinuxSeccomp, report: Report): void {
  const bad = (pointer: string, rule: string) => report(`${AT}${pointer}`, rule, "seccomp");
  if (!ACTIONS.has(seccomp.defaultAction)) bad("/defaultAction", "a valid list of constants: SCMP_ACT_KILL, …");
  seccomp.architectures?.forEach((name, i) => {
    if (!/^SCMP_ARCH_[A-Z0-9_]+$/.test(name)) bad(`/architectures/${i}`, "a valid list of constants: SCMP_ARCH_X86, …");
  });
  seccomp.flags?.forEach((name, i) => {
    if (!FLAGS.has(name)) bad(`/flags/${i}`, `a valid list of constants: ${[...FLAGS].join(", ")}`);
  });
  const notifies = seccomp.syscalls?.some(({ action }) => action === "SCMP_ACT_NOTIFY") ?? false;
  if (notifies && !seccomp.listenerPath)
    bad("/listenerPath", "listenerPath is REQUIRED for SCMP_ACT_NOTIFY: the path of the UNIX domain socket");
  if (seccomp.listenerMetadata && !seccomp.listenerPath)
    bad("/listenerMetadata", "if listenerPath is not set, listenerMetadata MUST NOT be set");
  seccomp.syscalls?.forEach(({ names, action, args }, i) => {
    if (names.length === 0) bad(`/syscalls/${i}/names`, "names MUST contain at least one entry");
    if (!ACTIONS.has(action)) bad(`/syscalls/${i}/action`, "a valid list of constants: SCMP_ACT_KILL, …");
    args?.forEach(({ index, op }, j) => {
      if (index > 5) bad(`/syscalls/${i}/args/${j}/index`, "a system call has arguments 0 to 5");
      if (!OPERATORS.has(op)) bad(`/syscalls/${i}/args/${j}/op`, "a valid list of constants: SCMP_CMP_NE, …");
    });
  });
}
