// A bundle directory -> a spec that is valid, with all paths absolute.

import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { hasErrno, TsRunError } from "../base/index.ts";
import {
  parseRuntimeSpec,
  parseSpecText,
  type RuntimeMount,
  type RuntimeSpec,
  unknownProperties,
  type Violation,
  validateRuntimeSpec,
  violationText,
} from "../oci/index.ts";
import { refuseHostSysctls } from "./host-namespaces.ts";
import { resourcesAsMeant } from "./older-specs.ts";

export interface Bundle {
  readonly dir: string;
  readonly rootfs: string;
  readonly spec: RuntimeSpec;
  /** Pointers of what is in config.json and not in the specification. */
  readonly unknown: readonly string[];
}

/** Throws ERR_INVALID_SPEC with every violation, ERR_NOT_FOUND for missing files. */
export async function loadBundle(bundle: string): Promise<Bundle> {
  const dir = realpath(bundle, "open bundle");
  const file = join(dir, "config.json");
  const document = parseSpecText(readText(file), file);
  const parsed = await parseRuntimeSpec(document);
  refuseViolations(validateRuntimeSpec(parsed), "config.json");
  refuseHostSysctls(parsed);
  const rootfs = rootfsOf(dir, parsed);
  return {
    dir,
    rootfs,
    unknown: unknownProperties(document, parsed),
    spec: {
      ...parsed,
      ...(parsed.mounts && { mounts: parsed.mounts.map((one) => absolute(one, dir)) }),
      ...(parsed.linux && { linux: asMeant(parsed.linux, parsed.ociVersion) }),
    },
  };
}

export function refuseViolations(violations: readonly Violation[], what: string): void {
  const [first] = violations;
  if (first === undefined) return;
  const lines = violations.map(violationText);
  throw new TsRunError("ERR_INVALID_SPEC", `validate ${what}: ${lines.join("; ")}`, { hint: `see ${first.url}` });
}

/** A rootfs that is a symlink could be pointed elsewhere between our look and the mount. */
function rootfsOf(dir: string, spec: RuntimeSpec): string {
  const asked = resolve(dir, spec.root?.path ?? "rootfs");
  const real = realpath(asked, "open rootfs");
  if (!statSync(real).isDirectory())
    throw new TsRunError("ERR_INVALID_SPEC", `open rootfs ${real}: it is no directory`);
  if (lstatSync(asked).isSymbolicLink())
    throw new TsRunError("ERR_INVALID_SPEC", `open rootfs ${asked}: it is a symlink, to ${real}`, {
      hint: "write the directory it leads to into /root/path",
    });
  return real;
}

function asMeant(linux: NonNullable<RuntimeSpec["linux"]>, ociVersion: string): NonNullable<RuntimeSpec["linux"]> {
  return linux.resources ? { ...linux, resources: resourcesAsMeant(linux.resources, ociVersion) } : linux;
}

/** Sources of bind mounts are relative to the bundle. */
function absolute(mount: RuntimeMount, dir: string): RuntimeMount {
  const isBind = mount.type === "bind" || mount.options?.some((word) => word === "bind" || word === "rbind");
  if (!isBind || mount.source === undefined || isAbsolute(mount.source)) return mount;
  return { ...mount, source: resolve(dir, mount.source) };
}

function realpath(path: string, what: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!hasErrno(error, "ENOENT", "ENOTDIR", "ELOOP")) throw error;
    throw new TsRunError("ERR_NOT_FOUND", `${what} ${path}: no such directory`, { cause: error });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (!hasErrno(error, "ENOENT")) throw error;
    throw new TsRunError("ERR_NOT_FOUND", `JSON specification file ${path} not found`, {
      cause: error,
      hint: "`ts-runc spec` writes one",
    });
  }
}
