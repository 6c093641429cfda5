// The network namespace's own share: loopback, and a veth to the bridge with addresses and routes.
//
//   parent lane                                    container lane (already in the new network namespace)
//   pipe2 networkReady, socket rtnetlink             |
//   bind hostPorts                                   |
//   clone3 ────────────────────────────────────────> |
//   veth (peer born in the container), host end up   | socket containerRtnetlink
//   write 1 byte ──────────────────────────────────> read networkReady (EOF = parent is gone: fails)
//                                                    | lo up, eth0 up, addresses, routes in one exchange
//
// The container configures its own interfaces while it still has its privileges, so nobody needs setns. When the
// container ends its namespace dies and takes the veth along: no RTM_DELLINK, which would cost 12-20 ms.

import {
  addAddress,
  addDefaultRoute,
  bytesOf,
  createVeth,
  ipBytes,
  NETLINK_NETFILTER,
  NETLINK_ROUTE,
  setLinkUp,
  u16,
} from "../../linux/index.ts";
import type { HostPort, LaneOps, NetworkAttachment, PlanInput } from "../input.ts";
import type { Arg, Op, Origin } from "../op.ts";

/** Not 2: with ipip, sit or gre loaded a new namespace is born with fallback tunnels at 2, 3, ... */
const containerIndex = 100;
const loopbackIndex = 1;

const readEnd = "networkReady";
const writeEnd = "networkReady+4"; // the second int that pipe2 stored

export function planNetwork(input: PlanInput): LaneOps {
  const namespaces = input.spec.linux?.namespaces ?? [];
  const at = namespaces.findIndex((namespace) => namespace.type === "network");
  const namespace = namespaces[at];
  if (namespace === undefined || namespace.path !== undefined) return {}; // the host's, or one that others have set up
  const from: Origin = `/linux/namespaces/${at}`;
  const attachment = input.network;
  if (attachment === undefined) return { container: loopbackOnly(from) };
  return {
    parentBefore: [...openParent(from), ...(attachment.hostPorts ?? []).flatMap((port, n) => holdPort(port, n, from))],
    parentAfter: attach(attachment, from),
    container: configure(attachment, from),
    exit: release(attachment, from),
  };
}

function loopbackOnly(from: Origin): Op[] {
  return [
    openNetlink(
      "containerRtnetlink",
      NETLINK_ROUTE,
      "opens the kernel's network configuration in the new namespace",
      from,
    ),
    {
      ...exchange("containerRtnetlink", setLinkUp({ index: loopbackIndex }, { sequence: 1 }), from),
      why: "brings the loopback interface up; there is no other",
    },
    close("containerRtnetlink", "done with network configuration", from),
  ];
}

function openParent(from: Origin): Op[] {
  return [
    {
      call: "pipe2",
      args: [{ address: readEnd }, { flags: ["O_CLOEXEC"] }],
      from,
      why: "makes the pipe on which the container waits for its interface",
    },
    openNetlink("rtnetlink", NETLINK_ROUTE, "opens the kernel's network configuration on the host", from),
  ];
}

function attach(attachment: NetworkAttachment, from: Origin): Op[] {
  const veth = createVeth({
    hostName: attachment.hostInterface,
    hostIndex: attachment.hostIndex,
    bridgeIndex: attachment.bridgeIndex,
    mtu: attachment.mtu,
    peerName: attachment.containerInterface,
    peerIndex: containerIndex,
    peerMac: attachment.macAddress,
  });
  const messages = bytesOf(veth.bytes, setLinkUp({ index: attachment.hostIndex }, { sequence: 2, hairpin: true }));
  return [
    {
      ...exchange("rtnetlink", messages, from),
      patches: [{ slot: "initPid", at: veth.peerPidAt }],
      why: `makes ${attachment.hostInterface} on the bridge, its other end ${attachment.containerInterface} inside the container, and sets it up`,
    },
    close("rtnetlink", "done with network configuration on the host", from),
    {
      call: "write",
      args: [{ fd: writeEnd }, { bytes: Uint8Array.of(1) }, 1],
      expect: 1,
      from,
      why: "tells the container that its interface is there",
    },
    close(readEnd, "only the container reads this pipe", from),
    close(writeEnd, "the byte is on its way", from),
  ];
}

function configure(attachment: NetworkAttachment, from: Origin): Op[] {
  const messages = [
    setLinkUp({ index: loopbackIndex }, { sequence: 1 }),
    setLinkUp({ index: containerIndex }, { sequence: 2 }),
    ...attachment.addresses.map((address, n) => addAddress({ index: containerIndex, ...address, sequence: 3 + n })),
    ...attachment.gateways.map((gateway, n) => addDefaultRoute({ index: containerIndex, gateway, sequence: 100 + n })),
  ];
  return [
    // before read(2): with our copy of the write end open, a parent that died would leave us waiting for ever
    close(writeEnd, "so that a dead parent is noticed as end of file", from),
    openNetlink(
      "containerRtnetlink",
      NETLINK_ROUTE,
      "opens the kernel's network configuration in the new namespace",
      from,
    ),
    {
      call: "read",
      args: [{ fd: readEnd }, { address: "networkReadyByte" }, 1],
      expect: 1,
      from,
      why: "waits until the parent has put the interface here",
    },
    close(readEnd, "the interface is here", from),
    {
      ...exchange("containerRtnetlink", bytesOf(...messages), from),
      why: `brings lo and ${attachment.containerInterface} up with ${listOf(attachment)} by way of ${attachment.gateways.join(", ") || "no gateway"}`,
    },
    close("containerRtnetlink", "done with network configuration", from),
  ];
}

/**
 * A bound socket per published port, held by the monitor as long as the container lives: the kernel arbitrates between
 * us and every server on the host, and `ss -ltn` shows the truth. No packet ever reaches it; nftables is faster.
 */
function holdPort(port: HostPort, n: number, from: Origin): Op[] {
  const slot = `hostPort${n}`;
  const tcp = port.protocol === "tcp";
  const where = `${port.hostIp}:${port.hostPort}/${port.protocol}`;
  const address = bytesOf(
    u16(2),
    u16(port.hostPort).reverse(),
    ipBytes(port.hostIp) ?? new Uint8Array(4),
    new Uint8Array(8),
  );
  const hold: Op[] = [
    {
      call: "socket",
      args: [{ flags: ["AF_INET"] }, { flags: [tcp ? "SOCK_STREAM" : "SOCK_DGRAM", "SOCK_CLOEXEC"] }, 0],
      store: slot,
      from,
      why: `makes the socket that holds host port ${where}`,
    },
    {
      call: "bind",
      args: [{ fd: slot }, { bytes: address }, 16],
      from,
      why: `takes host port ${where}, so that no other program can`,
    },
  ];
  if (!tcp) return hold;
  const reuse: Op = {
    call: "setsockopt",
    args: [
      { fd: slot },
      { flags: ["SOL_SOCKET"] },
      { flags: ["SO_REUSEADDR"] },
      { bytes: Uint8Array.of(1, 0, 0, 0) },
      4,
    ],
    from,
    why: "lets closing connections of an earlier server on this port be",
  };
  const listen: Op = { call: "listen", args: [{ fd: slot }, 0], from, why: `makes ${where} show up as listening` };
  return [...hold.slice(0, 1), reuse, ...hold.slice(1), listen];
}

function release(attachment: NetworkAttachment, from: Origin): Op[] {
  const protocols = [...new Set(attachment.release.map((step) => step.protocol))];
  const messages = protocols.flatMap((protocol) => {
    const slot = `releaseNetlink${protocol}`;
    const name = protocol === NETLINK_NETFILTER ? "firewall" : "network";
    return [
      openNetlink(slot, protocol, `opens the kernel's ${name} configuration`, from),
      ...attachment.release
        .filter((step) => step.protocol === protocol)
        .map((step) => ({ ...exchange(slot, step.messages, from), why: step.why })),
      close(slot, `done with ${name} configuration`, from),
    ];
  });
  const ports = (attachment.hostPorts ?? []).map((port, n) =>
    close(`hostPort${n}`, `gives host port ${port.hostPort}/${port.protocol} back`, from),
  );
  const leases = attachment.leaseFiles.map(
    (path): Op => ({
      call: "unlinkat",
      args: [{ flags: ["AT_FDCWD"] }, { string: path }, 0],
      ignore: ["ENOENT"],
      from,
      why: "gives the address back",
    }),
  );
  // leases last: whoever gets the address next must not meet our firewall elements
  return [...messages, ...ports, ...leases];
}

function openNetlink(slot: string, protocol: number, why: string, from: Origin): Op {
  const args: Arg[] = [{ flags: ["AF_NETLINK"] }, { flags: ["SOCK_RAW", "SOCK_CLOEXEC"] }, protocol];
  return { call: "socket", args, store: slot, from, why };
}

function exchange(slot: string, messages: Uint8Array, from: Origin): Omit<Op, "why"> {
  return { call: "netlink", args: [{ fd: slot }, { bytes: messages }, messages.length], from };
}

function close(slot: string, why: string, from: Origin): Op {
  return { call: "close", args: [{ fd: slot }], from, why };
}

function listOf(attachment: NetworkAttachment): string {
  return attachment.addresses.map((address) => `${address.ip}/${address.prefixLength}`).join(", ");
}
