// Lists that are streamed come in messages of a bounded size.

const BATCH = 100;

export function* batches<T>(items: readonly T[], size = BATCH): Generator<T[], void, undefined> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
