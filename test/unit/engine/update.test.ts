import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ContainerStore } from "../../../src/containers/index.ts";
import { engineStatus } from "../../../src/engine/services.ts";
import type { RunOptions } from "../../../src/engine/types.ts";
import { mergeResources, update, updatedResources } from "../../../src/engine/update.ts";
import {
  addContainer,
  cgroupV2,
  hostFacts,
  noResources,
  removeRoots,
  runOptions,
  servicesWith,
  temporaryRoots,
} from "./samples.ts";

describe("limits over limits", () => {
  it("replaces what was given and keeps the rest", () => {
    const merged = mergeResources({ ...noResources, memoryBytes: 5, pidsLimit: 7 }, { memoryBytes: 6 });
    expect(merged).toMatchObject({ memoryBytes: 6, pidsLimit: 7 });
  });

  it("lets the two ways to say how much CPU replace each other", () => {
    expect(mergeResources({ cpuQuotaUs: 5000, cpuPeriodUs: 10_000 }, { cpus: 2 })).not.toHaveProperty("cpuQuotaUs");
    expect(mergeResources({ cpus: 2 }, { cpuQuotaUs: 5000 })).toEqual(expect.objectContaining({ cpuQuotaUs: 5000 }));
    expect(mergeResources({ cpus: 2 }, { cpuQuotaUs: 5000 })).not.toHaveProperty("cpus");
  });

  it("keeps half a CPU half a CPU when only the period changes", () => {
    expect(mergeResources({ cpus: 0.5 }, { cpuPeriodUs: 20_000 })).toMatchObject({
      cpuQuotaUs: 10_000,
      cpuPeriodUs: 20_000,
    });
  });

  it("changes the rate of a disk and keeps those of others", () => {
    const before = {
      deviceReadBps: [
        { path: "/dev/a", rate: 1 },
        { path: "/dev/b", rate: 2 },
      ],
    };
    expect(mergeResources(before, { deviceReadBps: [{ path: "/dev/a", rate: 9 }] }).deviceReadBps).toEqual([
      { path: "/dev/b", rate: 2 },
      { path: "/dev/a", rate: 9 },
    ]);
  });
});

describe("update of a container that does not run", () => {
  let roots: ReturnType<typeof temporaryRoots>;
  let containers: ContainerStore;
  let events: string[];
  beforeEach(() => {
    roots = temporaryRoots();
    containers = new ContainerStore(roots);
    events = [];
  });
  afterEach(() => removeRoots(roots));

  const add = (options: Partial<RunOptions> = {}) =>
    addContainer(containers, { name: "web", options: runOptions(options) });
  const services = () =>
    servicesWith({ containers, host: hostFacts(), cgroup: cgroupV2, event: (action: string) => events.push(action) });

  it("keeps the changes for the next start, on top of each other", () => {
    update(services(), add({ resources: { ...noResources, memoryBytes: 1000 } }), { resources: { pidsLimit: 5 } });
    update(services(), containers.get("web"), { resources: { cpus: 0.5 }, restart: { name: "always" } });
    const web = containers.get("web");
    expect(updatedResources(services(), web)).toMatchObject({
      memory: { limit: 1000, swap: 2000 },
      pids: { limit: 5 },
      cpu: { quota: 50_000 },
    });
    expect(engineStatus(web).restart).toEqual({ name: "always" });
    expect(events).toEqual(["update", "update"]);
  });

  it("leaves config.json in charge when only the restart policy changes", () => {
    update(services(), add(), { resources: {}, restart: { name: "always" } });
    expect(updatedResources(services(), containers.get("web"))).toBeUndefined();
  });

  it("refuses memory+swap below memory, and changes nothing", () => {
    const web = add({ resources: { ...noResources, memoryBytes: 1000_000, memorySwapBytes: 1500_000 } });
    expect(() => update(services(), web, { resources: { memoryBytes: 2000_000 } })).toThrow(
      /update web: the memory\+swap limit of 1500000 bytes would be below/,
    );
    expect(containers.get("web").status.engine).toBeUndefined();
    expect(events).toEqual([]);
  });

  it("refuses a restart policy for a container that is removed when it exits", () => {
    expect(() => update(services(), add({ rm: true }), { resources: {}, restart: { name: "always" } })).toThrow(/--rm/);
  });

  it("refuses what this host cannot do", () => {
    expect(() => update(services(), add(), { resources: { oomKillDisable: true } })).toThrow(/--oom-kill-disable/);
  });
});
