export type { RunConfig } from "./documents.ts";
export { ImageStore, type LoadedImage, type Writable } from "./image-store.ts";
export { listImages } from "./list.ts";
export { formatPlatform, hostPlatform, type Platform, parsePlatform } from "./platform.ts";
export type { ImageRecord } from "./record.ts";
export type { ImageSummary, PullProgress } from "./types.ts";
