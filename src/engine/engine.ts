// The engine as its callers (cli/, cri/) see it. `ref` is a name, an id or a unique prefix of an id everywhere.

import type {
  CommandContext,
  ContainerSummary,
  EngineEvent,
  PublishedPort,
  ResourceOptions,
  RestartPolicy,
  RunOptions,
  StatsSample,
} from "./types.ts";

export interface AttachOptions {
  stdin: boolean;
  stdout: boolean;
  stderr: boolean;
  /** docker's notation, "ctrl-p,ctrl-q"; "" switches detaching off. */
  detachKeys: string;
  /** Pass signals of the front door on to the container (--sig-proxy). */
  sigProxy: boolean;
}

export interface ExecOptions {
  command: string[];
  detach: boolean;
  interactive: boolean;
  tty: boolean;
  env: Record<string, string>;
  user?: string;
  workdir?: string;
  privileged: boolean;
  detachKeys: string;
}

export interface LogsOptions {
  follow: boolean;
  /** Milliseconds since the epoch. */
  sinceMs?: number;
  untilMs?: number;
  tail?: number;
  signal: AbortSignal;
}

export interface LogLine {
  timestamp: string; // RFC 3339, nanoseconds, as in the log
  stream: "stdout" | "stderr";
  /** Raw bytes of one line, with its "\n" unless the line is a partial one. */
  content: Buffer;
}

export interface ImageSummary {
  id: string; // sha256:<config digest>
  references: string[]; // docker.io/library/nginx:1.27 ...
  digests: string[]; // docker.io/library/nginx@sha256:...
  createdAt?: string;
  sizeBytes: number; // unpacked
  architecture: string;
  os: string;
  labels: Record<string, string>;
  containers: number;
  lastUsedAt?: string;
}

export interface VolumeSummary {
  name: string;
  mountpoint: string;
  createdAt: string;
  labels: Record<string, string>;
  anonymous: boolean;
  usedBy: string[];
}

/** Progress of a pull/load; `total` may be unknown. One event per change; the CLI draws or prints. */
export interface PullProgress {
  layer: string; // digest
  phase: "waiting" | "downloading" | "retrying" | "verifying" | "unpacking" | "done" | "exists";
  current: number;
  total?: number;
  message?: string;
}

export interface PullOptions {
  platform?: string;
  onProgress?: (progress: PullProgress) => void;
  signal: AbortSignal;
}

export interface Images {
  /** Returns the image id and the manifest (or index) digest the reference resolved to. */
  pull(
    reference: string,
    options: PullOptions,
  ): Promise<{ id: string; digest: string; reference: string; changed: boolean }>;
  list(): Promise<ImageSummary[]>;
  /** What was done, docker-like: references untagged, ids deleted. Throws ERR_CONFLICT naming the container that uses it. */
  remove(ref: string, options: { force: boolean }): Promise<{ untagged: string[]; deleted: string[] }>;
  tag(source: string, target: string): Promise<void>;
  inspect(ref: string): Promise<Record<string, unknown>>;
  history(
    ref: string,
  ): Promise<{ id: string; createdAt: string; createdBy: string; sizeBytes: number; comment: string }[]>;
  save(
    refs: readonly string[],
    options: { format: "docker-archive" | "oci-archive"; outputFd: number; signal: AbortSignal },
  ): Promise<void>;
  load(options: {
    inputFd: number;
    signal: AbortSignal;
    onProgress?: (progress: PullProgress) => void;
  }): Promise<{ id: string; references: string[] }[]>;
  prune(options: { all: boolean }): Promise<{ deleted: string[]; reclaimedBytes: number }>;
  login(registry: string, credentials: { username: string; password: string }, signal: AbortSignal): Promise<void>;
  logout(registry: string): Promise<boolean>;
}

export interface Volumes {
  create(options: { name?: string; labels: Record<string, string> }): Promise<VolumeSummary>;
  list(): Promise<VolumeSummary[]>;
  inspect(name: string): Promise<VolumeSummary>;
  remove(name: string, options: { force: boolean }): Promise<void>;
  prune(options: { all: boolean }): Promise<{ deleted: string[]; reclaimedBytes: number }>;
}

export interface Engine {
  readonly images: Images;
  readonly volumes: Volumes;

  /** Creates, starts and, unless detached, stays attached until the container exits; prints the id when detached. Resolves to the exit code. */
  run(options: RunOptions, context: CommandContext): Promise<number>;
  create(options: RunOptions, context: CommandContext): Promise<string>;
  start(ref: string, options: { attach?: AttachOptions }, context: CommandContext): Promise<number>;
  stop(ref: string, options: { timeoutMs?: number; signal?: string }): Promise<void>;
  restart(ref: string, options: { timeoutMs?: number; signal?: string }): Promise<void>;
  kill(ref: string, signal: string): Promise<void>;
  pause(ref: string): Promise<void>;
  unpause(ref: string): Promise<void>;
  remove(ref: string, options: { force: boolean; volumes: boolean }): Promise<void>;
  wait(ref: string, signal: AbortSignal): Promise<number>;
  exec(ref: string, options: ExecOptions, context: CommandContext): Promise<number>;
  attach(ref: string, options: AttachOptions, context: CommandContext): Promise<number>;
  logs(ref: string, options: LogsOptions): AsyncIterable<LogLine>;
  list(options: { all: boolean; size: boolean }): Promise<ContainerSummary[]>;
  /** docker-like inspect document (Id, Name, State, Config, HostConfig, NetworkSettings, Mounts, ...) plus our evidence and paths. */
  inspect(ref: string): Promise<Record<string, unknown>>;
  /** All running containers when refs is empty. */
  stats(refs: readonly string[]): Promise<StatsSample[]>;
  top(ref: string): Promise<{ titles: string[]; processes: string[][] }>;
  /** `reachableFrom` says in words who can reach the port ("any host that routes to this machine", "this machine only"). */
  ports(ref: string): Promise<(PublishedPort & { reachableFrom: string })[]>;
  rename(ref: string, name: string): Promise<void>;
  update(ref: string, changes: { resources: Partial<ResourceOptions>; restart?: RestartPolicy }): Promise<void>;
  prune(): Promise<{ deleted: string[]; reclaimedBytes: number }>;
  info(): Promise<Record<string, unknown>>;
  events(options: { sinceMs?: number; untilMs?: number; signal: AbortSignal }): AsyncIterable<EngineEvent>;
  /** The compiled plan of an image with options, or of an existing container, with what explain needs to print it. Changes nothing on the host. */
  explain(target: { image: RunOptions } | { container: string }): Promise<ExplainInput>;
  doctor(options: { fix: boolean }): Promise<DoctorFinding[]>;
  /** Starts what its restart policy wants running; for a unit that runs at boot. */
  startAfterBoot(): Promise<{ started: string[]; failed: { name: string; error: unknown }[] }>;
  /** What the monitor's exit command asks for: --rm and restart policies of a container without a front door. */
  afterExit(id: string): Promise<void>;
}

export interface ExplainInput {
  title: string;
  plan: import("../plan/index.ts").Plan;
  spec: import("../oci/index.ts").RuntimeSpec;
  /** JSON pointer in config.json -> where it came from above it: "flag -m 64m", "image config /config/Env", "default". */
  sources: Record<string, string>;
}

export interface DoctorFinding {
  level: "ok" | "warning" | "error";
  what: string;
  detail: string;
  fix?: string;
  /** With fix: true, what was done. */
  fixed?: string;
}
