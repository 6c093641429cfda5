// The gRPC server: one unix socket that only root can reach, every RPC bound to its handler, errors turned into statuses.

import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import {
  type handleServerStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServerWritableStream,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { messageOf, TsRunError } from "../base/index.ts";
import { ImageServiceService, RuntimeServiceService } from "../cri-wire/index.ts";
import type { Call, StreamHandler, UnaryHandler } from "./call.ts";
import { Encoded } from "./encoded.ts";
import { toStatus } from "./grpc-status.ts";
import { imageHandlers, runtimeHandlers } from "./handlers.ts";
import type { CriServices } from "./services.ts";

export interface ServerOptions {
  readonly socketPath: string;
  readonly log: (line: string) => void;
}

export interface RunningServer {
  /** Answers what was asked already, ends streams, and takes the socket away. */
  close(): Promise<void>;
}

/** cri-client's own limit. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
const CLOSE_MS = 5_000;

/** The caller holds the lock of the pods, so that a socket which is there already is nobody's. */
export async function startServer(services: CriServices, options: ServerOptions): Promise<RunningServer> {
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    "grpc.keepalive_time_ms": 60_000,
    "grpc.keepalive_timeout_ms": 20_000,
  });
  const stopping = new AbortController();
  const binding: Binding = { services, log: options.log, stopping: stopping.signal };
  for (const [service, handlers] of [
    [RuntimeServiceService, runtimeHandlers],
    [ImageServiceService, imageHandlers],
  ] as const)
    server.addService(acceptingEncoded(service), bindAll(service, handlers, binding));
  await listen(server, options.socketPath);
  return {
    close: async () => {
      stopping.abort();
      await shutDown(server);
      rmSync(options.socketPath, { force: true });
    },
  };
}

/** Answers may be Encoded ones. */
function acceptingEncoded(service: ServiceDefinition): ServiceDefinition {
  return Object.fromEntries(
    Object.entries(service).map(([name, rpc]) => {
      const responseSerialize = (message: unknown): Buffer =>
        message instanceof Encoded ? message.bytes : rpc.responseSerialize(message);
      return [name, { ...rpc, responseSerialize }];
    }),
  );
}

async function listen(server: Server, socketPath: string): Promise<void> {
  mkdirSync(dirname(socketPath), { recursive: true, mode: 0o700 });
  rmSync(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socketPath}`, ServerCredentials.createInsecure(), (error) => {
      if (error) reject(new TsRunError("ERR_USAGE", `listen on ${socketPath}: ${messageOf(error)}`, { cause: error }));
      else resolve();
    });
  });
  // Connecting takes the right to write, which nobody but root has had since bind(2) either.
  chmodSync(socketPath, 0o600);
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, CLOSE_MS);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

interface Binding {
  readonly services: CriServices;
  readonly log: (line: string) => void;
  readonly stopping: AbortSignal;
}

type Described = Readonly<Record<string, { readonly path: string; readonly responseStream: boolean }>>;

function bindAll(service: Described, handlers: object, binding: Binding): UntypedServiceImplementation {
  const implementation: UntypedServiceImplementation = {};
  const table = handlers as Record<string, unknown>;
  for (const [name, { path, responseStream }] of Object.entries(service)) {
    const rpc = path.slice(path.lastIndexOf("/") + 1);
    implementation[name] = responseStream
      ? bindStream(rpc, table[name] as StreamHandler<unknown, unknown>, binding)
      : bindUnary(rpc, table[name] as UnaryHandler<unknown, unknown>, binding);
  }
  return implementation;
}

function bindUnary(
  rpc: string,
  handler: UnaryHandler<unknown, unknown>,
  binding: Binding,
): handleUnaryCall<unknown, unknown> {
  return (call, callback) => {
    const abort = new AbortController();
    call.on("cancelled", () => abort.abort());
    answer(() => handler(binding.services, call.request, { signal: abort.signal })).then(
      (response) => callback(null, response),
      (error) => callback(failure(rpc, error, binding)),
    );
  };
}

async function answer<T>(act: () => T | Promise<T>): Promise<T> {
  return act();
}

function bindStream(
  rpc: string,
  handler: StreamHandler<unknown, unknown>,
  binding: Binding,
): handleServerStreamingCall<unknown, unknown> {
  return (call) => {
    const abort = new AbortController();
    const end = (): void => abort.abort();
    call.on("cancelled", end);
    binding.stopping.addEventListener("abort", end);
    send(call, (context) => handler(binding.services, call.request, context), abort.signal)
      .then(
        () => call.end(),
        (error) => call.destroy(Object.assign(new Error(messageOf(error)), failure(rpc, error, binding))),
      )
      .finally(() => binding.stopping.removeEventListener("abort", end));
  };
}

async function send(
  call: ServerWritableStream<unknown, unknown>,
  messages: (context: Call) => AsyncIterable<unknown> | Iterable<unknown>,
  signal: AbortSignal,
): Promise<void> {
  for await (const message of messages({ signal })) {
    if (signal.aborted) return;
    if (!call.write(message)) await drained(call, signal);
  }
}

/** A caller that reads slowly slows only this stream down. */
function drained(call: ServerWritableStream<unknown, unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      call.off("drain", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    call.on("drain", done);
    signal.addEventListener("abort", done);
  });
}

function failure(rpc: string, error: unknown, { log }: Binding): { code: number; details: string } {
  const { code, details, unexpected } = toStatus(error);
  log(unexpected && error instanceof Error ? `${rpc}: this is a bug: ${error.stack}` : `${rpc}: ${details}`);
  return { code, details };
}
