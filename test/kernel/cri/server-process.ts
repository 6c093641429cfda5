// `ts-run cri` as a process of its own over the places of a CriHost: one that a test can kill.
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import type { CriHost } from "./client.ts";

const cli = path.resolve(import.meta.dirname, "../../../bin/ts-run");
const PATIENCE_MS = 30_000; // Node is slow in an emulated machine

export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("close", resolve));
  }

  /** Resolves when it answers. */
  static async start(host: CriHost, flags: readonly string[] = []): Promise<ServerProcess> {
    const places = ["--root", path.join(host.dir, "root"), "--run-dir", host.runDir];
    const rest = ["cri", "--cni-conf-dir", path.join(host.dir, "no-cni"), ...flags];
    const server = new ServerProcess(
      spawn(process.execPath, ["--", cli, ...places, ...rest], { stdio: ["ignore", "ignore", "inherit"] }),
    );
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        await host.call("version", {});
        return server;
      } catch (error) {
        if (Date.now() > deadline || server.#child.exitCode !== null) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    this.#child.kill(signal);
    await this.#ended;
  }
}
