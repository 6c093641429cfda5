// Options and image -> config.json. Pure. Every field that a flag or the image decided is noted in `sources`, so that
// explain and errors can name what the user wrote instead of what we made of it.

import { TsRunError } from "../base/index.ts";
import { CAPABILITIES, type HostFacts } from "../linux/index.ts";
import {
  defaultCapabilities,
  defaultDeviceRules,
  defaultMaskedPaths,
  defaultMounts,
  defaultReadonlyPaths,
  defaultSeccomp,
  type LinuxNamespace,
  type LinuxSeccomp,
  type RuntimeMount,
  type RuntimeSpec,
} from "../oci/index.ts";
import { planIdMappings } from "./id-mappings.ts";
import { resourceSources } from "./resource-sources.ts";
import { resourcesOf } from "./resources.ts";
import type { RunOptions } from "./types.ts";
import type { ResolvedUser } from "./user.ts";

export interface ImageDefaults {
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly workingDir?: string;
  readonly user?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly stopSignal?: string;
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
}

export interface SpecInput {
  readonly id: string;
  readonly options: RunOptions;
  readonly image: ImageDefaults;
  readonly user: ResolvedUser;
  readonly host: HostFacts;
  readonly hostname: string;
  /** Mounts asked for by flags and the image, volumes already resolved to host directories. */
  readonly mounts: readonly { readonly mount: RuntimeMount; readonly source: string }[];
  /** Host devices of --device, already looked up. */
  readonly devices: readonly SpecDevice[];
  /** Namespaces of another container or of the host: kind -> "host" or a /proc/<pid>/ns path. */
  readonly joined: Readonly<Partial<Record<"pid" | "ipc" | "uts" | "network" | "cgroup" | "user", string>>>;
  /** --seccomp FILE, already read and parsed. */
  readonly seccompProfile?: LinuxSeccomp;
  /** major:minor of the --device-read-bps paths. */
  readonly deviceNumbers: Readonly<Record<string, readonly [number, number]>>;
  /** --userns private: the first host id of the container's own range. */
  readonly firstHostId?: number;
  /** Host path of our init program, for --init. */
  readonly initProgram: string;
}

export interface SpecDevice {
  readonly path: string;
  readonly type: "c" | "b";
  readonly major: number;
  readonly minor: number;
  readonly fileMode: number;
  readonly uid: number;
  readonly gid: number;
  readonly permissions: string;
}

export interface BuiltSpec {
  readonly spec: RuntimeSpec;
  readonly sources: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
export const INIT_PATH = "/dev/init";

export function buildSpec(input: SpecInput): BuiltSpec {
  const sources: Record<string, string> = {};
  const from = (pointer: string, field: keyof RunOptions | undefined, otherwise: string): void => {
    const flag = field === undefined ? undefined : input.options.flagOf[field];
    sources[pointer] = flag === undefined ? otherwise : `flag ${flag}`;
  };
  const command = commandOf(input, from);
  const capabilities = capabilitiesOf(input, from);
  const namespaces = namespacesOf(input, from);
  const mounts = mountsOf(input, sources);
  const process = processOf(input, { command, capabilities, from });
  const linux = linuxOf(input, { namespaces, capabilities, from });
  Object.assign(sources, resourceSources(input.options.flagOf));
  const { options } = input;
  const hasUts = namespaces.some((namespace) => namespace.type === "uts" && namespace.path === undefined);
  if (hasUts) from("/hostname", "hostname", "default: the container's short id");
  from("/root/readonly", "readOnly", "default: writable");
  const spec: RuntimeSpec = {
    ociVersion: "1.3.0",
    process,
    root: { path: "rootfs", readonly: options.readOnly },
    ...(hasUts ? { hostname: input.hostname } : {}),
    ...(hasUts && options.domainname !== undefined ? { domainname: options.domainname } : {}),
    mounts,
    annotations: options.annotations,
    linux,
  };
  return { spec, sources, command };
}

type Note = (pointer: string, field: keyof RunOptions | undefined, otherwise: string) => void;

/** docker's rule: an --entrypoint given on the command line also discards the image's command. */
function commandOf({ options, image }: SpecInput, from: Note): string[] {
  const entrypoint =
    options.entrypoint === undefined ? image.entrypoint : options.entrypoint === "" ? [] : [options.entrypoint];
  const fallback = options.entrypoint === undefined ? image.command : [];
  const command = options.command.length > 0 ? options.command : fallback;
  const all = [...entrypoint, ...command];
  if (all.length === 0) {
    throw new TsRunError("ERR_USAGE", `run ${options.image}: there is no command to run`, {
      hint: `the image names none; give one: ts-run run ${options.image} COMMAND`,
    });
  }
  from(
    "/process/args",
    options.entrypoint === undefined ? undefined : "entrypoint",
    options.command.length > 0 ? "command line" : "image config /config/Entrypoint, /config/Cmd",
  );
  return options.init ? [INIT_PATH, ...all] : all;
}

function processOf(
  input: SpecInput,
  about: { command: string[]; capabilities: string[]; from: Note },
): NonNullable<RuntimeSpec["process"]> {
  const { options, image, user } = input;
  const { from, capabilities } = about;
  from("/process/cwd", "workdir", image.workingDir ? "image config /config/WorkingDir" : "default: /");
  from("/process/user", "user", image.user ? "image config /config/User" : "default: root");
  from("/process/env", "env", "image config /config/Env");
  if (options.noNewPrivileges) from("/process/noNewPrivileges", "noNewPrivileges", "default");
  if (options.ulimits.length > 0) from("/process/rlimits", "ulimits", "default");
  if (options.oomScoreAdj !== undefined) from("/process/oomScoreAdj", "oomScoreAdj", "default");
  return {
    terminal: options.tty,
    user: { uid: user.uid, gid: user.gid, additionalGids: [...user.additionalGids] },
    args: about.command,
    env: environmentOf(input),
    cwd: options.workdir ?? (image.workingDir || "/"),
    // Only root gets its capabilities through execve; for others they end in the bounding set, as with docker.
    capabilities: {
      bounding: capabilities,
      effective: user.uid === 0 ? capabilities : [],
      permitted: user.uid === 0 ? capabilities : [],
    },
    rlimits: options.ulimits.map(({ name, soft, hard }) => ({ type: `RLIMIT_${name.toUpperCase()}`, soft, hard })),
    noNewPrivileges: options.noNewPrivileges,
    ...(options.oomScoreAdj === undefined ? {} : { oomScoreAdj: options.oomScoreAdj }),
    ...(options.apparmor === undefined || options.apparmor === "unconfined"
      ? {}
      : { apparmorProfile: options.apparmor }),
  };
}

function environmentOf({ options, image, user, hostname }: SpecInput): string[] {
  const env = new Map<string, string>([["PATH", DEFAULT_PATH]]);
  if (options.tty) env.set("TERM", "xterm");
  for (const entry of image.env) {
    const at = entry.indexOf("=");
    if (at > 0) env.set(entry.slice(0, at), entry.slice(at + 1));
  }
  for (const [key, value] of Object.entries(options.env)) env.set(key, value);
  if (!env.has("HOSTNAME")) env.set("HOSTNAME", hostname);
  if (!env.has("HOME")) env.set("HOME", user.home);
  return [...env].map(([key, value]) => `${key}=${value}`);
}

function capabilitiesOf({ options, host }: SpecInput, from: Note): string[] {
  from(
    "/process/capabilities",
    options.privileged
      ? "privileged"
      : options.capAdd.length > 0
        ? "capAdd"
        : options.capDrop.length > 0
          ? "capDrop"
          : undefined,
    "default: docker's 14",
  );
  const known = CAPABILITIES.slice(0, host.lastCapability + 1) as readonly string[];
  const full = (name: string): string => {
    const capability = `CAP_${name.toUpperCase().replace(/^CAP_/, "")}`;
    if (known.includes(capability)) return capability;
    throw new TsRunError("ERR_USAGE", `capability ${name}: the kernel has no such capability`, {
      hint: "see `man 7 capabilities`; names are accepted with and without CAP_",
    });
  };
  const isAll = (name: string): boolean => name.toUpperCase() === "ALL";
  const wanted = new Set<string>(options.privileged || options.capAdd.some(isAll) ? known : defaultCapabilities);
  if (options.capDrop.some(isAll)) wanted.clear();
  for (const name of options.capDrop) if (!isAll(name)) wanted.delete(full(name));
  for (const name of options.capAdd) if (!isAll(name)) wanted.add(full(name));
  const explicit = new Set(options.capAdd.filter((name) => !isAll(name)).map(full));
  // What this host's root lacks itself cannot be given. Asked for by name that is an error, as part of ALL it is left out.
  return known.filter((name) => {
    if (!wanted.has(name)) return false;
    if (host.capabilities.includes(name)) return true;
    if (!explicit.has(name)) return false;
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `--cap-add ${name.slice(4)}: ts-run does not have ${name} on this host itself`,
      {
        hint: "the host's root was started without it (for example inside another container or a restricted VM)",
      },
    );
  });
}

function namespacesOf({ options, joined }: SpecInput, from: Note): LinuxNamespace[] {
  const kinds = [
    ["pid", "pid", "pid"],
    ["network", "network", "network"],
    ["ipc", "ipc", "ipc"],
    ["uts", "uts", "uts"],
    ["cgroup", "cgroup", "cgroupns"],
    ["user", "user", "userns"],
  ] as const;
  const namespaces: LinuxNamespace[] = [{ type: "mount" }];
  for (const [type, key, field] of kinds) {
    const value = joined[key];
    from(`/linux/namespaces/${type}`, field, value === undefined ? "default: a new one" : "default");
    if (value === "host") continue;
    if (type === "user" && value === undefined && !usesUserNamespace(options)) continue;
    namespaces.push(value === undefined ? { type } : { type, path: value });
  }
  if (options.timeOffsets) namespaces.push({ type: "time" });
  return namespaces;
}

export function usesUserNamespace(options: RunOptions): boolean {
  return options.userns !== undefined && options.userns !== "host";
}

function mountsOf(
  { options, mounts, joined, initProgram }: SpecInput,
  sources: Record<string, string>,
): RuntimeMount[] {
  const all: RuntimeMount[] = defaultMounts({
    shmSizeBytes: options.shmSizeBytes ?? 64 * 1024 * 1024,
    privileged: options.privileged,
  })
    .filter((mount) => !mounts.some((other) => other.mount.destination === mount.destination))
    // Mounting sysfs needs the netns to be ours; with the host's, its /sys is shown as it is.
    .map((mount) =>
      mount.destination === "/sys" && joined.network !== undefined && usesUserNamespace(options)
        ? { ...mount, type: "bind", source: "/sys", options: ["rbind", "nosuid", "noexec", "nodev", "ro"] }
        : mount,
    )
    // The same with proc and the pid namespace.
    .map((mount) =>
      mount.destination === "/proc" && joined.pid === "host" && usesUserNamespace(options)
        ? { ...mount, type: "bind", source: "/proc", options: ["rbind", "nosuid", "noexec", "nodev"] }
        : mount,
    )
    .filter((mount) => !(mount.destination === "/dev/mqueue" && joined.ipc !== undefined && usesUserNamespace(options)))
    .filter((mount) => !(mount.destination === "/dev/shm" && options.ipc === "none"))
    .map((mount) =>
      mount.destination === "/dev/shm" && joined.ipc === "host"
        ? { destination: "/dev/shm", type: "bind", source: "/dev/shm", options: ["rbind"] }
        : mount,
    );
  all.forEach((mount, i) => {
    sources[`/mounts/${i}`] =
      mount.destination === "/dev/shm" && options.flagOf.shmSizeBytes
        ? `flag ${options.flagOf.shmSizeBytes}`
        : "default";
  });
  if (options.init) {
    sources[`/mounts/${all.length}`] = `flag ${options.flagOf.init ?? "--init"}`;
    all.push({ destination: INIT_PATH, type: "bind", source: initProgram, options: ["bind", "ro", "nosuid", "nodev"] });
  }
  // Parents before children, whatever the order of the flags.
  const ordered = [...mounts].sort(
    (a, b) => a.mount.destination.split("/").length - b.mount.destination.split("/").length,
  );
  for (const { mount, source } of ordered) {
    sources[`/mounts/${all.length}`] = source;
    all.push(mount);
  }
  return all;
}

function linuxOf(
  input: SpecInput,
  about: { namespaces: LinuxNamespace[]; capabilities: string[]; from: Note },
): NonNullable<RuntimeSpec["linux"]> {
  const { options, id } = input;
  const { from, capabilities } = about;
  const seccomp = seccompOf(input, capabilities, from);
  from("/linux/resources", "resources", "default");
  from("/linux/cgroupsPath", "cgroupParent", "default: /ts-run/<id>");
  from("/linux/maskedPaths", options.privileged ? "privileged" : undefined, "default");
  from("/linux/readonlyPaths", options.privileged ? "privileged" : undefined, "default");
  const sysctl = { ...defaultSysctls(input), ...options.sysctls };
  for (const key of Object.keys(sysctl))
    from(`/linux/sysctl/${key}`, key in options.sysctls ? "sysctls" : undefined, "default");
  const mappings = usesUserNamespace(options) ? planIdMappings(options.userns, input.firstHostId) : undefined;
  return {
    namespaces: about.namespaces,
    ...(mappings ? { uidMappings: mappings.uidMappings, gidMappings: mappings.gidMappings } : {}),
    devices: input.devices.map(({ permissions: _, ...device }) => device),
    cgroupsPath: `${options.cgroupParent ?? "/ts-run"}/${id}`,
    resources: resourcesOf(options.resources, {
      devices: options.privileged
        ? [{ allow: true, access: "rwm" }]
        : [
            ...defaultDeviceRules,
            ...input.devices.map((device) => ({
              allow: true,
              type: device.type,
              major: device.major,
              minor: device.minor,
              access: device.permissions,
            })),
          ],
      deviceNumbers: input.deviceNumbers,
    }),
    sysctl,
    ...(seccomp ? { seccomp } : {}),
    rootfsPropagation: options.mounts.some(
      (mount) => mount.type === "bind" && /^r?shared$/.test(mount.propagation ?? ""),
    )
      ? "rshared"
      : options.mounts.some((mount) => mount.type === "bind" && /^r?slave$/.test(mount.propagation ?? ""))
        ? "rslave"
        : "rprivate",
    maskedPaths: options.privileged ? [] : [...defaultMaskedPaths],
    readonlyPaths: options.privileged ? [] : [...defaultReadonlyPaths],
    ...(options.timeOffsets
      ? {
          timeOffsets: Object.fromEntries(
            Object.entries(options.timeOffsets).map(([clock, secs]) => [clock, { secs }]),
          ),
        }
      : {}),
  };
}

/** docker's: in a network namespace of its own nobody needs root to serve port 80 or to ping. */
function defaultSysctls({ options, joined }: SpecInput): Record<string, string> {
  if (joined.network !== undefined || options.network === "none") return {};
  const ports = { "net.ipv4.ip_unprivileged_port_start": "0" };
  // In a user namespace the range would have to be in terms of mapped groups.
  return usesUserNamespace(options) ? ports : { ...ports, "net.ipv4.ping_group_range": "0 2147483647" };
}

function seccompOf(
  { options, host, seccompProfile }: SpecInput,
  capabilities: readonly string[],
  from: Note,
): LinuxSeccomp | undefined {
  from("/linux/seccomp", options.privileged ? "privileged" : "seccomp", "default: docker's profile");
  if (seccompProfile) return seccompProfile;
  if (options.privileged || options.seccomp === "unconfined") return undefined;
  return defaultSeccomp({ capabilities, architecture: host.architecture, kernel: host.kernel });
}
