// Finding containers below --root, and what the specification's `state` says about them.

import { existsSync, readdirSync, statSync } from "node:fs";
import { hasErrno, TsRunError } from "../base/index.ts";
import type { CgroupHost, HostFacts } from "../linux/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { checkContainerId } from "./container-id.ts";
import { type ProcessRecord, type RuntimePaths, readDocument, runtimePaths, type StateDocument } from "./documents.ts";
import { type Status, statusOf } from "./status.ts";

export type CgroupManager = "cgroupfs" | "systemd" | "disabled";

/** What every operation gets: where state is kept and what this host is. */
export interface RuntimeHost {
  readonly root: string;
  readonly facts: HostFacts;
  readonly cgroup: CgroupHost;
  /** Who makes the cgroups of new containers. */
  readonly cgroupManager: CgroupManager;
  /** The caller's environment, as "NAME=value": that of hooks which name none. */
  readonly env: readonly string[];
  /** Tells what went wrong without stopping anything. */
  readonly warn: (message: string) => void;
  /** The criu program, where it is not the one in PATH. */
  readonly criu?: string;
  /** Aborted when the caller is told to end. */
  readonly signal?: AbortSignal;
  /** Tells what is being done, to whoever asked for that. */
  readonly debug?: (message: string) => void;
}

export interface RuntimeContainer {
  readonly id: string;
  readonly paths: RuntimePaths;
  readonly state: StateDocument;
  readonly process?: ProcessRecord;
  readonly status: Status;
}

/** `state`'s JSON, with runc's additions. */
export interface StateReport {
  readonly ociVersion: string;
  readonly id: string;
  readonly pid: number;
  readonly status: Status;
  readonly bundle: string;
  readonly rootfs: string;
  readonly created: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly owner: string;
}

/** Throws ERR_NOT_FOUND with the words that engines look for. */
export function getContainer(host: RuntimeHost, id: string): RuntimeContainer {
  const found = findContainer(host, id);
  if (found) return found;
  throw new TsRunError("ERR_NOT_FOUND", `container does not exist: ${id} is not in ${host.root}`);
}

/** Undefined when there is none; one whose create was killed before its first document counts as stopped. */
export function findContainer(host: RuntimeHost, id: string): RuntimeContainer | undefined {
  checkContainerId(id);
  const paths = runtimePaths(host.root, id);
  const state = readDocument<StateDocument>(paths.state) ?? abandoned(paths, id);
  if (state === undefined) return undefined;
  const init = readDocument<ProcessRecord>(paths.process);
  return {
    id,
    paths,
    state,
    ...(init && { process: init }),
    status: statusOf({ state, process: init, cgroup: host.cgroup }),
  };
}

function abandoned(paths: RuntimePaths, id: string): StateDocument | undefined {
  if (!existsSync(paths.dir)) return undefined;
  const created = statSync(paths.dir).mtime.toISOString();
  const nobody = { pid: 0, startTime: 0 };
  return {
    version: 1,
    ociVersion: "1.3.0",
    id,
    bundle: "",
    rootfs: "",
    created,
    annotations: {},
    creator: nobody,
    monitor: "transient",
    initProgram: "",
  };
}

export function listContainers(host: RuntimeHost): RuntimeContainer[] {
  let names: string[];
  try {
    names = readdirSync(host.root);
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
  return names.filter((name) => !name.startsWith(".")).flatMap((name) => findReadable(host, name) ?? []);
}

/** One that is damaged must not hide the others. */
function findReadable(host: RuntimeHost, name: string): RuntimeContainer | undefined {
  try {
    return findContainer(host, name);
  } catch (error) {
    if (!(error instanceof TsRunError)) throw error;
    host.warn(`load container ${name}: ${error.message}`);
    return undefined;
  }
}

export function reportState({ state, process: init, status }: RuntimeContainer): StateReport {
  const { ociVersion, id, bundle, rootfs, created, annotations } = state;
  const pid = status === "stopped" || status === "creating" ? 0 : (init?.pid ?? 0);
  return { ociVersion, id, pid, status, bundle, rootfs, created, annotations, owner: "root" };
}

/** config.json as it was at create; the bundle may have changed since. */
export function loadSpec(container: RuntimeContainer): RuntimeSpec {
  const spec = readDocument<RuntimeSpec>(container.paths.config);
  if (spec) return spec;
  throw new TsRunError("ERR_CORRUPT_STATE", `read ${container.paths.config}: it is gone`, {
    hint: `delete --force ${container.id} removes the container`,
  });
}

/** The running init, for operations that need one. `verb` completes "cannot ...". */
export function initOf(container: RuntimeContainer, verb: string): ProcessRecord {
  if (container.process && container.status !== "stopped" && container.status !== "creating") return container.process;
  throw new TsRunError(
    "ERR_CONFLICT",
    `cannot ${verb} container ${container.id}: container not running (it is ${container.status})`,
  );
}
