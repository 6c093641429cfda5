// What a CDI specification adds to a container, in config.json.

import { statSync } from "node:fs";
import { TsRunError } from "../../base/index.ts";
import { lookUpDevice } from "../../engine/index.ts";
import type { Hook, HookName, LinuxDevice, RuntimeMount, RuntimeSpec } from "../../oci/index.ts";
import type { CdiDeviceNode, CdiEdits } from "./specification.ts";

type Linux = NonNullable<RuntimeSpec["linux"]>;

/** `name` is the device's. Throws ERR_UNSUPPORTED for edits that pods cannot have. */
export function withEdits(spec: RuntimeSpec, edits: CdiEdits, name: string): RuntimeSpec {
  refuse(edits, name);
  const { process: program } = spec;
  const mounts = (edits.mounts ?? []).map(mountOf);
  return {
    ...spec,
    ...(program && {
      process: {
        ...program,
        env: withVariables(program.env ?? [], edits.env ?? []),
        user: {
          ...program.user,
          additionalGids: [...new Set([...(program.user.additionalGids ?? []), ...(edits.additionalGids ?? [])])],
        },
      },
    }),
    mounts: [
      ...(spec.mounts ?? []).filter((mount) => !mounts.some(({ destination }) => destination === mount.destination)),
      ...mounts,
    ],
    ...hooksOf(spec, edits),
    linux: { ...withNodes(spec, edits), ...netDevicesOf(spec, edits) },
  };
}

function refuse({ intelRdt }: CdiEdits, name: string): void {
  if (!intelRdt) return;
  const what = "its specification has intelRdt, which is not done for containers of pods";
  throw new TsRunError("ERR_UNSUPPORTED", `add CDI device ${name}: ${what}`);
}

function withVariables(env: readonly string[], added: readonly string[]): string[] {
  const nameOf = (variable: string): string => variable.split("=", 1)[0] ?? "";
  const names = new Set(added.map(nameOf));
  return [...env.filter((variable) => !names.has(nameOf(variable))), ...added];
}

function mountOf({ hostPath, containerPath, type, options }: NonNullable<CdiEdits["mounts"]>[number]): RuntimeMount {
  if (type && type !== "bind" && type !== "none")
    return { destination: containerPath, type, source: hostPath, options: options ?? [] };
  const given = (options ?? ["ro", "nosuid", "nodev"]).filter((option) => option !== "bind" && option !== "rbind");
  return { destination: containerPath, type: "bind", source: hostPath, options: ["rbind", "rprivate", ...given] };
}

function hooksOf({ hooks = {} }: RuntimeSpec, edits: CdiEdits): Pick<RuntimeSpec, "hooks"> {
  if (!edits.hooks?.length) return {};
  const all: Partial<Record<HookName, Hook[]>> = Object.fromEntries(
    Object.entries(hooks).map(([kind, list]) => [kind, [...list]]),
  );
  for (const { hookName, path, args, env, timeout } of edits.hooks) {
    const hook: Hook = { path, ...(args && { args }), ...(env && { env }), ...(timeout && { timeout }) };
    all[hookName] = [...(all[hookName] ?? []), hook];
  }
  return { hooks: all };
}

function netDevicesOf({ linux }: RuntimeSpec, { netDevices = [] }: CdiEdits): Pick<Linux, "netDevices"> {
  if (netDevices.length === 0) return {};
  const added = netDevices.map(({ hostInterfaceName, name }) => [hostInterfaceName, { name }] as const);
  return { netDevices: { ...linux?.netDevices, ...Object.fromEntries(added) } };
}

function withNodes({ process: program, linux = {} }: RuntimeSpec, { deviceNodes = [] }: CdiEdits): Linux {
  const nodes = deviceNodes.map((wanted) => ({ device: nodeOf(wanted, program?.user), wanted }));
  const rules = nodes.flatMap(({ device: { type, major, minor }, wanted }) =>
    type === "p" || major === undefined || minor === undefined
      ? []
      : [{ allow: true, type, access: wanted.permissions || "rwm", major, minor }],
  );
  return {
    ...linux,
    devices: [
      ...(linux.devices ?? []).filter(({ path }) => !nodes.some(({ device }) => device.path === path)),
      ...nodes.map(({ device }) => device),
    ],
    resources: { ...linux.resources, devices: [...(linux.resources?.devices ?? []), ...rules] },
  };
}

/** What the specification leaves open is as on the host, but the owner, who is the container's user. */
function nodeOf(wanted: CdiDeviceNode, user: { uid: number; gid: number } | undefined): LinuxDevice {
  const { path, type, major = 0, minor = 0, fileMode } = wanted;
  const uid = wanted.uid ?? user?.uid;
  const gid = wanted.gid ?? user?.gid;
  const isWhole = type !== undefined && type !== "" && (type === "p" || major !== 0 || minor !== 0);
  const found = isWhole
    ? { path, type, ...(type !== "p" && { major, minor }), ...(fileMode !== undefined && { fileMode }) }
    : onHost(wanted);
  return { ...found, ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }) } as LinuxDevice;
}

function onHost({ path, hostPath = path, type, fileMode }: CdiDeviceNode): LinuxDevice {
  if (!statSync(hostPath, { throwIfNoEntry: false }))
    throw new TsRunError("ERR_NOT_FOUND", `add CDI device node ${hostPath}: the host has no such device`);
  const { permissions: _, ...device } = lookUpDevice({ hostPath, containerPath: path, permissions: "rwm" });
  if (type && type !== device.type && !(type === "u" && device.type === "c"))
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `add CDI device node ${hostPath}: it is of type ${device.type}, and its specification says ${type}`,
    );
  return { ...device, ...(fileMode !== undefined && { fileMode }) };
}
