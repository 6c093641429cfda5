// Interactive terminals, with a real pty: what a person at a keyboard relies on.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually } from "../../setup/cli.ts";
import { Terminal } from "../../setup/terminal.ts";

const DETACH = "\x10\x11"; // Ctrl-P Ctrl-Q

describe.skipIf(cannotRunContainers())("an interactive terminal", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));
  const open = (...args: string[]): Terminal => new Terminal(...cli.command(...args));

  test("is a terminal of the container's own, with job control, and exits with the program's code", async () => {
    const terminal = open("run", "--rm", "-it", busybox, "sh");
    await terminal.sees("# ");
    terminal.type("tty; test -t 0 -a -t 1 -a -t 2 && echo all three; echo $TERM\n");
    await terminal.sees("/dev/pts/0");
    await terminal.sees("\nall three");
    terminal.type("ls -l /dev/console | cut -c1; exit 37\n");
    expect(await terminal.exited).toBe(37);
    expect(terminal.screen).not.toContain("job control turned off");
  });

  test("is raw while the program runs and as before when it has ended", async () => {
    const [file, argv] = cli.command("run", "--rm", "-it", busybox, "sh", "-c", "echo up; read line; exit 2");
    const script = 'stty -g; "$0" "$@"; echo "code $?"; stty -g';
    const terminal = new Terminal("sh", ["-c", script, file, ...argv]);
    await terminal.sees("up");
    await terminal.raw();
    terminal.type("\n");
    await terminal.sees("code 2");
    await terminal.exited;
    const modes = terminal.screen.match(/[0-9a-f]+(:[0-9a-f]+){10,}/g) ?? [];
    expect(modes).toHaveLength(2);
    expect(modes[0]).toBe(modes[1]);
  });

  test("is as before when the program was killed, and when the front door was told to end", async () => {
    for (const end of ["container", "front door"]) {
      const [file, argv] = cli.command("run", "-it", "--name", "ending", busybox, "sh", "-c", "echo up; sleep 100");
      const terminal = new Terminal("sh", ["-c", 'stty -g; "$0" "$@"; echo "code $?"; stty -g', file, ...argv]);
      await terminal.sees("up");
      await terminal.raw();
      if (end === "container") await cli.ok("kill", "ending");
      else process.kill(childOf(terminal.pid), "SIGTERM");
      await terminal.sees(end === "container" ? "code 137" : "code 143");
      await terminal.exited;
      const modes = terminal.screen.match(/[0-9a-f]+(:[0-9a-f]+){10,}/g) ?? [];
      expect(modes[0]).toBe(modes[1]);
      expect(await cli.state("ending")).toBe(end === "container" ? "exited" : "running");
      await cli.ok("rm", "-f", "ending");
    }
  });

  test("hands Ctrl-C, Ctrl-\\ and Ctrl-D to the program", async () => {
    const traps = "trap 'echo interrupted; exit 4' INT; trap 'echo quit' QUIT";
    const script = `${traps}; cat; echo end of input; while :; do sleep 0.1; done`;
    const terminal = open("run", "--rm", "-it", busybox, "sh", "-c", script);
    await terminal.raw();
    terminal.type("text\n\x04");
    await terminal.sees("end of input");
    terminal.type("\x1c");
    await terminal.sees("quit");
    terminal.type("\x03");
    expect(await terminal.exited).toBe(4);
    expect(terminal.screen).toContain("interrupted");
  });

  test("ends a program that Ctrl-C ends", async () => {
    const terminal = open("run", "--rm", "-it", "--init", busybox, "sh", "-c", "echo there; exec sleep 100");
    await terminal.raw();
    await terminal.sees("there"); // before that, there is nothing to be interrupted
    terminal.type("\x03");
    expect(await terminal.exited).toBe(130);
  });

  test("has the size of the outer one, and follows it", async () => {
    const terminal = open("run", "--rm", "-it", busybox, "sh");
    await terminal.resize(31, 101);
    await terminal.sees("# ");
    await eventually(() => {
      terminal.type("stty size\n");
      return terminal.screen.includes("31 101");
    });
    terminal.type("trap 'echo winch' WINCH; echo trapped\n");
    await terminal.sees("\ntrapped");
    await terminal.resize(42, 120);
    terminal.type("sleep 0.1; stty size\n");
    await terminal.sees("42 120");
    await terminal.sees("winch");
    terminal.type("exit\n");
    expect(await terminal.exited).toBe(0);
  });

  test("is left with Ctrl-P Ctrl-Q, the program goes on, and attach comes back to it", async () => {
    const first = open("run", "-it", "--name", "left", busybox, "sh");
    await first.sees("# ");
    first.type("x=kept\n");
    first.type(DETACH);
    expect(await first.exited).toBe(0);
    expect(await cli.state("left")).toBe("running");
    const second = open("attach", "left");
    await second.raw();
    second.type("echo $x\n");
    await second.sees("\nkept");
    second.type("\x10x\n"); // Ctrl-P and something else is the program's
    second.type("exit 11\n");
    await second.exited;
    expect((await cli.inspect("left")).State.ExitCode).toBe(11);
    await cli.ok("rm", "left");
  });

  test("is left with other keys with --detach-keys", async () => {
    await cli.ok("run", "-d", "-it", "--name", "keys", busybox, "sh");
    const terminal = open("attach", "--detach-keys", "ctrl-x,q", "keys");
    await terminal.raw();
    terminal.type(`echo 1${DETACH}`);
    terminal.type("\x18q");
    expect(await terminal.exited).toBe(0);
    await cli.ok("rm", "-f", "keys");
  });

  test("that closes leaves the program running and no front door behind", async () => {
    const terminal = open("run", "-it", "--name", "closed", busybox, "sh");
    await terminal.sees("# ");
    await terminal.raw();
    const front = terminal.pid;
    process.kill(Number(parentOf(front)), "SIGKILL"); // the pty goes with script(1)
    await eventually(() => parentOf(front) === undefined);
    expect(await cli.state("closed")).toBe("running");
    await cli.ok("rm", "-f", "closed");
  });

  test("of exec has a size, a mode and an exit code of its own", async () => {
    await cli.ok("run", "-d", "--name", "host", busybox, "sleep", "100");
    const terminal = open("exec", "-it", "host", "sh");
    await terminal.resize(20, 60);
    await terminal.sees("# ");
    await eventually(() => {
      terminal.type("stty size\n");
      return terminal.screen.includes("20 60");
    });
    terminal.type("tty; exit 13\n");
    expect(await terminal.exited).toBe(13);
    expect(terminal.screen).toContain("/dev/pts/");
    expect(terminal.screen).not.toContain("job control turned off");
    const detached = open("exec", "-it", "host", "sh");
    await detached.sees("# ");
    detached.type(DETACH);
    expect(await detached.exited).toBe(0);
    await cli.ok("rm", "-f", "host");
  });

  test("shows large output completely, with carriage returns", async () => {
    const terminal = open("run", "--rm", "-it", busybox, "sh", "-c", "sleep 0.3; seq 1 20000");
    expect(await terminal.exited).toBe(0);
    const expected = Array.from({ length: 20_000 }, (_, i) => `${i + 1}\r\n`).join("");
    expect(terminal.screen === expected, terminal.screen.slice(0, 100)).toBe(true);
  });

  test("works for a pipeline too: -t without a terminal outside", async () => {
    const { stdout } = await cli.run(["run", "--rm", "-t", busybox, "sh", "-c", "test -t 1 && echo yes"]);
    expect(stdout).toBe("yes\r\n");
  });
});

function childOf(pid: number): number {
  return Number(readChildren(pid));
}

function readChildren(pid: number): string {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
}

function parentOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[1];
  } catch {
    return undefined;
  }
}
