// What a file is to execve(2), from its first bytes: an ELF program, a script, or something that cannot be executed. Pure.

import type { Architecture } from "../../linux/index.ts";

export type Executable =
  | {
      readonly kind: "elf";
      readonly machine: string;
      readonly bits: 32 | 64;
      readonly type: number;
      readonly interpreter?: string;
      readonly truncated: boolean;
    }
  /** carriageReturn: right after the interpreter, where the kernel takes it for part of the name. */
  | {
      readonly kind: "script";
      readonly interpreter: string;
      readonly line: string;
      readonly carriageReturn: boolean;
      readonly tooLong: boolean;
    }
  | { readonly kind: "empty" }
  | { readonly kind: "text"; readonly byteOrderMark: boolean; readonly lateShebang: boolean }
  | { readonly kind: "foreign"; readonly what: string };

/** The kernel reads so much of a #! line since 5.1 (BINPRM_BUF_SIZE). */
const SHEBANG_BYTES = 256;
/** Enough for program headers and interpreter of every linker in use. */
export const HEAD_BYTES = 8192;

const PT_INTERP = 3;
const MACHINES: Readonly<Record<number, string>> = {
  3: "i386",
  8: "mips",
  20: "powerpc",
  21: "ppc64le",
  22: "s390x",
  40: "arm",
  62: "x86_64",
  183: "aarch64",
  243: "riscv64",
  258: "loongarch64",
};
const MAGIC: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x4d, 0x5a], "a Windows program"],
  [[0xcf, 0xfa, 0xed, 0xfe], "a macOS program"],
  [[0xce, 0xfa, 0xed, 0xfe], "a macOS program"],
  [[0xca, 0xfe, 0xba, 0xbe], "a Java class or a macOS program"],
  [[0x00, 0x61, 0x73, 0x6d], "a WebAssembly module"],
  [[0x1f, 0x8b], "a gzip archive"],
  [[0x28, 0xb5, 0x2f, 0xfd], "a zstd archive"],
  [[0x50, 0x4b, 0x03, 0x04], "a zip archive"],
];

export function readExecutable(head: Uint8Array): Executable {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (buffer.length === 0) return { kind: "empty" };
  if (startsWith(buffer, [0x7f, 0x45, 0x4c, 0x46])) return readElf(buffer);
  if (startsWith(buffer, [0x23, 0x21])) return readScript(buffer);
  const foreign = MAGIC.find(([bytes]) => startsWith(buffer, bytes));
  if (foreign) return { kind: "foreign", what: foreign[1] };
  if (buffer.subarray(0, 1024).includes(0)) return { kind: "foreign", what: "in no format that Linux executes" };
  const byteOrderMark = startsWith(buffer, [0xef, 0xbb, 0xbf]);
  return {
    kind: "text",
    byteOrderMark,
    lateShebang: /^\s*#!/.test(buffer.subarray(byteOrderMark ? 3 : 0, 256).toString("latin1")),
  };
}

/** Name of an architecture as `uname -m` and ELF people know it. */
export function machineName(architecture: Architecture): string {
  return architecture === "arm64" ? "aarch64" : "x86_64";
}

/** What an ELF machine's images are called: --platform linux/<this>. */
export function platformOf(machine: string): string {
  return ({ x86_64: "amd64", aarch64: "arm64", i386: "386" } as Readonly<Record<string, string>>)[machine] ?? machine;
}

function startsWith(buffer: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => buffer[i] === byte);
}

function readElf(buffer: Buffer): Executable {
  const bits = buffer[4] === 1 ? 32 : 64;
  const big = buffer[5] === 2;
  const u16 = (at: number): number =>
    at + 2 > buffer.length ? 0 : big ? buffer.readUInt16BE(at) : buffer.readUInt16LE(at);
  const u32 = (at: number): number =>
    at + 4 > buffer.length ? 0 : big ? buffer.readUInt32BE(at) : buffer.readUInt32LE(at);
  const word = (at: number): number => (bits === 32 ? u32(at) : big ? u32(at + 4) : u32(at));
  const number = u16(18);
  const about = { kind: "elf", machine: MACHINES[number] ?? `machine ${number}`, bits, type: u16(16) } as const;
  const [headers, size, count] = bits === 64 ? [word(32), u16(54), u16(56)] : [u32(28), u16(42), u16(44)];
  const truncated =
    buffer.length < (bits === 64 ? 64 : 52) || (headers + size * count > buffer.length && buffer.length < HEAD_BYTES);
  for (let i = 0; i < count && !truncated; i++) {
    const at = headers + i * size;
    if (u32(at) !== PT_INTERP) continue;
    const [offset, length] = bits === 64 ? [word(at + 8), word(at + 32)] : [u32(at + 4), u32(at + 16)];
    const interpreter = buffer
      .subarray(offset, offset + length)
      .toString("latin1")
      .replace(/\0.*$/s, "");
    if (interpreter !== "") return { ...about, interpreter, truncated };
  }
  return { ...about, truncated };
}

function readScript(buffer: Buffer): Executable {
  const end = buffer.indexOf(0x0a);
  const line = buffer.subarray(2, end < 0 ? SHEBANG_BYTES : end).toString("utf8");
  const [, interpreter = ""] = /^[ \t]*([^ \t\r\n\0]*)/.exec(line) ?? [];
  return {
    kind: "script",
    interpreter,
    line: line.trim(),
    carriageReturn: /^[ \t]*[^ \t\r]+\r$/.test(line),
    tooLong: end > SHEBANG_BYTES - 1,
  };
}
