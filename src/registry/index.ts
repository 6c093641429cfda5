export { RegistryClient, type RegistryClientOptions } from "./client.ts";
export { type Credential, CredentialStore } from "./credentials.ts";
export { type DocumentDescriptor, maxDocumentBytes } from "./document.ts";
export {
  blobPath,
  type DownloadedBlob,
  type DownloadOptions,
  type DownloadProgress,
  downloadBlob,
  type LockFile,
} from "./download.ts";
export { type DownloadBlobsOptions, downloadBlobs } from "./download-blobs.ts";
export { defaultConfigRoots } from "./hosts.ts";
export { choosePlatform, formatPlatform, type Platform, parsePlatform } from "./platform.ts";
export type { Environment } from "./proxy.ts";
export { familiarName, formatReference, isDigest, parseReference, type Reference } from "./reference.ts";
export { RegistryError } from "./registry-error.ts";
export { type ResolvedDocument, type ResolvedImage, type ResolveOptions, resolveImage } from "./resolve.ts";
