// Images as the engine offers them, with containers that use them; and looking into an image of several layers.

import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ContainerStore } from "../../../src/containers/index.ts";
import { copyUp } from "../../../src/engine/copy-up.ts";
import { EngineImages } from "../../../src/engine/images-facade.ts";
import { ImageStore } from "../../../src/images/index.ts";
import {
  addContainer,
  exitContainer,
  removeRoots,
  runContainer,
  servicesWith,
  temporaryRoots,
} from "../../unit/engine/samples.ts";
import { archive, member } from "../../unit/snapshots/tar-builder.ts";
import { buildImage, dockerArchive } from "./image-builder.ts";

const { signal } = new AbortController();
const below = archive(
  member({ name: "etc", type: "5", mode: 0o755 }),
  member({ name: "etc/passwd", data: "root:x:0:0:root:/root:/bin/sh\n" }),
  member({ name: "data", type: "5", mode: 0o750, uid: 7, gid: 8 }),
  member({ name: "data/old", data: "old" }),
  member({ name: "data/gone", data: "gone" }),
);
const above = archive(
  member({ name: "etc/passwd", data: "top:x:5:5::/top:/bin/sh\n" }),
  member({ name: "data/new", data: "new", mode: 0o4755 }),
  member({ name: "data/.wh.gone" }),
);

let roots: ReturnType<typeof temporaryRoots>;
let store: ImageStore;
let containers: ContainerStore;
let images: EngineImages;
let events: string[];
beforeEach(async () => {
  roots = temporaryRoots();
  store = new ImageStore(roots.root);
  containers = new ContainerStore(roots);
  events = [];
  const append = ({ action, name }: { action: string; name: string }) =>
    events.push(`${action} ${name.replace(/^sha256:.*/, "ID")}`);
  images = new EngineImages(
    servicesWith({ images: store, containers, events: { append }, options: { env: {}, ...roots } }),
  );
});
afterEach(() => removeRoots(roots));

async function load(tags: readonly string[]): Promise<string> {
  const file = path.join(roots.root, "archive");
  fs.writeFileSync(file, dockerArchive(buildImage([below, above]), tags));
  const inputFd = fs.openSync(file, "r");
  try {
    return (await images.load({ inputFd, signal }))[0]?.id ?? "";
  } finally {
    fs.closeSync(inputFd);
  }
}

const use = (id: string, name: string) =>
  addContainer(containers, { name, record: { image: { reference: "web", id } } });

describe("images that containers use", () => {
  it("are listed with how many", async () => {
    const id = await load(["web:latest"]);
    use(id, "one");
    exitContainer(containers, use(id, "two"));
    expect(await images.list()).toMatchObject([{ id, references: ["docker.io/library/web:latest"], containers: 2 }]);
  });

  it("are not removed, and the refusal names a container", async () => {
    use(await load(["web:latest"]), "user");
    await expect(images.remove("web", { force: false })).rejects.toMatchObject({
      code: "ERR_CONFLICT",
      message: "remove image web: container user uses it",
      hint: "ts-run rm user first",
    });
    expect(await images.list()).toHaveLength(1);
  });

  it("lose their name by force while their containers are stopped, and stay until those are gone", async () => {
    const id = await load(["web:latest"]);
    use(id, "user");
    expect(await images.remove("web", { force: true })).toEqual({ untagged: ["web:latest"], deleted: [] });
    expect(await images.prune({ all: true })).toMatchObject({ deleted: [] });
    containers.remove(containers.get("user"));
    expect(await images.prune({ all: false })).toMatchObject({ deleted: [id] });
  });

  it("keep their last name while a container runs, also by force; other names may go", async () => {
    runContainer(containers, use(await load(["web:latest", "web:two"]), "user"));
    expect(await images.remove("web:two", { force: true })).toMatchObject({ untagged: ["web:two"], deleted: [] });
    await expect(images.remove("web", { force: true })).rejects.toMatchObject({
      code: "ERR_CONFLICT",
      message: "remove image web: container user runs from it",
    });
  });

  it("are removed for good once nobody uses them, and all of it is told as events", async () => {
    const id = await load(["web:latest"]);
    await images.tag("web", "other:1");
    expect(await images.remove(id.slice(7, 19), { force: true })).toMatchObject({ deleted: [id] });
    expect(events).toEqual(["load web:latest", "tag other:1", "untag web:latest", "untag other:1", "delete ID"]);
    expect(await images.list()).toEqual([]);
    expect(fs.readdirSync(path.join(roots.root, "images", "records"))).toEqual([]);
  });
});

describe("an image of two layers", () => {
  it("shows account files as its container sees them, also from what is kept", async () => {
    const image = store.get(await load(["web:latest"]));
    for (let time = 0; time < 2; time++) {
      const reader = store.rootfsReader(image);
      expect(reader.readFile("/etc/passwd", 1000)?.toString()).toBe("top:x:5:5::/top:/bin/sh\n");
      expect(reader.readFile("/etc/group", 1000)).toBeUndefined();
      reader.close();
    }
  });

  it("fills a volume with what its container sees, owners and modes included", async () => {
    const image = store.get(await load(["web:latest"]));
    const hostDir = path.join(roots.root, "volumes", "v", "_data");
    fs.mkdirSync(hostDir, { recursive: true });
    await copyUp(store, image, [{ hostDir, containerPath: "/data" }]);
    expect(fs.readdirSync(hostDir).sort()).toEqual(["new", "old"]);
    const { mode, uid, gid } = fs.statSync(hostDir);
    expect([mode & 0o7777, uid, gid]).toEqual([0o750, 7, 8]);
    expect(fs.statSync(path.join(hostDir, "new")).mode & 0o7777).toBe(0o4755);
  });

  it("leaves no mount behind", async () => {
    const image = store.get(await load(["web:latest"]));
    const reader = store.rootfsReader(image);
    expect(reader.stat("/data/new")?.size).toBe(3);
    expect(reader.stat("/data/gone")).toBeUndefined();
    expect(fs.readFileSync("/proc/self/mountinfo", "utf8")).not.toContain(roots.root);
    reader.close();
  });
});
