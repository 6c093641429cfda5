// From root to the container's user and rights, and the seccomp filter.
//
// Without no_new_privs a filter takes CAP_SYS_ADMIN, which most containers do not get. It is kept in the permitted set for
// the filter alone, so that the filter is the last but one of our calls all the same and refuses none of them:
//
//   no_new_privs:  identity, capabilities, no_new_privs, directory ... filter, execve
//   without:       identity, capabilities and permitted sys_admin, directory ... sys_admin, filter, capabilities, execve

import { CAPABILITIES } from "../../linux/index.ts";
import { AT_CWD, fd, field, flags, op, openat2 } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Arg, Op, Origin } from "../op.ts";
import { isNotifying } from "../seccomp/index.ts";
import { labelOps } from "./labels.ts";
import { type Process, processOf } from "./process.ts";
import { seccompOps } from "./seccomp-filter.ts";

export function planPrivileges(input: PlanInput): LaneOps {
  const process = processOf(input);
  const place = filterPlace(input);
  const before = [...boundingDrops(input, process), ...identityOps(process)];
  const capabilities = [...capabilityOps(process, place === "none" ? [] : heldFor(process)), ...ambientOps(process)];
  const after = [...capabilities, ...labelOps(input), ...noNewPrivileges(process), ...workingDirectory(process)];
  if (place === "first") return { container: [...seccompOps(input), ...before, ...after] };
  return { container: [...before, ...after, ...(place === "here" ? filterOps(input) : [])] };
}

/** What comes right before execve: the filter, so that it sees none of our own calls. */
export function lateFilter(input: PlanInput): Op[] {
  return filterPlace(input) === "last" ? filterOps(input) : [];
}

function filterPlace(input: PlanInput): "none" | "first" | "here" | "last" {
  const { seccomp } = input.spec.linux ?? {};
  if (seccomp === undefined) return "none";
  const { capabilities, noNewPrivileges, user } = processOf(input);
  // The change of user takes the rights for a filter, and no capabilities were named that could bring them back.
  if (capabilities === undefined && user.uid !== 0 && !noNewPrivileges) return "first";
  // A filter with a listener is installed while there is somebody to hand the listener over.
  return isNotifying(seccomp) ? "here" : "last";
}

const FOR_THE_FILTER = "CAP_SYS_ADMIN";

/** Beyond what the process gets: what the filter takes. */
function heldFor({ capabilities, noNewPrivileges }: Process): readonly string[] {
  if (noNewPrivileges || capabilities === undefined) return [];
  return capabilities.effective?.includes(FOR_THE_FILTER) ? [] : [FOR_THE_FILTER];
}

function filterOps(input: PlanInput): Op[] {
  const process = processOf(input);
  const held = heldFor(process);
  if (held.length === 0) return seccompOps(input);
  const { effective = [], permitted = [] } = process.capabilities ?? {};
  const from: Origin = "/linux/seccomp";
  const raised = { ...process.capabilities, effective: [...effective, ...held], permitted: [...permitted, ...held] };
  return [
    capset(raised, { from, why: "a filter without no_new_privs takes sys_admin" }),
    ...seccompOps(input),
    ...capabilityOps(process, []),
  ];
}

function noNewPrivileges(process: Process): Op[] {
  if (!process.noNewPrivileges) return [];
  return [
    op("prctl", [flags("PR_SET_NO_NEW_PRIVS"), 1, 0, 0, 0], {
      from: "/process/noNewPrivileges",
      why: "execve never gains privileges from here on",
    }),
  ];
}

function boundingDrops(input: PlanInput, process: Process): Op[] {
  const kept = process.capabilities?.bounding ?? [];
  if (process.capabilities === undefined) return [];
  // By number up to the kernel's last one: a capability that is newer than our names must go as well.
  const names = Array.from({ length: input.host.lastCapability + 1 }, (_, n) => CAPABILITIES[n] ?? `capability ${n}`);
  return names.flatMap((name, number) =>
    kept.includes(name)
      ? []
      : [
          op("prctl", [flags("PR_CAPBSET_DROP"), number, 0, 0, 0], {
            from: "/process/capabilities/bounding",
            why: `${name} can never be regained`,
          }),
        ],
  );
}

function identityOps(process: Process): Op[] {
  const { uid, gid, additionalGids = [], umask } = process.user;
  const groups = Buffer.alloc(Math.max(4, additionalGids.length * 4));
  additionalGids.forEach((group, i) => {
    groups.writeUInt32LE(group, i * 4);
  });
  return [
    op("prctl", [flags("PR_SET_KEEPCAPS"), 1, 0, 0, 0], {
      from: "/process/user",
      why: "keep capabilities over the change of user, until they are set exactly",
    }),
    // before setuid(2): leaving root also loses CAP_SETGID
    op("setgroups", [additionalGids.length, { bytes: groups }], {
      from: "/process/user/additionalGids",
      why: `supplementary groups ${additionalGids.join(", ") || "none"}`,
    }),
    op("setresgid", [gid, gid, gid], { from: "/process/user/gid", why: `become group ${gid}` }),
    op("setresuid", [uid, uid, uid], { from: "/process/user/uid", why: `become user ${uid}` }),
    op("umask", [umask ?? 0o022], { from: "/process/user/umask", why: "the container's umask" }),
  ];
}

function capabilityOps({ capabilities }: Process, held: readonly string[]): Op[] {
  if (!capabilities) return [];
  const names = (list: readonly string[] = []): string =>
    list.map((name) => name.replace("CAP_", "").toLowerCase()).join(", ") || "none";
  const extra = held.length > 0 ? `; ${names(held)} is kept for the filter, and not in effect` : "";
  const permitted = [...(capabilities.permitted ?? []), ...held];
  return [
    capset(
      { ...capabilities, permitted },
      { from: "/process/capabilities", why: `exactly these capabilities: ${names(capabilities.permitted)}${extra}` },
    ),
  ];
}

function capset(sets: NonNullable<Process["capabilities"]>, extras: Pick<Op, "from" | "why">): Op {
  const mask = (names: readonly string[] = []): bigint =>
    names.reduce((bits, name) => bits | (1n << BigInt((CAPABILITIES as readonly string[]).indexOf(name))), 0n);
  const masks = [mask(sets.effective), mask(sets.permitted), mask(sets.inheritable)];
  const half = (shift: bigint) =>
    masks.map((set, i) => field(["effective", "permitted", "inheritable"][i] ?? "", 4, (set >> shift) & 0xffffffffn));
  const data: Arg = {
    struct: [...half(0n), ...half(32n)],
    note: `effective ${(sets.effective ?? []).length} capabilities`,
  };
  return op(
    "capset",
    [{ struct: [field("version", 4, 0x20080522), field("pid", 4, 0)], note: "capability header v3" }, data],
    extras,
  );
}

function ambientOps({ capabilities }: Process): Op[] {
  return (capabilities?.ambient ?? []).map((name, i) =>
    op(
      "prctl",
      [flags("PR_CAP_AMBIENT"), flags("PR_CAP_AMBIENT_RAISE"), (CAPABILITIES as readonly string[]).indexOf(name), 0, 0],
      { from: `/process/capabilities/ambient/${i}`, why: `${name} survives execve for a non-root user` },
    ),
  );
}

/** By descriptor and without magic links: /proc/self/fd/N as a cwd would lead back to the host (CVE-2024-21626). */
function workingDirectory({ cwd }: Process): Op[] {
  const from: Origin = "/process/cwd";
  return [
    openat2(
      AT_CWD,
      cwd,
      { flags: ["O_PATH", "O_DIRECTORY", "O_CLOEXEC"], resolve: ["RESOLVE_IN_ROOT", "RESOLVE_NO_MAGICLINKS"] },
      { from, why: `find the working directory ${cwd}`, store: "cwd" },
    ),
    op("fchdir", [fd("cwd")], { from, why: "stand in it" }),
  ];
}
