// A rootfs that is a directory of the host.

import { AT_CWD, close, fd, flags, mountSetattr, op, openat2, text } from "../build.ts";
import type { PlanInput } from "../input.ts";
import type { Op } from "../op.ts";
import { rootfsBase } from "./propagation.ts";

/**
 * A rootfs directory as a detached mount in slot "rootfs". Its path was free of links when it was looked up, so one that
 * is there now was put there in between.
 */
export function rootfsDirectory({ rootfs, spec }: PlanInput): Op[] {
  const from = "/root/path" as const;
  const propagation = rootfsBase(spec);
  return [
    openat2(
      AT_CWD,
      rootfs.source,
      { flags: ["O_PATH", "O_DIRECTORY", "O_CLOEXEC"], resolve: ["RESOLVE_NO_SYMLINKS"] },
      { from, why: `open ${rootfs.source}, which no link may redirect`, store: "rootfsDir" },
    ),
    op(
      "open_tree",
      [fd("rootfsDir"), text(""), flags("AT_EMPTY_PATH", "OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC", "AT_RECURSIVE")],
      { from, why: "the rootfs directory as a mount of its own", store: "rootfs" },
    ),
    close("rootfsDir", { from, why: "done with it" }),
    mountSetattr(
      fd("rootfs"),
      { propagation, recursive: true },
      {
        from,
        why:
          propagation === "MS_SLAVE"
            ? "what the host mounts below it shows up in it, and not the other way around"
            : "nothing mounted below it spreads",
      },
    ),
  ];
}
