// Failures as the kernel makes them, and what the user is told: cause, the field or flag in brackets, and what to do.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const busybox = "ts-run/busybox";

export function showFailures(session) {
  session.title("Failures: the operation, the cause, the field that the user wrote, and what to do");
  const programs = makePrograms(path.join(session.dir, "programs"));
  const mounted = ["run", "--rm", "-v", `${programs}:/p:ro`, busybox];
  const failures = [
    ["missing loader", [...mounted, "/p/glibc"], 127, /interpreter \S+ is not in the image/],
    ["CRLF shebang", [...mounted, "/p/crlf"], 127, /carriage return/],
    ["missing #! interpreter", [...mounted, "/p/bash"], 127, /#! interpreter \/bin\/bash is not in the image/],
    ["wrong architecture", [...mounted, "/p/foreign"], 126, /is built for/],
    ["not executable", [...mounted, "/p/closed"], 126, /not executable/],
    ["no such program", ["run", "--rm", busybox, "pign", "localhost"], 127, /no directory of PATH/],
    ["missing working directory", ["run", "--rm", "--read-only", "-w", "/nope", busybox, "true"], 125, /no \/nope/],
    ["unknown user", ["run", "--rm", "-u", "nobdoy", busybox, "true"], 125, /nobdoy/],
    ["port taken", ["run", "--rm", "-p", takenPort(session), busybox, "true"], 125, /docker-registry|registry/],
    ["CPU that is not there", ["run", "--rm", "--cpuset-cpus", "900", busybox, "true"], 125, /CPU 900/],
    ["system call denied", [...deniedBySeccomp(session), busybox, "mkdir", "/x"], 159, /seccomp/],
    ["refused value", ["run", "--rm", "--sysctl", "net.core.somaxconn=-7", busybox, "true"], 125, /--sysctl/],
    ["foreign flag value", ["run", "--rm", "-m", "64q", busybox, "true"], 125, /64q/],
  ];
  for (const [name, args, code, says] of failures) {
    session.say(`\n# ${name}`);
    session.show(args, { code, says });
  }
  session.say("\n# no space left");
  const small = tmpfs(session, "small", "16m");
  session.show(["pull", "-q", session.image("debian:minbase")], { code: 125, says: /full|no space/i, root: small });
  session.say("\n# state root on an overlay");
  const stacked = overlay(session);
  session.show(["pull", "-q", session.image("busybox:schema2")], { root: stacked, code: 0 });
  session.show(["run", "--rm", session.image("busybox:schema2"), "true"], {
    code: 125,
    says: /overlay/,
    root: stacked,
  });
}

function makePrograms(dir) {
  mkdirSync(dir, { recursive: true });
  const elf = readFileSync("/bin/true");
  const foreign = Buffer.from(elf);
  foreign.writeUInt16LE(process.arch === "arm64" ? 62 : 183, 18); // e_machine: x86-64 or aarch64
  const files = { glibc: elf, foreign, crlf: "#!/bin/sh\r\necho hi\r\n", bash: "#!/bin/bash\necho hi\n", closed: "x" };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(dir, name), content);
    chmodSync(path.join(dir, name), name === "closed" ? 0o644 : 0o755);
  }
  chmodSync(dir, 0o755);
  chmodSync(path.dirname(dir), 0o755);
  return dir;
}

function takenPort(session) {
  return `127.0.0.1:${session.registry.host.split(":")[1]}:80`;
}

function deniedBySeccomp(session) {
  const file = path.join(session.dir, "seccomp.json");
  const rule = { names: ["mkdir", "mkdirat"], action: "SCMP_ACT_KILL_PROCESS" };
  writeFileSync(file, JSON.stringify({ defaultAction: "SCMP_ACT_ALLOW", syscalls: [rule] }));
  return ["run", "--rm", "--security-opt", `seccomp=${file}`];
}

function tmpfs(session, name, size) {
  const dir = path.join(session.dir, name);
  mkdirSync(dir);
  mount(session, dir, "tmpfs", `size=${size}`);
  return dir;
}

/** In the mount namespace of this session, until it is closed. */
function mount(session, dir, type, options) {
  execFileSync("mount", ["-t", type, "-o", options, type, dir]);
  session.mounts.unshift(dir);
}

function overlay(session) {
  const base = tmpfs(session, "layers", "64m");
  const [lower, upper, work, merged] = ["lower", "upper", "work", "merged"].map((name) => path.join(base, name));
  for (const dir of [lower, upper, work, merged]) mkdirSync(dir);
  const options = `lowerdir=${lower},upperdir=${upper},workdir=${work}`;
  mount(session, merged, "overlay", options);
  return merged;
}
