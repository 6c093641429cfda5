// What a killed monitor leaves: a cgroup, a lease, firewall elements, no exit record. Whoever meets such a container
// next puts it right; nothing here touches a container that is alive.

import { rmSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { killAll, removeCgroup } from "../cgroups/index.ts";
import { type Container, isAlive, isLost, loadDocument, type StateRecord, saveDocument } from "../containers/index.ts";
import { releaseNetwork } from "../network/index.ts";
import { cgroupDirectories, cgroupPathOf } from "../plan/index.ts";
import { isFull, recordExit, type Services } from "./services.ts";
import type { RunOptions } from "./types.ts";

/** Idempotent. The caller holds the container's lock. Returns the container as it is afterwards. */
export async function repairLost(services: Services, container: Container): Promise<Container> {
  if (!isLost(container) || container.lifeCycle.state !== "exited") return container;
  await releaseResources(services, container);
  const { exit, lost } = container.lifeCycle;
  try {
    saveDocument(container.paths.exitRecord, {
      ...exit,
      exitedAt: new Date().toISOString(),
      evidence: { ...exit.evidence, lost },
    });
    rmSync(container.paths.stateRecord, { force: true });
  } catch (error) {
    if (!isFull(error)) throw error; // said again by whoever looks next
  }
  const repaired = services.containers.load(container.id) ?? container;
  recordExit(services, repaired);
  return repaired;
}

const ATTENDED_MS = 10_000;

/**
 * A container of --rm that ended, and nobody is left to remove it: neither its front door (which needs moments) nor the
 * exit command, which takes the monitor's place and process.
 */
export function isForsaken(container: Container): boolean {
  const { lifeCycle, record, paths } = container;
  if (lifeCycle.state !== "exited" || (record.options as RunOptions).rm !== true) return false;
  if (Date.now() - Date.parse(lifeCycle.exit.exitedAt) < ATTENDED_MS) return false;
  const process = loadDocument<StateRecord>(paths.stateRecord);
  return process === undefined || !isAlive(process.monitorPid, process.monitorStartTime);
}

/** Where its cgroup is. A config.json that does not read must not keep a container from being stopped and removed. */
export function cgroupOf(services: Services, container: Container): string | undefined {
  try {
    const path = cgroupPathOf(services.containers.loadSpec(container));
    if (path !== undefined) cgroupDirectories(services.cgroup, path); // throws for a path that is none
    return path;
  } catch (error) {
    if (!(error instanceof TsRunError)) throw error;
    return `/ts-run/${container.id}`;
  }
}

/** Kills what is left in the cgroup, removes it, and gives address and ports back. */
export async function releaseResources(services: Services, container: Container): Promise<void> {
  const path = cgroupOf(services, container);
  if (path !== undefined) {
    await killAll(services.cgroup, path);
    await removeCgroup(services.cgroup, path);
  }
  releaseNetwork(services.network, container.id);
  rmSync(container.paths.controlSocket, { force: true });
}
