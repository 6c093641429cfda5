// systemd on a unix socket, as far as SystemdManager talks to it: authentication, calls, and the signal that ends a job.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { decodeMessage, encodeMessage, MESSAGE_TYPE, type Message } from "../../../../src/cgroups/dbus/message.ts";
import type { Value } from "../../../../src/cgroups/dbus/signature.ts";

export type Answer =
  | { readonly signature?: string; readonly body?: readonly Value[] }
  | { readonly error: string; readonly text?: string }
  /** Replies with a job, and says with which result it ends. */
  | { readonly job: string; readonly signalFirst?: boolean };

export class FakeSystemd {
  readonly directory = mkdtempSync(path.join(tmpdir(), "ts-run-systemd-"));
  readonly socket = path.join(this.directory, "private");
  /** Members that were called, with their bodies. */
  readonly calls: { member: string; body: readonly Value[] }[] = [];
  answer: (message: Message) => Answer = () => ({});
  accept = "OK 1234deadbeef";
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private serial = 0;

  constructor() {
    this.server = createServer((socket) => this.serve(socket));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.socket, resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.directory, { recursive: true });
  }

  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    let isReady = false;
    let received = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (!isReady) {
        for (let end = received.indexOf("\r\n"); end !== -1 && !isReady; end = received.indexOf("\r\n")) {
          const line = received.subarray(0, end).toString("latin1");
          received = received.subarray(end + 2);
          // Units come and go all the time, and every peer is told: in the same breath as of its own admittance.
          if (line.startsWith("\0AUTH EXTERNAL "))
            socket.write(Buffer.concat([Buffer.from(`${this.accept}\r\n`), this.unitNew()]));
          isReady = line === "BEGIN";
        }
        return; // as systemd: a message that came with BEGIN lies there until something else comes
      }
      for (let next = isReady ? decodeMessage(received) : undefined; next; next = decodeMessage(received)) {
        received = received.subarray(next.size);
        this.reply(socket, next.message);
      }
    });
  }

  private unitNew(): Buffer {
    this.serial += 1;
    return encodeMessage({
      ...{ type: MESSAGE_TYPE.signal, serial: this.serial, path: "/org/freedesktop/systemd1", member: "UnitNew" },
      ...{ interface: "org.freedesktop.systemd1.Manager", signature: "so" },
      body: ["other.scope", "/org/freedesktop/systemd1/unit/other_2escope"],
    });
  }

  private reply(socket: Socket, message: Message): void {
    const { member = "", body = [], serial: replySerial } = message;
    this.calls.push({ member, body });
    const answer = this.answer(message);
    if ("error" in answer) {
      const { error: errorName, text = "" } = answer;
      this.send(socket, { type: MESSAGE_TYPE.error, replySerial, errorName, signature: "s", body: [text] });
    } else if ("job" in answer) {
      const job = `/org/freedesktop/systemd1/job/${this.calls.length}`;
      const reply = () => this.send(socket, { type: MESSAGE_TYPE.reply, replySerial, signature: "o", body: [job] });
      if (!answer.signalFirst) reply();
      this.send(socket, {
        ...{ type: MESSAGE_TYPE.signal, path: "/org/freedesktop/systemd1", member: "JobRemoved" },
        ...{ interface: "org.freedesktop.systemd1.Manager", signature: "uoss" },
        body: [7, job, String(body[0]), answer.job],
      });
      if (answer.signalFirst) reply();
    } else this.send(socket, { type: MESSAGE_TYPE.reply, replySerial, ...answer });
  }

  /** In two pieces, as a stream may cut anywhere. */
  private send(socket: Socket, message: Omit<Message, "serial">): void {
    this.serial += 1;
    const bytes = encodeMessage({ serial: this.serial, ...message });
    socket.write(bytes.subarray(0, 7));
    socket.write(bytes.subarray(7));
  }
}
