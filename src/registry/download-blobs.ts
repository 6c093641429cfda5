// Several blobs of one image, a few at a time; the first failure stops the others.

import type { Expected } from "./body.ts";
import type { RegistryClient } from "./client.ts";
import { type DownloadedBlob, type DownloadOptions, downloadBlob } from "./download.ts";
import type { Reference } from "./reference.ts";

export interface DownloadBlobsOptions extends DownloadOptions {
  /** Downloads at once; default 3, as docker. */
  readonly parallel?: number;
  /** Called for each blob once it is verified and in the store, so that unpacking overlaps the rest; awaited at the end only. */
  readonly onBlob?: (descriptor: Expected, blob: DownloadedBlob) => void | Promise<void>;
}

/** Downloads what is missing. Every blob of `descriptors` is in the store, verified, when it resolves. */
export async function downloadBlobs(
  client: RegistryClient,
  reference: Reference,
  descriptors: readonly Expected[],
  options: DownloadBlobsOptions,
): Promise<void> {
  const unique = [...new Map(descriptors.map((descriptor) => [descriptor.digest, descriptor])).values()];
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const queue = unique.values();
  const hooks: Promise<void>[] = [];
  let failure: { error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure ??= { error }; // what the others say after being stopped is not the cause
    stop.abort(error);
  };
  const work = async (): Promise<void> => {
    for (const descriptor of queue) {
      if (signal.aborted) return;
      const blob = await downloadBlob(client, reference, descriptor, { ...options, signal });
      hooks.push(Promise.resolve(options.onBlob?.(descriptor, blob)).catch(fail));
    }
  };
  const parallel = Math.min(options.parallel ?? 3, unique.length);
  await Promise.all(Array.from({ length: parallel }, () => work().catch(fail)));
  await Promise.all(hooks);
  if (failure !== undefined) throw failure.error;
  options.signal.throwIfAborted();
}
