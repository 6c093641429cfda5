// Images as a node has them: one per config digest, with all of its tags and digests.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { TsRunError } from "../base/index.ts";
import { type ContainerStore, imagesOf } from "../containers/index.ts";
import { type ImageRecord, type ImageStore, type PulledImage, pullImage, removeImage } from "../images/index.ts";
import { statfs } from "../native/index.ts";
import { type Credential, formatReference, parseReference, RegistryClient } from "../registry/index.ts";

export interface NodeImage {
  readonly record: ImageRecord;
  /** "docker.io/library/nginx:1.27" */
  readonly tags: readonly string[];
  /** "docker.io/library/nginx@sha256:..." */
  readonly digests: readonly string[];
  readonly pinned: boolean;
}

export interface FilesystemUse {
  readonly mountpoint: string;
  readonly usedBytes: number;
  readonly inodesUsed: number;
}

export interface NodeImagesOptions {
  readonly store: ImageStore;
  /** Containers of pods, and of the engine: what they use stays. */
  readonly containers: readonly ContainerStore[];
  /** Proxies, and docker's config.json for registries about which a request says nothing. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly configRoots?: readonly string[];
  /** References that the kubelet must not collect. */
  readonly pinned: readonly string[];
}

export class NodeImages {
  readonly #options: NodeImagesOptions;
  readonly #store: ImageStore;

  constructor(options: NodeImagesOptions) {
    this.#options = options;
    this.#store = options.store;
  }

  list(): NodeImage[] {
    const entries = this.#store.entries();
    const byId = new Map<string, { tags: string[]; digests: Set<string> }>();
    for (const { imageId, reference, repoDigest, digest } of entries) {
      const names = byId.get(imageId) ?? { tags: [], digests: new Set<string>() };
      byId.set(imageId, names);
      if (reference !== undefined) names.tags.push(reference);
      // A loaded image was pulled from nowhere; what its repository would call it is known all the same.
      const own = repoDigest ?? (reference === undefined ? undefined : digestName(reference, digest));
      if (own !== undefined) names.digests.add(own);
    }
    return [...byId].flatMap(([id, { tags, digests }]) => {
      const record = this.#store.records.find(id);
      if (record === undefined) return []; // half removed; the next pull repairs it
      const pinned = [...tags, ...digests].some((name) => this.#isPinned(name));
      return [{ record, tags, digests: [...digests], pinned }];
    });
  }

  /** By name, digest, id or a unique prefix of it. */
  find(reference: string): NodeImage | undefined {
    if (reference === "") return undefined;
    const record = this.#store.find(reference);
    return record && this.list().find((image) => image.record.id === record.id);
  }

  async pull(
    reference: string,
    about: { readonly credential?: Credential | undefined; readonly signal: AbortSignal },
  ): Promise<PulledImage> {
    const { env, configRoots } = this.#options;
    const { credential, signal } = about;
    const { domain } = parseReference(reference);
    const client = new RegistryClient({
      env,
      ...(configRoots ? { configRoots } : {}),
      // Whose they are is the registry that the reference names; a mirror of it is somebody else.
      ...(credential ? { credentialFor: (registry) => (registry === domain ? credential : undefined) } : {}),
    });
    try {
      return await pullImage(this.#store, reference, { client, signal });
    } finally {
      await client.close();
    }
  }

  /** With all of its names. Layers that a container uses stay until it goes. Nothing to remove is fine. */
  async remove(reference: string): Promise<void> {
    const image = this.find(reference);
    if (image === undefined) return;
    try {
      await removeImage(this.#store, image.record.id, { force: true, usersOf: (id) => this.#usersOf(id) });
    } catch (error) {
      if (!(error instanceof TsRunError && error.code === "ERR_NOT_FOUND")) throw error; // somebody else was faster
    }
  }

  /** What images and their unpacked layers take, as counted when they came in. */
  filesystem(): FilesystemUse {
    const records = this.list().map(({ record }) => record);
    const layers = new Map(records.flatMap(({ layers: own }) => own.map((layer) => [layer.chainId, layer])));
    const unpacked = this.#store.snapshots.usage([...layers.keys()]);
    const blobs = [...layers.values()].reduce((sum, { size }) => sum + size, 0);
    // Before the first image there is no such directory, and the kubelet asks for the device of what we name.
    const directory = join(this.#store.root, "images");
    const mountpoint = existsSync(directory) ? directory : this.#store.root;
    return { mountpoint, usedBytes: unpacked + blobs, inodesUsed: inodesOf(this.#store.root) };
  }

  #isPinned(name: string): boolean {
    return this.#options.pinned.some(
      (pinned) => name === pinned || name.startsWith(`${pinned}:`) || name.startsWith(`${pinned}@`),
    );
  }

  #usersOf(id: string): string[] {
    return this.#options.containers.flatMap((store) =>
      store.list().flatMap(({ record, status }) => (imagesOf(record).includes(id) ? [status.name] : [])),
    );
  }
}

function digestName(reference: string, digest: string): string {
  const { tag: _tag, ...repository } = parseReference(reference);
  return formatReference({ ...repository, digest });
}

/** Of the whole file system: counting those of all layers would read every directory of them. */
function inodesOf(path: string): number {
  const { files, ffree } = statfs(path);
  return files - ffree;
}
