// What network state belongs to no living container, for doctor: each finding can be removed on its own.

import { deleteLink, dumpLinks, NETLINK_ROUTE, parseLinks } from "../linux/index.ts";
import { findOrphans, leaseDirOf, type NetworkHost, readBootId, releaseLease } from "./attach.ts";
import { findBridge } from "./bridge.ts";
import { loadNetworkConfig } from "./config.ts";
import { removeFirewall, unpublish } from "./firewall.ts";
import { isAbandoned } from "./ipam.ts";
import { listLeases } from "./lease.ts";
import { checkReplies } from "./netlink.ts";

export interface NetworkLeftover {
  readonly what: string;
  remove(): void;
}

export function findNetworkLeftovers(host: NetworkHost): NetworkLeftover[] {
  const bootId = readBootId();
  const leases = listLeases(leaseDirOf(host));
  const abandoned = leases.filter((lease) => isAbandoned({ bootId, isAlive: host.isAlive }, lease));
  return [
    ...abandoned.map((lease) => ({
      what: `address ${lease.ip} is leased to container ${lease.name || lease.containerId}, which is gone`,
      remove: () => releaseLease(host, lease),
    })),
    ...findOrphans(host).map((orphan) => ({
      what: `port ${orphan.port.hostIp}:${orphan.port.hostPort}/${orphan.port.protocol} is forwarded to ${orphan.ip}, which no container has`,
      remove: () => unpublish(host.exchange, orphan),
    })),
    ...findStrayInterfaces(
      host,
      new Set(leases.filter((lease) => !abandoned.includes(lease)).map((lease) => lease.hostInterface)),
    ),
  ];
}

/** The bridge and the firewall table themselves, for a host that is to forget ts-run; false when containers still use them. */
export function removeNetwork(host: NetworkHost): boolean {
  const { bridge } = loadNetworkConfig(host.configPath);
  if (listLeases(leaseDirOf(host)).some((lease) => host.isAlive(lease.containerId, lease.runDir))) return false;
  removeFirewall(host.exchange);
  const removed = host.exchange(NETLINK_ROUTE, deleteLink({ name: bridge }));
  checkReplies(removed, `remove bridge ${bridge}`, ["ENODEV"]);
  return true;
}

function findStrayInterfaces(host: NetworkHost, wanted: ReadonlySet<string>): NetworkLeftover[] {
  const found = findBridge(host.exchange, loadNetworkConfig(host.configPath).bridge);
  if (found === undefined) return [];
  const links = parseLinks(checkReplies(host.exchange(NETLINK_ROUTE, dumpLinks()), "list interfaces"));
  return links
    .filter((link) => link.master === found.link.index && link.kind === "veth" && !wanted.has(link.name))
    .map((link) => ({
      what: `interface ${link.name} is on the bridge and belongs to no container`,
      remove: () => {
        const replies = host.exchange(NETLINK_ROUTE, deleteLink({ index: link.index }));
        checkReplies(replies, `remove interface ${link.name}`, ["ENODEV"]);
      },
    }));
}
