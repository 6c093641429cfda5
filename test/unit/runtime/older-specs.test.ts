// What the same words mean in documents of older specifications.
import { expect, test } from "vitest";
import { resourcesAsMeant } from "../../../src/runtime/older-specs.ts";

test("a limit of no processes is no limit before 1.3, and a limit from then on", () => {
  const resources = { pids: { limit: 0 }, cpu: { shares: 5 } };
  for (const version of ["1.0.2-dev", "1.2.1", "1.2.1+dev"])
    expect(resourcesAsMeant(resources, version)).toEqual({ cpu: { shares: 5 } });
  for (const version of ["1.3.0", "1.3.0-rc.1", "1.10.0", "2.0.0"])
    expect(resourcesAsMeant(resources, version)).toEqual(resources);
});

test("other limits stay as they are", () => {
  for (const limit of [-1, 1, 100]) expect(resourcesAsMeant({ pids: { limit } }, "1.0.2")).toEqual({ pids: { limit } });
});
