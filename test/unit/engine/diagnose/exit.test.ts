import { describe, expect, test } from "vitest";
import { explainExit } from "../../../../src/engine/diagnose/index.ts";

describe("explainExit()", () => {
  test("names the seccomp filter when a program was killed by SIGSYS, also through a shell or an init", () => {
    expect(explainExit({ exitCode: 159, signal: 31 })?.cause).toContain("seccomp filter");
    expect(explainExit({ exitCode: 159, signal: 0 })?.hint).toContain("seccomp=unconfined");
  });

  test("names the limit behind a signal of the kernel", () => {
    expect(explainExit({ exitCode: 135, signal: 7 })?.hint).toContain("--shm-size");
    expect(explainExit({ exitCode: 153, signal: 25 })?.hint).toContain("--ulimit fsize");
  });

  test("says nothing of ordinary ends", () => {
    for (const exit of [
      { exitCode: 0, signal: 0 },
      { exitCode: 1, signal: 0 },
      { exitCode: 143, signal: 15 },
    ]) {
      expect(explainExit(exit)).toBeUndefined();
    }
  });
});
