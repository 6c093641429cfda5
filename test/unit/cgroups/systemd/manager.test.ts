import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SystemdManager } from "../../../../src/cgroups/systemd/index.ts";
import { type Answer, FakeSystemd } from "./fake-systemd.ts";

let fake: FakeSystemd;
beforeEach(async () => {
  fake = new FakeSystemd();
  await fake.listen();
});
afterEach(() => fake.close());

const NOWHERE = "/nonexistent/socket";
const connect = () => SystemdManager.connect({ private: fake.socket, bus: NOWHERE });
const properties = [["PIDs", { signature: "au", value: [42] }]] as const;

describe("systemd", () => {
  test("starts a scope, and is believed only when its job is done", async () => {
    fake.answer = () => ({ job: "done" });
    const systemd = await connect();
    await systemd.startTransientUnit("x.scope", properties);
    expect(fake.calls).toEqual([
      { member: "StartTransientUnit", body: ["x.scope", "replace", [["PIDs", { signature: "au", value: [42] }]], []] },
    ]);
    fake.answer = () => ({ job: "failed" });
    await expect(systemd.startTransientUnit("x.scope", [])).rejects.toMatchObject({
      message: `StartTransientUnit of x.scope: systemd's job ended as "failed"`,
      hint: expect.stringContaining("systemctl status x.scope"),
    });
    systemd.close();
  });

  test("may end a job before it has told which", async () => {
    fake.answer = () => ({ job: "done", signalFirst: true });
    const systemd = await connect();
    await systemd.startTransientUnit("x.scope", properties);
    systemd.close();
  });

  test("has a failed unit of the same name out of the way first", async () => {
    fake.answer = ({ member }): Answer => {
      if (member === "ResetFailedUnit") return {};
      const before = fake.calls.filter((call) => call.member === "StartTransientUnit").length;
      return before > 1 ? { job: "done" } : { error: "org.freedesktop.systemd1.UnitExists", text: "it exists" };
    };
    const systemd = await connect();
    await systemd.startTransientUnit("x.scope", properties);
    expect(fake.calls.map(({ member }) => member)).toEqual([
      "StartTransientUnit",
      "ResetFailedUnit",
      "StartTransientUnit",
    ]);
    systemd.close();
  });

  test("stops a unit that is there, and one that is not", async () => {
    fake.answer = ({ member }): Answer => (member === "StopUnit" ? { job: "done" } : {});
    const systemd = await connect();
    await systemd.stopUnit("x.scope");
    fake.answer = () => ({ error: "org.freedesktop.systemd1.NoSuchUnit" });
    await systemd.stopUnit("x.scope");
    fake.answer = () => ({ error: "org.freedesktop.DBus.Error.AccessDenied", text: "no" });
    await expect(systemd.stopUnit("x.scope")).rejects.toMatchObject({
      message: "StopUnit over D-Bus: no (org.freedesktop.DBus.Error.AccessDenied)",
    });
    systemd.close();
  });

  test("tells its version, whatever a distribution adds to it", async () => {
    const systemd = await connect();
    for (const value of ["252.22-1~deb12u1", "v252", "252"]) {
      fake.answer = () => ({ signature: "v", body: [{ signature: "s", value }] });
      expect(await systemd.version()).toBe(252);
    }
    systemd.close();
  });

  test("that hangs up in the middle of a call is an error of the call", async () => {
    const systemd = await connect();
    fake.answer = () => {
      fake.hangUp();
      return {};
    };
    await expect(systemd.setUnitProperties("x.scope", [])).rejects.toThrow(/^SetUnitProperties over D-Bus: /);
    await expect(systemd.version()).rejects.toThrow(/^Get over D-Bus: /);
    systemd.close();
  });

  test("that does not know us is an error with its words", async () => {
    fake.accept = "REJECTED ANONYMOUS";
    await expect(connect()).rejects.toThrow(/authenticate over D-Bus as user \d+: REJECTED ANONYMOUS/);
  });

  test("that listens nowhere is not there", async () => {
    await expect(SystemdManager.connect({ private: NOWHERE, bus: NOWHERE })).rejects.toMatchObject({
      code: "ERR_UNSUPPORTED",
    });
  });

  test("behind a bus is greeted and asked for its signals", async () => {
    fake.answer = ({ member }): Answer => (member === "StopUnit" ? { job: "done" } : {});
    const systemd = await SystemdManager.connect({ private: NOWHERE, bus: fake.socket });
    await systemd.stopUnit("x.scope");
    expect(fake.calls.map(({ member }) => member)).toEqual([
      ...["Hello", "AddMatch", "Subscribe"],
      ...["StopUnit", "ResetFailedUnit"],
    ]);
    systemd.close();
  });
});
