// What `spec` writes: a config.json to begin with, of the same content as runc's.

import {
  defaultMaskedPaths,
  defaultMounts,
  defaultReadonlyPaths,
  type RuntimeMount,
  type RuntimeSpec,
} from "../oci/index.ts";

const CAPABILITIES = ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];

export function defaultRuncSpec(): RuntimeSpec {
  return {
    ociVersion: "1.3.0",
    process: {
      terminal: true,
      user: { uid: 0, gid: 0 },
      args: ["sh"],
      env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm"],
      cwd: "/",
      capabilities: { bounding: CAPABILITIES, effective: CAPABILITIES, permitted: CAPABILITIES },
      rlimits: [{ type: "RLIMIT_NOFILE", hard: 1024, soft: 1024 }],
      noNewPrivileges: true,
    },
    root: { path: "rootfs", readonly: true },
    hostname: "ts-runc",
    mounts: defaultMounts({ shmSizeBytes: 64 * 1024 * 1024, privileged: false }),
    linux: {
      resources: { devices: [{ allow: false, access: "rwm" }] },
      namespaces: (["pid", "network", "ipc", "uts", "mount", "cgroup"] as const).map((type) => ({ type })),
      maskedPaths: defaultMaskedPaths,
      readonlyPaths: defaultReadonlyPaths,
    },
  };
}

/**
 * The same for a user of the host with one id: its root is that user, who has no rights over the host's network, cgroups
 * and other groups' ids, so nothing of these is asked for.
 */
export function rootlessRuncSpec(owner: { uid: number; gid: number }): RuntimeSpec {
  const spec = defaultRuncSpec();
  const { resources: _, ...linux } = spec.linux ?? {};
  const map = (hostID: number) => [{ containerID: 0, hostID, size: 1 }];
  const namespaces = linux.namespaces?.filter(({ type }) => type !== "network") ?? [];
  return {
    ...spec,
    mounts: spec.mounts?.map(withoutGroups) ?? [],
    linux: {
      ...linux,
      namespaces: [...namespaces, { type: "user" }],
      uidMappings: map(owner.uid),
      gidMappings: map(owner.gid),
    },
  };
}

/** A sysfs may be mounted by the owner of the network namespace only, so it is the host's that is shown. */
function withoutGroups(mount: RuntimeMount): RuntimeMount {
  if (mount.destination === "/sys")
    return { ...mount, type: "none", source: "/sys", options: ["rbind", "nosuid", "noexec", "nodev", "ro"] };
  const options = mount.options?.filter((word) => !/^[ug]id=/.test(word));
  return { ...mount, ...(options && { options }) };
}
