// The device program on this kernel: its verifier takes it, and it decides for a process in the v2 cgroup.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmdirSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import { compileDeviceProgram } from "../../../src/plan/device-bpf.ts";
import { bpfDeviceOps } from "../../../src/plan/device-program-ops.ts";
import { deviceRules, type SpecDeviceRule } from "../../../src/plan/device-rules.ts";
import type { Arg, Op } from "../../../src/plan/op.ts";
import { skipUnless } from "../../setup/skips.ts";

const root = detectCgroupHost().unifiedRoot;
const directory = `${root}/ts-run-test-bpf-${process.pid}`;

/** Issues the two bpf(2) calls of the plan, struct bytes as the plan lays them out, then opens each path inside the cgroup. */
const python = `
import ctypes, json, os, platform, struct, sys
job = json.load(sys.stdin)
number = {"x86_64": 321, "aarch64": 280}[platform.machine()]
libc = ctypes.CDLL(None, use_errno=True)
keep, slots = [], {"cgroupFd": os.open(job["directory"], os.O_RDONLY | os.O_DIRECTORY)}
def value(v):
    if "number" in v: return v["number"]
    if "slot" in v: return slots[v["slot"]]
    buffer = ctypes.create_string_buffer(bytes.fromhex(v["hex"])); keep.append(buffer)
    return ctypes.addressof(buffer)
for op in job["ops"]:
    attributes = b"".join(struct.pack({4: "<I", 8: "<Q"}[size], value(v)) for size, v in op["fields"])
    result = libc.syscall(number, op["command"], attributes, op["size"])
    assert len(attributes) == op["size"]
    if result < 0: sys.exit("bpf command %d: %s" % (op["command"], os.strerror(ctypes.get_errno())))
    slots[op["store"]] = result
open(job["directory"] + "/cgroup.procs", "w").write("0")
for path in job["paths"]:
    try:
        os.close(os.open(path, os.O_RDONLY)); print(path, "ok")
    except OSError as error: print(path, error.strerror)
`;

function describeArg(arg: Arg): object {
  if (typeof arg === "number" || typeof arg === "bigint") return { number: Number(arg) };
  if ("fd" in arg) return { slot: arg.fd };
  if ("bytes" in arg) return { hex: Buffer.from(arg.bytes).toString("hex") };
  if ("string" in arg) return { hex: Buffer.from(`${arg.string}\0`).toString("hex") };
  throw new Error("not an argument of bpf(2)");
}

function open(rules: SpecDeviceRule[], paths: string[]): string[] {
  const ops = bpfDeviceOps(compileDeviceProgram(deviceRules(rules)), "/linux/resources/devices").filter(
    (op) => op.call === "bpf",
  );
  const encode = ({ args: [command, attributes, size], store }: Op) => ({
    command,
    size,
    store: store ?? "none",
    fields:
      typeof attributes === "object" && "struct" in attributes
        ? attributes.struct.map((field) => [field.size, describeArg(field.value)])
        : [],
  });
  const job = JSON.stringify({ directory, paths, ops: ops.map(encode) });
  return execFileSync("python3", ["-c", python], { input: job, encoding: "utf8" }).trim().split("\n");
}

describe.skipIf(skipUnless(root !== undefined, "a cgroup v2 mount"))("the kernel", () => {
  afterEach(() => rmdirSync(directory));

  test("lets a process open the devices that rules and defaults allow, and no other", () => {
    mkdirSync(directory);
    expect(open([{ allow: false, access: "rwm" }], ["/dev/null", "/dev/urandom", "/dev/kmsg"])).toEqual([
      "/dev/null ok",
      "/dev/urandom ok",
      "/dev/kmsg Operation not permitted",
    ]);
  });

  test("takes a program with many rules, and a rule for the device opens it", () => {
    mkdirSync(directory);
    const many = Array.from({ length: 100 }, (_, minor) => ({
      allow: minor % 2 === 0,
      type: "b",
      major: 8,
      minor,
      access: "rw",
    }));
    expect(
      open([...many, { allow: true, type: "c", major: 1, minor: 11, access: "r" }], ["/dev/kmsg", "/dev/null"]),
    ).toEqual(["/dev/kmsg ok", "/dev/null ok"]);
  });
});
