// A real terminal for tests: script(1) makes the pty; size, mode and keys are ours to set from outside.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { eventually, exitOf } from "./cli.ts";

export class Terminal {
  /** Everything that was on the screen. */
  screen = "";
  readonly exited: Promise<number>;
  readonly #script: ChildProcess;

  constructor(file: string, args: readonly string[]) {
    const words = [file, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
    this.#script = spawn("script", ["-qfec", `exec ${words}`, "/dev/null"], {
      env: { ...process.env, SHELL: "/bin/sh" },
    });
    this.#script.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.screen += text;
    });
    this.exited = exitOf(this.#script);
  }

  type(keys: string): void {
    this.#script.stdin?.write(keys);
  }

  async sees(text: string | RegExp): Promise<void> {
    const seen = () => (typeof text === "string" ? this.screen.includes(text) : text.test(this.screen));
    await eventually(seen).catch(() => {
      throw new Error(`not on the screen: ${text}\n${JSON.stringify(this.screen)}`);
    });
  }

  /** Types the line until it is answered: for what becomes true a moment later, such as a new size. */
  async answers(line: string, text: RegExp): Promise<void> {
    const isAnswered = async () => {
      this.type(`${line}\r`);
      await delay(100);
      return text.test(this.screen);
    };
    await eventually(isAnswered).catch(() => this.sees(text));
  }

  /** Pid of what runs in the terminal. */
  get pid(): number {
    const pid = this.#script.pid;
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());
  }

  async resize(rows: number, columns: number): Promise<void> {
    await eventually(() => this.#mode() !== ""); // the pty is there a moment after script(1) is
    this.#stty("rows", String(rows), "cols", String(columns));
  }

  /** Until every key goes to the program as it is. */
  async raw(): Promise<void> {
    await eventually(() => /-icanon.* -echo /s.test(this.#mode()));
  }

  /** As `stty -a` tells it. */
  #mode(): string {
    try {
      return this.#stty("-a");
    } catch {
      return "";
    }
  }

  #stty(...args: string[]): string {
    return execFileSync("stty", ["-F", readlinkSync(`/proc/${this.pid}/fd/0`), ...args], {
      encoding: "utf8",
      stdio: "pipe",
    });
  }
}
