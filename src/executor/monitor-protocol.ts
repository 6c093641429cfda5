// Messages between a front door and the monitor over a SOCK_SEQPACKET socket: 8 bytes of header (type, argument), then
// the payload. native/monitor/main.c has the same numbers.

export const MESSAGE = {
  attach: 1,
  stdin: 2,
  stdinClose: 3,
  resize: 4,
  start: 5,
  cleanup: 6,
  signal: 7,
  reopenLog: 8,
  plan: 9,
  failed: 101,
  started: 102,
  created: 103,
  exited: 104,
  attached: 105,
  refused: 106,
} as const;

/** Which streams an attach message asks for; outputs travel with it as descriptors. */
export const ATTACH = { stdout: 1, stderr: 2, stdin: 4 } as const;

/** Largest payload of one message in bytes (`struct message` of the monitor). */
export const PAYLOAD_MAX = 65536;

/** Where the plan stopped: lane number and op index of the encoded plan, errno number. */
export interface PlanFailure {
  readonly lane: number;
  readonly op: number;
  readonly errno: number;
}

export type MonitorMessage =
  | { readonly type: "failed"; readonly failure: PlanFailure }
  | { readonly type: "started" | "created"; readonly pid: number }
  | { readonly type: "exited"; readonly exitCode: number; readonly signal: number }
  | { readonly type: "attached" }
  | { readonly type: "refused"; readonly errno: number };

export function encodeMessage(type: number, argument = 0, payload?: Uint8Array): Buffer {
  const message = Buffer.alloc(8 + (payload?.length ?? 0));
  message.writeUInt32LE(type, 0);
  message.writeUInt32LE(argument >>> 0, 4);
  if (payload) message.set(payload, 8);
  return message;
}

/** undefined for a message of a newer monitor that we do not know. */
export function decodeMessage(data: Buffer): MonitorMessage | undefined {
  if (data.length < 8) return undefined;
  const argument = data.readUInt32LE(4);
  switch (data.readUInt32LE(0)) {
    case MESSAGE.failed:
      if (data.length < 20) return undefined;
      return {
        type: "failed",
        failure: { lane: data.readUInt32LE(8), op: data.readUInt32LE(12), errno: data.readInt32LE(16) },
      };
    case MESSAGE.started:
      return { type: "started", pid: argument };
    case MESSAGE.created:
      return { type: "created", pid: argument };
    case MESSAGE.exited:
      return { type: "exited", exitCode: argument & 0xff, signal: argument >>> 8 };
    case MESSAGE.attached:
      return { type: "attached" };
    case MESSAGE.refused:
      return { type: "refused", errno: argument };
    default:
      return undefined;
  }
}
