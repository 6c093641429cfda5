// The encoder against native/plan.h: the header is read, its structs are laid out as a C compiler would, and encoded
// plans are decoded by those offsets. What the interpreter would see is what is compared.

import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { syscallNumber } from "../../../src/linux/index.ts";
import { encodePlan, type Op, type Plan } from "../../../src/plan/index.ts";

const header = readFileSync(path.join(import.meta.dirname, "../../../native/plan.h"), "utf8");

const constant = (name: string): number => {
  const match = new RegExp(`^#define ${name} (0x[0-9a-f]+|\\d+)u?\\b`, "m").exec(header);
  if (!match?.[1]) throw new Error(`native/plan.h has no ${name}`);
  return Number(match[1]);
};

interface Member {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
}

/** Offsets of a struct's members: every member is aligned to its own size, as on both architectures. */
function layout(struct: string): { members: Record<string, Member>; size: number } {
  const body = new RegExp(`struct ${struct} \\{(.*?)\\n\\};`, "s").exec(header)?.[1];
  if (body === undefined) throw new Error(`native/plan.h has no struct ${struct}`);
  const members: Record<string, Member> = {};
  let offset = 0;
  let widest = 1;
  for (const [, type = "", names = ""] of body.replace(/\/\/.*$/gm, "").matchAll(/\b([us]\d+) ([^;]+);/g)) {
    const size = Number(type.slice(1)) / 8;
    widest = Math.max(widest, size);
    for (const [, name = "", count = "1"] of names.matchAll(/(\w+)(?:\[(\d+)\])?/g)) {
      offset = Math.ceil(offset / size) * size;
      members[name] = { offset, size, count: Number(count) };
      offset += size * Number(count);
    }
  }
  return { members, size: Math.ceil(offset / widest) * widest };
}

const opLayout = layout("ts_op");
const planLayout = layout("ts_plan");

function readMember(bytes: Buffer, at: number, { offset, size }: Member, index = 0): bigint {
  const position = at + offset + size * index;
  return size === 8 ? bytes.readBigUInt64LE(position) : BigInt(bytes.readUIntLE(position, size));
}

class Decoded {
  readonly bytes: Buffer;
  readonly lanes: readonly string[];

  constructor(plan: Plan) {
    const { bytes, lanes } = encodePlan(plan, "x64");
    this.bytes = bytes;
    this.lanes = lanes;
  }

  header(name: string): number {
    const member = planLayout.members[name];
    if (!member) throw new Error(`struct ts_plan has no ${name}`);
    return Number(readMember(this.bytes, 0, member));
  }

  /** Encoded ops of a lane. */
  lane(name: string): EncodedOp[] {
    const at = this.header("lanes") + 8 * this.lanes.indexOf(name);
    const first = this.bytes.readUInt32LE(at);
    const count = this.bytes.readUInt32LE(at + 4);
    return Array.from(
      { length: count },
      (_, i) => new EncodedOp(this, this.header("ops") + opLayout.size * (first + i)),
    );
  }

  text(offset: bigint | number): string {
    const at = this.header("data") + Number(offset);
    return this.bytes.toString("utf8", at, this.bytes.indexOf(0, at));
  }

  word(offset: bigint | number): bigint {
    return this.bytes.readBigUInt64LE(this.header("data") + Number(offset));
  }

  get relocations(): number[] {
    return Array.from({ length: this.header("reloc_count") }, (_, i) =>
      this.bytes.readUInt32LE(this.header("relocs") + 4 * i),
    );
  }
}

class EncodedOp {
  readonly plan: Decoded;
  readonly at: number;

  constructor(plan: Decoded, at: number) {
    this.plan = plan;
    this.at = at;
  }

  get(name: string, index = 0): number {
    return Number(this.big(name, index));
  }

  big(name: string, index = 0): bigint {
    const member = opLayout.members[name];
    if (!member) throw new Error(`struct ts_op has no ${name}`);
    return readMember(this.plan.bytes, this.at, member, index);
  }

  kindOf(argument: number): number {
    return this.get("arg_kinds", argument);
  }
}

const about = { from: "/process", why: "because" } as const;
const op = (call: Op["call"], args: Op["args"], extra: Partial<Op> = {}): Op => ({ call, args, ...about, ...extra });

const monitor: Plan["monitor"] = { initPid: "pid", initPidfd: "pidfd", report: "pipe", reportWrite: "pipe+4" };
const planOf = (parent: readonly Op[], more: Partial<Plan> = {}): Plan => ({
  lanes: { parent, exit: [], ...more.lanes },
  monitor: { ...monitor, ...more.monitor },
});
const decode = (...ops: Op[]) => new Decoded(planOf(ops));
const only = (ops: EncodedOp[]): EncodedOp => {
  expect(ops).toHaveLength(1);
  return ops[0] as EncodedOp;
};

describe("the header", () => {
  test("says what native/plan.h expects first: magic, version, sizes", () => {
    const plan = decode(op("getpid", []));
    expect(plan.header("magic")).toBe(constant("TS_PLAN_MAGIC"));
    expect(plan.header("version")).toBe(constant("TS_PLAN_VERSION"));
    expect(plan.header("total_size")).toBe(plan.bytes.length);
    expect(plan.header("lanes")).toBe(planLayout.size);
    expect(plan.header("op_count")).toBe(1);
    expect(plan.header("data") + plan.header("data_size")).toBe(plan.bytes.length);
    expect(plan.header("ops") + opLayout.size).toBeLessThanOrEqual(plan.header("relocs"));
  });

  test("orders lanes: parent first, exit last", () => {
    const lanes = {
      parent: [op("getpid", [])],
      container: [op("gettid", []), op("sync", [])],
      exit: [op("getuid", [])],
    };
    const plan = new Decoded(planOf([], { lanes }));
    expect(plan.lanes).toEqual(["parent", "container", "exit"]);
    expect(plan.header("lane_count")).toBe(3);
    expect(plan.header("exit_lane")).toBe(2);
    const calls = plan.lanes.map((name) => plan.lane(name).map((one) => one.get("nr")));
    const numbers = (...names: Op["call"][]) => names.map((name) => syscallNumber(name as "getpid", "x64"));
    expect(calls).toEqual([numbers("getpid"), numbers("gettid", "sync"), numbers("getuid")]);
  });

  test("leads the monitor to slots, texts and lists, and to nothing where nothing is wanted", () => {
    const plan = new Decoded(
      planOf([op("pipe2", [{ address: "pipe" }, 0])], {
        monitor: {
          ...monitor,
          log: { path: "/var/log/x", maxBytes: 2 ** 33, maxFiles: 5 },
          exitRecord: "/exit.json",
          stdinOnce: true,
          evidence: [
            { name: "peak", path: "/memory.peak" },
            { name: "kmsg", path: "/dev/kmsg", needle: "/a" },
          ],
          exitCommand: { argv: ["/bin/a", "b"], env: [] },
        },
      }),
    );
    const slot = Number(only(plan.lane("parent")).get("args", 0));
    expect(plan.header("report")).toBe(slot);
    expect(plan.header("report_write")).toBe(slot + 4);
    expect(plan.text(plan.header("log_path"))).toBe("/var/log/x");
    expect(plan.header("log_max_bytes")).toBe(2 ** 33);
    expect(plan.header("log_max_files")).toBe(5);
    expect(plan.header("stdin_once")).toBe(1);
    expect(plan.text(plan.header("exit_record"))).toBe("/exit.json");
    const none = constant("TS_NONE");
    for (const name of ["state_record", "stdin_fd", "stdout_fd", "stderr_fd", "terminal_fd", "listen_fd", "start_fd"])
      expect([name, plan.header(name)]).toEqual([name, none]);
    const evidence = plan.header("evidence");
    const words = Array.from({ length: 6 }, (_, i) => plan.bytes.readUInt32LE(plan.header("data") + evidence + 4 * i));
    expect(words.map((word) => (word === none ? none : plan.text(word)))).toEqual([
      "peak",
      "/memory.peak",
      none,
      "kmsg",
      "/dev/kmsg",
      "/a",
    ]);
    const argv = plan.header("exit_argv");
    expect([plan.text(plan.word(argv)), plan.text(plan.word(argv + 8)), plan.word(argv + 16)]).toEqual([
      "/bin/a",
      "b",
      0n,
    ]);
    expect(plan.word(plan.header("exit_envp"))).toBe(0n);
    expect(plan.relocations).toEqual(expect.arrayContaining([argv, argv + 8]));
    expect(plan.relocations).not.toContain(argv + 16);
  });
});

describe("an argument", () => {
  test("that is a number or flags is immediate, negative ones sign-extended", () => {
    const encoded = only(
      decode(op("openat", [{ flags: ["AT_FDCWD"] }, 7, 5n, { flags: ["O_CLOEXEC"], plus: 2 }])).lane("parent"),
    );
    expect([0, 1, 2, 3].map((i) => encoded.kindOf(i))).toEqual(Array(4).fill(constant("TS_ARG_IMMEDIATE")));
    expect(BigInt.asIntN(32, encoded.big("args", 0))).toBe(-100n);
    expect([encoded.big("args", 1), encoded.big("args", 2), encoded.big("args", 3)]).toEqual([7n, 5n, 0o2000002n]);
    expect(only(decode(op("fchown", [-1])).lane("parent")).big("args", 0)).toBe(2n ** 64n - 1n);
  });

  test("that is flags of the architecture differs between x86_64 and arm64", () => {
    const plan = planOf([op("openat", [0, { flags: ["O_DIRECTORY"] }])]);
    const value = (architecture: "x64" | "arm64") => {
      const { bytes } = encodePlan(plan, architecture);
      const ops = bytes.readUInt32LE(planLayout.members.ops?.offset ?? 0);
      return bytes.readBigUInt64LE(ops + (opLayout.members.args?.offset ?? 0) + 8);
    };
    expect([value("x64"), value("arm64")]).toEqual([0o200000n, 0o40000n]);
  });

  test("that is a string points to its bytes, and equal strings share them", () => {
    const plan = decode(op("chdir", [{ string: "/käse" }]), op("chdir", [{ string: "/käse" }]));
    const [one, two] = plan.lane("parent");
    expect(one?.kindOf(0)).toBe(constant("TS_ARG_ADDRESS"));
    expect(plan.text(one?.big("args", 0) ?? 0n)).toBe("/käse");
    expect(two?.big("args", 0)).toBe(one?.big("args", 0));
  });

  test("that is a list of strings is an array of pointers that ends with 0", () => {
    const plan = decode(op("execve", [{ string: "/a" }, { strings: ["a", "b"] }, { strings: [] }]));
    const encoded = only(plan.lane("parent"));
    const argv = Number(encoded.big("args", 1));
    expect([plan.text(plan.word(argv)), plan.text(plan.word(argv + 8)), plan.word(argv + 16)]).toEqual(["a", "b", 0n]);
    expect(plan.word(encoded.big("args", 2))).toBe(0n);
    expect(plan.relocations).toEqual([argv, argv + 8]);
  });

  test("that is a slot is loaded at run time, 32 bits for descriptors and 64 for values, and starts as -1", () => {
    const plan = decode(
      op("pipe2", [{ address: "pipe" }, 0]),
      op("close", [{ fd: "pipe" }]),
      op("close", [{ fd: "pipe+4" }]),
      op("sendfile", [{ slot: "big[32]+16" }, { address: "big", offset: 4 }]),
    );
    const [pipe, read, write, big] = plan.lane("parent");
    const at = pipe?.get("args", 0) ?? 0;
    expect(pipe?.kindOf(0)).toBe(constant("TS_ARG_ADDRESS"));
    expect([read?.kindOf(0), read?.get("args", 0)]).toEqual([constant("TS_ARG_LOAD32"), at]);
    expect([write?.kindOf(0), write?.get("args", 0)]).toEqual([constant("TS_ARG_LOAD32"), at + 4]);
    expect(big?.kindOf(0)).toBe(constant("TS_ARG_LOAD64"));
    expect((big?.get("args", 0) ?? 0) - (big?.get("args", 1) ?? 0)).toBe(12);
    expect(plan.word(at)).toBe(2n ** 64n - 1n);
  });

  test("that is a struct is laid out without padding; pointers in it are relocated, run-time values copied in first", () => {
    const plan = decode(
      op("sendmsg", [
        {
          struct: [
            { name: "small", size: 2, value: 0x1234 },
            { name: "byte", size: 1, value: 0x56 },
            { name: "pad", size: 1, value: 0 },
            { name: "fd", size: 4, value: { fd: "pipe" } },
            { name: "path", size: 8, value: { string: "/x" } },
            { name: "value", size: 8, value: { slot: "pidfd" } },
          ],
        },
      ]),
    );
    const [first, second, call] = plan.lane("parent");
    const at = call?.get("args", 0) ?? 0;
    expect(plan.word(at) & 0xffffffffn).toBe(0x00561234n);
    expect(plan.relocations).toEqual([at + 8]);
    expect(plan.text(plan.word(at + 8))).toBe("/x");
    const copy = (one: EncodedOp | undefined) => [
      one?.get("kind"),
      one?.kindOf(0),
      one?.get("args", 1),
      one?.get("args", 2),
    ];
    expect(copy(first)).toEqual([constant("TS_OP_COPY"), constant("TS_ARG_LOAD32"), at + 4, 4]);
    expect(copy(second)).toEqual([constant("TS_OP_COPY"), constant("TS_ARG_LOAD64"), at + 16, 8]);
  });

  test("that is a number in text is made by an op before, in 64 bytes of its own", () => {
    const plan = decode(op("openat", [0, { decimal: { prefix: "/proc/", slot: "pid", suffix: "/uid_map" } }]));
    const [make, open] = plan.lane("parent");
    expect(make?.get("kind")).toBe(constant("TS_OP_DECIMAL"));
    expect([plan.text(make?.big("args", 0) ?? 0), plan.text(make?.big("args", 2) ?? 0)]).toEqual([
      "/proc/",
      "/uid_map",
    ]);
    expect([make?.kindOf(1), make?.get("args", 1)]).toEqual([constant("TS_ARG_LOAD32"), plan.header("init_pid")]);
    expect(make?.get("args", 3)).toBe(open?.get("args", 1));
  });
});

describe("an op", () => {
  test("keeps its index for blame, also for the ops that were put before it", () => {
    const plan = decode(op("getpid", []), op("dup3", [{ decimal: { prefix: "", slot: "pid", suffix: "" } }]));
    expect(plan.lane("parent").map((one) => one.get("index"))).toEqual([0, 1, 1]);
  });

  test("skips encoded ops, those included that its victims needed before them", () => {
    const needy = op("dup3", [{ decimal: { prefix: "", slot: "pid", suffix: "" } }]);
    const plan = decode(
      op("getpid", [], { skip: { when: "ok", ops: 2 } }),
      needy,
      op("gettid", []),
      op("sync", [], { skip: { when: "ignored", ops: 1 }, ignore: ["EINTR"] }),
      needy,
    );
    const ops = plan.lane("parent");
    expect(ops.map((one) => [one.get("skip_when"), one.get("skip")])).toEqual([
      [constant("TS_SKIP_IF_OK"), 3],
      [constant("TS_SKIP_NEVER"), 0],
      [constant("TS_SKIP_NEVER"), 0],
      [constant("TS_SKIP_NEVER"), 0],
      [constant("TS_SKIP_IF_IGNORED"), 2],
      [constant("TS_SKIP_NEVER"), 0],
      [constant("TS_SKIP_NEVER"), 0],
    ]);
  });

  test("says what it stores, expects and ignores", () => {
    const plan = decode(op("read", [], { store: "pidfd", expect: -2, ignore: ["ENOENT", "EPERM"] }), op("getpid", []));
    const [one, other] = plan.lane("parent");
    expect(one?.get("store")).toBe(plan.header("init_pidfd"));
    expect([one?.get("has_expect"), Number(BigInt.asIntN(32, one?.big("expect") ?? 0n))]).toEqual([1, -2]);
    expect([0, 1, 2, 3].map((i) => one?.get("ignore", i))).toEqual([2, 1, 0, 0]);
    expect([other?.get("store"), other?.get("has_expect"), other?.get("ignore")]).toEqual([constant("TS_NONE"), 0, 0]);
  });

  test("that clones names its lane by number", () => {
    const lanes = { parent: [op("clone3", [{ struct: [] }, 88], { lane: "container" })], container: [], exit: [] };
    const clone = only(new Decoded(planOf([], { lanes })).lane("parent"));
    expect([clone.get("kind"), clone.get("lane"), clone.get("nr")]).toEqual([constant("TS_OP_CLONE"), 1, 435]);
  });

  test("that is a netlink exchange has its messages patched before it is sent", () => {
    const plan = decode(
      op("netlink", [{ fd: "pipe" }, { bytes: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }, 8], {
        patches: [{ slot: "pid", at: 4 }],
      }),
    );
    const [patch, exchange] = plan.lane("parent");
    expect(exchange?.get("kind")).toBe(constant("TS_OP_NETLINK"));
    expect(plan.word(exchange?.big("args", 1) ?? 0)).toBe(0x0807060504030201n);
    expect([patch?.get("kind"), patch?.get("args", 1), patch?.get("args", 2)]).toEqual([
      constant("TS_OP_COPY"),
      (exchange?.get("args", 1) ?? 0) + 4,
      4,
    ]);
  });
});

describe("a plan that cannot be encoded is refused:", () => {
  const refused: [string, Op[], RegExp][] = [
    ["a string with a NUL byte", [op("chdir", [{ string: "a\0b" }])], /string with a NUL byte/],
    ["a skip beyond the lane's end", [op("getpid", [], { skip: { when: "ok", ops: 1 } })], /op 0 skips beyond the end/],
    ["a clone into a lane that is not there", [op("clone3", [], { lane: "nowhere" })], /no lane "nowhere"/],
    [
      "five ignored errnos",
      [op("getpid", [], { ignore: ["EPERM", "ENOENT", "ESRCH", "EINTR", "EIO"] })],
      /more than four errnos/,
    ],
    [
      "a pointer in four bytes",
      [op("chdir", [{ struct: [{ name: "p", size: 4, value: { string: "x" } }] }])],
      /pointer in 4-byte field p/,
    ],
    [
      "a run-time value in two bytes",
      [op("chdir", [{ struct: [{ name: "p", size: 2, value: { fd: "pid" } }] }])],
      /run-time value in 2-byte field p/,
    ],
    ["a slot name that is none", [op("close", [{ fd: "a[b" }])], /bad slot name "a\[b"/],
  ];
  for (const [what, ops, message] of refused)
    test(what, () => expect(() => encodePlan(planOf(ops), "x64")).toThrow(message));
});
