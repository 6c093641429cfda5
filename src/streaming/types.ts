// What the streaming server is asked for, and what it asks of whoever runs commands.

import type { Duplex, Readable, Writable } from "node:stream";

export interface TerminalSize {
  readonly width: number;
  readonly height: number;
}

export interface AttachStreamRequest {
  readonly containerId: string;
  readonly tty: boolean;
  readonly stdin: boolean;
  readonly stdout: boolean;
  /** Never with `tty`: a terminal has one output. */
  readonly stderr: boolean;
}

export interface ExecStreamRequest extends AttachStreamRequest {
  readonly command: readonly string[];
}

export interface PortForwardStreamRequest {
  readonly podSandboxId: string;
  /** Empty: whatever port the client names. */
  readonly ports: readonly number[];
}

/** The client's ends; absent ones were not asked for. The server ends the outputs when the handler is through. */
export interface ContainerStreams {
  readonly stdin?: Readable;
  readonly stdout?: Writable;
  readonly stderr?: Writable;
  onResize(listener: (size: TerminalSize) => void): void;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
}

export interface StreamHandlers {
  /** Resolves when the command has ended and all of its output is written. A throw is an internal error to the client. */
  exec(request: ExecStreamRequest, streams: ContainerStreams): Promise<{ readonly exitCode: number }>;
  /** Resolves when the container ends, or the client leaves. */
  attach(request: AttachStreamRequest, streams: ContainerStreams): Promise<void>;
  /** Copies both ways until one side ends. A throw is told on the client's error stream. */
  portForward(request: { readonly podSandboxId: string; readonly port: number }, stream: Duplex): Promise<void>;
}
