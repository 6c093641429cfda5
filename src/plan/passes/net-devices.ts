// linux.netDevices: devices of the host that move into the container's network namespace.
//
//   parent lane (host's netns)                    container lane (container's netns)
//                            <── 1 byte ───────── no device there has one of the names
//   moves each device, with its new name
//                            ─── 1 byte ────────> addresses back, up
//
// A move that fails half-way would leave the device, and a virtual one dies with the namespace: so the names come first.
// The kernel takes the device down and its addresses away (config-linux.md#network-devices says which come back). It
// keeps the device's index if that is free, so the container asks for it by name.

import { TsRunError } from "../../base/index.ts";
import {
  bytesOf,
  moveDevice,
  type PatchedMessage,
  probeName,
  renameDevice,
  restoreAddress,
  setDeviceUp,
} from "../../linux/index.ts";
import { close, fd, flags, op } from "../build.ts";
import type { LaneOps, NetDevice, PlanInput } from "../input.ts";
import type { Op, Origin } from "../op.ts";

const TURN = "deviceTurn";
const OUTSIDE = "deviceRtnetlink";
const INSIDE = "containerDeviceRtnetlink";
const PIPE = "deviceRequestPipe";
/** struct ifreq: 16 bytes of name, then a union that here is the index. */
const REQUEST = "deviceRequest[40]";
const INDEX = `${REQUEST}+16`;
const REQUEST_BYTES = 40;
const ALL: Origin = "/linux/netDevices";

interface Move {
  readonly from: Origin;
  readonly hostName: string;
  /** Under which the device arrives: its name, or one of ours until the kernel has numbered it. */
  readonly arrival: string;
  /** With "%d" in it. */
  readonly pattern?: string;
  readonly device: NetDevice;
}

export function planNetDevices(input: PlanInput): LaneOps {
  const moves = movesOf(input);
  if (moves.length === 0) return {};
  return {
    parentBefore: [
      op("socketpair", [flags("AF_UNIX"), flags("SOCK_SEQPACKET", "SOCK_CLOEXEC"), 0, { address: TURN }], {
        from: ALL,
        why: "parent and container take turns here",
      }),
      openRtnetlink(OUTSIDE, "reach the host's devices"),
    ],
    parentAfter: [
      close(`${TURN}+4`, { from: ALL, why: "so that a dead container reads as end of file" }),
      turn("read", TURN, "the names are free in the container"),
      ...moves.map(moveOut),
      turn("write", TURN, "the devices are there"),
      close(TURN, { from: ALL, why: "done with it" }),
      close(OUTSIDE, { from: ALL, why: "done with it" }),
    ],
    container: [
      close(TURN, { from: ALL, why: "so that a dead parent reads as end of file" }),
      openRtnetlink(INSIDE, "reach the container's devices"),
      ...moves.map(checkName),
      turn("write", `${TURN}+4`, "the names are free"),
      turn("read", `${TURN}+4`, "wait for the devices"),
      op("pipe2", [{ address: PIPE }, flags("O_CLOEXEC")], { from: ALL, why: "for requests by name" }),
      ...moves.flatMap(settle),
      ...[PIPE, `${PIPE}+4`, INSIDE, `${TURN}+4`].map((slot) => close(slot, { from: ALL, why: "done with it" })),
    ],
  };
}

function movesOf({ spec, netDevices = {} }: PlanInput): Move[] {
  return Object.entries(spec.linux?.netDevices ?? {}).map(([hostName, asked]): Move => {
    const from: Origin = `/linux/netDevices/${hostName.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const device = netDevices[hostName];
    if (device === undefined)
      throw new TsRunError("ERR_NOT_FOUND", `${from}: there is no such device in the runtime's network namespace`);
    const name = asked.name || hostName;
    const isPattern = name.includes("%");
    return {
      from,
      hostName,
      device,
      arrival: isPattern ? `tsmv${device.index}` : name,
      ...(isPattern && { pattern: name }),
    };
  });
}

function openRtnetlink(store: string, why: string): Op {
  return op("socket", [flags("AF_NETLINK"), flags("SOCK_RAW", "SOCK_CLOEXEC"), flags("NETLINK_ROUTE")], {
    from: ALL,
    why,
    store,
  });
}

function turn(call: "read" | "write", slot: string, why: string): Op {
  const byte = call === "read" ? { address: "deviceTurnByte" } : { string: "m" };
  return op(call, [fd(slot), byte, 1], { from: ALL, why, expect: 1 });
}

function checkName({ arrival, from }: Move): Op {
  const message = probeName(arrival);
  return op("netlink", [fd(INSIDE), { bytes: message }, message.length], {
    from,
    why: `no device of the container is called ${arrival} yet`,
    ignore: ["ENODEV"],
  });
}

function moveOut({ device, hostName, arrival, from }: Move): Op {
  const { bytes, at } = moveDevice({ index: device.index, name: arrival });
  return {
    ...op("netlink", [fd(OUTSIDE), { bytes }, bytes.length], {
      from,
      why: `move ${hostName} into the container's network namespace, as ${arrival}`,
    }),
    patches: [{ slot: "initPid", at }],
  };
}

/** Finds the device, and then one exchange: its number, its addresses, up. */
function settle({ device, arrival, pattern, from }: Move): Op[] {
  const request = Buffer.alloc(REQUEST_BYTES);
  request.write(arrival);
  const messages = [
    ...(pattern === undefined ? [] : [renameDevice(pattern)]),
    ...device.addresses.map(restoreAddress),
    setDeviceUp(),
  ];
  const ips = device.addresses.map(({ ip, prefixLength }) => `${ip}/${prefixLength}`).join(", ");
  const about = { from, why: `ask for ${arrival} by name` };
  return [
    op("write", [fd(`${PIPE}+4`), { bytes: request }, REQUEST_BYTES], { ...about, expect: REQUEST_BYTES }),
    op("read", [fd(PIPE), { address: REQUEST }, REQUEST_BYTES], { ...about, expect: REQUEST_BYTES }),
    op("ioctl", [fd(INSIDE), flags("SIOCGIFINDEX"), { address: REQUEST }], {
      from,
      why: `the index that ${arrival} has in the container`,
    }),
    exchange(messages, {
      from,
      why: `${pattern ?? arrival}: ${ips === "" ? "no address to keep" : `addresses ${ips}`}, up`,
    }),
  ];
}

function exchange(messages: readonly PatchedMessage[], about: { from: Origin; why: string }): Op {
  const bytes = bytesOf(...messages.map((message) => message.bytes));
  let start = 0;
  const patches = messages.map((message) => {
    const at = start + message.at;
    start += message.bytes.length;
    return { slot: INDEX, at };
  });
  return { ...op("netlink", [fd(INSIDE), { bytes }, bytes.length], about), patches };
}
