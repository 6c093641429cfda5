// Images as people have them, made of distribution packages and served by a real registry, through our store; and skopeo,
// an independent client, reading what we stored.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ImageStore, type PullProgress, pullImage } from "../../src/images/index.ts";
import { RegistryClient } from "../../src/registry/index.ts";
import { hasTestImages, startImageRegistry, type TestRegistry } from "../setup/registry.ts";
import { skipUnless } from "../setup/skips.ts";

const embedded = path.resolve(import.meta.dirname, "../../.cache/embedded/image.tar");
const { signal } = new AbortController();

function newStore(): { store: ImageStore; root: string } {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "ts-run-clients-"));
  return { store: new ImageStore(root), root };
}

describe.skipIf(skipUnless(hasTestImages, "the images of rootfs/test-images.mjs"))("images of a real registry", () => {
  let registry: TestRegistry;
  let client: RegistryClient;
  let root: string;
  let store: ImageStore;
  beforeAll(async () => {
    registry = await startImageRegistry();
    client = new RegistryClient({ env: {} });
    ({ store, root } = newStore());
  });
  afterAll(async () => {
    await client.close();
    await registry.stop();
    fs.rmSync(root, { recursive: true, force: true });
  });

  const pull = async (name: string): Promise<Map<string, PullProgress["phase"]>> => {
    const phases = new Map<string, PullProgress["phase"]>();
    const onProgress = ({ layer, phase }: PullProgress): unknown => phases.set(layer, phase);
    await pullImage(store, `${registry.host}/${name}`, { client, signal, onProgress });
    return phases;
  };
  const isThere = (name: string, file: string): boolean => {
    const rootfs = store.rootfsReader(store.get(`${registry.host}/${name}`));
    try {
      return rootfs.stat(file) !== undefined;
    } finally {
      rootfs.close();
    }
  };

  test("share the base layer, which is fetched once", async () => {
    const base = [...(await pull("debian:minbase")).keys()];
    const python = await pull("debian-python:3");
    const nginx = await pull("nginx:latest");
    expect(base).toHaveLength(1);
    for (const phases of [python, nginx]) expect([...phases.values()].sort()).toEqual(["done", "exists"]);
    expect(python.get(base[0] ?? "")).toBe("exists");
  });

  test.each(["busybox:zstd", "busybox:uncompressed", "busybox:schema2", "multi:latest"])(
    "%s comes in whole",
    async (name) => {
      await pull(name);
      expect(isThere(name, "/bin/busybox")).toBe(true);
    },
  );

  test("of another platform are taken from the index when asked for", async () => {
    const options = { client, signal, platform: process.arch === "arm64" ? "linux/amd64" : "linux/arm64" };
    const own = store.get(`${registry.host}/multi:latest`).id;
    const foreign = await pullImage(store, `${registry.host}/multi:latest`, options);
    expect(foreign.id).not.toBe(own);
  });

  test("are read by skopeo straight from our store", () => {
    const layout = path.join(root, "layout-copy");
    const index = fs.readFileSync(path.join(store.content.directory, "index.json"), "utf8");
    const name = /"org\.opencontainers\.image\.ref\.name":\s*"([^"]*nginx:latest)"/.exec(index)?.[1];
    expect(name).toBeDefined();
    execFileSync("skopeo", ["copy", "-q", `oci:${store.content.directory}:${name}`, `oci:${layout}:copy`]);
    const config = execFileSync("skopeo", ["inspect", "--config", "--raw", `oci:${layout}:copy`], { encoding: "utf8" });
    expect(JSON.parse(config)).toMatchObject({ config: { User: "www-data", StopSignal: "SIGQUIT" } });
  });
});

test.skipIf(skipUnless(fs.existsSync(embedded), "the embedded image (npm start builds it)"))(
  "the embedded image comes in under its name",
  async () => {
    const { store, root } = newStore();
    try {
      const [image] = await store.importImage(embedded, { signal });
      expect(image?.references).toEqual(["docker.io/ts-run/busybox:latest"]);
      expect(store.find("ts-run/busybox")?.id).toBe(image?.id);
    } finally {
      fs.rmSync(root, { recursive: true, force: true });
    }
  },
);
