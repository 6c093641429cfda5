// New limits and a new restart policy for a container that exists. Running, its cgroup changes at once; either way the
// changes are kept, and the next start has them.

import { TsRunError } from "../base/index.ts";
import { updateCgroup } from "../cgroups/index.ts";
import type { Container } from "../containers/index.ts";
import type { LinuxResources } from "../oci/index.ts";
import { cgroupLimits } from "../plan/index.ts";
import { blockDeviceNumbers } from "./block-devices.ts";
import { checkResourceSupport } from "./resource-support.ts";
import { resourcesOf } from "./resources.ts";
import { engineStatus, type Services } from "./services.ts";
import { markAfterExit, optionsOf } from "./start.ts";
import { cgroupOf } from "./stop.ts";
import type { ResourceOptions, RestartPolicy } from "./types.ts";

export interface UpdateChanges {
  readonly resources: Partial<ResourceOptions>;
  readonly restart?: RestartPolicy;
}

/** The caller holds the lock. */
export function update(services: Services, container: Container, changes: UpdateChanges): void {
  const { name } = container.status;
  if (changes.restart !== undefined && changes.restart.name !== "no" && optionsOf(container).rm) {
    throw new TsRunError("ERR_CONFLICT", `update ${name}: it is removed when it exits (--rm), so it cannot restart`, {
      hint: "create it again without --rm",
    });
  }
  const before = currentResources(container);
  const after = mergeResources(before, changes.resources);
  if (changesResources(changes.resources)) applyResources(services, container, { changes: changes.resources, after });
  const engine = engineStatus(container);
  services.containers.saveStatus(container, {
    engine: {
      ...engine,
      ...(changesResources(changes.resources) ? { resources: after } : {}),
      ...(changes.restart === undefined ? {} : { restart: changes.restart }),
    },
  });
  const updated = services.containers.load(container.id);
  if (updated?.lifeCycle.state === "running") markAfterExit(updated);
  services.event("update", container);
}

function currentResources(container: Container): Partial<ResourceOptions> {
  return engineStatus(container).resources ?? optionsOf(container).resources;
}

/** What a start has to use instead of config.json's resources; undefined when nothing was updated. */
export function updatedResources(services: Services, container: Container): LinuxResources | undefined {
  const { resources } = engineStatus(container);
  if (resources === undefined) return undefined;
  const devices = services.containers.loadSpec(container).linux?.resources?.devices;
  return resourcesOf(resources, {
    ...(devices === undefined ? {} : { devices: [...devices] }),
    deviceNumbers: blockDeviceNumbers(resources),
  });
}

function applyResources(
  services: Services,
  container: Container,
  { changes, after }: { changes: Partial<ResourceOptions>; after: Partial<ResourceOptions> },
): void {
  checkResourceSupport(changes, services);
  checkSwap(container, after);
  const deviceNumbers = blockDeviceNumbers(after);
  cgroupLimits(resourcesOf(after, { deviceNumbers }), services.cgroup); // refuses what cannot be, also for later starts
  const path = container.lifeCycle.state === "running" ? cgroupOf(services, container) : undefined;
  if (path === undefined) return;
  try {
    const { memory, ...rest } = resourcesOf(touched(changes, after), { deviceNumbers });
    updateCgroup(services.cgroup, path, { ...rest, ...(memory && { memory: { ...memory, checkBeforeUpdate: true } }) });
  } catch (error) {
    if (!(error instanceof TsRunError)) throw error;
    // Who types a container's name wants to read it, not the path of its cgroup.
    const message = error.message.replace(`updating cgroup ${path}`, `update ${container.status.name}`);
    throw new TsRunError(error.code, message, { cause: error, hint: error.hint });
  }
}

function checkSwap({ status }: Container, { memoryBytes, memorySwapBytes }: Partial<ResourceOptions>): void {
  if (memorySwapBytes === undefined || memorySwapBytes < 0) return;
  if (memoryBytes !== undefined && memoryBytes <= memorySwapBytes) return;
  const problem =
    memoryBytes === undefined
      ? "needs a memory limit"
      : `of ${memorySwapBytes} bytes would be below the memory limit of ${memoryBytes} bytes`;
  throw new TsRunError("ERR_CONFLICT", `update ${status.name}: the memory+swap limit ${problem}`, {
    hint: "give --memory and --memory-swap together; the latter is the sum of both",
  });
}

function changesResources(changes: Partial<ResourceOptions>): boolean {
  return Object.values(changes).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined));
}

type RateField = "deviceReadBps" | "deviceWriteBps" | "deviceReadIops" | "deviceWriteIops";
const RATES: readonly RateField[] = ["deviceReadBps", "deviceWriteBps", "deviceReadIops", "deviceWriteIops"];

/** Changes over what there is: rates by device, and the two ways to say how much CPU replace each other. */
export function mergeResources(
  before: Partial<ResourceOptions>,
  changes: Partial<ResourceOptions>,
): Partial<ResourceOptions> {
  const kept: Partial<ResourceOptions> = { ...before };
  if (changes.cpus !== undefined) {
    delete kept.cpuQuotaUs;
    delete kept.cpuPeriodUs;
  } else if (changes.cpuQuotaUs !== undefined || changes.cpuPeriodUs !== undefined) {
    const { cpuPeriodUs = 100_000 } = { ...before, ...changes };
    if (kept.cpus !== undefined) kept.cpuQuotaUs = Math.round(kept.cpus * cpuPeriodUs);
    delete kept.cpus;
  }
  const merged = { ...kept, ...changes };
  for (const field of RATES) {
    const added = changes[field] ?? [];
    merged[field] = [...(before[field] ?? []).filter(({ path }) => !added.some((one) => one.path === path)), ...added];
  }
  return merged;
}

const TOGETHER: readonly (readonly (keyof ResourceOptions)[])[] = [
  ["memoryBytes", "memorySwapBytes"],
  ["cpus", "cpuQuotaUs", "cpuPeriodUs"],
];

/** The part of `after` to write now: what changed, and what has a meaning only together with it. */
function touched(changes: Partial<ResourceOptions>, after: Partial<ResourceOptions>): Partial<ResourceOptions> {
  const groups = TOGETHER.filter((group) => group.some((field) => changes[field] !== undefined));
  const fields = new Set([...Object.keys(changes), ...groups.flat()]) as Set<keyof ResourceOptions>;
  return Object.fromEntries(
    [...fields].flatMap((field) => (after[field] === undefined ? [] : [[field, after[field]]])),
  );
}
