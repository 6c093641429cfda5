// A seccomp agent as engines run one: it takes the listener and the state from the socket and decides calls.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { eventually } from "./oci-runtime.ts";

/** mkdir and mkdirat answer with the errno in the metadata; everything else goes on. Node has neither SCM_RIGHTS nor ioctl(2). */
const PROGRAM = `
import array, fcntl, json, os, socket, struct, sys, threading
path, log = sys.argv[1:]
server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
server.bind(path)
server.listen(8)
lock = threading.Lock()
def note(line):
    with lock, open(log, "a") as out: out.write(json.dumps(line) + "\\n")
def decide(fd, refused):
    while True:
        notification = bytearray(80)
        try: fcntl.ioctl(fd, 0xc0502100, notification)
        except OSError as error:
            if error.errno in (2, 4): continue
            return
        ident, pid, flags, number = struct.unpack_from("QIIi", notification)
        if number in (34, 83, 258): answer, seen = struct.pack("Qqii", ident, 0, -refused, 0), "mkdir"
        else: answer, seen = struct.pack("Qqii", ident, 0, 0, 1), "other"
        note({"call": seen})
        try: fcntl.ioctl(fd, 0xc0182101, bytearray(answer))
        except OSError: pass
def serve(connection):
    fds, data = array.array("i"), b""
    while True:
        message, ancillary, _, _ = connection.recvmsg(65536, 1024)
        for level, kind, payload in ancillary:
            if kind == socket.SCM_RIGHTS: fds.frombytes(payload)
        data += message
        try: state = json.loads(data)
        except ValueError: continue
        break
    connection.settimeout(0.5)
    try: closed = connection.recv(1) == b""
    except OSError: closed = False
    target = [os.readlink("/proc/self/fd/%d" % fd) for fd in fds]
    note({"state": state, "target": target, "closed": closed})
    decide(fds[0], int(state.get("metadata", "1")))
note({"ready": True})
while True:
    connection, _ = server.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
`;

export interface ReceivedState {
  readonly state: { readonly pid: number; readonly state: Record<string, unknown> } & Record<string, unknown>;
  /** What the descriptors that came with it are. */
  readonly target: readonly string[];
  /** Whether the connection ended with it. */
  readonly closed: boolean;
}

export class SeccompAgent {
  readonly socket: string;
  readonly #log: string;
  readonly #process: ChildProcess;

  private constructor(dir: string) {
    this.socket = path.join(dir, "agent.sock");
    this.#log = path.join(dir, "agent.log");
    this.#process = spawn("python3", ["-c", PROGRAM, this.socket, this.#log], { stdio: "ignore" });
  }

  static async start(dir: string): Promise<SeccompAgent> {
    const agent = new SeccompAgent(dir);
    await eventually(() => agent.#lines().length > 0);
    return agent;
  }

  /** In the order of arrival. */
  states(): ReceivedState[] {
    return this.#lines().filter((line): line is ReceivedState => "state" in line);
  }

  /** "mkdir" or "other", for each call that it decided. */
  calls(): string[] {
    return this.#lines().flatMap((line) => ("call" in line ? [line.call] : []));
  }

  close(): void {
    this.#process.kill("SIGKILL");
  }

  #lines(): (ReceivedState | { call: string } | { ready: true })[] {
    if (!existsSync(this.#log)) return [];
    const lines = readFileSync(this.#log, "utf8").split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as ReceivedState);
  }
}
