// A plan as a file that people review: JSON, one operation per line, bytes in hex, big integers as "123n".

import type { Plan } from "../../../src/plan/index.ts";

export function planText(plan: Plan): string {
  const lanes = Object.entries(plan.lanes).map(
    ([name, ops]) =>
      `    ${JSON.stringify(name)}: ${ops.length === 0 ? "[]" : `[\n${ops.map(line).join(",\n")}\n    ]`}`,
  );
  return `{\n  "lanes": {\n${lanes.join(",\n")}\n  },\n  "monitor": ${oneLine(plan.monitor)}\n}\n`;
}

function line(op: unknown): string {
  return `      ${oneLine(op)}`;
}

function oneLine(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (isBufferJson(inner)) return Buffer.from(inner.data).toString("hex");
    return inner instanceof Uint8Array ? Buffer.from(inner).toString("hex") : inner;
  });
}

/** JSON.stringify calls a Buffer's toJSON before the replacer sees it. */
function isBufferJson(value: unknown): value is { data: number[] } {
  return typeof value === "object" && value !== null && (value as { type?: unknown }).type === "Buffer";
}
