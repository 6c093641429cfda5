// CDI (Container Device Interface): devices by name, "vendor.com/class=name", as JSON specifications in /etc/cdi and
// /var/run/cdi describe them: what to add to a container so that it can use them.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import type { ContainerConfig } from "../cri-wire/index.ts";
import { lookUpDevice } from "../engine/index.ts";
import type { LinuxDevice, RuntimeSpec } from "../oci/index.ts";

/** Later ones win: what is in /var/run is of this boot. */
const DIRECTORIES = ["/etc/cdi", "/var/run/cdi"] as const;
const ANNOTATION = "cdi.k8s.io/";

interface Edits {
  readonly env?: readonly string[];
  readonly deviceNodes?: readonly {
    readonly path: string;
    readonly hostPath?: string;
    readonly permissions?: string;
    readonly uid?: number;
    readonly gid?: number;
    readonly fileMode?: number;
  }[];
  readonly mounts?: readonly {
    readonly hostPath: string;
    readonly containerPath: string;
    readonly options?: readonly string[];
    readonly type?: string;
  }[];
  readonly hooks?: readonly unknown[];
  readonly additionalGids?: readonly number[];
}

interface Specification {
  readonly kind: string;
  readonly devices: readonly { readonly name: string; readonly containerEdits: Edits }[];
  readonly containerEdits?: Edits;
}

/** Names from the CRI's field and from annotations, as device plugins of before the field give them. */
export function cdiDevices({ CDIDevices, annotations }: Pick<ContainerConfig, "CDIDevices" | "annotations">): string[] {
  const named = Object.entries(annotations).filter(([key]) => key.startsWith(ANNOTATION));
  return [...new Set([...CDIDevices.map(({ name }) => name), ...named.flatMap(([, value]) => value.split(","))])];
}

/** Throws ERR_NOT_FOUND for a device that no specification has. */
export function withCdiDevices(
  spec: RuntimeSpec,
  names: readonly string[],
  directories: readonly string[] = DIRECTORIES,
): RuntimeSpec {
  if (names.length === 0) return spec;
  const specifications = directories.flatMap(specificationsIn);
  const whole = new Set<Specification>();
  let edited = spec;
  for (const name of names) {
    const [kind = "", device = ""] = name.split("=", 2);
    const found = specifications.findLast((one) => one.kind === kind && one.devices.some((own) => own.name === device));
    const edits = found?.devices.find((own) => own.name === device)?.containerEdits;
    if (!found || !edits)
      throw new TsRunError(
        "ERR_NOT_FOUND",
        `add CDI device ${name}: no specification in ${directories.join(", ")} has it`,
      );
    // What a specification says for all of its devices is done once.
    if (found.containerEdits && !whole.has(found)) edited = apply(edited, found.containerEdits);
    whole.add(found);
    edited = apply(edited, edits);
  }
  return edited;
}

function specificationsIn(directory: string): Specification[] {
  let files: string[];
  try {
    files = readdirSync(directory).sort();
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
  return files.filter((file) => file.endsWith(".json")).map((file) => parse(join(directory, file)));
}

function parse(file: string): Specification {
  try {
    const document = JSON.parse(readFileSync(file, "utf8")) as Partial<Specification>;
    if (typeof document.kind !== "string" || !Array.isArray(document.devices))
      throw new Error("kind or devices is missing");
    return document as Specification;
  } catch (error) {
    throw new TsRunError("ERR_INVALID_SPEC", `read CDI specification ${file}: ${messageOf(error)}`, { cause: error });
  }
}

function apply(spec: RuntimeSpec, edits: Edits): RuntimeSpec {
  const { process: program, linux = {} } = spec;
  if (edits.hooks?.length)
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      "add a CDI device: its specification has hooks, which are not run for pods yet",
    );
  const nodes = (edits.deviceNodes ?? []).map(node);
  const mounts = (edits.mounts ?? []).map(({ hostPath, containerPath, options = ["ro", "nosuid", "nodev"], type }) => ({
    destination: containerPath,
    type: type ?? "bind",
    source: hostPath,
    options: ["rbind", "rprivate", ...options.filter((option) => option !== "bind" && option !== "rbind")],
  }));
  const { devices = [] } = linux.resources ?? {};
  const gids = [...new Set([...(program?.user.additionalGids ?? []), ...(edits.additionalGids ?? [])])];
  return {
    ...spec,
    ...(program
      ? {
          process: {
            ...program,
            env: [...(program.env ?? []), ...(edits.env ?? [])],
            user: { ...program.user, additionalGids: gids },
          },
        }
      : {}),
    mounts: [...(spec.mounts ?? []), ...mounts],
    linux: {
      ...linux,
      devices: [
        ...(linux.devices ?? []).filter(({ path }) => !nodes.some((own) => own.device.path === path)),
        ...nodes.map((own) => own.device),
      ],
      resources: {
        ...linux.resources,
        devices: [
          ...devices,
          ...nodes.map(({ device: { type, major, minor }, permissions: access }) => ({
            allow: true,
            type,
            access,
            ...(major === undefined ? {} : { major }),
            ...(minor === undefined ? {} : { minor }),
          })),
        ],
      },
    },
  };
}

function node(wanted: NonNullable<Edits["deviceNodes"]>[number]): { device: LinuxDevice; permissions: string } {
  const { path, hostPath = path, permissions = "rwm", uid, gid, fileMode } = wanted;
  if (!statSync(hostPath, { throwIfNoEntry: false }))
    throw new TsRunError("ERR_NOT_FOUND", `add CDI device node ${hostPath}: the host has no such device`);
  const { permissions: access, ...device } = lookUpDevice({ hostPath, containerPath: path, permissions });
  return {
    device: {
      ...device,
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
      ...(fileMode === undefined ? {} : { fileMode }),
    },
    permissions: access,
  };
}
