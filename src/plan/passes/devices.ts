// /dev: the default nodes, those the spec asks for, and the usual links.

import type { FlagName } from "../../linux/index.ts";
import type { LinuxDevice } from "../../oci/index.ts";
import {
  AT_CWD,
  attach,
  close,
  fd,
  flags,
  newFileSystem,
  op,
  openat2,
  openTarget,
  statField,
  statOf,
  text,
} from "../build.ts";
import type { LaneOps, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";
import { hostIdOf, mappingsOf } from "../user-namespace.ts";
import { planMountsHandedOver, RECEIVED, receiveMount, sendMount, usesHostMounts } from "./host-mounts.ts";
import { type MountRequest, mountRequests, plainPath } from "./mount-request.ts";

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
  const open = openTarget("/dev", "directory", { from: DEFAULT, store: "dev" });
  const end = planMountsHandedOver(input);
  const asked = (input.spec.linux?.devices ?? []).map(nodeOf).filter(({ path }) => path !== "/dev/ptmx"); // a link below
  // A /dev of the host has its devices already, and is not ours to make any in.
  const isHosts = mountRequests(input.spec.mounts).some(({ kind, place }) => kind === "bind" && place === "/dev");
  const nodes = isHosts
    ? asked.filter(({ path }) => !path.startsWith("/dev/"))
    : [...DEFAULT_NODES.filter((node) => !asked.some((other) => other.path === node.path)), ...asked];
  const links = isHosts ? [] : makeLinks(input);
  const mayExist = existence(input);
  if (!usesHostMounts(input))
    return { container: [...open, ...nodes.flatMap((node) => makeNode(node, mayExist(node))), ...links] };
  return {
    parentAfter: [...hostNodes(input, nodes), ...(end.parentAfter ?? [])],
    container: [
      ...open,
      ...receiveNodes(nodes),
      ...nodes.flatMap((node, i) => placeNode(node, `node${i}`)),
      ...(end.container ?? []),
      ...links,
    ],
  };
}

function nodeOf(device: LinuxDevice, index: number): DeviceNode {
  const { path, type, major = 0, minor = 0, fileMode = 0o666, uid = 0, gid = 0 } = device;
  const number = type === "p" ? { major: 0, minor: 0 } : { major, minor };
  // Some engines write the kind of file into its mode as well.
  const mode = fileMode & 0o7777;
  return { path: plainPath(path), type, ...number, mode, uid, gid, from: `/linux/devices/${index}` };
}

function makeLinks(input: PlanInput): Op[] {
  const core = input.host.kernelPaths["/proc/kcore"] === undefined ? [] : [link("/proc/kcore", "core")];
  return [...LINKS.map(([target, name]) => link(target, name)), ...core, ...terminalLink(input)];
}

function link(target: string, name: string): Op {
  return op("symlinkat", [text(target), fd("dev"), text(name)], {
    from: DEFAULT,
    why: `/dev/${name} -> ${target}`,
    ignore: ["EEXIST"],
  });
}

/** What an image has at /dev/ptmx would open terminals of somebody else's devpts. */
function terminalLink({ spec }: PlanInput): Op[] {
  const make = link("pts/ptmx", "ptmx");
  const { ignore: _, ...again } = make;
  if (hasOwnDev(mountRequests(spec.mounts))) return [again];
  return [
    { ...make, skip: { when: "ok", ops: 2 } },
    op("unlinkat", [fd("dev"), text("ptmx"), 0], { from: DEFAULT, why: "the image's own /dev/ptmx makes way" }),
    again,
  ];
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
const KIND_BITS: Readonly<Record<string, number>> = { c: 0o020000, u: 0o020000, b: 0o060000, p: 0o010000 };

/** dev_t as mknod(2) takes it. */
function numberOf({ major, minor }: DeviceNode): bigint {
  return BigInt(minor & 0xff) | (BigInt(major) << 8n) | (BigInt(minor & ~0xff) << 12n);
}

/** In a new tmpfs at /dev nothing can be there already, unless another device or mount of config.json put it there. */
function existence({ spec }: PlanInput): (node: DeviceNode) => boolean {
  const requests = mountRequests(spec.mounts);
  const isNew = hasOwnDev(requests);
  const places = [
    ...requests.map(({ place }) => place),
    ...(spec.linux?.devices ?? []).map(({ path }) => plainPath(path)),
  ];
  return ({ path, from }) => {
    const others = places.filter((place) => place === path).length - (from === DEFAULT ? 0 : 1);
    return !isNew || !/^\/dev\/[^/]+$/.test(path) || others > 0;
  };
}

function hasOwnDev(requests: readonly MountRequest[]): boolean {
  return requests.some(({ kind, place }) => kind === "fresh" && place === "/dev");
}

function makeNode(node: DeviceNode, mayExist: boolean): Op[] {
  const { before, dir, name, after } = placeOf(node);
  const { from, mode, path } = node;
  const kind = KIND[node.type] ?? "S_IFCHR";
  const owner = op("fchownat", [fd(dir), text(name), node.uid, node.gid, flags("AT_SYMLINK_NOFOLLOW")], {
    from,
    why: `owner of ${path}`,
  });
  const isOwned = node.uid !== 0 || node.gid !== 0;
  const check = mayExist ? checkNode(node, { dir, name }) : [];
  return [
    ...before,
    op("mknodat", [fd(dir), text(name), { flags: [kind], plus: mode }, numberOf(node)], {
      from,
      why: `make ${path}`,
      ...(mayExist ? { ignore: ["EEXIST"], skip: { when: "ok", ops: check.length } } : {}),
    }),
    ...check,
    ...(isOwned ? [owner] : []),
    ...after,
  ];
}

/**
 * "If a file already exists at path that does not match the requested device, the runtime MUST generate an error"
 * (config-linux.md#devices).
 */
function checkNode(node: DeviceNode, at: { dir: string; name: string }): Op[] {
  const { path, type, major, minor, mode, from } = node;
  const why = `${path} was there already, and has to be ${type === "p" ? "a pipe" : `the device ${type} ${major}:${minor}`}`;
  const itself = { decimal: { prefix: "/proc/self/fd/", slot: "existing", suffix: "" } };
  return [
    openat2(
      fd(at.dir),
      at.name,
      { flags: ["O_PATH", "O_CLOEXEC"], resolve: ["RESOLVE_NO_SYMLINKS"] },
      { from, why: `${path} is there already`, store: "existing" },
    ),
    statOf(fd("existing"), "", "status", { from, why: "what is it?" }),
    op("check", [fd(statField("status", "mode")), flags("S_IFMT")], { from, why, expect: KIND_BITS[type] ?? 0 }),
    op("check", [fd(statField("status", "rdevMajor"))], { from, why, expect: major }),
    op("check", [fd(statField("status", "rdevMinor"))], { from, why, expect: minor }),
    ...(from === DEFAULT ? [] : [op("fchmodat", [AT_CWD, itself, mode], { from, why: `mode of ${path}` })]),
    close("existing", { from, why: "it is the one" }),
  ];
}

/**
 * mknod(2) of devices is refused in a user namespace. The parent makes the nodes, in a file system that no path leads to,
 * so that they belong to the container's users; but a device that the host has keeps its owner and mode, as with runc.
 */
function hostNodes(input: PlanInput, nodes: readonly DeviceNode[]): Op[] {
  const { uids, gids } = mappingsOf(input.spec);
  const about = { from: DEFAULT, why: "a file system for device nodes, which are bound into the container one by one" };
  const makeOne = (node: DeviceNode, i: number): Op[] => {
    const { from, path, type } = node;
    const name = String(i);
    const onHost = from === DEFAULT ? undefined : input.hostDevices?.[path];
    const mode = onHost?.mode ?? node.mode;
    const owner = onHost
      ? ([onHost.uid, onHost.gid] as const)
      : ([hostIdOf(node.uid, uids) ?? 0, hostIdOf(node.gid, gids) ?? 0] as const);
    return [
      op("mknodat", [fd("nodes"), text(name), { flags: [KIND[type] ?? "S_IFCHR"], plus: mode }, numberOf(node)], {
        from,
        why: `make ${path}`,
      }),
      op("fchownat", [fd("nodes"), text(name), ...owner, flags("AT_SYMLINK_NOFOLLOW")], {
        from,
        why: onHost ? `owner of ${path} as on the host` : `owner of ${path}`,
      }),
      op("fchmodat", [fd("nodes"), text(name), mode], { from, why: `mode of ${path}, whatever our umask` }),
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
    ...sendMount("nodes", { from: DEFAULT, why: "hand the nodes over" }),
  ];
}

/**
 * Leaves a mount of each node in slot node0, node1... Before Linux 6.15 a mount can be copied only where it is attached in
 * one's own mount namespace, so that is done in between, over /dev, while no path is followed.
 */
function receiveNodes(nodes: readonly DeviceNode[]): Op[] {
  const from = DEFAULT;
  const itself = { decimal: { prefix: "/proc/self/fd/", slot: RECEIVED, suffix: "" } };
  return [
    receiveMount({ from, why: "receive the nodes" }),
    attach(RECEIVED, "dev", { from, why: "a mount can be copied where it is attached" }),
    ...nodes.map((node, i) =>
      op("open_tree", [fd(RECEIVED), text(String(i)), flags("OPEN_TREE_CLONE", "OPEN_TREE_CLOEXEC")], {
        from: node.from,
        why: `${node.path} as a mount`,
        store: `node${i}`,
      }),
    ),
    op("umount2", [itself, flags("MNT_DETACH")], { from, why: "/dev is seen again" }),
    close(RECEIVED, { from, why: "done with it" }),
  ];
}

function placeNode(node: DeviceNode, slot: string): Op[] {
  const { before, dir, name, after } = placeOf(node);
  const { from } = node;
  return [
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
    attach(slot, "target", { from, why: `show ${node.path}` }),
    close(slot, { from, why: "done with it" }),
    close("target", { from, why: "done with it" }),
    ...after,
  ];
}
