// A gRPC client of a CRI server, as plain as the kubelet's: one connection, requests by name.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { credentials, makeClientConstructor } from "@grpc/grpc-js";
import { cacheDir, projectDir } from "../../scripts/setup/stamp.mjs";

const wireFile = path.join(cacheDir, "cri-wire.mjs");
const DEADLINE_MS = 60_000;

/** The messages are TypeScript, which Node 20 does not read. */
export async function buildWire() {
  const { build } = await import("esbuild");
  mkdirSync(cacheDir, { recursive: true });
  const entry = path.join(projectDir, "src/cri-wire/index.ts");
  const external = ["@grpc/grpc-js", "@bufbuild/protobuf"];
  await build({ entryPoints: [entry], outfile: wireFile, bundle: true, format: "esm", platform: "node", external });
}

/** call(rpc, request): what is not said in a request is zero, "" or empty. */
export async function connect(socketPath) {
  const wire = await import(wireFile);
  const limits = { "grpc.max_receive_message_length": 16 * 1024 * 1024 }; // the kubelet's
  const channel = (service) =>
    new (makeClientConstructor(service, "cri"))(`unix:${socketPath}`, credentials.createInsecure(), limits);
  const clients = [channel(wire.RuntimeServiceService), channel(wire.ImageServiceService)];
  const call = (rpc, request = {}) => {
    const client = rpc in wire.RuntimeServiceService ? clients[0] : clients[1];
    const message = wire[`${rpc[0].toUpperCase()}${rpc.slice(1)}Request`].fromPartial(request);
    return new Promise((resolve, reject) => {
      const done = (error, response) => (error ? reject(error) : resolve(response));
      client[rpc](message, { deadline: Date.now() + DEADLINE_MS }, done);
    });
  };
  /** An answer as it comes: that decoding 5 MB takes JavaScript 30 ms is none of the server's time. */
  const bytesOf = (rpc) =>
    new Promise((resolve, reject) => {
      const { path } = wire.RuntimeServiceService[rpc];
      const done = (error, response) => (error ? reject(error) : resolve(response));
      const options = { deadline: Date.now() + DEADLINE_MS };
      clients[0].makeUnaryRequest(
        path,
        () => Buffer.alloc(0),
        (bytes) => bytes,
        {},
        options,
        done,
      );
    });
  const close = () => {
    for (const client of clients) client.close();
  };
  return { call, bytesOf, close };
}

/** Until it answers; servers take a moment to start. */
export async function connectWhenReady(socketPath) {
  const until = Date.now() + 30_000;
  for (;;) {
    const client = await connect(socketPath);
    try {
      await client.call("version");
      return client;
    } catch (error) {
      client.close();
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
