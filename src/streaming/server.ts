// The HTTP server that exec, attach and port-forward URLs lead to: loopback, single-use tokens, upgraded to SPDY/3.1 or
// WebSocket. What carries the streams ends here; what they are connected to is the handlers' business.

import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { createWebSocketStream, type WebSocket, WebSocketServer } from "ws";
import { expectedChannels, serveRemoteCommand } from "./remote-command.ts";
import { collectChannels } from "./spdy/command.ts";
import { SpdyConnection } from "./spdy/connection.ts";
import { servePortForward } from "./spdy/port-forward.ts";
import type { Ending } from "./status.ts";
import { Tokens } from "./tokens.ts";
import type {
  AttachStreamRequest,
  ContainerStreams,
  ExecStreamRequest,
  PortForwardStreamRequest,
  StreamHandlers,
} from "./types.ts";
import { COMMAND_PROTOCOLS, webSocketChannels } from "./web-socket.ts";

type Request =
  | { readonly kind: "exec"; readonly request: ExecStreamRequest }
  | { readonly kind: "attach"; readonly request: AttachStreamRequest }
  | { readonly kind: "portforward"; readonly request: PortForwardStreamRequest };

export interface StreamingServer {
  /** Absolute URLs, which kubelets need; each for one client within a minute. Throw ERR_NO_SPACE. */
  exec(request: ExecStreamRequest): string;
  attach(request: AttachStreamRequest): string;
  portForward(request: PortForwardStreamRequest): string;
  /** Ends every connection. */
  close(): Promise<void>;
}

export interface StreamingOptions {
  /** 127.0.0.1 */
  readonly host?: string;
  /** After so long without a byte a connection is closed: 4 hours, as with containerd. */
  readonly idleMs?: number;
}

const SPDY_COMMAND_PROTOCOLS = ["v4.channel.k8s.io", "v3.channel.k8s.io", "v2.channel.k8s.io", "channel.k8s.io"];
const PORT_FORWARD_PROTOCOL = "portforward.k8s.io";
const TUNNEL_PROTOCOL = "SPDY/3.1+portforward.k8s.io";
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
const IDLE_MS = 4 * 60 * 60 * 1000;

export async function startStreamingServer(
  handlers: StreamHandlers,
  options: StreamingOptions = {},
): Promise<StreamingServer> {
  loadNow();
  const host = options.host ?? "127.0.0.1";
  const tokens = new Tokens<Request>();
  const connections = new Set<Duplex>();
  const server = createServer((_request, response) => {
    response.writeHead(400, { "content-type": "text/plain" }).end("upgrade to SPDY/3.1 or WebSocket is needed\n");
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    connections.add(socket);
    socket.on("error", () => undefined).once("close", () => connections.delete(socket));
    (socket as Duplex & { setTimeout(ms: number, act: () => void): void }).setTimeout(options.idleMs ?? IDLE_MS, () =>
      socket.destroy(),
    );
    if (head.length > 0) socket.unshift(head);
    upgrade({ request, socket, tokens, handlers });
  });
  const port = await listen(server, host);
  const urlOf = (entry: Request): string => `http://${host}:${port}/${entry.kind}/${tokens.add(entry)}`;
  return {
    exec: (request) => urlOf({ kind: "exec", request }),
    attach: (request) => urlOf({ kind: "attach", request }),
    portForward: (request) => urlOf({ kind: "portforward", request }),
    close: () => {
      for (const socket of connections) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port));
  });
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly tokens: Tokens<Request>;
  readonly handlers: StreamHandlers;
}

function upgrade(about: Upgrade): void {
  const { request, socket, tokens } = about;
  const [, kind = "", token = ""] = /^\/(exec|attach|portforward)\/([\w-]+)\/?(?:\?.*)?$/.exec(request.url ?? "") ?? [];
  const protocol = (request.headers.upgrade ?? "").toLowerCase();
  if (protocol !== "spdy/3.1" && protocol !== "websocket") {
    refuse(socket, "400 Bad Request", `cannot upgrade to ${request.headers.upgrade}: SPDY/3.1 or websocket`);
    return;
  }
  const entry = tokens.take(token);
  if (entry === undefined || entry.kind !== kind) {
    refuse(socket, "404 Not Found", "no such stream: its token was used, or is older than a minute");
    return;
  }
  if (protocol === "websocket") overWebSocket(about, entry);
  else overSpdy(about, entry);
}

function refuse(socket: Duplex, status: string, why: string): void {
  const body = `${why}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function overSpdy({ request, socket, handlers }: Upgrade, entry: Request): void {
  const offered = listOf(request.headers["x-stream-protocol-version"]);
  const known = entry.kind === "portforward" ? [PORT_FORWARD_PROTOCOL] : SPDY_COMMAND_PROTOCOLS;
  // A client that names none speaks the first version.
  const chosen = offered.length === 0 ? "" : offered.find((name) => known.includes(name));
  if (chosen === undefined) {
    refuse(socket, "403 Forbidden", `no common protocol: client has ${offered.join(", ")}, server ${known.join(", ")}`);
    return;
  }
  const version = chosen === "" ? "" : `X-Stream-Protocol-Version: ${chosen}\r\n`;
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n${version}\r\n`);
  const connection = new SpdyConnection(socket);
  if (entry.kind === "portforward") void servePortForward(connection, entry.request, handlers);
  else void commandOverSpdy(connection, { entry, handlers, version: chosen });
}

async function commandOverSpdy(
  connection: SpdyConnection,
  about: { entry: Exclude<Request, { kind: "portforward" }>; handlers: StreamHandlers; version: string },
): Promise<void> {
  const { entry, handlers, version } = about;
  const gone = new AbortController();
  connection.once("close", () => gone.abort());
  const hasResize = version.startsWith("v3") || version.startsWith("v4");
  try {
    const channels = await collectChannels(connection, expectedChannels(entry.request, hasResize));
    await serveRemoteCommand(channels, {
      hasStatus: version.startsWith("v4"),
      signal: gone.signal,
      run: (streams) => run(entry, handlers, streams),
    });
  } catch {
    // The client left, or opened too few streams: there is nobody to be told.
  } finally {
    connection.close();
  }
}

async function run(
  entry: Exclude<Request, { kind: "portforward" }>,
  handlers: StreamHandlers,
  streams: ContainerStreams,
): Promise<Ending> {
  if (entry.kind === "exec") return { type: "exited", ...(await handlers.exec(entry.request, streams)) };
  await handlers.attach(entry.request, streams);
  return { type: "exited", exitCode: 0 };
}

function overWebSocket({ request, socket, handlers }: Upgrade, entry: Request): void {
  const known: readonly string[] = entry.kind === "portforward" ? [TUNNEL_PROTOCOL] : COMMAND_PROTOCOLS;
  const offered = listOf(request.headers["sec-websocket-protocol"]);
  const chosen = offered.find((name) => known.includes(name));
  if (chosen === undefined) {
    refuse(socket, "403 Forbidden", `no common protocol: client has ${offered.join(", ")}, server ${known.join(", ")}`);
    return;
  }
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  // Negotiated here and not by ws, for which "SPDY/3.1+..." is no valid name: it has a slash.
  delete request.headers["sec-websocket-protocol"];
  server.on("headers", (headers) => headers.push(`Sec-WebSocket-Protocol: ${chosen}`));
  server.handleUpgrade(request, socket, Buffer.alloc(0), (webSocket) => {
    webSocket.on("error", () => undefined);
    if (entry.kind === "portforward")
      void servePortForward(new SpdyConnection(createWebSocketStream(webSocket)), entry.request, handlers);
    else void commandOverWebSocket(webSocket, { entry, handlers, canClose: chosen === COMMAND_PROTOCOLS[0] });
  });
}

async function commandOverWebSocket(
  webSocket: WebSocket,
  about: { entry: Exclude<Request, { kind: "portforward" }>; handlers: StreamHandlers; canClose: boolean },
): Promise<void> {
  const { entry, handlers, canClose } = about;
  const gone = new AbortController();
  webSocket.once("close", () => gone.abort());
  const channels = webSocketChannels(webSocket, expectedChannels(entry.request, true), canClose);
  await serveRemoteCommand(channels, {
    hasStatus: true,
    signal: gone.signal,
    run: (streams) => run(entry, handlers, streams),
  }).catch(() => undefined); // the client left: there is nobody to be told
  webSocket.close(1000);
}

/** Comma-separated, or one header each. */
function listOf(value: string | string[] | undefined): string[] {
  return [value ?? []]
    .flat()
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter(Boolean);
}

/** Modules are loaded when they are first used; a ts-run that is replaced while we run may have others by then. */
function loadNow(): void {
  new WebSocketServer({ noServer: true }).close();
}
