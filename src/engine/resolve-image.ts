// The image of `run` and `create`: what is here, or what a registry has, by the pull policy.

import { existsSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { hostPlatform, type ImageRecord, type PulledImage, pullImage } from "../images/index.ts";
import {
  choosePlatform,
  formatPlatform,
  type Platform,
  parsePlatform,
  parseReference,
  RegistryClient,
} from "../registry/index.ts";
import type { PullProgress } from "./engine.ts";
import type { Services } from "./services.ts";

export interface ResolveImageOptions {
  readonly pull: "missing" | "always" | "never";
  readonly platform?: string | undefined;
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  readonly signal: AbortSignal;
}

/** The name of the image that ts-run builds itself; no registry has it. */
const EMBEDDED_REPOSITORY = "docker.io/ts-run/busybox";

export async function resolveImage(
  services: Services,
  reference: string,
  options: ResolveImageOptions,
): Promise<ImageRecord> {
  const wanted = options.platform === undefined ? undefined : parsePlatform(options.platform, hostPlatform());
  if (wanted !== undefined) refuseForeign(wanted, reference); // before anything is fetched
  const local = services.images.find(reference);
  const fetchable = !isEmbeddedName(reference) && (local === undefined || !isIdOf(local, reference));
  if (options.pull === "always" && fetchable) return pull(services, reference, options);
  if (local !== undefined && (wanted === undefined || fits(local, wanted))) return checkHost(local, reference);
  if (fetchable && options.pull === "missing") return pull(services, reference, options);
  throw local === undefined ? notHere(reference) : otherPlatform(local, reference, options);
}

function notHere(reference: string): TsRunError {
  if (isEmbeddedName(reference)) return embeddedIsMissing(reference);
  return new TsRunError(
    "ERR_NOT_FOUND",
    `find image ${reference}: it is not in the store, and --pull never forbids to fetch it`,
    {
      hint: `ts-run pull ${reference}`,
    },
  );
}

function otherPlatform(
  local: ImageRecord,
  reference: string,
  { platform, pull: policy }: ResolveImageOptions,
): TsRunError {
  const here = formatPlatform(platformOf(local));
  return new TsRunError(
    "ERR_NOT_FOUND",
    `find image ${reference} for ${platform}: the one that is here is for ${here}`,
    {
      hint: policy === "never" ? "drop --platform, or allow to fetch it: --pull missing" : "drop --platform",
    },
  );
}

async function pull(services: Services, reference: string, options: ResolveImageOptions): Promise<ImageRecord> {
  const { id } = await pullNamed(services, reference, options);
  return checkHost(services.images.get(id), reference);
}

/** With the credentials, proxies and mirrors of the engine's environment. */
export async function pullNamed(
  services: Services,
  reference: string,
  options: Pick<ResolveImageOptions, "platform" | "onProgress" | "signal">,
): Promise<PulledImage> {
  if (isEmbeddedName(reference)) throw embeddedIsMissing(reference);
  const { signal, onProgress, platform } = options;
  const client = new RegistryClient({ env: services.options.env });
  try {
    const pulled = await pullImage(services.images, reference, {
      client,
      signal,
      ...(platform === undefined ? {} : { platform }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    services.events.append({ type: "image", action: "pull", id: pulled.id, name: pulled.reference, attributes: {} });
    return pulled;
  } finally {
    await client.close();
  }
}

function isEmbeddedName(text: string): boolean {
  try {
    const { domain, repository } = parseReference(text);
    return `${domain}/${repository}` === EMBEDDED_REPOSITORY;
  } catch {
    return false; // an id, or an error that the registry client words
  }
}

function embeddedIsMissing(reference: string): TsRunError {
  return new TsRunError(
    "ERR_NOT_FOUND",
    `find image ${reference}: ts-run builds this image itself, no registry has it, and it is not in the store`,
    {
      hint: "`npm start` in the ts-run checkout builds and imports it",
    },
  );
}

/** Found by its id: there is nothing to pull by. */
function isIdOf(image: ImageRecord, text: string): boolean {
  const hex = text.replace(/^sha256:/, "");
  return /^[0-9a-f]{4,64}$/.test(hex) && image.id.startsWith(`sha256:${hex}`);
}

function platformOf({ os, architecture, variant }: ImageRecord): Platform {
  return variant === undefined ? { os, architecture } : { os, architecture, variant };
}

function fits(image: ImageRecord, wanted: Platform): boolean {
  return choosePlatform([platformOf(image)], wanted) !== undefined;
}

/** Architectures whose programs a kernel runs beside its own. */
const COMPATIBLE: Readonly<Record<string, readonly string[]>> = { amd64: ["386"], arm64: ["arm"] };
/** What qemu's handlers in binfmt_misc are called where it is not the OCI name. */
const QEMU_NAMES: Readonly<Record<string, string>> = {
  amd64: "x86_64",
  arm64: "aarch64",
  "386": "i386",
  mipsle: "mipsel",
};

function checkHost(image: ImageRecord, reference: string): ImageRecord {
  refuseForeign(platformOf(image), reference);
  return image;
}

/** Programs for another processor fail with ENOEXEC; said here, it is said before anything is made. */
function refuseForeign(platform: Platform, reference: string): void {
  const host = hostPlatform();
  const { os, architecture } = platform;
  if (os !== host.os) {
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `run image ${reference}: it is for ${formatPlatform(platform)}, this host runs ${host.os} only`,
    );
  }
  const runs = architecture === host.architecture || COMPATIBLE[host.architecture]?.includes(architecture) === true;
  if (runs || existsSync(`/proc/sys/fs/binfmt_misc/qemu-${QEMU_NAMES[architecture] ?? architecture}`)) return;
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `run image ${reference}: it is for ${formatPlatform(platform)}, this host is ${formatPlatform(host)}`,
    { hint: `use --platform ${formatPlatform(host)}, or install qemu-user-static` },
  );
}
