// /dev: the default nodes, those the spec asks for, and the usual links.

import type { FlagName } from "../../linux/index.ts";
import { attach, close, fd, flags, newFileSystem, op, openat2, openTarget, text } from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { hostIdOf, mappingsOf } from "../user-namespace.ts";
import { planMountsHandedOver, RECEIVED, receiveMount, sendMount, usesHostMounts } from "./host-mounts.ts";

interface DeviceNode {
  readonly path: string;
  readonly type: string; // c, b, u, p
  readonly major: number;
  readonly minor: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly from: Origin;
}

const DEFAULT: Origin = "default:config-linux.md#default-devices";

const DEFAULT_NODES: readonly DeviceNode[] = (
  [
    ["null", 1, 3],
    ["zero", 1, 5],
    ["full", 1, 7],
    ["random", 1, 8],
    ["urandom", 1, 9],
    ["tty", 5, 0],
  ] as const
).map(([name, major, minor]) => ({
  path: `/dev/${name}`,
  type: "c",
  major,
  minor,
  mode: 0o666,
  uid: 0,
  gid: 0,
  from: DEFAULT,
}));

const LINKS: readonly (readonly [target: string, name: string])[] = [
  ["/proc/self/fd", "fd"],
  ["/proc/self/fd/0", "stdin"],
  ["/proc/self/fd/1", "stdout"],
  ["/proc/self/fd/2", "stderr"],
];

/** Leaves /dev open in slot "dev". */
export function planDevices(input: PlanInput): LaneOps {
  const dev = input.spec.mounts?.find((mount) => mount.destination === "/dev");
  const open = openTarget("/dev", "directory", { from: DEFAULT, store: "dev" });
  if (dev?.type === "bind" || dev?.options?.some((option) => option === "bind" || option === "rbind")) {
    const end = planMountsHandedOver(input);
    return { ...end, container: [...open, ...(end.container ?? [])] };
  }
  const asked = (input.spec.linux?.devices ?? []).map((device, i): DeviceNode => {
    const { path, type, major = 0, minor = 0, fileMode, uid = 0, gid = 0 } = device;
    return { path, type, major, minor, mode: fileMode ?? 0o666, uid, gid, from: `/linux/devices/${i}` };
  });
  const nodes = [...DEFAULT_NODES.filter((node) => !asked.some((other) => other.path === node.path)), ...asked];
  const links = [...LINKS.map(([target, name]) => link(target, name)), link("pts/ptmx", "ptmx")];
  if (!usesHostMounts(input)) return { container: [...open, ...nodes.flatMap(makeNode), ...links] };
  const end = planMountsHandedOver(input);
  return {
    parentAfter: [...hostNodes(input, nodes), ...(end.parentAfter ?? [])],
    container: [...open, ...nodes.flatMap(receiveNode), ...(end.container ?? []), ...links],
  };
}

function link(target: string, name: string): Op {
  return op("symlinkat", [text(target), fd("dev"), text(name)], {
    from: DEFAULT,
    why: `/dev/${name} -> ${target}`,
    ignore: ["EEXIST"],
  });
}

/** Where a node goes: straight into /dev, or into a directory that is opened (and made) first. */
function placeOf(node: DeviceNode): { before: Op[]; dir: string; name: string; after: Op[] } {
  const parts = node.path.split("/").filter(Boolean);
  const name = parts.at(-1) ?? "";
  if (parts.length === 2 && parts[0] === "dev") return { before: [], dir: "dev", name, after: [] };
  const before = openTarget(parts.slice(0, -1).join("/"), "directory", { from: node.from, store: "deviceDir" });
  return { before, dir: "deviceDir", name, after: [close("deviceDir", { from: node.from, why: "done with it" })] };
}

const KIND: Readonly<Record<string, FlagName>> = { c: "S_IFCHR", u: "S_IFCHR", b: "S_IFBLK", p: "S_IFIFO" };

/** dev_t as mknod(2) takes it. */
function numberOf({ major, minor }: DeviceNode): bigint {
  return BigInt(minor & 0xff) | (BigInt(major) << 8n) | (BigInt(minor & ~0xff) << 12n);
}

function makeNode(node: DeviceNode): Op[] {
  const { before, dir, name, after } = placeOf(node);
  const { from } = node;
  const owner =
    node.uid || node.gid
      ? [
          op("fchownat", [fd(dir), text(name), node.uid, node.gid, flags("AT_SYMLINK_NOFOLLOW")], {
            from,
            why: `owner of ${node.path}`,
          }),
        ]
      : [];
  return [
    ...before,
    op("mknodat", [fd(dir), text(name), { flags: [KIND[node.type] ?? "S_IFCHR"], plus: node.mode }, numberOf(node)], {
      from,
      why: `make ${node.path}`,
      ignore: ["EEXIST"],
    }),
    ...owner,
    ...after,
  ];
}

/**
 * mknod(2) of devices is refused in a user namespace. The parent makes the nodes, in a file system that no path leads to,
 * so that they belong to the container's users and not to whoever owns the host's.
 */
function hostNodes(input: PlanInput, nodes: readonly DeviceNode[]): Op[] {
  const { uids, gids } = mappingsOf(input.spec);
  const about = { from: DEFAULT, why: "a file system for device nodes, which are bound into the container one by one" };
  const makeOne = (node: DeviceNode, i: number): Op[] => {
    const { from, path, type, mode } = node;
    const name = String(i);
    const owner = [hostIdOf(node.uid, uids) ?? 0, hostIdOf(node.gid, gids) ?? 0] as const;
    return [
      op("mknodat", [fd("nodes"), text(name), { flags: [KIND[type] ?? "S_IFCHR"], plus: mode }, numberOf(node)], {
        from,
        why: `make ${path}`,
      }),
      op("fchownat", [fd("nodes"), text(name), ...owner, flags("AT_SYMLINK_NOFOLLOW")], {
        from,
        why: `owner of ${path}`,
      }),
      op("fchmodat", [fd("nodes"), text(name), mode], { from, why: `mode of ${path}, whatever our umask` }),
      op("open_tree", [fd("nodes"), text(name), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
        from,
        why: `${path} as a mount`,
        store: "mount",
      }),
      ...sendMount("mount", { from, why: `hand ${path} over` }),
    ];
  };
  const parameters = [{ key: "mode", value: "755" }];
  return [
    ...newFileSystem(
      "tmpfs",
      { source: "devices", parameters, attributes: ["MOUNT_ATTR_NOSUID", "MOUNT_ATTR_NOEXEC"], store: "nodes" },
      about,
    ),
    ...nodes.flatMap(makeOne),
    close("nodes", { from: DEFAULT, why: "all nodes are handed over" }),
  ];
}

function receiveNode(node: DeviceNode): Op[] {
  const { before, dir, name, after } = placeOf(node);
  const { from } = node;
  return [
    receiveMount({ from, why: `receive ${node.path}` }),
    ...before,
    op("mknodat", [fd(dir), text(name), { flags: ["S_IFREG"], plus: 0o666 }, 0], {
      from,
      why: `a place for ${node.path}`,
      ignore: ["EEXIST"],
    }),
    openat2(
      fd(dir),
      name,
      { flags: ["O_PATH", "O_CLOEXEC", "O_NOFOLLOW"] },
      { from, why: "open the place", store: "target" },
    ),
    attach(RECEIVED, "target", { from, why: `show ${node.path}` }),
    close(RECEIVED, { from, why: "done with it" }),
    close("target", { from, why: "done with it" }),
    ...after,
  ];
}
