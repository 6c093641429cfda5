// A containerd of its own for a test, driven with ctr, whose runc shim is told to use the runtime under test.
import { writeFileSync } from "node:fs";
import http2 from "node:http2";
import net from "node:net";
import path from "node:path";
import type { Result } from "./cli.ts";
import { EngineHost, embeddedImage, type RunOptions, runtime } from "./engine-host.ts";
import type { Terminal } from "./terminal.ts";

export const containerdPrograms = ["/usr/bin/containerd", "/usr/bin/ctr", "/usr/bin/containerd-shim-runc-v2"];
export const busybox = "docker.io/ts-run/busybox:latest";
const socket = "/run/containerd/containerd.sock";

export class Containerd {
  readonly host: EngineHost;
  /** containerd's namespace; also the parent cgroup of its containers. */
  readonly namespace: string;

  get bundles(): string {
    return `/run/containerd/io.containerd.runtime.v2.task/${this.namespace}`;
  }

  private constructor(host: EngineHost) {
    this.host = host;
    this.namespace = host.cgroup;
  }

  static async open(): Promise<Containerd> {
    const engine = new Containerd(await EngineHost.open());
    const config = path.join(engine.host.dir, "config.toml");
    writeFileSync(config, configuration(path.join(engine.host.dir, "containerd")));
    engine.host.daemon("/usr/bin/containerd", ["--config", config]);
    await engine.host.answers("/usr/bin/containerd", () => engine.run(["version"]));
    await engine.ok("images", "import", embeddedImage);
    return engine;
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<Result> {
    return this.host.run("/usr/bin/ctr", this.#arguments(args), options);
  }

  /** Output of a command that must succeed. */
  ok(...args: string[]): Promise<string> {
    return this.host.ok("/usr/bin/ctr", this.#arguments(args));
  }

  /** Exit code and complaint of a command, in one line. */
  async fails(...args: string[]): Promise<string> {
    const { code, stderr } = await this.run(args);
    return `${code} ${stderr.trim()}`;
  }

  terminal(...args: string[]): Terminal {
    return this.host.terminal("/usr/bin/ctr", this.#arguments(args));
  }

  /** Output of a command line for sh in a fresh container. */
  sh(id: string, script: string, ...flags: string[]): Promise<string> {
    return this.ok("run", "--rm", ...flags, busybox, id, "sh", "-c", script);
  }

  /** "RUNNING" and so on; undefined without a task. */
  async status(id: string): Promise<string | undefined> {
    const rows = (await this.ok("tasks", "ls")).split("\n").map((line) => line.split(/\s+/));
    return rows.find(([task]) => task === id)?.[2];
  }

  /** ctr cannot change limits; the API that the kubelet's calls end in can. */
  async update(id: string, resources: object): Promise<void> {
    const any = concat(field(1, linuxResources), field(2, JSON.stringify(resources)));
    await this.#call("/containerd.services.tasks.v1.Tasks/Update", concat(field(1, id), field(2, any)));
  }

  /** Removes what runs. Returns what is left, in words. */
  async close(): Promise<string[]> {
    for (const id of (await this.ok("tasks", "ls", "-q")).split("\n").filter((one) => one !== ""))
      await this.run(["tasks", "rm", "-f", id]);
    return await this.host.close(`/run/containerd/runc/${this.namespace}`, this.bundles);
  }

  #arguments([verb = "", ...args]: readonly string[]): string[] {
    const how = verb === "run" ? ["--runtime", "io.containerd.runc.v2", "--runc-binary", runtime] : [];
    return ["--namespace", this.namespace, verb, ...how, ...args];
  }

  /** One unary gRPC call: a frame there, a status back. */
  async #call(method: string, message: Buffer): Promise<void> {
    const path = this.host.inside(socket);
    const session = http2.connect("http://containerd", { createConnection: () => net.connect(path) });
    try {
      const headers = { "content-type": "application/grpc", te: "trailers", "containerd-namespace": this.namespace };
      const stream = session.request({ ":method": "POST", ":path": method, ...headers });
      const answered = new Promise<http2.IncomingHttpHeaders>((resolve, reject) => {
        stream.on("response", (first) => first["grpc-status"] !== undefined && resolve(first));
        stream.on("trailers", resolve).on("error", reject).resume();
      });
      const frame = Buffer.alloc(5);
      frame.writeUInt32BE(message.length, 1);
      stream.end(Buffer.concat([frame, message]));
      const { "grpc-status": status, "grpc-message": text } = await answered;
      if (status !== "0") throw new Error(`${method}: status ${status}, ${text}`);
    } finally {
      session.close();
    }
  }
}

const linuxResources = "types.containerd.io/opencontainers/runtime-spec/1/LinuxResources";

/** A length-delimited protobuf field. */
function field(number: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const length: number[] = [];
  for (let rest = bytes.length; ; rest >>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  return concat(Buffer.from([(number << 3) | 2, ...length]), bytes);
}

const concat = (...parts: readonly Buffer[]): Buffer => Buffer.concat(parts);

const configuration = (root: string): string => `
version = 2
root = "${root}"
state = "/run/containerd"
disabled_plugins = [
  "io.containerd.grpc.v1.cri",
  "io.containerd.snapshotter.v1.aufs",
  "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.zfs",
]
[grpc]
address = "${socket}"
`;
