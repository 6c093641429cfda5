// What a server finds of pods, at whichever step the one before it was killed.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import {
  loadPods,
  type PodRecord,
  type PodStatus,
  removePodFiles,
  writePod,
  writePodIntent,
} from "../../../src/pods/documents.ts";
import { podPaths, podRunDirs, podsDir } from "../../../src/pods/paths.ts";

const id = "a".repeat(64);
const record: PodRecord = {
  version: 1,
  id,
  createdAt: "2026-01-01T00:00:00.000000000Z",
  runtimeHandler: "",
  config: { metadata: { name: "pod", uid: "uid" } },
};
const status: PodStatus = {
  version: 1,
  bootId: "boot",
  ips: ["10.0.0.2"],
  stopped: false,
  network: { kind: "bridge" },
};
const durable: PodStatus = { ...status, network: { kind: "cni" }, durable: true };

describe("documents of pods", () => {
  let roots: { root: string; runDir: string };
  let paths: ReturnType<typeof podPaths>;
  beforeEach(() => {
    const dir = mkdtempSync(path.join(tmpdir(), "ts-run-pods-"));
    roots = { root: path.join(dir, "root"), runDir: path.join(dir, "run") };
    for (const made of [podsDir(roots), podRunDirs(roots)]) mkdirSync(made, { recursive: true });
    paths = podPaths(roots, id);
  });

  /** A reboot empties the run dir. */
  const reboot = () => rmSync(roots.runDir, { recursive: true });

  test("there are none where there never was a server", async () => {
    for (const dir of Object.values(roots)) rmSync(dir, { recursive: true });
    expect(await loadPods(roots)).toEqual([]);
  });

  test("a pod that was being made has a record and no status", async () => {
    writePodIntent(paths, record);
    expect(await loadPods(roots)).toEqual([{ id, paths, record }]);
  });

  test("a run directory without any document is found, to be removed", async () => {
    mkdirSync(paths.runDir);
    writeFileSync(paths.intent, ""); // a power cut, and a /run that is on a disk
    expect(await loadPods(roots)).toEqual([{ id, paths }]);
  });

  test("a pod that was made has both, as they were written last", async () => {
    writePodIntent(paths, record);
    await writePod(paths, record, status);
    await writePod(paths, record, { ...status, stopped: true });
    expect(await loadPods(roots)).toEqual([{ id, paths, record, status: { ...status, stopped: true } }]);
    expect(readdirSync(podsDir(roots))).toEqual([]);
  });

  test("of a pod without anything on a disk a reboot leaves nothing", async () => {
    writePodIntent(paths, record);
    await writePod(paths, record, status);
    reboot();
    expect(await loadPods(roots)).toEqual([]);
  });

  test("a pod whose address is kept on a disk is known after a reboot, and can be stopped then", async () => {
    writePodIntent(paths, record);
    await writePod(paths, record, durable);
    expect(await loadPods(roots)).toEqual([{ id, paths, record, status: durable }]);
    reboot();
    expect(await loadPods(roots)).toEqual([{ id, paths, record, status: durable }]);
    await writePod(paths, record, { ...durable, stopped: true });
    expect((await loadPods(roots))[0]?.status?.stopped).toBe(true);
  });

  test("nothing is left of a removed pod, and removing twice is fine", async () => {
    for (const made of [status, durable]) {
      writePodIntent(paths, record);
      await writePod(paths, record, made);
      for (let i = 0; i < 2; i++) await removePodFiles(paths);
      expect([...readdirSync(podsDir(roots)), ...readdirSync(podRunDirs(roots))]).toEqual([]);
    }
  });

  test("a pod that was half removed has no status any more", async () => {
    writePodIntent(paths, record);
    await writePod(paths, record, durable);
    rmSync(paths.durableDocument); // the first step of removePodFiles()
    expect(await loadPods(roots)).toEqual([{ id, paths, record }]);
  });

  test("what a killed server was writing is swept, and what is no pod's is left alone", async () => {
    await writePod(paths, record, durable);
    const [half, other] = [".tmp-123-abcdef", "notes.txt"].map((name) => path.join(podsDir(roots), name));
    for (const file of [half, other]) writeFileSync(file as string, "{");
    mkdirSync(path.join(podRunDirs(roots), "lost+found"));
    expect((await loadPods(roots)).map((pod) => pod.id)).toEqual([id]);
    expect([existsSync(half as string), existsSync(other as string)]).toEqual([false, true]);
  });
});
