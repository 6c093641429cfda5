// One connection to a D-Bus peer over a unix socket: authentication, calls and their replies, signals.
//
//   we                                   peer
//   \0 AUTH EXTERNAL <uid in hex>,
//   BEGIN ──────────────────────────────> (the kernel tells it who we are)
//                                 <────── OK <guid>
//   messages ───────────────────────────>

import { connect, type Socket } from "node:net";
import { messageOf, TsRunError } from "../../base/index.ts";
import { decodeMessage, encodeMessage, MESSAGE_TYPE, type Message } from "./message.ts";
import type { Value } from "./signature.ts";

/** The peer answered a call with an error of this name. */
export class DBusError extends TsRunError {
  static {
    this.prototype.name = "DBusError";
  }

  readonly dbusName: string;

  constructor(call: DBusCall, dbusName: string, text: string) {
    super("ERR_SYSCALL", `${call.member} over D-Bus: ${text || "refused"} (${dbusName})`);
    this.dbusName = dbusName;
  }
}

export interface DBusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly Value[];
}

const TIMEOUT_MS = 30_000;

interface Pending {
  readonly call: DBusCall;
  readonly resolve: (body: readonly Value[]) => void;
  readonly reject: (error: Error) => void;
}

export class DBusConnection {
  private readonly socket: Socket;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Set<(signal: Message) => void>();
  private received: Buffer = Buffer.alloc(0);
  private serial = 0;
  private failure: Error | undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("error", (error) => this.fail(error));
    socket.on("close", () => this.fail(new Error("the connection was closed")));
  }

  /** Throws with the errno of connect(2) as `code` when nobody listens. */
  static async open(socketPath: string): Promise<DBusConnection> {
    const socket = await connected(socketPath);
    const connection = new DBusConnection(socket);
    await connection.authenticate();
    socket.on("data", (chunk: Buffer) => connection.receive(chunk));
    connection.receive(Buffer.alloc(0)); // what came along with the answer
    return connection;
  }

  call(call: DBusCall): Promise<readonly Value[]> {
    this.serial += 1;
    const { serial } = this;
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(broken(call, this.failure));
      const timer = setTimeout(() => {
        this.pending.delete(serial);
        reject(new TsRunError("ERR_TIMEOUT", `${call.member} over D-Bus: no answer in ${TIMEOUT_MS / 1000} s`));
      }, TIMEOUT_MS);
      const settled =
        <T>(act: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          act(value);
        };
      this.pending.set(serial, { call, resolve: settled(resolve), reject: settled(reject) });
      this.socket.write(encodeMessage({ type: MESSAGE_TYPE.call, serial, ...call }));
    });
  }

  /** Returns how to stop listening. */
  onSignal(listener: (signal: Message) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.socket.destroy();
  }

  /**
   * BEGIN comes with AUTH and not, as it may, just before the first message: systemd reads up to 256 bytes for the end of the
   * authentication, and of a short message that arrives with BEGIN it takes no notice until something else arrives.
   */
  private async authenticate(): Promise<void> {
    const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString("hex");
    this.socket.write(`\0AUTH EXTERNAL ${uid}\r\nBEGIN\r\n`);
    const { answer, rest } = await line(this.socket);
    this.received = rest;
    if (!answer.startsWith("OK ")) {
      this.close();
      throw new TsRunError("ERR_UNAUTHORIZED", `authenticate over D-Bus as user ${process.getuid?.()}: ${answer}`);
    }
  }

  private receive(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    try {
      for (;;) {
        const next = decodeMessage(this.received);
        if (next === undefined) return;
        this.received = this.received.subarray(next.size);
        this.deliver(next.message);
      }
    } catch (error) {
      this.fail(error as Error);
      this.close();
    }
  }

  private deliver(message: Message): void {
    if (message.type === MESSAGE_TYPE.signal) {
      for (const listener of this.listeners) listener(message);
      return;
    }
    const waiting = this.pending.get(message.replySerial ?? 0);
    if (waiting === undefined) return;
    this.pending.delete(message.replySerial ?? 0);
    const { body = [] } = message;
    if (message.type === MESSAGE_TYPE.reply) waiting.resolve(body);
    else waiting.reject(new DBusError(waiting.call, message.errorName ?? "", String(body[0] ?? "")));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { call, reject } of this.pending.values()) reject(broken(call, this.failure));
    this.pending.clear();
  }
}

function broken({ member }: DBusCall, cause: Error): TsRunError {
  return new TsRunError("ERR_SYSCALL", `${member} over D-Bus: ${messageOf(cause)}`, { cause });
}

function connected(socketPath: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ path: socketPath });
    socket.once("connect", () => resolve(socket)).once("error", reject);
  });
}

/** The answer to AUTH, one line, and what came after it: systemd tells every peer of every unit that comes or goes, at once. */
function line(socket: Socket): Promise<{ readonly answer: string; readonly rest: Buffer }> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const done = (act: () => void): void => {
      clearTimeout(timer);
      socket.off("data", onData).off("close", onClose);
      act();
    };
    const onData = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf("\r\n");
      if (end < 0) return;
      done(() => resolve({ answer: received.toString("latin1", 0, end), rest: received.subarray(end + 2) }));
    };
    const give = (reason: string) => (): void =>
      done(() => reject(new TsRunError("ERR_UNAUTHORIZED", `authenticate over D-Bus: ${reason}`)));
    const onClose = give("the peer hung up");
    const timer = setTimeout(give("no answer"), TIMEOUT_MS);
    socket.on("data", onData).on("close", onClose);
  });
}
