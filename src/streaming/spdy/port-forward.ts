// Port-forward over SPDY: for each connection the client opens an error and a data stream with the same request id.

import { messageOf } from "../../base/index.ts";
import type { PortForwardStreamRequest, StreamHandlers } from "../types.ts";
import type { SpdyConnection } from "./connection.ts";
import type { SpdyStream } from "./stream.ts";

interface Pair {
  error?: SpdyStream;
  data?: SpdyStream;
}

const PAIR_PATIENCE_MS = 30_000;

/** Serves until the client closes the connection. */
export function servePortForward(
  connection: SpdyConnection,
  request: PortForwardStreamRequest,
  handlers: Pick<StreamHandlers, "portForward">,
): Promise<void> {
  const pairs = new Map<string, Pair>();
  connection.on("stream", (stream) => {
    const id = requestIdOf(stream);
    const kind = stream.headers.get("streamtype");
    const pair = pairs.get(id) ?? {};
    if ((kind !== "error" && kind !== "data") || pair[kind]) {
      stream.destroy();
      return;
    }
    pair[kind] = stream;
    pairs.set(id, pair);
    if (pair.error && pair.data) {
      pairs.delete(id);
      void forward(request, { error: pair.error, data: pair.data }, handlers);
    } else setTimeout(() => giveUp(pairs, id, pair), PAIR_PATIENCE_MS).unref();
  });
  return new Promise((resolve) => connection.once("close", resolve));
}

function giveUp(pairs: Map<string, Pair>, id: string, pair: Pair): void {
  if (pairs.get(id) !== pair) return;
  pairs.delete(id);
  pair.error?.destroy();
  pair.data?.destroy();
}

/** Clients before Kubernetes 1.3 name none: then the data stream is the one opened right after its error stream. */
function requestIdOf(stream: SpdyStream): string {
  const id = stream.headers.get("requestid");
  if (id !== undefined) return id;
  return String(stream.headers.get("streamtype") === "error" ? stream.id : stream.id - 2);
}

async function forward(
  { podSandboxId, ports }: PortForwardStreamRequest,
  streams: Required<Pair>,
  handlers: Pick<StreamHandlers, "portForward">,
): Promise<void> {
  const { data, error } = streams;
  const port = Number(data.headers.get("port"));
  try {
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new Error(`forward to port ${data.headers.get("port")}: not a port`);
    if (ports.length > 0 && !ports.includes(port)) throw new Error(`forward to port ${port}: not asked for`);
    await handlers.portForward({ podSandboxId, port }, data);
  } catch (failure) {
    if (!error.destroyed) error.write(messageOf(failure));
  }
  error.end();
  if (!data.writableEnded) data.end();
}
