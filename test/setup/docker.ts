// A dockerd of its own for a test, whose default runtime is the one under test.
import { execFileSync } from "node:child_process";
import path from "node:path";
import type { Result } from "./cli.ts";
import { EngineHost, embeddedImage, hasProgram, type RunOptions, runtime } from "./engine-host.ts";
import type { Terminal } from "./terminal.ts";

export const dockerd = hasProgram("/usr/bin/dockerd") ? "/usr/bin/dockerd" : "/usr/sbin/dockerd"; // docker's own, Debian's
/** The distribution's; another one may be earlier on the PATH. */
export const docker = "/usr/bin/docker";
export const busybox = "ts-run/busybox";

export class Docker {
  readonly host: EngineHost;

  private constructor(host: EngineHost) {
    this.host = host;
  }

  get #data(): string {
    return path.join(this.host.dir, "docker");
  }

  static async open(): Promise<Docker> {
    const engine = new Docker(await EngineHost.open());
    await engine.startDaemon();
    const archive = path.join(engine.host.dir, "image.tar"); // dockerd of 2020 reads its own format only
    execFileSync("skopeo", [
      "copy",
      "-q",
      `oci-archive:${embeddedImage}`,
      `docker-archive:${archive}:${busybox}:latest`,
    ]);
    await engine.ok("load", "-q", "-i", archive);
    return engine;
  }

  async startDaemon(): Promise<void> {
    this.host.daemon(dockerd, [
      ...["--data-root", this.#data, "--host", "unix:///run/docker.sock"],
      ...["--add-runtime", `tested=${runtime}`, "--default-runtime", "tested"],
      ...["--cgroup-parent", `/${this.host.cgroup}`, "--exec-opt", "native.cgroupdriver=cgroupfs"],
      ...["--storage-driver", "overlay2", "--iptables=false", "--live-restore", "--experimental"],
    ]);
    await this.host.answers(dockerd, () => this.run(["version"]));
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<Result> {
    return this.host.run(docker, args, options);
  }

  /** Output of a command that must succeed. */
  ok(...args: string[]): Promise<string> {
    return this.host.ok(docker, args);
  }

  /** Exit code and complaint of a command, in one line. */
  async fails(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(args);
    return `${code} ${stdout}${stderr.trim()}`;
  }

  terminal(...args: string[]): Terminal {
    return this.host.terminal(docker, args);
  }

  /** Output of a command line for sh in a fresh container. */
  sh(script: string, ...flags: string[]): Promise<string> {
    return this.ok("run", "--rm", ...flags, busybox, "sh", "-c", script);
  }

  /** One field of `docker inspect`, by its template. */
  inspect(name: string, field: string): Promise<string> {
    return this.ok("inspect", "--format", `{{${field}}}`, name);
  }

  /** Removes all containers and stops the daemon. Returns what is left, in words. */
  async close(): Promise<string[]> {
    const all = (await this.ok("ps", "-aq")).split("\n").filter((id) => id !== "");
    if (all.length > 0) await this.ok("rm", "-f", "-v", ...all);
    const bundles = "/run/docker/containerd/daemon/io.containerd.runtime.v2.task/moby";
    const left = await this.host.close("/run/docker/runtime-tested/moby", bundles);
    // docker's own: the host's network as a file, and the mount that keeps its data directory private
    const own = ["mount: /run/docker/netns/default", `mount: ${this.#data}`];
    return left.filter((one) => !own.includes(one));
  }
}
