// One connection to a monitor. Messages that arrive before somebody asks are kept, so nothing is lost between steps.

import { closeSync } from "node:fs";
import { hasErrno } from "../base/index.ts";
import { connectSeqpacket, receiveMessage, sendMessage, type Watcher, watchReadable } from "../native/index.ts";
import { ATTACH, decodeMessage, encodeMessage, MESSAGE, type MonitorMessage, PAYLOAD_MAX } from "./monitor-protocol.ts";

export class MonitorChannel {
  private readonly fd: number;
  private readonly watcher: Watcher;
  private readonly queue: MonitorMessage[] = [];
  private waiting: ((message: MonitorMessage | undefined) => void) | undefined;
  private closed = false;
  private posted: Promise<void> = Promise.resolve();

  /** Takes over the descriptor of a connected SOCK_SEQPACKET socket. */
  constructor(fd: number) {
    this.fd = fd;
    this.watcher = watchReadable(fd, () => this.drain());
  }

  /** Connects to a running monitor. Throws SyscallError ENOENT or ECONNREFUSED when there is none. */
  static connect(socketPath: string): MonitorChannel {
    return new MonitorChannel(connectSeqpacket(socketPath));
  }

  /** The next message; undefined when the monitor is gone. One reader at a time. */
  next(): Promise<MonitorMessage | undefined> {
    const message = this.queue.shift();
    if (message !== undefined) return Promise.resolve(message);
    if (this.closed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.waiting = resolve;
    });
  }

  attach(streams: { stdin: boolean; stdout?: number; stderr?: number }): void {
    const fds = [streams.stdout, streams.stderr].filter((fd) => fd !== undefined);
    const wanted =
      (streams.stdout === undefined ? 0 : ATTACH.stdout) |
      (streams.stderr === undefined ? 0 : ATTACH.stderr) |
      (streams.stdin ? ATTACH.stdin : 0);
    this.send(encodeMessage(MESSAGE.attach, wanted), fds);
  }

  /** Sends input; resolves when the socket took all of it (it is the container's reading that sets the pace). */
  async writeInput(data: Uint8Array): Promise<void> {
    for (let at = 0; at < data.length; at += PAYLOAD_MAX - 8) {
      await this.post(encodeMessage(MESSAGE.stdin, 0, data.subarray(at, at + PAYLOAD_MAX - 8)));
    }
  }

  /** Input that the container has not read yet keeps the end of it waiting, too. */
  closeInput(): void {
    this.postQuietly(encodeMessage(MESSAGE.stdinClose));
  }

  resize(rows: number, columns: number): void {
    this.postQuietly(encodeMessage(MESSAGE.resize, ((rows & 0xffff) << 16) | (columns & 0xffff)));
  }

  /** To a parked monitor; false when it is gone. */
  announcePlan(): boolean {
    return this.send(encodeMessage(MESSAGE.plan)) === "sent";
  }

  start(): void {
    this.send(encodeMessage(MESSAGE.start));
  }

  /** Promises that we clean up after the exit ourselves, so that the exit command is not needed while we live. */
  promiseCleanup(): void {
    this.send(encodeMessage(MESSAGE.cleanup, 1));
  }

  signal(number: number): void {
    this.postQuietly(encodeMessage(MESSAGE.signal, number));
  }

  reopenLog(): void {
    this.send(encodeMessage(MESSAGE.reopenLog));
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.watcher.close();
    closeSync(this.fd);
    this.deliver(undefined);
  }

  /** Where nobody waits: that the socket is broken is seen by whoever reads from it. */
  private postQuietly(message: Buffer): void {
    this.post(message).catch(() => undefined);
  }

  /** Messages in their order, each when the socket has room for it; nothing is lost because the monitor is behind. */
  private post(message: Buffer): Promise<void> {
    const sent = this.posted.then(async () => {
      while (!this.closed && this.send(message) === "again") await new Promise((resolve) => setTimeout(resolve, 2));
    });
    this.posted = sent.catch(() => undefined); // told to whoever waits for this one
    return sent;
  }

  private send(message: Buffer, fds: readonly number[] = []): "sent" | "again" | "closed" {
    if (this.closed) return "closed";
    try {
      return sendMessage(this.fd, message, fds);
    } catch (error) {
      if (hasErrno(error, "EPIPE", "ECONNRESET")) return "closed"; // what it said last is still to be read
      throw error;
    }
  }

  private drain(): void {
    for (;;) {
      const received = receiveMessage(this.fd, PAYLOAD_MAX + 8);
      if (received === "again") return;
      if (received === "closed") {
        this.close();
        return;
      }
      for (const fd of received.fds) closeSync(fd); // a monitor sends none
      const message = decodeMessage(received.data);
      if (message) this.deliver(message);
    }
  }

  private deliver(message: MonitorMessage | undefined): void {
    const waiting = this.waiting;
    this.waiting = undefined;
    if (waiting) waiting(message);
    else if (message) this.queue.push(message);
  }
}
