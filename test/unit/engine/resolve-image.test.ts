import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resolveImage } from "../../../src/engine/resolve-image.ts";
import type { ImageRecord } from "../../../src/images/index.ts";
import { ImageStore } from "../../../src/images/index.ts";
import { imageId, imageRecord, removeRoots, servicesWith, temporaryRoots } from "./samples.ts";

const { signal } = new AbortController();
const host = process.arch === "arm64" ? "arm64" : "amd64";
const foreign = "s390x";
/** Runs here without qemu, and is not what the image in the store is for. */
const other = process.arch === "arm64" ? "arm" : "386";

/** A store that has one image under one name, and whose registries nobody may ask. */
function storeWith(image: ImageRecord | undefined, name = "docker.io/library/web:latest") {
  return servicesWith({
    images: {
      find: (ref: string) =>
        [name, "web", "ts-run/busybox", imageId, imageId.slice(7, 19)].includes(ref) ? image : undefined,
    },
    options: { env: {} },
  });
}

const resolve = (
  image: ImageRecord | undefined,
  reference: string,
  options: Partial<Parameters<typeof resolveImage>[2]> = {},
) => resolveImage(storeWith(image), reference, { pull: "missing", signal, ...options });

describe("the image of a run, without a registry", () => {
  it("is the one that is here", async () => {
    expect(await resolve(imageRecord(), "web")).toMatchObject({ id: imageId });
    expect(await resolve(imageRecord(), "web", { platform: `linux/${host}` })).toMatchObject({ id: imageId });
  });

  it("is not fetched with --pull never", async () => {
    await expect(resolve(undefined, "web", { pull: "never" })).rejects.toMatchObject({
      code: "ERR_NOT_FOUND",
      message: expect.stringContaining("--pull never"),
      hint: "ts-run pull web",
    });
  });

  it("is never fetched for the embedded image, whatever the tag and the policy", async () => {
    expect(await resolve(imageRecord(), "ts-run/busybox", { pull: "always" })).toMatchObject({ id: imageId });
    for (const reference of ["ts-run/busybox:9", "docker.io/ts-run/busybox"]) {
      await expect(resolve(undefined, reference)).rejects.toMatchObject({
        code: "ERR_NOT_FOUND",
        hint: expect.stringContaining("npm start"),
      });
    }
  });

  it("named by its id has nothing to pull by", async () => {
    for (const id of [imageId, imageId.slice(7, 19)]) {
      expect(await resolve(imageRecord(), id, { pull: "always" })).toMatchObject({ id: imageId });
      await expect(resolve(imageRecord(), id, { platform: `linux/${other}` })).rejects.toThrow(/is for linux\//);
    }
  });

  it("is refused when it is for another processor than this host's", async () => {
    const image = imageRecord({ architecture: foreign });
    await expect(resolve(image, "web")).rejects.toMatchObject({
      code: "ERR_UNSUPPORTED",
      message: `run image web: it is for linux/${foreign}, this host is linux/${host}`,
    });
    await expect(resolve(imageRecord({ os: "windows" }), "web")).rejects.toThrow(/linux only/);
  });
});

describe("a platform that this host cannot run", () => {
  it("is refused before anything is looked up or fetched", async () => {
    const resolving = resolveImage(servicesWith({}), "web", { pull: "always", platform: `linux/${foreign}`, signal });
    await expect(resolving).rejects.toMatchObject({
      code: "ERR_UNSUPPORTED",
      hint: expect.stringContaining("qemu-user-static"),
    });
  });
});

describe("the image of a run, with a registry", () => {
  let roots: ReturnType<typeof temporaryRoots>;
  let server: http.Server;
  const asked: string[] = [];
  beforeEach(async () => {
    roots = temporaryRoots();
    asked.length = 0;
    server = http.createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(404).end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  });
  afterEach(async () => {
    removeRoots(roots);
    await new Promise((done) => server.close(done));
  });

  it("is asked for where it belongs, and its refusal is the error", async () => {
    const { port } = server.address() as AddressInfo;
    const services = servicesWith({
      images: new ImageStore(roots.root),
      options: { env: { HOME: roots.root } },
      events: { append: () => undefined },
    });
    const resolving = resolveImage(services, `127.0.0.1:${port}/web:1`, { pull: "missing", signal });
    await expect(resolving).rejects.toMatchObject({ code: "ERR_NOT_FOUND" });
    expect(asked.some((url) => url.startsWith("/v2/web/manifests/1"))).toBe(true);
  });
});
