// Errors as gRPC tells them.
import { status } from "@grpc/grpc-js";
import { describe, expect, test } from "vitest";
import { TsRunError } from "../../../src/base/index.ts";
import { toStatus, Unimplemented } from "../../../src/cri/grpc-status.ts";
import { metricDescriptors } from "../../../src/cri/messages/metrics.ts";
import { Turns } from "../../../src/pods/turns.ts";

describe("toStatus()", () => {
  test("tells cause and remedy under the code that the kubelet acts on", () => {
    const error = new TsRunError("ERR_TIMEOUT", "exec: it timed out", { hint: "wait longer" });
    expect(toStatus(error)).toEqual({
      code: status.DEADLINE_EXCEEDED,
      details: "exec: it timed out (wait longer)",
      unexpected: false,
    });
    expect(toStatus(new Unimplemented("CheckpointPod")).code).toBe(status.UNIMPLEMENTED);
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    expect(toStatus(full)).toMatchObject({ code: status.RESOURCE_EXHAUSTED, unexpected: false });
    expect(toStatus(full).details).toContain("make room");
    expect(toStatus(new TypeError("x is undefined"))).toMatchObject({ code: status.INTERNAL, unexpected: true });
  });
});

describe("metricDescriptors()", () => {
  test("have a name, a help text and labels each, and no name twice", () => {
    const all = metricDescriptors();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.filter(({ help, labelKeys }) => help === "" || labelKeys.length === 0)).toEqual([]);
  });
});

describe("Turns", () => {
  test("do one thing after another for one key, and let others pass", async () => {
    const turns = new Turns();
    const done: string[] = [];
    const slow = turns.take("a", async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      done.push("a1");
      throw new Error("a1 fails");
    });
    const next = turns.take("a", async () => done.push("a2"));
    await turns.take("b", async () => done.push("b"));
    await expect(slow).rejects.toThrow("a1 fails");
    await next;
    expect(done).toEqual(["b", "a1", "a2"]);
  });
});
