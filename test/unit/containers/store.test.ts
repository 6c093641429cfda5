// The store of pods' containers: records in the run dir, what containers write on a disk.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { type ContainerRecord, ContainerStore, podContainerRoots } from "../../../src/containers/index.ts";

const spec = { ociVersion: "1.3.0" };
const idOf = (digit: string) => digit.repeat(64);
const recordOf = (id: string) => ({ version: 1, id, throwAway: true }) as unknown as ContainerRecord;

/** No such process: above the largest pid_max. */
const DEAD_PID = 4_194_305;

describe("ContainerStore with layers in a place of their own", () => {
  let runDir: string;
  let layersDir: string;
  let records: string;
  let store: ContainerStore;
  beforeEach(() => {
    const dir = mkdtempSync(path.join(tmpdir(), "tsr-"));
    runDir = path.join(dir, "run");
    const roots = podContainerRoots({ root: path.join(dir, "lib"), runDir });
    store = new ContainerStore(roots);
    store.prepare();
    layersDir = roots.layersDir ?? "";
    records = path.join(roots.root, "containers");
  });

  const names = () => readdirSync(path.join(store.roots.root, "names"));
  const files = () => [records, layersDir].map((dir) => readdirSync(dir));

  test("keeps records where a reboot erases them, and layers where they need no memory", () => {
    const { paths } = store.create(recordOf(idOf("a")), spec, { name: "web" });
    expect(readdirSync(paths.dir).sort()).toEqual(["config.json", "record.json", "status.json"]);
    expect(paths.dir.startsWith(runDir)).toBe(true);
    expect(readdirSync(paths.layerDir).sort()).toEqual(["upper", "work"]);
    expect(paths.layerDir.startsWith(runDir)).toBe(false);
    // The container's root directory has the mode of upper/; nobody else gets as far as that.
    expect([paths.layerDir, paths.upperDir].map((dir) => statSync(dir).mode & 0o777)).toEqual([0o700, 0o755]);
    expect(store.get("web")).toMatchObject({ id: idOf("a"), lifeCycle: { state: "created" } });
    expect(store.strayLayers()).toEqual([]);
  });

  test("is itself prepared more than once", () => {
    store.create(recordOf(idOf("a")), spec, { name: "web" });
    store.prepare();
    expect(store.list()).toHaveLength(1);
  });

  test("sets a container aside: it is gone, and its layer is the caller's to remove", () => {
    const container = store.create(recordOf(idOf("a")), spec, { name: "web" });
    mkdirSync(container.paths.runDir);
    writeFileSync(path.join(container.paths.upperDir, "file"), "");
    const left = store.setAside(container);
    expect(left).toBe(container.paths.layerDir);
    expect(existsSync(path.join(left, "upper/file"))).toBe(true);
    expect([store.find("web"), ...names(), ...readdirSync(records)]).toEqual([undefined]);
    expect(existsSync(container.paths.runDir)).toBe(false);
    expect(store.strayLayers()).toEqual([left]); // were the caller killed now
    expect(store.setAside(container)).toBe(left);
    store.create(recordOf(idOf("b")), spec, { name: "web" });
  });

  test("removes a container with everything", () => {
    store.remove(store.create(recordOf(idOf("a")), spec, { name: "web" }));
    expect([...files(), names()]).toEqual([[], [], []]);
  });

  test("leaves nothing of a container that could not be made", () => {
    store.create(recordOf(idOf("a")), spec, { name: "web" });
    const before = files();
    expect(() => store.create(recordOf(idOf("b")), spec, { name: "web" })).toThrow("belongs to container");

    const circular: Record<string, unknown> = {};
    circular.self = circular; // fails when the layer is there, and before the records are
    expect(() => store.create(recordOf(idOf("b")), circular as never, { name: "other" })).toThrow("circular");
    expect([...files(), names()]).toEqual([...before, ["web"]]);

    rmSync(layersDir, { recursive: true });
    expect(() => store.create(recordOf(idOf("b")), spec, { name: "other" })).toThrow("ENOENT");
    expect([readdirSync(records), names()]).toEqual([before[0], ["web"]]);
  });

  test("knows the layers of a create that was killed, and sweeps what else there is of it", () => {
    const kept = store.create(recordOf(idOf("a")), spec, { name: "web" });
    const half = store.paths(idOf("b"));
    mkdirSync(path.join(records, `.tmp-${DEAD_PID}-${idOf("b")}`));
    writeFileSync(path.join(store.roots.root, "names/other"), `${idOf("b")}\n`);
    mkdirSync(half.upperDir, { recursive: true });
    store.sweep();
    expect(store.strayLayers()).toEqual([half.layerDir]);
    expect([readdirSync(records), names()]).toEqual([[kept.id], ["web"]]);
  });

  test("knows all layers as stray after a reboot, and nothing that is none", () => {
    const { paths } = store.create(recordOf(idOf("a")), spec, { name: "web" });
    mkdirSync(path.join(layersDir, "lost+found"));
    rmSync(runDir, { recursive: true });
    store.prepare();
    expect([store.list(), store.strayLayers()]).toEqual([[], [paths.layerDir]]);
  });
});

test("ContainerStore keeps layers beside their records where nothing else is said", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "tsr-"));
  const store = new ContainerStore({ root: path.join(dir, "lib"), runDir: path.join(dir, "run") });
  store.prepare();
  const container = store.create(recordOf(idOf("a")), spec, { name: "web" });
  expect(readdirSync(container.paths.dir).sort()).toEqual([
    "config.json",
    "record.json",
    "status.json",
    "upper",
    "work",
  ]);
  expect(store.strayLayers()).toEqual([]);
  const left = store.setAside(container);
  expect([existsSync(path.join(left, "upper")), store.find("web")]).toEqual([true, undefined]);
});
