// Device rules -> the eBPF program that cgroup v2 asks for each device access (there is no devices controller in v2).
// The kernel passes r1 = &{ u32 access << 16 | type, u32 major, u32 minor } and allows the access when r0 is 1.

import type { DeviceRule } from "./device-rules.ts";

// Instruction classes and operations, include/uapi/linux/bpf.h.
const LOAD_WORD = 0x61; // dst = *(u32 *)(src + offset)
const AND_IMMEDIATE = 0x54; // 32 bit
const SHIFT_RIGHT_IMMEDIATE = 0x74; // 32 bit
const MOVE_REGISTER = 0xbc; // 32 bit
const MOVE_IMMEDIATE = 0xb4; // 32 bit
const JUMP_IF_NOT_EQUAL = 0x56; // 32 bit, immediate
const JUMP_IF_EQUAL = 0x16; // 32 bit, immediate
const EXIT = 0x95;

const TYPE = 2; // register numbers
const ACCESS = 3; // what is still to be allowed
const MAJOR = 4;
const MINOR = 5;
const SCRATCH = 6;

const accessBits: Readonly<Record<string, number>> = { m: 1, r: 2, w: 4 };
const typeNumbers = { b: 1, c: 2 } as const;

/** Instructions, 8 bytes each. The last rule that speaks about an access bit decides it; what no rule speaks about is denied. */
export function compileDeviceProgram(rules: readonly DeviceRule[]): Uint8Array {
  const program = [
    instruction(LOAD_WORD, TYPE, 1, 0, 0),
    instruction(MOVE_REGISTER, ACCESS, TYPE, 0, 0),
    instruction(AND_IMMEDIATE, TYPE, 0, 0, 0xffff),
    instruction(SHIFT_RIGHT_IMMEDIATE, ACCESS, 0, 0, 16),
    instruction(LOAD_WORD, MAJOR, 1, 4, 0),
    instruction(LOAD_WORD, MINOR, 1, 8, 0),
    ...[...rules].reverse().flatMap(ruleBlock),
    ...answer(0),
  ];
  return Buffer.concat(program);
}

/** One rule: every test that fails jumps behind the block, so the blocks can simply be put one after another. */
function ruleBlock(rule: DeviceRule): Buffer[] {
  const bits = [...rule.access].reduce((sum, letter) => sum | (accessBits[letter] ?? 0), 0);
  const verdict = rule.allow ? allowBits(bits) : denyBits(bits);
  const tests: [register: number, value: number][] = [];
  if (rule.type !== "a") tests.push([TYPE, typeNumbers[rule.type]]);
  if (rule.major !== undefined) tests.push([MAJOR, rule.major]);
  if (rule.minor !== undefined) tests.push([MINOR, rule.minor]);
  return [
    ...tests.map(([register, value], index) =>
      instruction(JUMP_IF_NOT_EQUAL, register, 0, tests.length - index - 1 + verdict.length, value),
    ),
    ...verdict,
  ];
}

/** Crosses the allowed bits off; once nothing is left to allow, the access is allowed. */
function allowBits(bits: number): Buffer[] {
  return [
    instruction(AND_IMMEDIATE, ACCESS, 0, 0, ~bits),
    instruction(JUMP_IF_NOT_EQUAL, ACCESS, 0, 2, 0),
    ...answer(1),
  ];
}

function denyBits(bits: number): Buffer[] {
  return [
    instruction(MOVE_REGISTER, SCRATCH, ACCESS, 0, 0),
    instruction(AND_IMMEDIATE, SCRATCH, 0, 0, bits),
    instruction(JUMP_IF_EQUAL, SCRATCH, 0, 2, 0),
    ...answer(0),
  ];
}

function answer(value: 0 | 1): Buffer[] {
  return [instruction(MOVE_IMMEDIATE, 0, 0, 0, value), instruction(EXIT, 0, 0, 0, 0)];
}

/** struct bpf_insn; both architectures we support are little-endian. */
function instruction(code: number, destination: number, source: number, offset: number, immediate: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt8(code, 0);
  bytes.writeUInt8((source << 4) | destination, 1);
  bytes.writeInt16LE(offset, 2);
  bytes.writeInt32LE(immediate | 0, 4);
  return bytes;
}
