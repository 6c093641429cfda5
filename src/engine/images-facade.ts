// Images as the engine's callers see them: the store and the registries, with what only the engine knows, which
// container uses what, added.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { TsRunError } from "../base/index.ts";
import { ContainerStore, imagesOf, podContainerRoots } from "../containers/index.ts";
import {
  imageHistory,
  inspectImage,
  listImages,
  pruneImages,
  removeImage,
  saveImages,
  tagImage,
} from "../images/index.ts";
import { familiarName, parseReference, RegistryClient } from "../registry/index.ts";
import type { ImageSummary, Images, PullOptions, PullProgress } from "./engine.ts";
import { pullNamed } from "./resolve-image.ts";
import { isFull, type Services } from "./services.ts";

export class EngineImages implements Images {
  private readonly services: Services;

  constructor(services: Services) {
    this.services = services;
  }

  async pull(
    reference: string,
    options: PullOptions,
  ): Promise<{ id: string; digest: string; reference: string; changed: boolean }> {
    return { ...(await pullNamed(this.services, reference, options)) };
  }

  async list(): Promise<ImageSummary[]> {
    return listImages(this.services.images, this.usersOf());
  }

  async remove(ref: string, options: { force: boolean }): Promise<{ untagged: string[]; deleted: string[] }> {
    if (options.force) this.refuseWhileRunning(ref);
    const result = await removeImage(this.services.images, ref, { force: options.force, usersOf: this.usersOf() });
    for (const name of result.untagged) this.event("untag", name, name);
    for (const id of result.deleted) this.event("delete", id, id);
    return result;
  }

  async tag(source: string, target: string): Promise<void> {
    await tagImage(this.services.images, source, target);
    this.event("tag", this.services.images.get(target).id, target);
  }

  async inspect(ref: string): Promise<Record<string, unknown>> {
    return inspectImage(this.services.images, ref);
  }

  async history(ref: string): ReturnType<Images["history"]> {
    return imageHistory(this.services.images, ref);
  }

  async save(
    refs: readonly string[],
    options: { format: "docker-archive" | "oci-archive"; outputFd: number; signal: AbortSignal },
  ): Promise<void> {
    await saveImages(this.services.images, refs, options);
  }

  async load(options: {
    inputFd: number;
    signal: AbortSignal;
    onProgress?: (progress: PullProgress) => void;
  }): Promise<{ id: string; references: string[] }[]> {
    const loaded = await this.services.images.load(options).catch((error) => {
      if (!isFull(error) || error instanceof TsRunError) throw error;
      throw new TsRunError("ERR_NO_SPACE", `load image: no space left below ${this.services.options.root}`, {
        cause: error,
        hint: "make room: ts-run image prune, ts-run container prune",
      });
    });
    return loaded.map(({ id, references }) => {
      const names = references.map((reference) => familiarName(parseReference(reference)));
      this.event("load", id, names[0] ?? id);
      return { id, references: names };
    });
  }

  async prune(options: { all: boolean }): Promise<{ deleted: string[]; reclaimedBytes: number }> {
    const result = await pruneImages(this.services.images, { all: options.all, usersOf: this.usersOf() });
    for (const id of result.deleted) this.event("delete", id, id);
    return result;
  }

  async login(
    registry: string,
    credentials: { username: string; password: string },
    signal: AbortSignal,
  ): Promise<void> {
    await this.withRegistry((client) => client.login(registry, credentials, signal));
  }

  async logout(registry: string): Promise<boolean> {
    return this.withRegistry((client) => client.logout(registry));
  }

  private async withRegistry<T>(act: (client: RegistryClient) => Promise<T>): Promise<T> {
    const client = new RegistryClient({ env: this.services.options.env });
    try {
      return await act(client);
    } finally {
      await client.close();
    }
  }

  /** Names of the containers, running or not, by image id; read when first asked for. */
  private usersOf(): (imageId: string) => readonly string[] {
    let users: Map<string, string[]> | undefined;
    return (imageId) => {
      users ??= this.readUsers();
      return users.get(imageId) ?? [];
    };
  }

  private readUsers(): Map<string, string[]> {
    const users = new Map<string, string[]>();
    const containers = [this.services.containers, podContainers(this.services)].flatMap((store) => store?.list() ?? []);
    for (const { record, status } of containers)
      for (const id of imagesOf(record)) users.set(id, [...(users.get(id) ?? []), status.name]);
    return users;
  }

  /** Force takes the last name from an image that stopped containers use, but not from under a running one. */
  private refuseWhileRunning(ref: string): void {
    const image = this.services.images.find(ref);
    if (image === undefined) return;
    const names = this.services.images
      .entries()
      .filter(({ imageId, reference }) => imageId === image.id && reference !== undefined);
    const isOneOfSeveral = names.length > 1 && !image.id.startsWith(ref.startsWith("sha256:") ? ref : `sha256:${ref}`);
    const running = this.services.containers
      .list()
      .find(({ record, lifeCycle }) => record.image.id === image.id && lifeCycle.state === "running");
    if (isOneOfSeveral || running === undefined) return;
    throw new TsRunError("ERR_CONFLICT", `remove image ${ref}: container ${running.status.name} runs from it`, {
      hint: `ts-run rm -f ${running.status.name} first; --force does not go that far`,
    });
  }

  private event(action: string, id: string, name: string): void {
    this.services.events.append({ type: "image", action, id, name, attributes: {} });
  }
}

/** Containers of pods (src/pods) have a place of their own and share the images. */
function podContainers({ options }: Services): ContainerStore | undefined {
  const roots = podContainerRoots(options);
  return existsSync(join(roots.root, "containers")) ? new ContainerStore(roots) : undefined;
}
