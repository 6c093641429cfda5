import { describe, expect, test } from "vitest";
import type { LinuxSeccomp } from "../../../src/oci/index.ts";
import type { Arg, Op } from "../../../src/plan/index.ts";
import { type Change, execPlanOf, opsFrom, planOf } from "./plan-of.ts";

const FROM = "/linux/seccomp";
const seccomp: LinuxSeccomp = {
  defaultAction: "SCMP_ACT_ALLOW",
  flags: ["SECCOMP_FILTER_FLAG_TSYNC", "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"],
  listenerPath: "/run/agent.sock",
  listenerMetadata: 'x"y',
  syscalls: [{ names: ["mkdir"], action: "SCMP_ACT_NOTIFY" }],
};
const identity = { id: "c1", bundle: "/bundle", callerEnv: [] };
const changeOf = (change: Partial<LinuxSeccomp> = {}, process: Change["process"] = {}): Change => ({
  process,
  linux: { seccomp: { ...seccomp, ...change } },
  spec: { annotations: { colour: "red" } },
  input: { identity },
});

/** The JSON of the message to the agent; pids that are known at run time read as 1234. */
function toldState(ops: readonly Op[]): unknown {
  const message = ops.find(({ call }) => call === "sendmsg")?.args[1];
  const fields = structOf(message);
  const iov = structOf(fields.find(({ name }) => name === "msg_iov")?.value);
  const texts = iov.flatMap(({ value }, i) => {
    const length = Number(iov[i + 1]?.value);
    if (typeof value !== "object") return [];
    if ("string" in value) return [Buffer.from(value.string).subarray(0, length).toString()];
    return "decimal" in value ? [`1234${value.decimal.suffix}`.slice(0, length)] : [];
  });
  return JSON.parse(texts.join(""));
}

function structOf(arg: Arg | undefined) {
  return typeof arg === "object" && "struct" in arg ? arg.struct : [];
}

describe("a filter that notifies an agent", () => {
  const plan = planOf(changeOf());
  const container = opsFrom(plan, FROM);
  const parent = opsFrom(plan, FROM, "parent");

  test("is installed with a listener, without TSYNC, which the kernel refuses together with one", () => {
    const filter = container.find(({ call }) => call === "seccomp");
    expect(filter?.args[1]).toEqual({
      flags: ["SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV", "SECCOMP_FILTER_FLAG_NEW_LISTENER"],
    });
    expect(filter?.store).toBe("seccompListener");
  });

  test("tells its number by one write, and waits until the parent has the descriptor", () => {
    expect(container.map(({ call }) => call)).toEqual(["close", "seccomp", "write", "read"]);
    expect(parent.map(({ call }) => call)).toEqual([
      ...["socketpair", "close", "read", "pidfd_getfd", "write", "close"],
      ...["socket", "connect", "sendmsg", "close", "close"],
    ]);
  });

  test("comes with the container process state", () => {
    const state = { ociVersion: "1.3.0", id: "c1", status: "creating", pid: 1234, bundle: "/bundle" };
    const process = { ociVersion: "1.3.0", fds: ["seccompFd"], pid: 1234, metadata: 'x"y' };
    expect(toldState(parent)).toEqual({ ...process, state: { ...state, annotations: { colour: "red" } } });
    const exec = opsFrom(execPlanOf({ ...changeOf(), exec: { identity, containerPid: 77 } }), FROM, "parent");
    expect(toldState(exec)).toEqual({
      ...process,
      state: { ...state, status: "running", pid: 77, annotations: { colour: "red" } },
    });
  });

  test("is not left for the end with no_new_privs: somebody has to be there for the listener", () => {
    const order = (change: Change) => {
      const calls = planOf(change).lanes.container?.map(({ call, args }) =>
        call === "prctl" ? JSON.stringify(args[0]) : call,
      );
      return calls?.indexOf("seccomp") === (calls?.length ?? 0) - 2;
    };
    expect(order(changeOf({}, { noNewPrivileges: true }))).toBe(false);
    expect(order(changeOf({ syscalls: [] }, { noNewPrivileges: true }))).toBe(true);
  });
});

describe("a filter that notifies nobody", () => {
  test("ignores listenerPath, and the flag about calls that wait for an agent", () => {
    const plan = planOf(changeOf({ syscalls: [] }));
    expect(opsFrom(plan, "/linux/seccomp/listenerPath")).toEqual([]);
    expect(opsFrom(plan, FROM)[0]?.args[1]).toEqual({ flags: ["SECCOMP_FILTER_FLAG_TSYNC"] });
  });
});

describe("is refused by name:", () => {
  test.each([
    [{ defaultAction: "SCMP_ACT_NOTIFY" }, "/linux/seccomp/defaultAction"],
    [{ syscalls: [{ names: ["read", "write"], action: "SCMP_ACT_NOTIFY" }] }, "/linux/seccomp/syscalls/0"],
    [{ listenerPath: `/${"x".repeat(107)}` }, "it has more than 107 bytes"],
  ])("%j", (change, message) => {
    expect(() => planOf(changeOf(change))).toThrow(message);
  });

  test("WAIT_KILLABLE_RECV before Linux 5.19, and an agent where there is no container to tell it of", () => {
    expect(() => planOf({ ...changeOf(), host: { kernel: [5, 18] } })).toThrow("needs Linux 5.19");
    const { input: _, ...nameless } = changeOf();
    expect(() => planOf(nameless)).toThrow("/linux/seccomp/listenerPath");
  });
});
