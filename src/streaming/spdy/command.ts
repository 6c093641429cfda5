// exec and attach over SPDY: the client opens one stream per channel, named by the header "streamtype".

import { TsRunError } from "../../base/index.ts";
import type { ChannelName, Channels } from "../remote-command.ts";
import type { SpdyConnection } from "./connection.ts";
import type { SpdyStream } from "./stream.ts";

const PATIENCE_MS = 30_000;

/** Resolves when all of them are there. Throws ERR_TIMEOUT, or ERR_CANCELLED when the client leaves before. */
export function collectChannels(connection: SpdyConnection, wanted: readonly ChannelName[]): Promise<Channels> {
  const found = new Map<string, SpdyStream>();
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      finish(new TsRunError("ERR_TIMEOUT", `open the streams of a command: not within ${PATIENCE_MS / 1000} s`));
    }, PATIENCE_MS);
    const take = (stream: SpdyStream): void => {
      const name = stream.headers.get("streamtype") ?? "";
      if (!wanted.includes(name as ChannelName) || found.has(name)) stream.destroy();
      else found.set(name, stream);
      if (wanted.every((one) => found.has(one))) finish();
    };
    const gone = (): void => finish(new TsRunError("ERR_CANCELLED", "open the streams of a command: the client left"));
    function finish(error?: TsRunError): void {
      clearTimeout(patience);
      connection.off("stream", take).off("close", gone);
      if (error) reject(error);
      else resolve(Object.fromEntries(found) as unknown as Channels);
    }
    connection.on("stream", take).once("close", gone);
  });
}
