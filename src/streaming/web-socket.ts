// Channels in WebSocket messages: the first byte of each binary message is the channel's number
// (v4.channel.k8s.io; v5 adds channel 255, whose second byte names a channel that the client has closed).

import { PassThrough, Writable } from "node:stream";
import type { RawData, WebSocket } from "ws";
import type { ChannelName, Channels } from "./remote-command.ts";

const NUMBERS: Readonly<Record<ChannelName, number>> = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4 };
const CLOSE_CHANNEL = 255;

export const COMMAND_PROTOCOLS = ["v5.channel.k8s.io", "v4.channel.k8s.io"] as const;

export function webSocketChannels(socket: WebSocket, wanted: readonly ChannelName[], canClose: boolean): Channels {
  const inputs = new Map<number, PassThrough>();
  const channels: Partial<Record<ChannelName, PassThrough | Writable>> = {};
  for (const name of wanted) {
    const input = name === "stdin" || name === "resize" ? new PassThrough() : undefined;
    if (input) inputs.set(NUMBERS[name], input);
    channels[name] = input ?? outputOf(socket, NUMBERS[name]);
  }
  socket.on("message", (message: RawData) => take(Buffer.from(message as Buffer), { socket, inputs, canClose }));
  socket.once("close", () => {
    for (const input of inputs.values()) input.end();
  });
  // An empty message on the first output tells the client that the connection stands (as the kubelet does).
  const first = wanted.find((name) => name === "stdout" || name === "stderr") ?? "error";
  socket.send(Buffer.of(NUMBERS[first]));
  return channels as unknown as Channels;
}

interface Receiver {
  readonly socket: WebSocket;
  readonly inputs: ReadonlyMap<number, PassThrough>;
  readonly canClose: boolean;
}

function take(message: Buffer, { socket, inputs, canClose }: Receiver): void {
  const [channel, second] = message;
  if (channel === CLOSE_CHANNEL) {
    if (second !== undefined && canClose) inputs.get(second)?.end();
    return;
  }
  const input = channel === undefined ? undefined : inputs.get(channel);
  if (input === undefined || input.writableEnded || message.length === 1) return;
  if (input.write(message.subarray(1))) return;
  socket.pause(); // the container reads slowly
  input.once("drain", () => socket.resume());
}

function outputOf(socket: WebSocket, channel: number): Writable {
  const stream = new Writable({
    highWaterMark: 64 * 1024,
    write: (chunk: Buffer, _encoding, done) => {
      socket.send(Buffer.concat([Buffer.of(channel), chunk]), { binary: true }, (error) => done(error));
    },
  });
  stream.on("error", () => undefined); // the client left: its close is what is acted upon
  return stream;
}
