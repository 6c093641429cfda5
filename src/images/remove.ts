// rmi and image prune: names go first, then what no name holds any more.

import { TsRunError } from "../base/index.ts";
import { familiarName, formatReference, parseReference } from "../registry/index.ts";
import { findId } from "./find.ts";
import { collectGarbage } from "./garbage.ts";
import type { IndexEntry } from "./image-index.ts";
import type { ImageStore } from "./image-store.ts";

/** Ids or names of the containers that use an image. */
export type UsersOf = (imageId: string) => readonly string[];

export async function removeImage(
  store: ImageStore,
  ref: string,
  options: { readonly force: boolean; readonly usersOf: UsersOf },
): Promise<{ untagged: string[]; deleted: string[] }> {
  return store.locked(async () => {
    const entries = store.entries();
    const id = findId(entries, ref);
    if (id === undefined)
      throw new TsRunError("ERR_NOT_FOUND", `remove image ${ref}: it is not in the store`, {
        hint: "ts-run images lists what there is",
      });
    const own = entries.filter((entry) => entry.imageId === id);
    const doomed = entriesMeant(own, ref, options.force);
    const left = own.filter((entry) => !doomed.includes(entry) && entry.reference !== undefined);
    const users = options.usersOf(id);
    if (left.length === 0 && users.length > 0 && !options.force) {
      throw new TsRunError("ERR_CONFLICT", `remove image ${ref}: container ${users.join(", ")} uses it`, {
        hint: `ts-run rm ${users[0]} first`,
      });
    }
    const gone = left.length === 0 ? own : doomed;
    const rest = entries.filter((entry) => !gone.includes(entry));
    // In use and forced: the names go, the image stays until its last container does.
    const [first] = own;
    if (left.length === 0 && users.length > 0 && first !== undefined) rest.push(nameless(first));
    store.saveEntries(rest);
    const { images } = await collectGarbage(store, { partials: false });
    return { untagged: [...new Set(gone.flatMap(namesOf))], deleted: images };
  });
}

/** Dangling images (no tag), or with `all` every image that no container uses. */
export async function pruneImages(
  store: ImageStore,
  options: { readonly all: boolean; readonly usersOf: UsersOf },
): Promise<{ deleted: string[]; reclaimedBytes: number }> {
  store.content.ensure();
  return store.locked(async () => {
    const entries = store.entries();
    const isNamed = (id: string): boolean =>
      entries.some((entry) => entry.imageId === id && entry.reference !== undefined);
    const stays = ({ imageId }: IndexEntry): boolean =>
      (!options.all && isNamed(imageId)) || options.usersOf(imageId).length > 0;
    const rest = entries.filter(stays);
    if (rest.length !== entries.length) store.saveEntries(rest);
    const { images, reclaimedBytes } = await collectGarbage(store, { partials: true });
    return { deleted: images, reclaimedBytes };
  });
}

export async function tagImage(store: ImageStore, source: string, target: string): Promise<void> {
  const reference = parseReference(target);
  if (reference.digest !== undefined)
    throw new TsRunError("ERR_USAGE", `tag ${source} as ${target}: a digest can't be given as a name`, {
      hint: "write NAME[:TAG]",
    });
  const record = store.get(source);
  await store.edit((entries) => {
    const entry = entries.find(({ imageId }) => imageId === record.id);
    if (entry === undefined) throw new TsRunError("ERR_NOT_FOUND", `tag ${source} as ${target}: the image is gone`);
    const { repoDigest: _elsewhere, ...base } = entry;
    return store.withEntry(entries, { ...base, reference: formatReference(reference) });
  });
}

function entriesMeant(own: readonly IndexEntry[], ref: string, force: boolean): IndexEntry[] {
  const named = own.filter((entry) => entry.reference !== undefined);
  const byName = named.filter((entry) => entry.reference === fullName(ref));
  if (byName.length > 0) return byName;
  if (named.length > 1 && !force) {
    const names = named.map((entry) => entry.reference).join(", ");
    throw new TsRunError("ERR_CONFLICT", `remove image ${ref}: it has several names: ${names}`, {
      hint: "remove it by name, or with -f",
    });
  }
  return [...own];
}

function fullName(ref: string): string | undefined {
  try {
    return formatReference(parseReference(ref));
  } catch {
    return undefined;
  }
}

function nameless({ reference: _name, ...entry }: IndexEntry): IndexEntry {
  return entry;
}

function namesOf({ reference, repoDigest }: IndexEntry): string[] {
  return [reference, repoDigest].flatMap((name) => (name === undefined ? [] : [familiarName(parseReference(name))]));
}
