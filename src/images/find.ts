// From what a user typed to an image id: a name, a digest, an id or a unique prefix of one.

import { TsRunError } from "../base/index.ts";
import { formatReference, parseReference } from "../registry/index.ts";
import type { IndexEntry } from "./image-index.ts";

/** Throws ERR_CONFLICT when a prefix is ambiguous. */
export function findId(entries: readonly IndexEntry[], ref: string): string | undefined {
  const hex = ref.startsWith("sha256:") ? ref.slice(7) : ref;
  if (/^[0-9a-f]{64}$/.test(hex)) return entries.find((entry) => entry.imageId === `sha256:${hex}`)?.imageId;
  return findByName(entries, ref) ?? findByPrefix(entries, ref, hex);
}

function findByName(entries: readonly IndexEntry[], ref: string): string | undefined {
  let reference: ReturnType<typeof parseReference>;
  try {
    reference = parseReference(ref);
  } catch {
    return undefined; // not a name; perhaps an id
  }
  const { digest, ...name } = reference;
  if (digest === undefined) return entries.find((entry) => entry.reference === formatReference(name))?.imageId;
  const { tag: _tag, ...repository } = name;
  const wanted = formatReference({ ...repository, digest });
  const isMeant = (entry: IndexEntry): boolean =>
    entry.repoDigest === wanted ||
    (entry.digest === digest && entry.reference?.startsWith(`${formatReference(repository)}:`) === true);
  return entries.find(isMeant)?.imageId;
}

function findByPrefix(entries: readonly IndexEntry[], ref: string, hex: string): string | undefined {
  if (!/^[0-9a-f]{4,63}$/.test(hex)) return undefined;
  const ids = new Set(entries.map((entry) => entry.imageId).filter((id) => id.startsWith(`sha256:${hex}`)));
  if (ids.size > 1)
    throw new TsRunError("ERR_CONFLICT", `look up image ${ref}: ${ids.size} ids start with that`, {
      hint: "give more digits of the id",
    });
  return [...ids][0];
}
