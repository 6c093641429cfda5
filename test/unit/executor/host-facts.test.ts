import { expect, test } from "vitest";
import { parseHardLimits, readHostFacts } from "../../../src/executor/host-facts.ts";

test("readHostFacts() knows this kernel, its /proc and our limits", () => {
  const facts = readHostFacts();
  expect(facts.kernel[0]).toBeGreaterThanOrEqual(5);
  expect(facts.kernelPaths["/proc/sys"]).toBe("directory");
  expect(facts.kernelPaths["/proc/timer_stats"]).toBeUndefined(); // gone since Linux 4.11
  expect(Object.keys(facts.hardLimits)).toHaveLength(16);
});

test("parseHardLimits() takes the hard column and turns unlimited into RLIM_INFINITY", () => {
  const text =
    "Limit                     Soft Limit           Hard Limit           Units     \n" +
    "Max open files            1024                 524288               files     \n" +
    "Max nice priority         0                    0                    \n" +
    "Max cpu time              unlimited            unlimited            seconds   \n";
  expect(parseHardLimits(text)).toEqual({ RLIMIT_NOFILE: 524288n, RLIMIT_NICE: 0n, RLIMIT_CPU: 18446744073709551615n });
});
