// Mounts of a container: what the kernel offers, what the pod shares, what the image and the pod's spec ask for. Pure.

import { join } from "node:path";
import { TsRunError } from "../../base/index.ts";
import { type Mount, MountPropagation, NamespaceMode } from "../../cri-wire/index.ts";
import { defaultMounts, type RuntimeMount } from "../../oci/index.ts";
import { SANDBOX_FILES } from "../sandbox-files.ts";
import { idMappings, namespaceOptions, usesHostNetwork } from "../sandbox-spec.ts";
import type { ContainerSpecInput } from "./input.ts";

export function containerMounts(input: ContainerSpecInput): RuntimeMount[] {
  const { config } = input;
  const asked = [
    ...config.mounts.filter(({ image }) => image === undefined).map((mount) => bindMount(mount, input)),
    ...input.volumes,
  ];
  // Parents before children, whatever their order in the request.
  const ordered = asked.sort((a, b) => depth(a.destination) - depth(b.destination));
  const isAsked = ({ destination }: RuntimeMount): boolean =>
    ordered.some((other) => other.destination === destination);
  return [...kernelMounts(input), ...sandboxMounts(input)].filter((mount) => !isAsked(mount)).concat(ordered);
}

function depth(path: string): number {
  return path.split("/").filter((name) => name !== "").length;
}

function kernelMounts({ config, pod }: ContainerSpecInput): RuntimeMount[] {
  const privileged = config.linux?.securityContext?.privileged ?? false;
  const hasUserNamespace = idMappings(pod.config) !== undefined;
  return defaultMounts({ shmSizeBytes: 0, privileged })
    .filter(({ destination }) => destination !== "/dev/shm")
    .map((mount) =>
      // Mounting sysfs takes rights over the network namespace, which the root of a user namespace has over its own only.
      mount.destination === "/sys" && hasUserNamespace && usesHostNetwork(pod.config)
        ? { ...mount, type: "bind", source: "/sys", options: ["rbind", "nosuid", "noexec", "nodev", "ro"] }
        : mount,
    );
}

function sandboxMounts({ config, pod }: ContainerSpecInput): RuntimeMount[] {
  const access = config.linux?.securityContext?.readonlyRootfs ? "ro" : "rw";
  const shift = idMappings(pod.config) ? ["idmap"] : [];
  const files = SANDBOX_FILES.map((file) => ({
    destination: `/etc/${file}`,
    type: "bind",
    source: join(pod.paths.filesDir, file),
    options: ["bind", "rprivate", access, ...shift],
  }));
  const isHostIpc = namespaceOptions(pod.config).ipc === NamespaceMode.NODE;
  return [
    ...files,
    {
      destination: "/dev/shm",
      type: "bind",
      source: isHostIpc ? "/dev/shm" : pod.paths.shm,
      options: ["rbind", "rprivate", "rw"],
    },
  ];
}

const MOUNT_OPTIONS = new Set([
  "noexec",
  "nodev",
  "nosuid",
  "exec",
  "dev",
  "suid",
  "noatime",
  "relatime",
  "nodiratime",
]);

function bindMount(mount: Mount, { pod, host }: ContainerSpecInput): RuntimeMount {
  const { containerPath, hostPath, readonly, propagation, recursiveReadOnly } = mount;
  const destination = containerPath.startsWith("/") ? containerPath : `/${containerPath}`;
  if (recursiveReadOnly && !readonly) throw refused(mount, "recursive_read_only needs readonly");
  if (recursiveReadOnly && propagation !== MountPropagation.PROPAGATION_PRIVATE)
    throw refused(mount, "recursive_read_only needs private propagation");
  if (mount.selinuxRelabel && host.selinux)
    throw new TsRunError("ERR_UNSUPPORTED", `mount at ${containerPath}: relabelling for SELinux is not supported`);
  const unknown = mount.mountOptions.find((option) => !MOUNT_OPTIONS.has(option));
  if (unknown !== undefined) throw refused(mount, `mount option ${JSON.stringify(unknown)} is not known`);
  return {
    destination,
    type: "bind",
    source: hostPath,
    options: [
      "rbind",
      PROPAGATION[propagation] ?? "rprivate",
      readonly ? "ro" : "rw",
      ...(recursiveReadOnly ? ["rro"] : []),
      ...mount.mountOptions,
      ...shiftOption(mount, pod.config),
    ],
  };
}

const PROPAGATION: Readonly<Record<number, string>> = {
  [MountPropagation.PROPAGATION_PRIVATE]: "rprivate",
  [MountPropagation.PROPAGATION_HOST_TO_CONTAINER]: "rslave",
  [MountPropagation.PROPAGATION_BIDIRECTIONAL]: "rshared",
};

/** The kubelet sends the pod's own mapping with every mount whose file system can be shifted. */
function shiftOption(mount: Mount, pod: ContainerSpecInput["pod"]["config"]): string[] {
  if (mount.uidMappings.length === 0 && mount.gidMappings.length === 0) return [];
  const mappings = idMappings(pod);
  if (!mappings) throw refused(mount, "it has id mappings and the pod has no user namespace");
  const [uid, gid] = [mount.uidMappings[0], mount.gidMappings[0]];
  const isPods = uid?.hostId === mappings.uidMappings[0]?.hostID && gid?.hostId === mappings.gidMappings[0]?.hostID;
  if (!isPods) throw refused(mount, "its id mappings are not the pod's");
  return ["idmap"];
}

/** rootfsPropagation: a mount can only spread when the root it hangs in lets it. */
export function rootPropagation({ config }: ContainerSpecInput): string {
  const wanted = config.mounts.map(({ propagation }) => propagation);
  if (wanted.includes(MountPropagation.PROPAGATION_BIDIRECTIONAL)) return "rshared";
  return wanted.includes(MountPropagation.PROPAGATION_HOST_TO_CONTAINER) ? "rslave" : "rprivate";
}

function refused({ containerPath }: Mount, reason: string): TsRunError {
  return new TsRunError("ERR_INVALID_SPEC", `mount at ${containerPath}: ${reason}`);
}
