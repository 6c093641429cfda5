import { describe, expect, test } from "vitest";
import { i386Syscalls, x32Syscalls, x64Syscalls } from "../../../src/linux/index.ts";
import { defaultSeccomp, type LinuxSeccomp, type SeccompRule } from "../../../src/oci/index.ts";
import { compileSeccomp } from "../../../src/plan/seccomp/index.ts";

const ALLOW = 0x7fff0000;
const X64 = 0xc000003e;

/** What the kernel's interpreter does with a filter. */
function run(program: Uint8Array, abi: number, number: number, args: readonly bigint[] = []): number {
  const code = Buffer.from(program);
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(abi, 4);
  for (const [i, arg] of args.entries()) data.writeBigUInt64LE(arg, 16 + 8 * i);
  let a = 0;
  for (let pc = 0; ; pc++) {
    const [op, yes, no, k] = [
      code.readUInt16LE(8 * pc),
      code.readUInt8(8 * pc + 2),
      code.readUInt8(8 * pc + 3),
      code.readUInt32LE(8 * pc + 4),
    ];
    if (op === 0x20) a = data.readUInt32LE(k);
    else if (op === 0x54) a = (a & k) >>> 0;
    else if (op === 0x05) pc += k;
    else if (op === 0x06) return k;
    else pc += (op === 0x15 ? a === k : op === 0x25 ? a > k : a >= k) ? yes : no;
  }
}

const facts = { architecture: "x64", capabilities: [], kernel: [6, 18] } as const;

describe("compileSeccomp()", () => {
  const profile = defaultSeccomp(facts);
  const { program } = compileSeccomp(profile, "x64");
  const unconditional = new Set(
    profile.syscalls?.filter((rule) => !rule.args && rule.action === "SCMP_ACT_ALLOW").flatMap((rule) => rule.names),
  );

  test("decides every x86_64 and i386 call as docker's profile lists it", () => {
    const conditional = new Set(
      profile.syscalls?.filter((rule) => rule.args || rule.errnoRet).flatMap((rule) => rule.names),
    );
    for (const [abi, table] of [
      [X64, x64Syscalls],
      [0x40000003, i386Syscalls],
      [X64, x32Syscalls],
    ] as const) {
      for (const [name, number] of Object.entries(table)) {
        if (!conditional.has(name))
          expect([name, run(program, abi, number) === ALLOW]).toEqual([name, unconditional.has(name)]);
      }
    }
  });

  test("refuses clone with a namespace flag, and clone3 as if it did not exist", () => {
    expect(run(program, X64, 56, [0x11n])).toBe(ALLOW);
    expect(run(program, X64, 56, [0x10000011n])).toBe(0x50001);
    expect(run(program, X64, 435)).toBe(0x50026);
  });

  test("kills a process that calls through a foreign ABI", () => {
    expect(run(program, 0xc00000b7, 0)).toBe(0x80000000);
    const onlyX64 = compileSeccomp({ ...profile, architectures: ["SCMP_ARCH_X86_64"] }, "x64").program;
    expect(run(onlyX64, X64, 0x40000000)).toBe(0x80000000);
  });

  test.each([
    ["EQ", (a: bigint, v: bigint) => a === v],
    ["NE", (a: bigint, v: bigint) => a !== v],
    ["LT", (a: bigint, v: bigint) => a < v],
    ["LE", (a: bigint, v: bigint) => a <= v],
    ["GT", (a: bigint, v: bigint) => a > v],
    ["GE", (a: bigint, v: bigint) => a >= v],
  ] as const)("compares all 64 bits of an argument: %s", (name, holds) => {
    const value = 0x1_0000_0005;
    const one: LinuxSeccomp = {
      defaultAction: "SCMP_ACT_ERRNO",
      syscalls: [{ names: ["read"], action: "SCMP_ACT_ALLOW", args: [{ index: 1, value, op: `SCMP_CMP_${name}` }] }],
    };
    const filter = compileSeccomp(one, "x64").program;
    for (const a of [0n, 5n, 0x1_0000_0004n, 0x1_0000_0005n, 0x1_0000_0006n, 0x2_0000_0000n]) {
      expect([a, run(filter, X64, 0, [0n, a]) === ALLOW]).toEqual([a, holds(a, BigInt(value))]);
    }
  });

  test("stays within the kernel's 4096 instructions", () => {
    expect(program.length / 8).toBeLessThan(4096);
  });

  test("lets of a call's rules the first without conditions decide alone, and leaves out what asks for the default", () => {
    const conditional = (action: string): SeccompRule => ({
      names: ["read"],
      action,
      args: [{ index: 0, value: 7, op: "SCMP_CMP_EQ" }],
    });
    const plain = (action: string): SeccompRule => ({ names: ["read"], action });
    const decide = (...syscalls: SeccompRule[]) => {
      const filter = compileSeccomp({ defaultAction: "SCMP_ACT_LOG", syscalls }, "x64").program;
      return [7n, 8n].map((argument) => run(filter, X64, 0, [argument]));
    };
    const [log, trap, kill] = [0x7ffc0000, 0x30000, 0x80000000];
    expect(decide(conditional("SCMP_ACT_TRAP"))).toEqual([trap, log]);
    expect(decide(conditional("SCMP_ACT_TRAP"), plain("SCMP_ACT_ALLOW"))).toEqual([ALLOW, ALLOW]);
    expect(decide(plain("SCMP_ACT_ALLOW"), conditional("SCMP_ACT_TRAP"))).toEqual([ALLOW, ALLOW]);
    expect(decide(plain("SCMP_ACT_TRAP"), plain("SCMP_ACT_ALLOW"))).toEqual([trap, trap]);
    expect(decide(plain("SCMP_ACT_LOG"), conditional("SCMP_ACT_TRAP"))).toEqual([trap, log]);
    expect(decide(conditional("SCMP_ACT_KILL_PROCESS"), conditional("SCMP_ACT_TRAP"))).toEqual([kill, log]);
  });

  test("compiles SCMP_ACT_NOTIFY, and refuses what the kernel would find too long", () => {
    const rule = (args?: SeccompRule["args"]): LinuxSeccomp => ({
      defaultAction: "SCMP_ACT_ALLOW",
      syscalls: [{ names: ["read"], action: "SCMP_ACT_NOTIFY", ...(args && { args }) }],
    });
    expect(run(compileSeccomp(rule(), "x64").program, X64, 0)).toBe(0x7fc00000);
    const many = Array.from({ length: 2000 }, (_, value) => ({ index: 0, value, op: "SCMP_CMP_EQ" }));
    expect(() => compileSeccomp(rule(many), "x64")).toThrow(/the kernel takes 4096/);
  });
});
