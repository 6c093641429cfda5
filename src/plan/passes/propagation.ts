// linux.rootfsPropagation: what mounts of the container and of the host have to do with each other.

import type { FlagName } from "../../linux/index.ts";
import type { RuntimeSpec } from "../../oci/index.ts";
import { AT_CWD, close, fd, flags, mountSetattr, NULL, op, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op } from "../op.ts";
import { usesHostMounts } from "./host-mounts.ts";
import type { PropagationChange } from "./mount-options.ts";

type Propagation = "shared" | "slave" | "private" | "unbindable";

const FROM = "/linux/rootfsPropagation";

const FLAG: Readonly<Record<Propagation, FlagName>> = {
  shared: "MS_SHARED",
  slave: "MS_SLAVE",
  private: "MS_PRIVATE",
  unbindable: "MS_UNBINDABLE",
};

/** "rshared" is "shared" for every mount of the container, not only its root. */
function asked({ linux }: RuntimeSpec): { kind: Propagation | undefined; recursive: boolean } {
  const wanted = linux?.rootfsPropagation;
  const kind = wanted?.replace(/^r(?=shared|slave|private|unbindable)/, "");
  return { kind: kind as Propagation | undefined, recursive: wanted !== kind };
}

/**
 * What the copies of the host's mounts are to begin with. Nothing may be bound from an unbindable mount, so only the
 * container's root becomes that, and last.
 */
export function basePropagation(spec: RuntimeSpec): "MS_SHARED" | "MS_SLAVE" | "MS_PRIVATE" {
  const { kind = "slave" } = asked(spec);
  return kind === "shared" ? "MS_SHARED" : kind === "slave" ? "MS_SLAVE" : "MS_PRIVATE";
}

/** The rootfs takes part in the host's mounts only where this is said: "slave". */
export function rootfsBase(spec: RuntimeSpec): "MS_SLAVE" | "MS_PRIVATE" {
  return asked(spec).kind === "slave" ? "MS_SLAVE" : "MS_PRIVATE";
}

/** First in the container lane: a mount made before this could show up on the host. */
export function planPropagation(input: PlanInput): LaneOps {
  const { spec, paths } = input;
  if (!hasMountNamespace(input)) return { exit: [unmountRootfs(input)] };
  // The mount namespace of a user namespace is a slave of the host's by the kernel's own rule (mount_namespaces(7)).
  const base = basePropagation(spec) === "MS_SHARED" && usesHostMounts(input) ? "MS_SLAVE" : basePropagation(spec);
  const word = base.slice(3).toLowerCase();
  const ops: Op[] = [
    op("mount", [text("none"), text("/"), NULL, flags("MS_REC", base), NULL], {
      from: spec.linux?.rootfsPropagation ? FROM : "default:private propagation",
      why: `mounts made here: ${word} to the host`,
    }),
  ];
  return { container: base === "MS_SHARED" ? [...ops, ...hideRootfs(paths.mountpoint)] : ops };
}

export function hasMountNamespace({ spec }: PlanInput): boolean {
  return spec.linux?.namespaces?.some(({ type }) => type === "mount") ?? false;
}

/** Without a mount namespace the rootfs is mounted in the host's own; this takes it away, with all that is mounted in it. */
function unmountRootfs({ paths }: PlanInput): Op {
  return op("umount2", [text(paths.mountpoint), flags("MNT_DETACH", "UMOUNT_NOFOLLOW")], {
    from: "/linux/namespaces",
    why: "take the container's mounts out of the host's mount namespace",
  });
}

/** The mount that will carry the rootfs must not pass it on to the host: the innermost one on the way is made private. */
function hideRootfs(mountpoint: string): Op[] {
  const names = mountpoint.split("/").filter(Boolean);
  const prefixes = names.map((_, i) => `/${names.slice(0, names.length - i).join("/")}`).concat("/");
  return prefixes.map((path, i) => {
    const rest = prefixes.length - 1 - i;
    return op("mount", [text("none"), text(path), NULL, flags("MS_PRIVATE"), NULL], {
      from: FROM,
      why: `keep the rootfs below ${path} out of the host's sight`,
      ...(rest > 0 ? { ignore: ["EINVAL"], skip: { when: "ok", ops: rest } } : {}),
    });
  });
}

/**
 * Around pivot_root(2): dropping an old root whose mounts are shared would unmount the host's own. By descriptor, because
 * afterwards no path leads to it.
 */
export function keepHostMounted(spec: RuntimeSpec): { before: Op[]; after: Op[] } {
  if (basePropagation(spec) !== "MS_SHARED") return { before: [], after: [] };
  const open = op("openat", [AT_CWD, text("/"), flags("O_PATH", "O_DIRECTORY", "O_CLOEXEC"), 0], {
    from: FROM,
    why: "the old root, to be told apart from the host's",
    store: "oldRoot",
  });
  const change = { propagation: "MS_SLAVE", recursive: true } as const;
  return {
    before: [open],
    after: [
      mountSetattr(fd("oldRoot"), change, { from: FROM, why: "dropping it must not unmount anything of the host" }),
      close("oldRoot", { from: FROM, why: "done with it" }),
    ],
  };
}

/** After the last mount that is copied from the rootfs (read-only paths): an unbindable root has no copies. */
export function planRootPropagation({ spec }: PlanInput): LaneOps {
  const { kind, recursive } = asked(spec);
  if (kind !== "shared" && kind !== "unbindable") return {};
  const why = kind === "shared" ? "the root leads a peer group of its own" : "the root can be bound nowhere";
  return { container: [mountSetattr(fd("rootfs"), { propagation: FLAG[kind], recursive }, { from: FROM, why })] };
}

/** The propagation options of one mount, in their order. */
export function propagationOps(slot: string, changes: readonly PropagationChange[], from: Op["from"]): Op[] {
  return changes.map(({ kind, recursive }) =>
    mountSetattr(fd(slot), { propagation: kind, recursive }, { from, why: "its propagation" }),
  );
}
