// What an engine is asked for and answers, in the words of docker's and podman's users. Plain data and one interface;
// cli/ parses flags into these and prints these, engine/ does the work.

/** `run` and `create`. Sizes in bytes, times in milliseconds, paths absolute on the host side. Undefined means: image's value or the default. */
export interface RunOptions {
  image: string;
  command: string[];
  name?: string;
  detach: boolean;
  interactive: boolean; // -i
  tty: boolean; // -t
  rm: boolean;
  init: boolean;
  entrypoint?: string; // "" clears the image's
  workdir?: string;
  user?: string;
  groupAdd: string[];
  env: Record<string, string>;
  labels: Record<string, string>;
  hostname?: string;
  domainname?: string;
  addHost: { name: string; ip: string }[]; // ip may be "host-gateway"
  dns: string[];
  dnsSearch: string[];
  dnsOption: string[];
  mounts: MountOption[]; // -v, --mount, --tmpfs
  readOnly: boolean;
  shmSizeBytes?: number;
  capAdd: string[]; // "NET_ADMIN" or "ALL", without CAP_
  capDrop: string[];
  noNewPrivileges: boolean;
  seccomp?: "unconfined" | { file: string };
  apparmor?: string;
  privileged: boolean;
  devices: { hostPath: string; containerPath: string; permissions: string }[];
  ulimits: { name: string; soft: number; hard: number }[]; // name without RLIMIT_; -1 = unlimited
  sysctls: Record<string, string>;
  pid?: "host" | { container: string };
  ipc?: "host" | "private" | "none" | { container: string };
  uts?: "host";
  cgroupns?: "host" | "private";
  userns?: "host" | "private" | { uidMappings: IdMapping[]; gidMappings: IdMapping[] };
  timeOffsets?: Record<string, number>;
  network?: "bridge" | "none" | "host" | { container: string };
  ip?: string;
  publish: PortOption[];
  publishAll: boolean;
  cgroupParent?: string;
  resources: ResourceOptions;
  oomScoreAdj?: number;
  stopSignal?: string;
  stopTimeoutMs?: number;
  restart: RestartPolicy;
  pull: "missing" | "always" | "never";
  platform?: string;
  cidfile?: string;
  pidfile?: string;
  annotations: Record<string, string>;
  logMaxSizeBytes?: number;
  logMaxFiles?: number;
  /** docker's notation; undefined: ctrl-p,ctrl-q. */
  detachKeys?: string;
  /** Pass signals on (default true without a terminal). */
  sigProxy?: boolean;
  quiet: boolean; // pull progress
  explain: boolean;
  dryRun: boolean;
  /** Which flag set which field, for explain: field name of this type -> flag as typed ("-m 64m"). */
  flagOf: Record<string, string>;
}

export interface IdMapping {
  containerId: number;
  hostId: number;
  size: number;
}

export type MountOption =
  | {
      type: "bind";
      source: string;
      target: string;
      readOnly: boolean;
      recursive: boolean;
      propagation?: string;
      createSource: boolean;
      /** Show the files under the container's ids instead of the host's; takes a user namespace. */
      idmap?: boolean;
    }
  | { type: "volume"; source?: string; target: string; readOnly: boolean; noCopy: boolean }
  | { type: "tmpfs"; target: string; sizeBytes?: number; mode?: number; options: string[] };

export interface PortOption {
  hostIp?: string; // undefined: all addresses
  hostPort?: number; // undefined: pick one
  containerPort: number;
  protocol: "tcp" | "udp";
}

export interface ResourceOptions {
  memoryBytes?: number;
  memoryReservationBytes?: number;
  /** memory + swap as docker's --memory-swap; -1 unlimited. */
  memorySwapBytes?: number;
  memoryHighBytes?: number;
  cpus?: number;
  cpuShares?: number;
  cpuPeriodUs?: number;
  cpuQuotaUs?: number;
  cpusetCpus?: string;
  cpusetMems?: string;
  pidsLimit?: number; // -1 unlimited
  blkioWeight?: number;
  deviceReadBps: { path: string; rate: number }[];
  deviceWriteBps: { path: string; rate: number }[];
  deviceReadIops: { path: string; rate: number }[];
  deviceWriteIops: { path: string; rate: number }[];
  oomKillDisable?: boolean;
}

export type RestartPolicy =
  | { name: "no" | "always" | "unless-stopped" }
  | { name: "on-failure"; maximumRetries: number };

export type ContainerState = "created" | "running" | "paused" | "restarting" | "exited" | "dead";

/** One line of `ps`, and the head of `inspect`. Times are RFC 3339 in UTC. */
export interface ContainerSummary {
  id: string; // 64 hex
  name: string;
  image: string; // as the user wrote it
  imageId: string; // sha256:...
  command: string[]; // entrypoint + command as executed
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  state: ContainerState;
  pid?: number;
  exitCode?: number;
  oomKilled: boolean;
  error?: string;
  restartCount: number;
  ports: PublishedPort[];
  labels: Record<string, string>;
  mounts: string[]; // volume names or host paths
  networks: string[];
  sizeRwBytes?: number; // only when asked for (-s)
  sizeRootFsBytes?: number;
}

export interface PublishedPort {
  hostIp: string;
  hostPort: number;
  containerPort: number;
  protocol: "tcp" | "udp";
}

/** One sample of one container. Bytes, microseconds, counts since the container's start. */
export interface StatsSample {
  id: string;
  name: string;
  timestampMs: number;
  cpuUsageUs: number;
  cpuUserUs: number;
  cpuSystemUs: number;
  throttledPeriods: number;
  totalPeriods: number;
  throttledUs: number;
  memoryUsageBytes: number; // without inactive file cache, as docker
  memoryLimitBytes: number; // host memory when unlimited
  memoryPeakBytes?: number;
  oomKills: number;
  pids: number;
  pidsLimit?: number;
  blockReadBytes: number;
  blockWriteBytes: number;
  networkRxBytes: number;
  networkTxBytes: number;
  /** "some avg10" in percent, where the kernel offers PSI per cgroup. */
  pressure?: { cpu?: number; memory?: number; io?: number };
}

export interface EngineEvent {
  time: string; // RFC 3339, nanoseconds
  type: "container" | "image" | "volume" | "network";
  action: string; // create, start, die, oom, stop, kill, destroy, pull, ...
  id: string;
  name: string;
  attributes: Record<string, string>;
}

/** Standard streams of a command, as descriptors, so that a command runs identically in this process and in a service. */
export interface Streams {
  stdin: number;
  stdout: number;
  stderr: number;
  /** stdin is a terminal / stdout is a terminal. */
  stdinIsTty: boolean;
  stdoutIsTty: boolean;
}

/** What every command gets instead of process.*; the exit code is its result. */
export interface CommandContext {
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  streams: Streams;
  /** Aborted on SIGINT/SIGTERM/SIGHUP of the front door, unless the command proxies signals itself. */
  signal: AbortSignal;
  /** Subscribes to signals of the front door (names such as "SIGINT", "SIGWINCH"); while subscribed they do not abort `signal`. Returns the unsubscribe function. */
  onSignal(listener: (name: NodeJS.Signals) => void): () => void;
  write(text: string): void; // stdout
  writeError(text: string): void; // stderr
}
