// Compiled seccomp filters, kept beside the state: nearly every container has the same profile, and compiling it takes a
// cold command 4 ms. An entry carries all that it was made from, profile and compiler included, and is compared with it
// in full; it is as trustworthy as config.json beside it, which only root can write either.

import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeFileAtomicSync } from "../base/index.ts";
import type { Architecture } from "../linux/index.ts";
import type { LinuxSeccomp } from "../oci/index.ts";
import { type CompiledSeccomp, compileSeccomp } from "../plan/index.ts";

interface Entry {
  readonly madeFrom: string;
  readonly program: string; // base64
  readonly bytes: number;
  readonly flags: CompiledSeccomp["flags"];
}

/** compileSeccomp(), or what it returned for exactly this before. */
export function compiledSeccomp(root: string, profile: LinuxSeccomp, architecture: Architecture): CompiledSeccomp {
  const madeFrom = `${compilerId()} ${architecture} ${JSON.stringify(profile)}`;
  // Profiles of one length share a file; the last one has it.
  const file = join(root, "cache", "seccomp", `${madeFrom.length}.json`);
  const kept = read(file, madeFrom);
  if (kept) return kept;
  const compiled = compileSeccomp(profile, architecture);
  keep(file, madeFrom, compiled);
  return compiled;
}

function read(file: string, madeFrom: string): CompiledSeccomp | undefined {
  try {
    const entry = JSON.parse(readFileSync(file, "utf8")) as Entry;
    const program = Buffer.from(entry.program, "base64");
    if (entry.madeFrom !== madeFrom || program.length !== entry.bytes || program.length === 0) return undefined;
    return { program: new Uint8Array(program), flags: entry.flags };
  } catch {
    return undefined; // not there, or torn by a power cut: it is made again
  }
}

function keep(file: string, madeFrom: string, { program, flags }: CompiledSeccomp): void {
  const entry: Entry = { madeFrom, program: Buffer.from(program).toString("base64"), bytes: program.length, flags };
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileAtomicSync(file, JSON.stringify(entry), { mode: 0o600, durable: false });
  } catch {
    // A full disk costs the next start 4 ms.
  }
}

let knownCompilerId: string | undefined;

/** Another build of ts-run may compile differently; ours may be replaced while we run. */
function compilerId(): string {
  if (knownCompilerId === undefined) {
    const { mtimeMs, size } = statSync(fileURLToPath(import.meta.url));
    knownCompilerId = `${mtimeMs}-${size}`;
  }
  return knownCompilerId;
}
