// podman with every directory of its own, no network unless asked for, and the runtime under test.
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Result } from "./cli.ts";
import { EngineHost, embeddedImage, type RunOptions, runtime } from "./engine-host.ts";
import type { Terminal } from "./terminal.ts";

export const podmanProgram = "/usr/bin/podman";
export const busybox = "docker.io/ts-run/busybox:latest";

export class Podman {
  readonly host: EngineHost;

  private constructor(host: EngineHost) {
    this.host = host;
    writeFileSync(this.#config, configuration);
  }

  static async open(): Promise<Podman> {
    const podman = new Podman(await EngineHost.open());
    await podman.ok("load", "-q", "-i", embeddedImage);
    return podman;
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<Result> {
    const [file, argv] = this.#command(args);
    return this.host.run(file, argv, options);
  }

  /** Output of a command that must succeed. */
  ok(...args: string[]): Promise<string> {
    return this.host.ok(...this.#command(args));
  }

  /** The same with a file open as descriptor 3. */
  okWithFile(file: string, ...args: string[]): Promise<string> {
    const [program, argv] = this.#command(args);
    return this.host.ok("sh", ["-c", 'file=$1; shift; exec "$@" 3<"$file"', "sh", file, program, ...argv]);
  }

  /** Exit code and complaint of a command, in one line. */
  async fails(...args: string[]): Promise<string> {
    const { code, stderr } = await this.run(args);
    return `${code} ${stderr.trim()}`;
  }

  terminal(...args: string[]): Terminal {
    return this.host.terminal(...this.#command(args));
  }

  /** Output of a command line for sh in a fresh container. */
  sh(script: string, ...flags: string[]): Promise<string> {
    return this.ok("run", "--rm", ...flags, busybox, "sh", "-c", script);
  }

  /** One field of `podman inspect`, by its template. */
  inspect(name: string, field: string): Promise<string> {
    return this.ok("inspect", "--format", `{{${field}}}`, name);
  }

  /** Removes all containers and pods. Returns what is left, in words. */
  async close(): Promise<string[]> {
    const removals = [await this.run(["pod", "rm", "-fa", "-t", "0"]), await this.run(["rm", "-fa", "-t", "0"])];
    const failed = removals.filter(({ code }) => code !== 0).map(({ stderr }) => `podman rm: ${stderr}`);
    const left = await this.host.close();
    return [...failed, ...left.filter((one) => !isPodmansOwn(one))];
  }

  get #config(): string {
    return path.join(this.host.dir, "containers.conf");
  }

  #command([verb = "", ...args]: readonly string[]): [string, string[]] {
    const places = ["--root", path.join(this.host.dir, "storage"), "--runroot", "/run/containers/storage"];
    const engine = ["--storage-driver", "overlay", "--network-config-dir", "/run/podman-networks"];
    const makes = (verb === "run" || verb === "create") && !args.some((arg) => arg.startsWith("--cgroups="));
    const parent = makes ? ["--cgroup-parent", `/${this.host.cgroup}`] : [];
    const command = [podmanProgram, ...places, ...engine, "--runtime", runtime, verb, ...parent, ...args];
    return ["env", [`CONTAINERS_CONF=${this.#config}`, "PODMAN_IGNORE_CGROUPSV1_WARNING=1", ...command]];
  }
}

/**
 * What stays because podman lets it stay: the place of its network namespaces, the cgroup of all its monitors, and pods'
 * cgroups (a bare id; containers' are "libpod-ID") in the hierarchies where it sets no limits.
 */
function isPodmansOwn(leftover: string): boolean {
  return (
    leftover === "mount: /run/netns" || /^cgroup: .*\/(conmon|(systemd|unified)\/[^/]+\/[0-9a-f]{64})$/.test(leftover)
  );
}

// This machine's root may not raise hard limits, and podman's default is more than it has.
const configuration = `
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
log_driver = "k8s-file"
netns = "none"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
lock_type = "file"
runtime_supports_nocgroup = ["${path.basename(runtime)}"]
[network]
network_backend = "netavark"
`;
