// linux.seccomp: what each action does to a call, and agents that decide for themselves.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LinuxSeccomp } from "../../../src/oci/index.ts";
import { cannotRunBundles, eventually, isCrun, isOurs, OciRuntime, type Result } from "./oci-runtime.ts";
import { SeccompAgent } from "./seccomp-agent.ts";

const ARCHITECTURES = [
  "SCMP_ARCH_X86_64",
  "SCMP_ARCH_X86",
  "SCMP_ARCH_X32",
  "SCMP_ARCH_AARCH64",
  "SCMP_ARCH_ARM",
  "SCMP_ARCH_PPC64LE",
];
const MKDIR = ["mkdir", "mkdirat"];
const SIGSYS = 128 + 31;

let runtime: OciRuntime;
beforeEach(() => {
  runtime = new OciRuntime();
});
afterEach(() => {
  runtime.close();
  expect(runtime.leftovers()).toEqual([]);
});

function write(seccomp: Partial<LinuxSeccomp>, script: string, noNewPrivileges = true): void {
  runtime.write(script, (spec) => {
    Object.assign(spec.process ?? {}, { noNewPrivileges });
    Object.assign(spec.linux ?? {}, {
      seccomp: { defaultAction: "SCMP_ACT_ALLOW", architectures: ARCHITECTURES, ...seccomp },
    });
  });
}

function run(seccomp: Partial<LinuxSeccomp>, script: string, noNewPrivileges = true): Result {
  write(seccomp, script, noNewPrivileges);
  return runtime.run(["run", runtime.id("filtered")]);
}

describe.skipIf(cannotRunBundles())("a seccomp filter", () => {
  const actionOnMkdir = (action: string, errnoRet?: number, noNewPrivileges = true) =>
    run(
      { syscalls: [{ names: MKDIR, action, ...(errnoRet !== undefined && { errnoRet }) }] },
      "exec busybox mkdir /out/new",
      noNewPrivileges,
    );

  test("refuses calls with the errno that is asked for, EPERM when none is, with and without no_new_privs", () => {
    for (const noNewPrivileges of [true, false]) {
      expect(actionOnMkdir("SCMP_ACT_ERRNO", 95, noNewPrivileges)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/not supported/),
      });
      if (isCrun) continue; // whose cache of filters does not know them apart
      expect(actionOnMkdir("SCMP_ACT_ERRNO", undefined, noNewPrivileges)).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/not permitted/),
      });
    }
  });

  test("kills the process, or sends it a signal, or hands it to a tracer that is not there", () => {
    for (const action of ["KILL", "KILL_PROCESS", "KILL_THREAD", "TRAP"])
      expect([action, actionOnMkdir(`SCMP_ACT_${action}`).code]).toEqual([action, SIGSYS]);
    expect(actionOnMkdir("SCMP_ACT_TRACE", 7)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/not implemented/),
    });
  });

  test("allows what it only logs", () => {
    expect(actionOnMkdir("SCMP_ACT_LOG").code).toBe(0);
  });

  test("compares arguments, and leaves out names and architectures that this machine does not have", () => {
    const rule = (op: string, value: number, valueTwo?: number): LinuxSeccomp["syscalls"] => [
      {
        names: ["kill", "no_such_call"],
        action: "SCMP_ACT_ERRNO",
        args: [{ index: 1, value, op: `SCMP_CMP_${op}`, ...(valueTwo !== undefined && { valueTwo }) }],
      },
    ];
    const script = "kill -0 $$ 2>/dev/null && echo zero; kill -CONT $$ 2>/dev/null && echo cont";
    const allowed = (...args: Parameters<typeof rule>) =>
      run({ syscalls: rule(...args) ?? [] }, script)
        .stdout.trim()
        .split("\n")
        .join();
    expect([
      allowed("EQ", 0),
      allowed("NE", 0),
      allowed("LT", 18),
      allowed("LE", 18),
      allowed("GT", 0),
      allowed("GE", 0),
      allowed("MASKED_EQ", 2, 2),
    ]).toEqual(["cont", "zero", "cont", "", "zero", "", "zero"]);
  });

  test("has one rule for a call whose rules contradict each other: the first that has no conditions", () => {
    const refuse = { names: ["kill"], action: "SCMP_ACT_ERRNO", args: [{ index: 1, value: 0, op: "SCMP_CMP_EQ" }] };
    const log = { names: ["kill"], action: "SCMP_ACT_LOG" };
    const trace = { names: ["kill"], action: "SCMP_ACT_TRACE" };
    for (const syscalls of [
      [refuse, log],
      [log, refuse],
      [log, trace],
    ])
      expect(run({ syscalls }, "kill -0 $$ && echo done").stdout).toBe("done\n");
    expect(
      run({ syscalls: [refuse, { names: ["kill"], action: "SCMP_ACT_ALLOW" }] }, "kill -0 $$ && echo done").stdout,
    ).toBe("");
  });

  test("takes every flag of the specification", () => {
    const flags = ["TSYNC", "LOG", "SPEC_ALLOW"].map((name) => `SECCOMP_FILTER_FLAG_${name}`);
    const all = isOurs ? [...flags, "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV"] : flags;
    const { code, stdout } = run(
      { flags: all, syscalls: [{ names: MKDIR, action: "SCMP_ACT_ERRNO" }] },
      "grep ^Seccomp: /proc/self/status",
    );
    expect([code, stdout]).toEqual([0, "Seccomp:\t2\n"]);
  });

  test("is in force in what exec starts, too", async () => {
    const id = runtime.id("filtered");
    write({ syscalls: [{ names: MKDIR, action: "SCMP_ACT_ERRNO", errnoRet: 95 }] }, "sleep 600");
    runtime.create(id);
    runtime.ok("start", id);
    await runtime.until(id, "running");
    expect(runtime.run(["exec", id, "busybox", "mkdir", "/out/new"])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/not supported/),
    });
  });
});

// crun 1.28 keeps the connection open, hands over a listener at start, and waits for ever when the agent decides its own calls.
describe.skipIf(cannotRunBundles() || isCrun)("a seccomp agent", () => {
  let agent: SeccompAgent;
  beforeEach(async () => {
    agent = await SeccompAgent.start(runtime.dir);
  });
  afterEach(() => {
    agent.close();
  });
  const notify = (...names: string[]): Partial<LinuxSeccomp> => ({
    listenerPath: agent.socket,
    listenerMetadata: "95",
    syscalls: [{ names, action: "SCMP_ACT_NOTIFY" }],
  });
  const refused = { code: 1, stderr: expect.stringMatching(/not supported/) };

  test("is told the container's state and decides its calls, with and without no_new_privs", () => {
    for (const noNewPrivileges of [true, false]) {
      expect(run(notify(...MKDIR), "exec busybox mkdir /out/new", noNewPrivileges)).toMatchObject(refused);
      const received = agent.states().at(-1);
      expect([received?.target, received?.closed]).toEqual([["anon_inode:seccomp notify"], true]);
      const state = received?.state ?? { pid: 0, state: {} };
      expect(state).toMatchObject({
        fds: ["seccompFd"],
        metadata: "95",
        pid: expect.any(Number) as number,
        state: { id: runtime.id("filtered"), status: "creating", pid: state.pid, bundle: runtime.bundle },
      });
      expect(state.pid).toBeGreaterThan(1);
    }
    expect(agent.calls()).toEqual(["mkdir", "mkdir"]);
  });

  test("has the listener before the container is started", async () => {
    const id = runtime.id("created");
    write(notify(...MKDIR), "busybox mkdir /out/new; echo $? > /out/code");
    runtime.create(id);
    await eventually(() => agent.states().length > 0);
    expect(agent.states().map(({ state }) => state.pid)).toEqual([runtime.state(id).pid]);
    runtime.ok("start", id);
    await runtime.until(id, "stopped");
    expect(runtime.out("code")).toBe("1\n");
  });

  test("gets another listener for what exec starts, and the state of the running container", async () => {
    const id = runtime.id("running");
    write(notify(...MKDIR), "sleep 600");
    runtime.create(id);
    runtime.ok("start", id);
    await runtime.until(id, "running");
    expect(runtime.run(["exec", id, "busybox", "mkdir", "/out/new"])).toMatchObject(refused);
    const [first, second] = agent.states();
    expect(second?.state.state).toMatchObject({ id, status: "running", pid: runtime.state(id).pid });
    expect(second?.state.pid).not.toBe(first?.state.pid);
  });

  test("may decide calls that the runtime itself still makes on the way to the program", () => {
    const names = [
      "execve",
      "openat",
      "openat2",
      "read",
      "close",
      "fcntl",
      "sendmsg",
      "connect",
      "prctl",
      "capset",
      "accept4",
      "close_range",
    ];
    for (const noNewPrivileges of [true, false])
      expect(
        run({ ...notify(...names), flags: ["SECCOMP_FILTER_FLAG_LOG"] }, "echo done", noNewPrivileges),
      ).toMatchObject({ code: 0, stdout: "done\n" });
    expect(agent.calls()).toContain("other");
  });

  test("that nobody needs is not looked for; one that is not there is an error that names it", () => {
    const nowhere = "/nobody/listens/here.sock";
    expect(run({ listenerPath: nowhere, syscalls: [] }, "echo done").stdout).toBe("done\n");
    const { code, stderr } = run({ ...notify(...MKDIR), listenerPath: nowhere }, "touch /out/ran");
    expect([code === 0, runtime.out("ran")]).toEqual([false, undefined]);
    expect(stderr).toContain(nowhere);
    if (isOurs) expect(stderr).toContain("/linux/seccomp/listenerPath");
  });

  test("cannot decide write, by which its own listener is told", () => {
    expect(run(notify("write"), "true").code).not.toBe(0);
    expect(run({ ...notify("mkdir"), defaultAction: "SCMP_ACT_NOTIFY" }, "true").code).not.toBe(0);
  });
});
