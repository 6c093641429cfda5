// A real registry for tests: Debian's docker-registry, empty or with the images of rootfs/test-images.mjs.
import { existsSync } from "node:fs";
import path from "node:path";
import { startRegistry as start } from "../../scripts/setup/registry.mjs";

export interface TestRegistry {
  /** "localhost:PORT", to be put before an image's name. */
  host: string;
  storage: string;
  /** Every "METHOD /path" so far, as the registry itself logs them. */
  requests(): string[];
  stop(): Promise<void>;
}

const cachedStorage = path.resolve(import.meta.dirname, "../../.cache/test-images/registry");

/** For `skipUnless`: the package docker-registry is there. */
export const hasRegistry: boolean = existsSync("/usr/bin/docker-registry");

/** For `skipUnless`: `npm test` (or `node rootfs/test-images.mjs`) has built the images. */
export const hasTestImages: boolean = hasRegistry && existsSync(cachedStorage);

/** Empty, writable, gone after stop(). */
export function startEmptyRegistry(): Promise<TestRegistry> {
  return start();
}

/**
 * Serves debian:minbase, debian-python:3, nginx:latest, multi:latest (amd64 and arm64), busybox:zstd, busybox:uncompressed
 * and busybox:schema2; refuses writes.
 */
export function startImageRegistry(): Promise<TestRegistry> {
  return start({ storage: cachedStorage, readOnly: true });
}

/** User "tester", password "secret" (bcrypt, because the registry knows nothing else). */
export function startPrivateRegistry(): Promise<TestRegistry> {
  return start({ htpasswd: testerLine });
}

const testerLine = "tester:$2b$04$h.JZPsFvjCYtDTVx.MnhR.upYrz7JGT214f7kvVolK/pdt2yc48.W";
