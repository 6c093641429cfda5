// The program is run by a small interpreter of the instructions it uses; the kernel's own verifier is asked in test/kernel.
import { expect, test } from "vitest";
import { compileDeviceProgram } from "../../../src/plan/device-bpf.ts";
import { deviceRules, type SpecDeviceRule } from "../../../src/plan/device-rules.ts";

function run(program: Uint8Array, access: { type: "b" | "c"; access: string; major: number; minor: number }): number {
  const bits = [...access.access].reduce((sum, letter) => sum | ({ m: 1, r: 2, w: 4 }[letter] ?? 0), 0);
  const context = [(bits << 16) | (access.type === "b" ? 1 : 2), access.major, access.minor];
  const registers = new Array<number>(11).fill(0);
  const code = new DataView(program.buffer, program.byteOffset, program.length);
  for (let at = 0; ; at += 8) {
    const [dst, src] = [code.getUint8(at + 1) & 15, code.getUint8(at + 1) >> 4];
    const [offset, immediate] = [code.getInt16(at + 2, true), code.getInt32(at + 4, true)];
    const value = registers[dst] ?? 0;
    switch (code.getUint8(at)) {
      case 0x61:
        registers[dst] = context[offset / 4] ?? 0;
        break;
      case 0x54:
        registers[dst] = value & immediate;
        break;
      case 0x74:
        registers[dst] = value >>> immediate;
        break;
      case 0xbc:
        registers[dst] = registers[src] ?? 0;
        break;
      case 0xb4:
        registers[dst] = immediate;
        break;
      case 0x56:
        if (value !== immediate) at += 8 * offset;
        break;
      case 0x16:
        if (value === immediate) at += 8 * offset;
        break;
      case 0x95:
        return registers[0] ?? 0;
      default:
        throw new Error(`unknown instruction ${code.getUint8(at)} at ${at}`);
    }
  }
}

const verdicts = (rules: SpecDeviceRule[]) => {
  const program = compileDeviceProgram(deviceRules(rules));
  return (type: "b" | "c", major: number, minor: number, access: string) =>
    run(program, { type, major, minor, access }) === 1;
};

test("what no rule allows is denied, what every container has is allowed", () => {
  const may = verdicts([]);
  expect(may("c", 1, 3, "rw")).toBe(true); // null
  expect(may("c", 136, 7, "rw")).toBe(true); // a pty
  expect(may("b", 8, 0, "m")).toBe(true); // making a node is not opening it
  expect(may("b", 8, 0, "r")).toBe(false);
  expect(may("c", 1, 1, "r")).toBe(false); // mem
});

test("an access is allowed when its parts are allowed by different rules", () => {
  const may = verdicts([
    { allow: true, type: "b", major: 8, access: "r" },
    { allow: true, type: "b", major: 8, minor: 1, access: "w" },
  ]);
  expect(may("b", 8, 1, "rw")).toBe(true);
  expect(may("b", 8, 0, "rw")).toBe(false);
  expect(may("b", 8, 0, "r")).toBe(true);
});

test("the last rule that matches decides, also against an allow-all", () => {
  const may = verdicts([
    { allow: true, access: "rwm" },
    { allow: false, type: "b", major: 8, minor: 0, access: "w" },
  ]);
  expect(may("b", 8, 0, "w")).toBe(false);
  expect(may("b", 8, 0, "rw")).toBe(false);
  expect(may("b", 8, 0, "r")).toBe(true);
  expect(may("c", 10, 229, "rw")).toBe(true);
});
