export { compressionOf, compressionOfFile, decompressed, readDecompressed } from "./decompress.ts";
export { hostLayerSyscalls, type LayerSyscalls } from "./layer-syscalls.ts";
export type { LayerBounds } from "./layer-writer.ts";
export {
  chainIdOf,
  chainIdsOf,
  type LayerSource,
  type PrepareOptions,
  type SnapshotMeta,
  SnapshotStore,
  type WritableLayer,
} from "./snapshot-store.ts";
export { lockFile, tryWithLock, withLock } from "./store-lock.ts";
export { type TarEntry, type TarHandler, TarReader } from "./tar-reader.ts";
export { defaultBounds, unpackLayer } from "./unpack.ts";
