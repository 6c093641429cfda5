// A CRI server over a root of its own, and a gRPC client on its socket, as the kubelet has one.
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { type Client, credentials, makeClientConstructor, type ServiceError } from "@grpc/grpc-js";
import { type RunningCri, serveCri } from "../../../src/cri/index.ts";
import * as wire from "../../../src/cri-wire/index.ts";
import {
  ContainerConfig,
  type DeepPartial,
  ImageServiceService,
  PodSandboxConfig,
  RuntimeServiceService,
} from "../../../src/cri-wire/index.ts";
import { ImageStore } from "../../../src/images/index.ts";

const project = path.resolve(import.meta.dirname, "../../..");
export const embeddedImage = path.join(project, ".cache/embedded/image.tar");
export const image = "docker.io/ts-run/busybox:latest";

type Calls = typeof RuntimeServiceService & typeof ImageServiceService;
type RequestOf<Rpc extends keyof Calls> = Calls[Rpc] extends { requestDeserialize: (bytes: Buffer) => infer Request }
  ? DeepPartial<Request>
  : never;
type ResponseOf<Rpc extends keyof Calls> = Calls[Rpc] extends { responseDeserialize: (bytes: Buffer) => infer Response }
  ? Response
  : never;

export class CriHost {
  readonly dir = mkdtempSync("/tmp/tsr-cri-");
  readonly runDir = mkdtempSync("/run/tsr-");
  readonly socketPath = path.join(this.runDir, "cri.sock");
  readonly logDir = path.join(this.dir, "logs");
  readonly lines: string[] = [];
  #server: RunningCri | undefined;
  #clients: Client[] = [];

  readonly #change: Partial<Parameters<typeof serveCri>[0]>;

  private constructor(change: Partial<Parameters<typeof serveCri>[0]>) {
    this.#change = change;
  }

  static async open(change: Partial<Parameters<typeof serveCri>[0]> = {}): Promise<CriHost> {
    const host = new CriHost(change);
    const store = new ImageStore(path.join(host.dir, "root"));
    await store.importImage(embeddedImage, { signal: AbortSignal.timeout(30_000) });
    await host.start();
    return host;
  }

  async start(): Promise<void> {
    this.#server = await serveCri({
      root: path.join(this.dir, "root"),
      runDir: this.runDir,
      socketPath: this.socketPath,
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
      version: "test",
      cgroupDriver: "cgroupfs",
      pinnedImages: [],
      cni: { configDir: path.join(this.dir, "no-cni") },
      log: (line) => this.lines.push(line),
      ...this.#change,
    });
  }

  async stop(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.close();
    await this.#server?.close();
  }

  async close(): Promise<void> {
    for (const { id } of (await this.call("listPodSandbox", {})).items)
      await this.call("removePodSandbox", { podSandboxId: id });
    await this.stop();
    for (const dir of [this.dir, this.runDir]) rmSync(dir, { recursive: true, force: true });
  }

  call<Rpc extends keyof Calls>(rpc: Rpc, request: RequestOf<Rpc>, deadlineMs = 20_000): Promise<ResponseOf<Rpc>> {
    const [, service = ""] = (
      RuntimeServiceService[rpc as "version"] ?? ImageServiceService[rpc as "listImages"]
    ).path.split("/");
    const definition = service === "runtime.v1.RuntimeService" ? RuntimeServiceService : ImageServiceService;
    const client = this.#client(definition);
    const whole = wholeRequest(rpc, request);
    return new Promise((resolve, reject) => {
      const deadline = Date.now() + deadlineMs;
      const done = (error: ServiceError | null, response: unknown): void =>
        error ? reject(error) : resolve(response as ResponseOf<Rpc>);
      (client as unknown as Record<string, (...args: unknown[]) => void>)[rpc]?.(whole, { deadline }, done);
    });
  }

  /** All messages of a server stream, or the first `count` of them. */
  async *stream<Rpc extends keyof Calls>(rpc: Rpc, request: RequestOf<Rpc>): AsyncGenerator<ResponseOf<Rpc>> {
    const isImage = rpc in ImageServiceService;
    const definition = isImage ? ImageServiceService : RuntimeServiceService;
    const whole = wholeRequest(rpc, request);
    const client = this.#client(definition) as unknown as Record<
      string,
      (request: unknown) => AsyncIterable<unknown> & { cancel(): void }
    >;
    const messages = client[rpc]?.(whole);
    if (!messages) throw new Error(`there is no ${rpc}`);
    try {
      for await (const message of messages) yield message as ResponseOf<Rpc>;
    } finally {
      messages.cancel();
    }
  }

  #client(definition: typeof RuntimeServiceService | typeof ImageServiceService): Client {
    const Constructor = makeClientConstructor(definition, "cri");
    const client = new Constructor(`unix:${this.socketPath}`, credentials.createInsecure());
    this.#clients.push(client);
    return client;
  }
}

/** As the wire has it: what is not said is zero, "" or empty. */
function wholeRequest(rpc: string, request: object): object {
  const name = rpc === "getContainerEvents" ? "GetEvents" : `${rpc[0]?.toUpperCase()}${rpc.slice(1)}`;
  const message = (wire as unknown as Record<string, { fromPartial(request: object): object }>)[`${name}Request`];
  if (!message) throw new Error(`there is no ${name}Request`);
  return message.fromPartial(request);
}

let attempt = 0;

export function podConfig(host: CriHost, change: DeepPartial<PodSandboxConfig> = {}): PodSandboxConfig {
  attempt += 1;
  return PodSandboxConfig.fromPartial({
    metadata: { name: "pod", namespace: "test", uid: "uid", attempt },
    hostname: "pod-name",
    logDirectory: host.logDir,
    linux: { cgroupParent: `/${path.basename(host.dir)}` },
    ...change,
  });
}

export function containerConfig(
  name: string,
  script: string,
  change: DeepPartial<ContainerConfig> = {},
): ContainerConfig {
  return ContainerConfig.fromPartial({
    metadata: { name },
    image: { image },
    command: ["sh", "-c", script],
    logPath: `${name}.log`,
    linux: { securityContext: { namespaceOptions: { pid: 1 } } },
    ...change,
  });
}
