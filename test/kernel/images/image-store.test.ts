// The store as its users see it: load, pull, tag, remove, prune, save; and what is on disk after each.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  ImageStore,
  imageHistory,
  inspectImage,
  listImages,
  type PullProgress,
  pruneImages,
  pullImage,
  removeImage,
  saveImages,
  tagImage,
} from "../../../src/images/index.ts";
import { RegistryClient } from "../../../src/registry/index.ts";
import { hasRegistry, startEmptyRegistry, type TestRegistry } from "../../setup/registry.ts";
import { skipUnless } from "../../setup/skips.ts";
import { archive, member } from "../../unit/snapshots/tar-builder.ts";
import {
  type BuiltImage,
  buildImage,
  digestOf,
  dockerArchive,
  push,
  pushDocument,
  writeLayout,
} from "./image-builder.ts";

let root: string;
let store: ImageStore;
const { signal } = new AbortController();
const nobody = (): string[] => [];

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "ts-run-images-"));
  store = new ImageStore(path.join(root, "store"));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const base = archive(member({ name: "etc", type: "5", mode: 0o755 }), member({ name: "etc/base", data: "base" }));
const top = archive(member({ name: "top", data: "top" }));
const other = archive(member({ name: "other", data: "other" }));

async function load(bytes: Buffer): Promise<{ id: string; references: string[] }[]> {
  const file = path.join(root, "archive");
  fs.writeFileSync(file, bytes);
  return store.importImage(file, { signal });
}

async function loadLayout(image: BuiltImage, name?: string): Promise<void> {
  const directory = path.join(root, "layout");
  fs.rmSync(directory, { recursive: true, force: true });
  writeLayout(directory, image, name);
  await store.importImage(directory, { signal });
}

/** Blobs, layers and records, as counts. */
function contents(): { blobs: number; layers: number; records: number; ingest: string[] } {
  const ingest = fs
    .readdirSync(store.content.ingestDir)
    .filter((name) => name !== "leases" && !name.startsWith("lock-"));
  return {
    blobs: store.content.list().length,
    layers: store.snapshots.list().length,
    records: store.records.list().length,
    ingest,
  };
}

describe("load", () => {
  const image = buildImage([base, top]);
  for (const [form, compress] of Object.entries({ plain: (bytes: Buffer) => bytes, gzip: zlib.gzipSync })) {
    test(`takes a ${form} docker-archive with its tags`, async () => {
      expect(await load(compress(dockerArchive(image, ["demo:1", "localhost:5000/x/demo:2"])))).toEqual([
        { id: image.id, references: ["docker.io/library/demo:1", "localhost:5000/x/demo:2"] },
      ]);
      expect(store.find("demo:1")?.id).toBe(image.id);
      expect(contents()).toEqual({ blobs: 4, layers: 2, records: 1, ingest: [] });
    });
  }

  test("takes an OCI layout, and hands out its layers topmost first", async () => {
    await loadLayout(image, "demo:1");
    const record = store.get("demo:1");
    const mount = store.mount(record, { upperDir: "/u", workDir: "/w" });
    const tops = mount.lowerDirs?.map((directory) => fs.readdirSync(directory));
    expect([mount.type, tops, record.config.Cmd]).toEqual(["overlay", [["top"], ["etc"]], ["sh"]]);
  });

  test("finds images by id, unique prefix and name, and nothing else", async () => {
    await loadLayout(image, "demo:1");
    const hex = image.id.slice(7);
    for (const ref of ["demo:1", "docker.io/library/demo:1", hex, image.id, hex.slice(0, 12)])
      expect(store.find(ref)?.id, ref).toBe(image.id);
    for (const ref of ["demo", "demo:2", "f".repeat(64), "Demo:1", ""]) expect(store.find(ref), ref).toBeUndefined();
  });

  const tag = ["demo:1"];
  const hostile: Record<string, [code: string, bytes: () => Buffer]> = {
    "no image at all": ["ERR_INVALID_SPEC", () => archive(member({ name: "a", data: "x" }))],
    "something that is no tar": ["ERR_INVALID_SPEC", () => Buffer.alloc(2000, "x")],
    nothing: ["ERR_INVALID_SPEC", () => Buffer.alloc(0)],
    "a member with ..": ["ERR_HOSTILE", () => archive(member({ name: "../../evil", data: "x" }))],
    "a manifest that leads out of it": [
      "ERR_INVALID_SPEC",
      () => archive(member({ name: "manifest.json", data: '[{"Config":"../../../etc/passwd","Layers":[]}]' })),
    ],
    "a link that leads out of it": [
      "ERR_HOSTILE",
      () => archive(member({ name: "manifest.json", type: "2", linkName: "../../../etc/passwd" })),
    ],
    "a device": ["ERR_HOSTILE", () => archive(member({ name: "d", type: "3", devMajor: 1, devMinor: 3 }))],
    "a hostile layer": [
      "ERR_HOSTILE",
      () => dockerArchive(buildImage([base, archive(member({ name: "../evil" }))]), tag),
    ],
    "a layer with another diffID": [
      "ERR_DIGEST_MISMATCH",
      () => dockerArchive(buildImage([base], { diffIds: [digestOf(top)] }), tag),
    ],
    "fewer diffIDs than layers": [
      "ERR_INVALID_SPEC",
      () => dockerArchive(buildImage([base, top], { diffIds: [digestOf(base)] }), tag),
    ],
    "a cut archive": ["ERR_INVALID_SPEC", () => dockerArchive(image, tag).subarray(0, 2000)],
  };
  for (const [what, [code, bytes]] of Object.entries(hostile)) {
    test(`refuses ${what} and leaves nothing`, async () => {
      await expect(load(bytes())).rejects.toMatchObject({ code });
      expect(contents()).toEqual({ blobs: 0, layers: 0, records: 0, ingest: [] });
      expect(store.entries()).toEqual([]);
    });
  }
});

describe("names", () => {
  const first = buildImage([base, top]);
  const second = buildImage([base, other]);

  test("moving a name leaves the old image without one", async () => {
    await loadLayout(first, "demo:1");
    await loadLayout(second, "demo:1");
    expect(
      listImages(store, nobody)
        .map(({ id, references }) => [id, references])
        .sort(),
    ).toEqual(
      [
        [first.id, []],
        [second.id, ["docker.io/library/demo:1"]],
      ].sort(),
    );
  });

  test("removing an image keeps the layers that others share", async () => {
    await loadLayout(first, "demo:1");
    await loadLayout(second, "demo:2");
    expect(contents()).toMatchObject({ layers: 3, records: 2 });
    expect(await removeImage(store, "demo:1", { force: false, usersOf: nobody })).toEqual({
      untagged: ["demo:1"],
      deleted: [first.id],
    });
    expect(contents()).toEqual({ blobs: 4, layers: 2, records: 1, ingest: [] });
    await removeImage(store, "demo:2", { force: false, usersOf: nobody });
    expect(contents()).toEqual({ blobs: 0, layers: 0, records: 0, ingest: [] });
  });

  test("removing one of two names removes only that", async () => {
    await loadLayout(first, "demo:1");
    await tagImage(store, "demo:1", "demo:2");
    await expect(removeImage(store, first.id, { force: false, usersOf: nobody })).rejects.toMatchObject({
      code: "ERR_CONFLICT",
    });
    expect(await removeImage(store, "demo:1", { force: false, usersOf: () => ["web"] })).toEqual({
      untagged: ["demo:1"],
      deleted: [],
    });
    expect(store.find("demo:2")?.id).toBe(first.id);
  });

  test("an image that a container uses is not removed, and the container is named", async () => {
    await loadLayout(first, "demo:1");
    const usersOf = (): string[] => ["web"];
    await expect(removeImage(store, "demo:1", { force: false, usersOf })).rejects.toThrow(
      "remove image demo:1: container web uses it",
    );
    expect(await removeImage(store, "demo:1", { force: true, usersOf })).toEqual({ untagged: ["demo:1"], deleted: [] });
    expect(contents()).toMatchObject({ layers: 2, records: 1 });
    expect(await pruneImages(store, { all: true, usersOf })).toEqual({ deleted: [], reclaimedBytes: 0 });
    expect((await pruneImages(store, { all: false, usersOf: nobody })).deleted).toEqual([first.id]);
  });

  test("inspect, history and list say what docker says", async () => {
    await loadLayout(first, "demo:1");
    store.touch(store.get("demo:1"));
    expect(inspectImage(store, "demo:1")).toMatchObject({
      Id: first.id,
      RepoTags: ["docker.io/library/demo:1"],
      Os: "linux",
      Size: 7,
      Config: { Cmd: ["sh"] },
    });
    expect(imageHistory(store, "demo:1").map(({ createdBy, sizeBytes }) => [createdBy, sizeBytes])).toEqual([
      ["step 1", 3],
      ["step 0", 4],
    ]);
    expect(listImages(store, () => ["a", "b"])[0]).toMatchObject({
      containers: 2,
      sizeBytes: 7,
      lastUsedAt: expect.any(String),
    });
  });
});

describe("rootfsReader()", () => {
  test("sees the merged image, and the image only", async () => {
    fs.writeFileSync(path.join(root, "host"), "host");
    const below = archive(
      member({ name: "etc", type: "5" }),
      member({ name: "etc/passwd", data: "root" }),
      member({ name: "gone", data: "x" }),
    );
    const above = archive(
      member({ name: ".wh.gone" }),
      member({ name: "absolute", type: "2", linkName: "/etc/passwd" }),
      member({ name: "escape", type: "2", linkName: `../../../..${root}/host` }),
      member({ name: "pipe", type: "6" }),
    );
    await loadLayout(buildImage([below, above]), "demo:1");
    const rootfs = store.rootfsReader(store.get("demo:1"));
    try {
      expect(rootfs.readFile("/absolute", 100)?.toString()).toBe("root");
      expect(() => rootfs.readFile("/etc/passwd", 2)).toThrow("at most 2 are accepted");
      for (const nothing of ["/gone", "/escape", "/pipe", "/etc", "/../../etc/hostname"])
        expect(rootfs.readFile(nothing, 100), nothing).toBeUndefined();
      expect(rootfs.stat("/etc")?.isDirectory()).toBe(true);
    } finally {
      rootfs.close();
    }
    expect(fs.readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(root);
  });

  test("sees an image of one layer", async () => {
    await loadLayout(buildImage([base]), "demo:1");
    const rootfs = store.rootfsReader(store.get("demo:1"));
    expect(rootfs.readFile("etc/base", 100)?.toString()).toBe("base");
    rootfs.close();
  });
});

describe("save", () => {
  for (const format of ["docker-archive", "oci-archive"] as const) {
    test(`writes a ${format} that load turns into the same image`, async () => {
      const image = buildImage([base, top]);
      await loadLayout(image, "demo:1");
      const file = path.join(root, "saved");
      const outputFd = fs.openSync(file, "w");
      await saveImages(store, ["demo:1"], { format, outputFd, signal });
      fs.closeSync(outputFd);
      execFileSync("tar", ["-tf", file]); // GNU tar agrees that it is one
      store = new ImageStore(path.join(root, "second"));
      expect(await store.importImage(file, { signal })).toEqual([
        { id: image.id, references: ["docker.io/library/demo:1"] },
      ]);
      expect(fs.readdirSync(store.mount(store.get("demo:1")).lowerDirs?.[0] ?? "")).toEqual(["top"]);
    });
  }
});

describe.skipIf(skipUnless(hasRegistry, "docker-registry"))("pull", () => {
  let registry: TestRegistry;
  let client: RegistryClient;
  beforeEach(async () => {
    registry = await startEmptyRegistry();
    client = new RegistryClient({ env: {} });
  });
  afterEach(async () => {
    await client.close();
    await registry.stop();
  });

  test("fetches and unpacks a shared layer once", async () => {
    const first = buildImage([base, top]);
    const second = buildImage([base, other]);
    await push(registry.host, "a", "1", first);
    await push(registry.host, "b", "1", second);
    const one = await pullImage(store, `${registry.host}/a:1`, { client, signal });
    expect(one).toEqual({
      id: first.id,
      digest: first.manifest.digest,
      reference: `${registry.host}/a:1`,
      changed: true,
    });
    const events: PullProgress[] = [];
    await pullImage(store, `${registry.host}/b:1`, { client, signal, onProgress: (event) => events.push(event) });
    const last = new Map(events.map(({ layer, phase }) => [layer, phase]));
    expect([...last.values()].sort()).toEqual(["done", "exists"]);
    expect(contents()).toEqual({ blobs: 7, layers: 3, records: 2, ingest: [] });
  });

  test("a second pull changes nothing", async () => {
    await push(registry.host, "a", "1", buildImage([base]));
    const options = { client, signal };
    await pullImage(store, `${registry.host}/a:1`, options);
    const before = fs.readFileSync(path.join(store.content.directory, "index.json"));
    expect((await pullImage(store, `${registry.host}/a:1`, options)).changed).toBe(false);
    expect(fs.readFileSync(path.join(store.content.directory, "index.json"))).toEqual(before);
  });

  test("by digest gives an image without a tag, found by that digest", async () => {
    const image = buildImage([base]);
    await push(registry.host, "a", "1", image);
    const ref = `${registry.host}/a@${image.manifest.digest}`;
    await pullImage(store, ref, { client, signal });
    expect(listImages(store, nobody)).toMatchObject([{ id: image.id, references: [], digests: [ref] }]);
    expect(store.find(ref)?.id).toBe(image.id);
  });

  test("chooses the platform of an index, and keeps the index", async () => {
    const amd = buildImage([base], { architecture: "amd64" });
    const arm = buildImage([other], { architecture: "arm64" });
    await push(registry.host, "m", "amd", amd);
    await push(registry.host, "m", "arm", arm);
    const entry = (image: BuiltImage, architecture: string): object => ({
      ...image.manifest,
      platform: { os: "linux", architecture },
    });
    const mediaType = "application/vnd.oci.image.index.v1+json";
    const index = Buffer.from(
      JSON.stringify({ schemaVersion: 2, mediaType, manifests: [entry(amd, "amd64"), entry(arm, "arm64")] }),
    );
    await pushDocument(registry.host, "m/manifests/1", mediaType, index);
    const pulled = await pullImage(store, `${registry.host}/m:1`, { client, signal, platform: "linux/arm64" });
    expect(pulled).toMatchObject({ id: arm.id, digest: digestOf(index) });
    expect(store.content.has(digestOf(index))).toBe(true);
    await expect(
      pullImage(store, `${registry.host}/m:1`, { client, signal, platform: "linux/s390x" }),
    ).rejects.toMatchObject({ code: "ERR_NOT_FOUND" });
    await pruneImages(store, { all: false, usersOf: nobody });
    expect(store.content.has(digestOf(index))).toBe(true);
  });

  test("refuses a hostile layer, and leaves nothing but what others need", async () => {
    await push(registry.host, "good", "1", buildImage([base]));
    await push(registry.host, "bad", "1", buildImage([base, archive(member({ name: "../evil" }))]));
    await pullImage(store, `${registry.host}/good:1`, { client, signal });
    const before = contents();
    await expect(pullImage(store, `${registry.host}/bad:1`, { client, signal })).rejects.toThrow('entry "../evil"');
    expect(contents()).toEqual(before);
  });

  test("of one image by two at once unpacks it once", async () => {
    const image = buildImage([base, top]);
    await push(registry.host, "a", "1", image);
    const twin = new ImageStore(store.root);
    await Promise.all([store, twin].map((each) => pullImage(each, `${registry.host}/a:1`, { client, signal })));
    expect(contents()).toEqual({ blobs: 4, layers: 2, records: 1, ingest: [] });
  });
});

describe("kill -9 in the middle of unpacking", () => {
  // Below dist/, so that the bundle finds node_modules and the addon.
  const programDir = path.resolve(import.meta.dirname, "../../../dist", `test-images-${process.pid}`);
  const program = path.join(programDir, "load-program.mjs");
  beforeAll(async () => {
    const entryPoints = [path.join(import.meta.dirname, "load-program.ts")];
    await build({ entryPoints, outfile: program, bundle: true, platform: "node", format: "esm", packages: "external" });
  });
  afterAll(() => fs.rmSync(programDir, { recursive: true, force: true }));

  test("leaves nothing that counts, and the next load goes through and cleans up", async () => {
    const names = Array.from({ length: 30_000 }, (_, index) => member({ name: `f${index}`, data: "x" }));
    const image = buildImage([archive(...names)]);
    writeLayout(path.join(root, "layout"), image, "demo:1");
    const child = spawn(process.execPath, [program, store.root, path.join(root, "layout")], { stdio: "ignore" });
    const snapshots = path.join(store.root, "snapshots");
    const half = (): string | undefined =>
      (fs.existsSync(snapshots) ? fs.readdirSync(snapshots) : []).find((name) => name.startsWith(".tmp-"));
    while (half() === undefined) {
      if (child.exitCode !== null) throw new Error(`the loader ended with ${child.exitCode} before it could be killed`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect([half() !== undefined, store.find("demo:1")]).toEqual([true, undefined]);
    await store.importImage(path.join(root, "layout"), { signal });
    expect(half()).toBeUndefined();
    expect(fs.readdirSync(store.snapshots.fsDir(store.get("demo:1").layers[0]?.chainId ?? ""))).toHaveLength(30_000);
    await removeImage(store, "demo:1", { force: false, usersOf: nobody });
    expect(contents()).toMatchObject({ blobs: 0, layers: 0, records: 0 });
  });
});
