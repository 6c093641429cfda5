import path from "node:path";
import { describe, expect, test } from "vitest";
import { renderDiff, renderPlan, renderTrace } from "../../../src/explain/index.ts";
import { containerOps, sample } from "./samples.ts";

const golden = (name: string) => path.resolve(import.meta.dirname, "../../golden/explain", name);
const text = { format: "text", width: 120, color: false } as const;
const widest = (page: string) => Math.max(...page.split("\n").map((line) => [...line].length));

describe("renderPlan()", () => {
  test("shows parent and container side by side, each call with its reason and who asked for it", async () => {
    await expect(renderPlan(sample(), text)).toMatchFileSnapshot(golden("two-columns.txt"));
  });

  test("shows one column with the lane in front where there is no room for two", async () => {
    await expect(renderPlan(sample(), { ...text, width: 80 })).toMatchFileSnapshot(golden("one-column.txt"));
  });

  test("keeps within the width it is given", () => {
    for (const width of [60, 80, 100, 133, 200])
      expect(widest(renderPlan(sample(), { ...text, width }))).toBeLessThanOrEqual(width);
  });

  test("folds alike calls with their number, and shows every one when verbose", () => {
    expect(renderPlan(sample(), text)).toContain("× 4");
    expect(renderPlan(sample(), { ...text, verbose: true }).match(/PR_CAPBSET_DROP/g)).toHaveLength(4);
  });

  test("puts the parent's write above the container's read of it", () => {
    const lines = renderPlan(sample(), text).split("\n");
    const at = (part: string) => lines.findIndex((line) => line.includes(part));
    expect(at("write(syncPipe[1]")).toBeGreaterThan(0);
    expect(at("write(syncPipe[1]")).toBeLessThanOrEqual(at("read(syncPipe,"));
  });

  test("names the flag, shortens ids, and colours only when asked", () => {
    const page = renderPlan(sample(), text);
    expect(page).toContain("[-m 64m -> /linux/resources/memory/limit]");
    expect(page).not.toContain("ab".repeat(32));
    expect(page).not.toContain("\x1b[");
    expect(renderPlan(sample(), { ...text, color: true })).toContain("\x1b[");
  });

  test("as JSON has every call, its source, and bytes as hex", () => {
    const bytes = {
      call: "write",
      args: [1, { bytes: new Uint8Array([1, 255]) }, 2],
      from: "/process",
      why: "x",
    } as const;
    const document = JSON.parse(renderPlan(sample({ container: [bytes] }), { ...text, format: "json" }));
    expect(document.lanes.parent).toHaveLength(6);
    expect(document.lanes.parent[1]).toMatchObject({
      call: "openat",
      source: "flag -m 64m",
      from: "/linux/resources/memory/limit",
    });
    expect(document.lanes.container[0].args[1]).toEqual({ bytes: "01ff" });
  });
});

describe("renderDiff()", () => {
  test("says when there is no difference", () => {
    expect(renderDiff(sample(), sample({ title: "b" }), text)).toContain("the plans are the same");
  });

  test("shows what one has more, and what both do with other arguments", async () => {
    const renamed = containerOps
      .map((op) => (op.call === "sethostname" ? { ...op, args: [{ string: "api" }, 3] } : op))
      .filter(({ why }) => why !== "capability 3 can never be regained");
    await expect(renderDiff(sample(), sample({ title: "api", container: renamed }), text)).toMatchFileSnapshot(
      golden("difference.txt"),
    );
  });
});

describe("renderTrace()", () => {
  const op = containerOps[2];
  if (op === undefined) throw new Error("no such op");

  test("is one line with duration, call, result and reason", () => {
    expect(renderTrace({ lane: "container", op, result: 7n, durationNs: 1234n })).toBe(
      'container      1.2 µs  openat2(rootfs, "data") = 7  # find /data [/mounts/0]',
    );
  });

  test("says by name what came back, and whether it was expected", () => {
    expect(renderTrace({ lane: "container", op, result: -2n, durationNs: 40_000n })).toContain("= ENOENT (fine)");
    expect(renderTrace({ lane: "container", op, result: -1n, durationNs: 40_000n })).toContain("= EPERM  #");
  });
});
