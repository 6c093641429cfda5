// linux.seccomp -> what happens to each system call number of one ABI.

import { TsRunError } from "../../base/index.ts";
import type { LinuxSeccomp, SeccompArg } from "../../oci/index.ts";

export interface Check {
  readonly args: readonly SeccompArg[];
  readonly action: number;
}

/** Checks in order; the first that matches decides, else `otherwise`. */
export interface Decision {
  readonly checks: readonly Check[];
  readonly otherwise: number;
}

const EPERM = 1;
const actions: Readonly<Record<string, number>> = {
  SCMP_ACT_ALLOW: 0x7fff0000,
  SCMP_ACT_LOG: 0x7ffc0000,
  SCMP_ACT_TRACE: 0x7ff00000,
  SCMP_ACT_NOTIFY: 0x7fc00000,
  SCMP_ACT_ERRNO: 0x00050000,
  SCMP_ACT_TRAP: 0x00030000,
  SCMP_ACT_KILL_PROCESS: 0x80000000,
  SCMP_ACT_KILL_THREAD: 0,
  SCMP_ACT_KILL: 0,
};

export const knownActions: string[] = Object.keys(actions);

export function actionValue(action: string, errnoRet: number | undefined, pointer: string): number {
  const value = actions[action];
  if (value === undefined) {
    throw new TsRunError("ERR_UNSUPPORTED", `compile seccomp filter: ${pointer}: action ${action} is not supported`);
  }
  const carriesErrno = action === "SCMP_ACT_ERRNO" || action === "SCMP_ACT_TRACE";
  return carriesErrno ? (value | ((errnoRet ?? EPERM) & 0xffff)) >>> 0 : value;
}

/**
 * Names this ABI does not have are left out: one profile serves all of them. As with libseccomp and runc, a rule that asks
 * for the default changes nothing, and of a call's rules the first one without conditions decides alone, wherever it stands.
 */
export function decisions(
  profile: LinuxSeccomp,
  numbers: Readonly<Record<string, number>>,
  fallback: number,
): Map<number, Decision> {
  const found = new Map<number, Decision>();
  const decided = new Set<number>();
  (profile.syscalls ?? []).forEach((rule, i) => {
    const action = actionValue(rule.action, rule.errnoRet, `/linux/seccomp/syscalls/${i}/action`);
    for (const name of rule.names) {
      const number = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
      if (number === undefined || decided.has(number)) continue;
      if (action === fallback) {
        if (!found.has(number)) found.set(number, { checks: [], otherwise: fallback });
        continue;
      }
      const known = found.get(number)?.checks ?? [];
      const checks = alternatives(rule.args ?? []).map((args) => ({ args, action }));
      if (checks.length > 0) found.set(number, { checks: [...known, ...checks], otherwise: fallback });
      else {
        found.set(number, { checks: [], otherwise: action });
        decided.add(number);
      }
    }
  });
  return found;
}

/** As runc: conditions on different arguments must all hold, several on one argument are alternatives. */
function alternatives(args: readonly SeccompArg[]): SeccompArg[][] {
  const isRepeated = new Set(args.map((arg) => arg.index)).size < args.length;
  if (isRepeated) return args.map((arg) => [arg]);
  return args.length > 0 ? [[...args]] : [];
}
