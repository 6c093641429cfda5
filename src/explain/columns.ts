// Two lanes side by side, in an order that could have happened: what the container waits for stands above its wait.

import type { Op } from "../plan/index.ts";
import type { Step } from "./step.ts";

export interface Row {
  readonly left?: Step;
  readonly right?: Step;
}

/**
 * The parent's steps begin at the top and take a row each beside the container's; before a step that reads a pipe comes
 * the other side's write to it.
 */
export function alignLanes(parent: readonly Step[], container: readonly Step[]): Row[] {
  const rows: Row[] = [];
  let next = 0;
  for (const right of container) {
    const waitsFor = slotRead(right.op);
    const writer =
      waitsFor === undefined ? -1 : parent.findIndex(({ op }, i) => i >= next && slotWritten(op) === waitsFor);
    for (; next <= writer - 1; next++) rows.push(leftRow(parent[next]));
    const left = parent[next];
    // A parent's step that waits for the container must not stand above what it waits for.
    const mayGo = left !== undefined && !waitsOnContainer(left, container.slice(container.indexOf(right)));
    rows.push(mayGo ? { left, right } : { right });
    if (mayGo) next++;
  }
  for (; next < parent.length; next++) rows.push(leftRow(parent[next]));
  return rows;
}

function leftRow(left: Step | undefined): Row {
  return left ? { left } : {};
}

/** read(pipe): the pipe's slot. */
function slotRead(op: Op): string | undefined {
  const [target] = op.args;
  return op.call === "read" && typeof target === "object" && "fd" in target ? target.fd : undefined;
}

/** write(pipe+4): the pipe's slot. */
function slotWritten(op: Op): string | undefined {
  const [target] = op.args;
  if (op.call !== "write" || typeof target !== "object" || !("fd" in target)) return undefined;
  return target.fd.endsWith("+4") ? target.fd.slice(0, -2) : undefined;
}

function waitsOnContainer({ op }: Step, ahead: readonly Step[]): boolean {
  if (op.call !== "recvmsg") return false;
  return ahead.some((step) => step.op.call === "sendmsg");
}
