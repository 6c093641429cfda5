import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ContainerStore, podContainerRoots } from "../../../src/containers/index.ts";
import type { ContainerRecord } from "../../../src/containers/record.ts";
import {
  loadPods,
  type PodRecord,
  type PodStatus,
  removePodFiles,
  writePod,
  writePodIntent,
} from "../../../src/pods/documents.ts";
import { podPaths, podsDir } from "../../../src/pods/paths.ts";
import { rehearse } from "../../../src/pods/rehearse.ts";
import { cgroupHosts, hostFacts } from "../../golden/plans/facts.ts";

const id = "a".repeat(64);
const record: PodRecord = { version: 1, id, createdAt: "2026-01-01T00:00:00Z", runtimeHandler: "", config: {} };
const status: PodStatus = { version: 1, bootId: "boot", ips: [], stopped: false };
let dir: string;
let roots: { root: string; runDir: string };

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "p-"));
  roots = { root: path.join(dir, "lib"), runDir: path.join(dir, "run") };
  mkdirSync(podsDir(roots), { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("what outlives a server of a pod", () => {
  test("is an intent while it is being made, and then the pod", async () => {
    const paths = podPaths(roots, id);
    writePodIntent(paths, record);
    expect(await loadPods(roots)).toEqual([{ id, paths, record }]);
    await writePod(paths, record, status);
    expect(await loadPods(roots)).toEqual([{ id, paths, record, status }]);
    await removePodFiles(paths);
    expect(await loadPods(roots)).toEqual([]);
  });

  test("is on the disk as well where a plugin's address is, and known without the run dir", async () => {
    const paths = podPaths(roots, id);
    writePodIntent(paths, record);
    await writePod(paths, record, { ...status, durable: true });
    rmSync(roots.runDir, { recursive: true });
    expect(await loadPods(roots)).toEqual([{ id, paths, record, status: { ...status, durable: true } }]);
    await removePodFiles(paths);
    expect(readdirSync(podsDir(roots))).toEqual([]);
  });

  test("is nothing of a document that was being written", async () => {
    writeFileSync(path.join(podsDir(roots), ".tmp-1-abc"), "{");
    writeFileSync(path.join(podsDir(roots), "notes.json"), "{}");
    expect(await loadPods(roots)).toEqual([]);
    expect(readdirSync(podsDir(roots))).toEqual(["notes.json"]);
  });
});

describe("containers whose layers are elsewhere than their records", () => {
  const container = (name: string): ContainerRecord => ({
    ...{
      version: 1,
      id: name.repeat(64),
      createdAt: "2026-01-01T00:00:00Z",
      image: { reference: "i", id: "sha256:1" },
    },
    ...{ command: [], rootfs: { type: "overlay", source: "overlay", options: [] }, terminal: false, openStdin: false },
    ...{ stdinOnce: false, log: { maxBytes: 0, maxFiles: 1 }, labels: {}, sources: {}, options: {} },
  });

  test("leave the layer behind when they are removed, for whoever has the time", () => {
    const store = new ContainerStore(podContainerRoots(roots));
    store.prepare();
    const made = store.create(container("b"), { ociVersion: "1.3.0" }, { name: "one" });
    expect(readdirSync(path.join(roots.root, "cri/layers", made.id)).sort()).toEqual(["upper", "work"]);
    expect(store.list()).toEqual([store.get("one")]);
    expect(store.strayLayers()).toEqual([]);
    expect(store.setAside(made)).toBe(made.paths.layerDir);
    expect(store.list()).toEqual([]);
    expect(store.strayLayers()).toEqual([made.paths.layerDir]);
  });

  test("leave nothing when they cannot be made", () => {
    const store = new ContainerStore(podContainerRoots(roots));
    store.prepare();
    store.create(container("b"), { ociVersion: "1.3.0" }, { name: "one" });
    expect(() => store.create(container("c"), { ociVersion: "1.3.0" }, { name: "one" })).toThrow(
      "belongs to container",
    );
    expect(store.strayLayers()).toEqual([]);
    expect(existsSync(store.paths("c".repeat(64)).layerDir)).toBe(false);
    expect(readdirSync(path.join(roots.runDir, "cri/records/containers"))).toEqual(["b".repeat(64)]);
  });

  test("are gone with a reboot, and their layers are found", () => {
    const store = new ContainerStore(podContainerRoots(roots));
    store.prepare();
    const { paths } = store.create(container("b"), { ociVersion: "1.3.0" }, { name: "one" });
    rmSync(roots.runDir, { recursive: true });
    store.prepare();
    expect(store.list()).toEqual([]);
    expect(store.strayLayers()).toEqual([paths.layerDir]);
  });
});

describe("rehearsing pod starts", () => {
  test.each(["v2", "hybrid"] as const)("compiles on paper and makes nothing, with cgroup %s", async (kind) => {
    await rehearse({ host: hostFacts([6, 18]), cgroup: cgroupHosts[kind], roots }, new AbortController().signal);
    expect(existsSync(roots.runDir)).toBe(false);
  });

  test("ends when the server closes", async () => {
    const begun = performance.now();
    await rehearse({ host: hostFacts([6, 18]), cgroup: cgroupHosts.v2, roots }, AbortSignal.abort());
    expect(performance.now() - begun).toBeLessThan(50);
  });
});
