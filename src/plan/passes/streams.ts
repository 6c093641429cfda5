// The container's standard streams, and the pipes that parent and container talk through.

import type { FlagName } from "../../linux/index.ts";
import { AT_CWD, close, fd, field, flags, NULL, op, openat2, text } from "../build.ts";
import { deliverDescriptor, receiveDescriptor, sendDescriptor, textPart } from "../descriptors.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { unixAddress } from "../unix-address.ts";
import { userNamespaceOf } from "../user-namespace.ts";
import { hostLimits } from "./process.ts";

const SYNC = "default:parent and container run side by side";
const TOGETHER = "default:a create that is killed leaves nothing";

/** Pipes that exist in every plan: `reportPipe` (failure or, closed by execve, success) and `syncPipe` (parent -> container). */
export function planReport(input: PlanInput): LaneOps {
  const pipe = (slot: string, why: string): Op =>
    op("pipe2", [{ address: slot }, flags("O_CLOEXEC")], { from: SYNC, why });
  const usesSync = needsSync(input);
  const usesStartPipe = input.waitForStart && input.monitor !== "transient";
  const isTransient = input.monitor === "transient";
  return {
    parentBefore: [
      ...(isTransient ? [dieWith(TOGETHER, "die with whoever called the runtime, until the container is made")] : []),
      pipe("reportPipe", "the container reports a failure here; execve closes it"),
      ...(usesSync ? [pipe("syncPipe", "the parent says here that what takes its rights is done")] : []),
      ...(usesStartPipe ? [pipe("startPipe", "the container waits here for start")] : []),
    ],
    container: [
      close("reportPipe", { from: SYNC, why: "only the parent reads reports" }),
      ...(usesSync ? [close("syncPipe+4", { from: SYNC, why: "so that a dead parent reads as end of file" })] : []),
      ...(usesStartPipe
        ? [close("startPipe+4", { from: SYNC, why: "so that a dead parent reads as end of file" })]
        : []),
      ...(isTransient ? [dieWith(TOGETHER, "die with the monitor, until it leaves")] : []),
      op("setsid", [], { from: "/process", why: "lead a session of its own" }),
      op("umask", [0], { from: SYNC, why: "modes below are meant exactly" }),
    ],
    parentAfter: usesStartPipe ? [close("startPipe", { from: SYNC, why: "the container's end" })] : [],
  };
}

/** The monitor's death, or that of its caller, ends this process. */
export function dieWith(from: Origin, why: string): Op {
  return op("prctl", [flags("PR_SET_PDEATHSIG"), 9, 0, 0, 0], { from, why });
}

/** Whether the container lane waits for what only the parent has the rights to do to it. */
export function needsSync(input: PlanInput): boolean {
  const kind = userNamespaceOf(input.spec);
  return kind === "new" || (kind === "joined" && hostLimits(input).length > 0);
}

/** The monitor's control socket (attach, resize, signals), or where it does not stay the one where init waits for start. */
export function planControlSocket(input: PlanInput): LaneOps {
  const { controlSocket, startSocket } = input.paths;
  if (input.monitor === "transient") {
    if (startSocket === undefined || !input.waitForStart) return {};
    const from = "default:start reaches the container's init here";
    const made = listenOn(startSocket, {
      slot: START_SOCKET,
      from,
      type: ["SOCK_SEQPACKET", "SOCK_CLOEXEC"],
      why: "make the start socket",
    });
    return { ...made, parentAfter: [close(START_SOCKET, { from, why: "the container's end" })] };
  }
  if (controlSocket === undefined) return {};
  const from = "default:attach and exec reach the monitor here";
  return listenOn(controlSocket, {
    slot: "listen",
    from,
    type: ["SOCK_SEQPACKET", "SOCK_CLOEXEC", "SOCK_NONBLOCK"],
    why: "make the control socket",
  });
}

/** Slot of the socket on which a created container waits. */
export const START_SOCKET = "startSocket";

function listenOn(
  path: string,
  about: { slot: string; from: Origin; type: readonly FlagName[]; why: string },
): LaneOps {
  const { slot, from, type, why } = about;
  const address = unixAddress(path);
  return {
    parentBefore: [
      op("socket", [flags("AF_UNIX"), flags(...type), 0], { from, why, store: slot }),
      op("bind", [fd(slot), ...address], { from, why: `bind it to ${path}` }),
      op("listen", [fd(slot), 16], { from, why: "accept clients" }),
    ],
    exit: [op("unlinkat", [AT_CWD, text(path), 0], { from, why: "nobody answers here any more" })],
  };
}

const STDIO = "default:the monitor copies the standard streams";

/** Pipes for stdin, stdout, stderr; /dev/null where there is no stdin. */
export function planStreams(input: PlanInput): LaneOps {
  if (input.stdio.kind === "inherit") return { container: ownNull(input.stdio.nullStreams ?? []) };
  if (input.stdio.kind !== "pipes") return {};
  const names = ["stdout", "stderr"] as const;
  const stdin = input.stdio.stdin;
  const parentBefore: Op[] = [
    stdin
      ? op("pipe2", [{ address: "stdinPipe" }, flags("O_CLOEXEC")], { from: STDIO, why: "pipe for stdin" })
      : op("openat", [AT_CWD, text("/dev/null"), flags("O_RDONLY", "O_CLOEXEC"), 0], {
          from: STDIO,
          why: "no -i: stdin is empty",
          store: "stdinPipe",
        }),
    ...names.map((name) =>
      op("pipe2", [{ address: `${name}Pipe` }, flags("O_CLOEXEC")], { from: STDIO, why: `pipe for ${name}` }),
    ),
  ];
  const parentAfter = [
    close("stdinPipe", { from: STDIO, why: "the container's end of stdin" }),
    ...names.map((name) => close(`${name}Pipe+4`, { from: STDIO, why: `the container's end of ${name}` })),
  ];
  const owner = input.spec.process?.user;
  const chown = (slot: string): Op[] =>
    owner?.uid
      ? [
          op("fchown", [fd(slot), owner.uid, -1], {
            from: "/process/user",
            why: "the user may reopen its streams",
            ignore: ["EPERM", "EROFS", "EINVAL"],
          }),
        ]
      : [];
  const container = [
    ...(stdin ? [close("stdinPipe+4", { from: STDIO, why: "the monitor's end" }), ...chown("stdinPipe")] : []),
    ...names.flatMap((name) => [
      close(`${name}Pipe`, { from: STDIO, why: "the monitor's end" }),
      ...chown(`${name}Pipe+4`),
    ]),
    op("dup3", [fd("stdinPipe"), 0, 0], { from: "/process", why: "stdin" }),
    op("dup3", [fd("stdoutPipe+4"), 1, 0], { from: "/process", why: "stdout" }),
    op("dup3", [fd("stderrPipe+4"), 2, 0], { from: "/process", why: "stderr" }),
  ];
  return { parentBefore, parentAfter, container };
}

/** A stream that is the host's /dev/null ties the container to a mount of the host, which criu cannot restore. */
function ownNull(streams: readonly number[]): Op[] {
  if (streams.length === 0) return [];
  const from: Origin = "default:the container refers to nothing of the host";
  const how = {
    flags: ["O_RDWR", "O_CLOEXEC"],
    resolve: ["RESOLVE_IN_ROOT", "RESOLVE_NO_SYMLINKS"],
  } as const;
  return [
    openat2(fd("rootfs"), "dev/null", how, {
      from,
      why: "open the container's /dev/null",
      store: "null",
      ignore: ["ENOENT", "ELOOP", "ENXIO", "EACCES"], // an exec's container may have removed or replaced it
      skip: { when: "ignored", ops: streams.length + 1 },
    }),
    ...streams.map((stream) => op("dup3", [fd("null"), stream, 0], { from, why: `standard stream ${stream}` })),
    close("null", { from, why: "done with it" }),
  ];
}

const TTY = "/process/terminal";

/** A pseudo-terminal of the container's own devpts; its master goes to the monitor by SCM_RIGHTS. */
export function planTerminal(input: PlanInput): LaneOps {
  if (input.stdio.kind !== "terminal") return {};
  return terminalOps(input, { console: true });
}

/** `console`: show the terminal as /dev/console too (the init's, not an exec's). Needs slot "rootfs", and "dev" with console. */
export function terminalOps(
  input: PlanInput,
  about: { console: boolean },
): Required<Pick<LaneOps, "parentBefore" | "parentAfter" | "container">> {
  const { process } = input.spec;
  const size = process?.consoleSize;
  const how = {
    flags: ["O_RDWR", "O_NOCTTY", "O_CLOEXEC"] as const,
    resolve: ["RESOLVE_IN_ROOT", "RESOLVE_NO_MAGICLINKS"] as const,
  };
  return {
    parentBefore: [
      op("socketpair", [flags("AF_UNIX"), flags("SOCK_SEQPACKET", "SOCK_CLOEXEC"), 0, { address: "ttySocket" }], {
        from: TTY,
        why: "the container sends its terminal through here",
      }),
    ],
    parentAfter: [
      close("ttySocket+4", { from: TTY, why: "so that a dead container reads as end of file" }),
      receiveDescriptor("ttySocket", "ttyControl", { from: TTY, why: "receive the terminal's master" }),
      close("ttySocket", { from: TTY, why: "done with it" }),
      ...(input.stdio.kind === "terminal" && input.stdio.consoleSocket !== undefined
        ? handOver(input.stdio.consoleSocket)
        : []),
    ],
    container: [
      close("ttySocket", { from: TTY, why: "the monitor's end" }),
      op(
        "openat2",
        [
          fd("rootfs"),
          text("dev/pts/ptmx"),
          {
            struct: [
              field("flags", 8, { flags: how.flags }),
              field("mode", 8, 0),
              field("resolve", 8, { flags: how.resolve }),
            ],
            note: "open_how",
          },
          24,
        ],
        { from: TTY, why: "open a new terminal in the container's devpts", store: "ptyMaster" },
      ),
      op("ioctl", [fd("ptyMaster"), flags("TIOCSPTLCK"), { struct: [field("unlock", 4, 0)] }], {
        from: TTY,
        why: "unlock its other side",
      }),
      op("ioctl", [fd("ptyMaster"), flags("TIOCGPTPEER"), flags("O_RDWR", "O_NOCTTY", "O_CLOEXEC")], {
        from: TTY,
        why: "open the other side without a path",
        store: "ptySlave",
      }),
      ...(size && size.height > 0 && size.width > 0
        ? [
            op(
              "ioctl",
              [
                fd("ptyMaster"),
                flags("TIOCSWINSZ"),
                {
                  struct: [
                    field("ws_row", 2, size.height),
                    field("ws_col", 2, size.width),
                    field("ws_xpixel", 2, 0),
                    field("ws_ypixel", 2, 0),
                  ],
                  note: "winsize",
                },
              ],
              { from: "/process/consoleSize", why: "set its size" },
            ),
          ]
        : []),
      op("fchown", [fd("ptySlave"), process?.user?.uid ?? 0, -1], {
        from: TTY,
        why: "it belongs to the container's user",
      }),
      sendDescriptor("ttySocket+4", "ptyMaster", { from: TTY, why: "hand the master to the monitor" }),
      ...(about.console ? showConsole() : []),
      op("ioctl", [fd("ptySlave"), flags("TIOCSCTTY"), NULL], { from: TTY, why: "make it the controlling terminal" }),
      ...[0, 1, 2].map((n) => op("dup3", [fd("ptySlave"), n, 0], { from: TTY, why: `standard stream ${n}` })),
    ],
  };
}

/** One message on the console socket: the terminal's name and its master. From then on it is the listener's alone. */
function handOver(path: string): Op[] {
  const slots = { socket: "consoleSocket", descriptor: "ttyControl[32]+16" };
  return [
    ...deliverDescriptor(path, {
      ...slots,
      parts: [textPart("/dev/ptmx")],
      from: TTY,
      reach: "reach out to the console socket",
      why: "hand the terminal's master to its listener",
    }),
    close(slots.descriptor, { from: TTY, why: "the listener has it now" }),
  ];
}

function showConsole(): Op[] {
  return [
    // Neither opened, which a terminal would notice, nor followed: an image may have a link there (CVE-2025-52565).
    op("mknodat", [fd("dev"), text("console"), { flags: ["S_IFREG"], plus: 0o600 }, 0], {
      from: TTY,
      why: "a place for /dev/console",
      ignore: ["EEXIST"],
    }),
    openat2(
      fd("dev"),
      "console",
      { flags: ["O_PATH", "O_CLOEXEC"], resolve: ["RESOLVE_NO_SYMLINKS"] },
      { from: TTY, why: "open it", store: "target" },
    ),
    op("open_tree", [fd("ptySlave"), text(""), flags("AT_EMPTY_PATH", "OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
      from: TTY,
      why: "the terminal as a mount",
      store: "mount",
    }),
    op(
      "move_mount",
      [fd("mount"), text(""), fd("target"), text(""), flags("MOVE_MOUNT_F_EMPTY_PATH", "MOVE_MOUNT_T_EMPTY_PATH")],
      { from: TTY, why: "show it as /dev/console" },
    ),
    close("mount", { from: TTY, why: "done with it" }),
    close("target", { from: TTY, why: "done with it" }),
  ];
}
