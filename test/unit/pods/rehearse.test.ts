// Pod starts on paper: if a sample stopped compiling, the first pods would be slow and nobody would notice but a log line.
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { CgroupHost } from "../../../src/linux/index.ts";
import { rehearse } from "../../../src/pods/rehearse.ts";
import { hostFacts } from "../../golden/plans/facts.ts";
import { hybrid, unified } from "../cgroups/fake-host.ts";

/** How often a round has begun: each looks at the roots. */
function counting(cgroup: CgroupHost, kernel: readonly [number, number] = [6, 18]) {
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-rehearse-"));
  const count = { rounds: 0, dir };
  const environment = {
    host: hostFacts(kernel),
    cgroup,
    get roots() {
      count.rounds++;
      return { root: path.join(dir, "root"), runDir: path.join(dir, "run") };
    },
  };
  return { environment, count };
}

describe("rehearse()", () => {
  test.each([
    ["v2", unified, [6, 18]],
    ["hybrid", hybrid, [6, 18]],
    ["an older kernel's", unified, [5, 10]],
  ] as const)("compiles and encodes every sample pod for %s cgroups, and makes nothing", async (_, cgroup, kernel) => {
    const { environment, count } = counting(cgroup, kernel);
    const ending = new AbortController();
    const whole = rehearse(environment, ending.signal);
    while (count.rounds < 4) await nextTurn(); // there are four samples
    ending.abort();
    await whole;
    expect(readdirSync(count.dir)).toEqual([]);
    expect(existsSync("/sys/fs/cgroup/rehearsal")).toBe(false);
  });

  test("ends by itself, and lets others have their turn between rounds", async () => {
    const { environment, count } = counting(unified);
    let turns = 0;
    let over = false;
    const whole = rehearse(environment, new AbortController().signal).finally(() => {
      over = true;
    });
    for (; !over; turns++) await nextTurn();
    await whole;
    expect(count.rounds).toBeGreaterThan(4);
    expect(turns).toBeGreaterThanOrEqual(count.rounds);
  });

  test("stops when it is aborted, and does not begin when it was", async () => {
    const { environment, count } = counting(unified);
    const ending = new AbortController();
    const whole = rehearse(environment, ending.signal);
    await nextTurn();
    ending.abort();
    await whole;
    const done = count.rounds;
    expect(done).toBeLessThan(5);
    await rehearse(environment, ending.signal);
    expect(count.rounds).toBe(done);
  });

  test("tells of a sample that does not compile", async () => {
    const { environment } = counting(unified);
    const broken = { ...environment, host: { ...environment.host, architecture: "pdp11" as never } };
    await expect(rehearse(broken, new AbortController().signal)).rejects.toThrow();
  });
});
