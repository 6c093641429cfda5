// Performs the ops of the cgroup pass from Node, so that these tests need no monitor. Anything else is refused.

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmdirSync, writeSync } from "node:fs";
import type { CgroupHost } from "../../../src/linux/index.ts";
import { cgroupDirectories } from "../../../src/plan/index.ts";
import type { PlanInput } from "../../../src/plan/input.ts";
import type { Arg, Op } from "../../../src/plan/op.ts";

export const planInput = (cgroup: CgroupHost, path: string, resources: object): PlanInput =>
  ({ spec: { ociVersion: "1.2.0", linux: { cgroupsPath: path, resources } }, cgroup }) as unknown as PlanInput; // the pass looks at nothing else

export function perform(ops: readonly Op[]): void {
  const slots = new Map<string, { fd: number; path: string }>();
  const text = (arg: Arg | undefined): string => (typeof arg === "object" && "string" in arg ? arg.string : "");
  const slot = (arg: Arg | undefined) => {
    const found = typeof arg === "object" && "fd" in arg ? slots.get(arg.fd) : undefined;
    if (found === undefined) throw new Error("an op uses a descriptor that is not open");
    return found;
  };
  const call = (op: Op): void => {
    const [first, second, third] = op.args;
    if (op.call === "mkdirat") mkdirSync(text(second));
    else if (op.call === "unlinkat") rmdirSync(text(second));
    else if (op.call === "openat") {
      const flags = typeof third === "object" && "flags" in third ? third.flags : [];
      if (op.store)
        slots.set(op.store, {
          fd: openSync(text(second), (flags as readonly string[]).includes("O_WRONLY") ? 1 : 0),
          path: text(second),
        });
    } else if (op.call === "write") writeSync(slot(first).fd, text(second));
    else if (op.call === "sendfile") writeSync(slot(first).fd, readFileSync(slot(second).path));
    else if (op.call === "read") {
      if (readSync(slot(first).fd, Buffer.alloc(Number(third))) !== op.expect)
        throw Object.assign(new Error("another result than expected"), { code: "EPIPE" });
    } else if (op.call === "close") closeSync(slot(first).fd);
    else if (op.call === "nanosleep") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    else throw new Error(`${op.call} is not expected here`);
  };
  for (let index = 0; index < ops.length; index += 1) {
    const op = ops[index] as Op;
    let outcome: "ok" | "ignored" = "ok";
    try {
      call(op);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!(op.ignore as readonly string[] | undefined)?.includes(code ?? "")) throw error;
      outcome = "ignored";
    }
    if (op.skip?.when === outcome) index += op.skip.ops;
  }
}

/** A shell that first places itself in every hierarchy, as the container lane does. */
export function spawnIn(host: CgroupHost, path: string, script: string): ChildProcess {
  const files = cgroupDirectories(host, path).map(
    (directory) => `${directory}/${directory.startsWith(`${host.unifiedRoot}/`) ? "cgroup.procs" : "tasks"}`,
  );
  return spawn("/bin/sh", ["-c", `for file in ${files.join(" ")}; do echo 0 > $file || exit 99; done; ${script}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

export async function finished(child: ChildProcess): Promise<{ code: number; output: string }> {
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) =>
    child.on("close", (code, signal) => resolve({ code: code ?? (signal === "SIGKILL" ? 137 : 128), output })),
  );
}
