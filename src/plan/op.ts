// The plan: what a container is, as plain data. Pure types; no I/O, no kernel policy anywhere else.
//
// A plan has lanes. Each lane is a list of operations; each operation is one system call (or one netlink
// exchange). The native interpreter performs a lane from first to last and stops at the first errno that
// the operation does not ignore.
//
//   parent lane (monitor)                     container lane (future PID 1)
//   pipes, cgroup, clone3(lane: container) ─> |  mounts, devices ... (both run side by side from here)
//   id maps, veth                             |
//   write(sync) ── 1 byte ─────────────────>  read(sync)
//                                             |  pivot_root, privileges, execve
//   [built in] wait on `report`  <── failure record, or closed by execve
//
// Values that only exist at run time (fds, pids) live in named SLOTS of 8 bytes, written by `store` and read
// by { fd } / { slot } / { address }. A container lane that is cloned without CLONE_VM gets a copy of all slots as
// they were at clone3; what it stores later is its own.

import type { ErrnoName, FlagName, SyscallName } from "../linux/index.ts";

/** Where an op comes from: a JSON pointer into config.json ("/mounts/3"), or "default:<why>" for what no field asked for. */
export type Origin = `/${string}` | `default:${string}`;

export type Arg =
  | number
  | bigint
  /** Or-ed kernel constants by name, resolved per architecture by the encoder. `plus` is or-ed in as a number. */
  | { readonly flags: readonly FlagName[]; readonly plus?: number }
  /** Pointer to a NUL-terminated UTF-8 string. */
  | { readonly string: string }
  /** Pointer to a NULL-terminated array of such strings (argv, envp). */
  | { readonly strings: readonly string[] }
  /** Pointer to raw bytes (hex in golden files). */
  | { readonly bytes: Uint8Array }
  /** Pointer to a struct laid out by its fields, in order, without implicit padding. `note` names it for explain. */
  | { readonly struct: readonly Field[]; readonly note?: string }
  /**
   * Value of a slot as a signed 32-bit number: file descriptors, pids. "name+4" reads the second int of a slot (pipe2),
   * "name[32]" names a slot of 32 bytes, "name[32]+16" an int in it.
   */
  | { readonly fd: string }
  /** Value of a slot as 64 bits. */
  | { readonly slot: string }
  /** Address of a slot, `offset` bytes in (0 or 4): for pipe2, recvmsg buffers and other out parameters. */
  | { readonly address: string; readonly offset?: number }
  /** Pointer to text made at run time: prefix, the slot's value in decimal, suffix (at most 63 bytes), e.g. "/proc/123/uid_map". */
  | { readonly decimal: { readonly prefix: string; readonly slot: string; readonly suffix: string } };

/** One struct member. `size` 1, 2, 4 or 8 bytes; pointers ({string}, {struct}, {bytes}, {address}...) are always 8. */
export interface Field {
  readonly name: string;
  readonly size: 1 | 2 | 4 | 8;
  readonly value: Arg;
}

export interface Op {
  /**
   * A system call, or "netlink": sendto(args[0]=fd, args[1]=buffer, args[2]=length) and then receive one ack per
   * message that carries NLM_F_ACK; the first error among the acks is the result. Slots are patched into the
   * buffer first (`patches`). "check": no call, args[0] must be `expect` (the exit status of a hook, say), of which
   * args[1] is a mask where it is given.
   */
  readonly call: SyscallName | "netlink" | "check";
  readonly args: readonly Arg[];
  /** Slot that receives the result (8 bytes). A failure that is ignored stores the negative errno. */
  readonly store?: string;
  /** The result must be exactly this (e.g. read(2) of one sync byte), else the op fails with EPIPE. */
  readonly expect?: number;
  /** Errnos that do not stop the lane (at most 4). */
  readonly ignore?: readonly ErrnoName[];
  /** The one conditional there is: leave out the next `ops` operations when this one succeeded / was ignored. */
  readonly skip?: { readonly when: "ok" | "ignored"; readonly ops: number };
  /** clone (without a stack), clone3 only: the lane that the child interprets. */
  readonly lane?: string;
  /** netlink only: copy 4 bytes of slot `slot` to byte offset `at` of the buffer before sending. */
  readonly patches?: readonly { readonly slot: string; readonly at: number }[];
  readonly from: Origin;
  /** One short sentence for people: what it does and why here. Present tense, no final period. */
  readonly why: string;
}

/** What the monitor does once the parent lane is through; plain data, no policy. Slot names refer to the parent lane's slots. */
export interface MonitorSettings {
  /** Slot with the pid of the container's init (stored by the clone3 op). */
  readonly initPid: string;
  /** Slot with its pidfd. */
  readonly initPidfd: string;
  /** Slot with the read end of the close-on-exec report pipe; the container lane's write end is slot `reportWrite`. */
  readonly report: string;
  readonly reportWrite: string;
  /** Monitor's ends of the standard streams; absent ones are not copied. */
  readonly stdin?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  /** Pty master (then stdin/stdout/stderr are absent). */
  readonly terminal?: string;
  /** Close the container's stdin when the first attached client closes its own (docker's StdinOnce). */
  readonly stdinOnce?: boolean;
  /** Listening SOCK_SEQPACKET control socket. */
  readonly listen?: string;
  /** Write end of the pipe on which the container lane waits for start; one byte is written on a START message. Absent: starts at once. */
  readonly start?: string;
  /** Absent: the monitor stays as long as init does. Else it ends once the container is that far, and a subreaper gets init. */
  readonly leaves?: "created" | "running";
  /** CRI-format log, rotated by rename to path.1, path.2, ... */
  readonly log?: { readonly path: string; readonly maxBytes: number; readonly maxFiles: number };
  /** Written atomically once init exists and once it executes: {"pid","startTime","monitorPid","monitorStartTime","startedAt"}. */
  readonly stateRecord?: string;
  /** Written atomically when init is gone: {"exitCode","signal","exitedAt","evidence":{...}}. */
  readonly exitRecord?: string;
  /** Files whose text is put into the exit record before the exit lane runs (memory.events, memory.peak, ...). `needle`: only lines containing it, `wait`less, from a non-blocking read (for /dev/kmsg). */
  readonly evidence?: readonly { readonly name: string; readonly path: string; readonly needle?: string }[];
  /** Executed when everything is recorded, unless an attached client said it will clean up itself (DETACH_CLEANUP) and is still there. */
  readonly exitCommand?: {
    readonly argv: readonly string[];
    readonly env: readonly string[];
    /** A file without which the command is not executed: whether something is to be done may change while the container runs. */
    readonly onlyIf?: string;
  };
}

/** Lane names: "parent" runs in the monitor, "exit" runs in the monitor after init is gone (never stops at an error), every other is run by a child of a clone3 op. */
export interface Plan {
  readonly lanes: {
    readonly parent: readonly Op[];
    readonly exit: readonly Op[];
    readonly [lane: string]: readonly Op[];
  };
  readonly monitor: MonitorSettings;
}
