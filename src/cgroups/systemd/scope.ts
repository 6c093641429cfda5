// A container's scope: the unit through which systemd, the only writer of its part of the tree, lends us a cgroup
// (Delegate=yes). Below it we are the writer, as without systemd.

import { existsSync, readFileSync } from "node:fs";
import { TsRunError } from "../../base/index.ts";
import type { CgroupHost } from "../../linux/index.ts";
import type { CgroupResources } from "../../plan/index.ts";
import type { Variant } from "../dbus/index.ts";
import { cgroupPaths } from "../placement.ts";
import { SystemdManager, type UnitProperty } from "./manager.ts";
import { propertiesAtStart, propertiesOfResources, type SystemdFacts } from "./properties.ts";
import type { ScopeName } from "./unit-name.ts";

export interface ScopeRequest {
  readonly name: ScopeName;
  readonly description: string;
  /** A process of ours that begins the scope, and ends once the container's init is in it. */
  readonly pid: number;
  readonly resources: CgroupResources;
  readonly properties: readonly UnitProperty[];
}

/** Resolves to the path of its cgroup below each hierarchy's root. When this throws there is no scope. */
export function startScope(host: CgroupHost, request: ScopeRequest): Promise<string> {
  const { name, pid, resources, properties } = request;
  return withSystemd(async (systemd) => {
    const version = await systemd.version();
    const atStart = propertiesAtStart(resources, { version, mode: host.mode, bfq: false });
    const all = [...baseProperties(host, request), ...atStart, ...properties];
    await systemd.startTransientUnit(name.unit, all);
    try {
      const path = pathOf(host, name, pid);
      await setResources(systemd, { host, path, unit: name.unit, resources, version });
      return path;
    } catch (error) {
      await systemd.stopUnit(name.unit);
      throw error;
    }
  });
}

/** New limits for a scope that runs; its cgroup's files are the caller's. */
export function updateScope(
  host: CgroupHost,
  about: { readonly unit: string; readonly path: string; readonly resources: CgroupResources },
): Promise<void> {
  return withSystemd(async (systemd) => setResources(systemd, { host, ...about, version: await systemd.version() }));
}

/** Also when there is none any more: a scope ends with its last process. */
export function stopScope(unit: string): Promise<void> {
  return withSystemd((systemd) => systemd.stopUnit(unit));
}

async function withSystemd<T>(act: (systemd: SystemdManager) => Promise<T>): Promise<T> {
  const systemd = await SystemdManager.connect();
  try {
    return await act(systemd);
  } finally {
    systemd.close();
  }
}

async function setResources(
  systemd: SystemdManager,
  about: { host: CgroupHost; path: string; unit: string; resources: CgroupResources; version: number },
): Promise<void> {
  const { host, path, unit, resources, version } = about;
  const facts: SystemdFacts = { version, mode: host.mode, bfq: existsSync(`${host.unifiedRoot}${path}/io.bfq.weight`) };
  const properties = propertiesOfResources(resources, facts);
  if (properties.length > 0) await systemd.setUnitProperties(unit, properties);
}

function baseProperties(host: CgroupHost, { name, description, pid }: ScopeRequest): UnitProperty[] {
  const yes: Variant = { signature: "b", value: true };
  const io = host.mode === "v2" ? "IOAccounting" : "BlockIOAccounting";
  return [
    ["Description", { signature: "s", value: description }],
    ["Slice", { signature: "s", value: name.slice }],
    ["Delegate", yes],
    ["PIDs", { signature: "au", value: [pid] }],
    // Controllers are on from the start: the memory of a process is not counted again when it moves.
    ...["CPUAccounting", "MemoryAccounting", "TasksAccounting", io].map((one): UnitProperty => [one, yes]),
    ["DefaultDependencies", { signature: "b", value: false }],
  ];
}

/** Where systemd has put the process: the truth, also where systemd itself is not at the root of the tree. */
function pathOf(host: CgroupHost, { path, unit }: ScopeName, pid: number): string {
  const text = readFileSync(`/proc/${pid}/cgroup`, "utf8");
  const root = host.mode === "v2" ? host.unifiedRoot : (host.named["name=systemd"] ?? host.unifiedRoot);
  const found = root === undefined ? undefined : cgroupPaths(host, text).get(root);
  if (found?.endsWith(path)) return found;
  throw new TsRunError("ERR_CORRUPT_STATE", `start ${unit}: systemd has put it into ${found}, not into ${path}`, {
    hint: "does systemd manage the cgroups that are mounted on /sys/fs/cgroup?",
  });
}
