// The rules of config-linux.md on seccomp.

import type { LinuxSeccomp, SeccompRule } from "./runtime-spec.ts";
import type { Report } from "./violation.ts";

const prefixed = (prefix: string, names: string) => names.split(" ").map((name) => `${prefix}${name}`);

export const SECCOMP_ACTIONS: readonly string[] = prefixed(
  "SCMP_ACT_",
  "KILL KILL_PROCESS KILL_THREAD TRAP ERRNO TRACE ALLOW LOG NOTIFY",
);
export const SECCOMP_OPERATORS: readonly string[] = prefixed("SCMP_CMP_", "NE LT LE EQ GE GT MASKED_EQ");
export const SECCOMP_FLAGS: readonly string[] = prefixed(
  "SECCOMP_FILTER_FLAG_",
  "TSYNC LOG SPEC_ALLOW WAIT_KILLABLE_RECV",
);
export const SECCOMP_ARCHITECTURES: readonly string[] = prefixed(
  "SCMP_ARCH_",
  "X86 X86_64 X32 ARM AARCH64 MIPS MIPS64 MIPS64N32 MIPSEL MIPSEL64 MIPSEL64N32 PPC PPC64 PPC64LE S390 S390X PARISC PARISC64 RISCV64 LOONGARCH64 M68K SH SHEB",
);
const WITH_ERRNO = ["SCMP_ACT_ERRNO", "SCMP_ACT_TRACE"];
const NO_ERRNO = "when the action doesn't support an errno, the runtime MUST print an error and fail";
const AT = "/linux/seccomp";

type Bad = (pointer: string, rule: string) => void;

export function validateSeccomp(seccomp: LinuxSeccomp, report: Report): void {
  const bad: Bad = (pointer, rule) => report(`${AT}${pointer}`, rule, "seccomp");
  const { defaultAction, defaultErrnoRet, architectures, flags, listenerPath, listenerMetadata, syscalls } = seccomp;
  if (!SECCOMP_ACTIONS.includes(defaultAction)) bad("/defaultAction", listOf(SECCOMP_ACTIONS));
  else if (defaultErrnoRet !== undefined && !WITH_ERRNO.includes(defaultAction)) bad("/defaultErrnoRet", NO_ERRNO);
  architectures?.forEach((name, i) => {
    if (!SECCOMP_ARCHITECTURES.includes(name)) bad(`/architectures/${i}`, listOf(SECCOMP_ARCHITECTURES));
  });
  flags?.forEach((name, i) => {
    if (!SECCOMP_FLAGS.includes(name)) bad(`/flags/${i}`, listOf(SECCOMP_FLAGS));
  });
  const notifies = [defaultAction, ...(syscalls ?? []).map(({ action }) => action)].includes("SCMP_ACT_NOTIFY");
  if (notifies && !listenerPath)
    bad("/listenerPath", "the path over which the runtime sends the state when SCMP_ACT_NOTIFY is used");
  if (listenerMetadata && !listenerPath)
    bad("/listenerMetadata", "this field MUST NOT be set if listenerPath is not set");
  syscalls?.forEach((rule, i) => {
    validateRule(rule, `/syscalls/${i}`, bad);
  });
}

function validateRule({ names, action, errnoRet, args }: SeccompRule, at: string, bad: Bad): void {
  if (names.length === 0) bad(`${at}/names`, "names MUST contain at least one entry");
  if (!SECCOMP_ACTIONS.includes(action)) bad(`${at}/action`, listOf(SECCOMP_ACTIONS));
  else if (errnoRet !== undefined && !WITH_ERRNO.includes(action)) bad(`${at}/errnoRet`, NO_ERRNO);
  args?.forEach(({ index, op }, j) => {
    if (index > 5) bad(`${at}/args/${j}/index`, "the index for syscall arguments: 0 to 5 (seccomp(2))");
    if (!SECCOMP_OPERATORS.includes(op)) bad(`${at}/args/${j}/op`, listOf(SECCOMP_OPERATORS));
  });
}

function listOf(constants: readonly string[]): string {
  return `a valid list of constants is ${constants.join(", ")}`;
}
