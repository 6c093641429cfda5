// --pidfd-socket: a descriptor of the process for whoever listens there. It stays valid whatever happens to the number.

import { deliverDescriptor, textPart } from "../descriptors.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op } from "../op.ts";

/** For the init of a container. */
export function planPidfdSocket({ pidfdSocket }: PlanInput): LaneOps {
  return { parentAfter: deliverPidfd(pidfdSocket, "standard") };
}

/** `name` is the text that runc sends along: "standard" for an init, "setns" for what exec starts. */
export function deliverPidfd(path: string | undefined, name: "standard" | "setns"): Op[] {
  if (path === undefined) return [];
  return deliverDescriptor(path, {
    socket: "pidfdSocket",
    descriptor: "initPidfd",
    parts: [textPart(name)],
    from: "default:--pidfd-socket",
    reach: "reach out to the pidfd socket",
    why: "hand a descriptor of the process to its listener",
  });
}
