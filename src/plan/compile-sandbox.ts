// A pod sandbox: namespaces that outlive every process, each pinned by a bind mount of its file under /proc/<pid>/ns.
//
//   monitor (parent lane)               keeper (container lane), in the new namespaces
//   clone3 ──────────────────────────>  |
//   id maps, veth                       |  loopback and eth0, host name, sysctls
//   read ready <──────────────────────  |  write ready
//   bind mount ns/net, ns/ipc, ...      |  waits: a namespace dies with its last process or mount
//   write pinned ────────────────────>  |  exits
//
// The monitor ends with the keeper: a pod costs no process until a container runs in it.

import type { FlagName } from "../linux/index.ts";
import type { LinuxNamespace, RuntimeSpec } from "../oci/index.ts";
import { close, fd, flags, NULL, op, text } from "./build.ts";
import type { NetworkAttachment, PlanInput } from "./input.ts";
import type { Op, Origin, Plan } from "./op.ts";
import { cloneOp, planHostname, writeIdMaps } from "./passes/namespaces.ts";
import { planNetwork } from "./passes/network.ts";
import { planSysctls } from "./passes/process.ts";
import { planProcfs } from "./passes/procfs.ts";
import { needsSync, planReport } from "./passes/streams.ts";

/** Namespaces that a pod can share without a process of its own. */
export type PinnedNamespace = Extract<LinuxNamespace["type"], "network" | "ipc" | "uts" | "user">;

export interface SandboxPlanInput {
  /** Which namespaces are new; host name, sysctls and id mappings. There is no process and no root. */
  readonly spec: Pick<RuntimeSpec, "ociVersion" | "hostname" | "linux">;
  readonly host: PlanInput["host"];
  /** An existing empty file for each new namespace. */
  readonly pins: Readonly<Partial<Record<PinnedNamespace, string>>>;
  /** Our bridge's share. Without it a new network namespace has a loopback only. */
  readonly network?: NetworkAttachment;
}

const KIND: Readonly<Record<PinnedNamespace, { readonly file: string; readonly flag: FlagName }>> = {
  user: { file: "user", flag: "CLONE_NEWUSER" },
  network: { file: "net", flag: "CLONE_NEWNET" },
  ipc: { file: "ipc", flag: "CLONE_NEWIPC" },
  uts: { file: "uts", flag: "CLONE_NEWUTS" },
};
const FROM: Origin = "/linux/namespaces";

export function compileSandboxPlan(input: SandboxPlanInput): Plan {
  const base = passInput(input);
  const pinned = (Object.keys(KIND) as PinnedNamespace[]).filter((type) => input.pins[type] !== undefined);
  const report = planReport(base);
  const network = planNetwork(base);
  const procfs = planProcfs(base); // the host's will do: sysctls of a namespace are those of whoever opens them
  const isMapped = needsSync(base);
  const parent: Op[] = [
    ...(report.parentBefore ?? []),
    ...handshake("parentBefore"),
    ...(network.parentBefore ?? []),
    ...(procfs.parentBefore ?? []),
    cloneOp(["CLONE_PIDFD", ...pinned.map((type) => KIND[type].flag)], {
      lane: "container",
      from: FROM,
      why: `a process in new namespaces: ${pinned.join(", ") || "none"}`,
    }),
    ...(isMapped ? mapIds(base) : []),
    ...(network.parentAfter ?? []),
    ...(procfs.parentAfter ?? []),
    ...handshake("parentWaits"),
    ...pinned.map((type) => pin(type, input.pins[type] ?? "")),
    op("write", [fd("pinned+4"), text("p"), 1], { from: FROM, why: "they are held now: the process may go" }),
  ];
  const container: Op[] = [
    ...(report.container ?? []),
    ...handshake("container"),
    ...(isMapped ? becomeRoot() : []),
    ...(network.container ?? []),
    ...(planHostname(base).container ?? []),
    ...(planSysctls(base).container ?? []),
    ...handshake("ready"),
  ];
  return {
    lanes: { parent, container, exit: [] },
    monitor: { initPid: "initPid", initPidfd: "initPidfd", report: "reportPipe", reportWrite: "reportPipe+4" },
  };
}

function passInput({ spec, host, network }: SandboxPlanInput): PlanInput {
  return {
    spec,
    host,
    ...(network ? { network } : {}),
    stdio: { kind: "inherit" },
    rootfs: { type: "bind", source: "/", options: [] },
    paths: { mountpoint: "/" },
    waitForStart: false,
  };
}

/** Two pipes of one byte each. Either side that dies reads as end of file, which no `expect` accepts. */
function handshake(part: "parentBefore" | "parentWaits" | "container" | "ready"): Op[] {
  const about = { from: FROM };
  switch (part) {
    case "parentBefore":
      return ["ready", "pinned"].map((slot) =>
        op("pipe2", [{ address: slot }, flags("O_CLOEXEC")], { ...about, why: `a pipe that says "${slot}"` }),
      );
    case "parentWaits":
      return [
        close("ready+4", { ...about, why: "so that a dead process reads as end of file" }),
        close("pinned", { ...about, why: "the other side's end" }),
        op("read", [fd("ready"), { address: "readyByte" }, 1], {
          ...about,
          why: "waits until the namespaces are set up",
          expect: 1,
        }),
      ];
    case "container":
      return [
        close("ready", { ...about, why: "the parent's end" }),
        close("pinned+4", { ...about, why: "so that a dead parent reads as end of file" }),
      ];
    case "ready":
      return [
        op("write", [fd("ready+4"), text("r"), 1], { ...about, why: "the namespaces are set up" }),
        op("read", [fd("pinned"), { address: "pinnedByte" }, 1], {
          ...about,
          why: "stays until the namespaces are held by mounts",
          expect: 1,
        }),
      ];
  }
}

function mapIds(base: PlanInput): Op[] {
  return [
    ...writeIdMaps(base),
    op("write", [fd("syncPipe+4"), text("m"), 1], { from: "/linux/uidMappings", why: "the maps are written: go on" }),
    close("syncPipe", { from: "/linux/uidMappings", why: "the other side's end" }),
    close("syncPipe+4", { from: "/linux/uidMappings", why: "the byte is on its way" }),
  ];
}

/** The network and its sysctls belong to root of the new user namespace. */
function becomeRoot(): Op[] {
  const from: Origin = "/linux/uidMappings";
  return [
    op("read", [fd("syncPipe"), { address: "syncByte" }, 1], { from, why: "wait for the id maps", expect: 1 }),
    op("setresgid", [0, 0, 0], { from, why: "become root of the user namespace" }),
    op("setresuid", [0, 0, 0], { from, why: "become root of the user namespace" }),
  ];
}

function pin(type: PinnedNamespace, path: string): Op {
  const source = { decimal: { prefix: "/proc/", slot: "initPid", suffix: `/ns/${KIND[type].file}` } };
  return op("mount", [source, text(path), NULL, flags("MS_BIND"), NULL], {
    from: FROM,
    why: `${path} holds the ${type} namespace from here on`,
  });
}
