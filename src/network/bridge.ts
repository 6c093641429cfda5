// The bridge that containers are plugged into: made once, found by every later run with two queries.

import fs from "node:fs";
import { TsRunError } from "../base/index.ts";
import {
  addAddress,
  createBridge,
  dumpAddresses,
  dumpRoutes,
  getLink,
  type Link,
  NETLINK_ROUTE,
  parseAddresses,
  parseLinks,
  parseRoutes,
  type Route,
  setLinkUp,
} from "../linux/index.ts";
import type { NetworkConfig } from "./config.ts";
import { checkReplies, type Exchange } from "./netlink.ts";
import { gatewayOf, overlaps, parseSubnet, type Subnet, subnetOf, subnetText } from "./subnet.ts";

export interface Bridge {
  readonly name: string;
  readonly index: number;
  readonly mtu: number;
  readonly subnet: Subnet;
  readonly gateway: string;
}

/** Tried in this order when no subnet is configured: the ones that other tools and VPNs use least come first. */
const candidates = [
  ...Array.from({ length: 10 }, (_, n) => `10.${89 + n}.0.0/16`),
  "172.30.0.0/16",
  "192.168.189.0/24",
];

/** Idempotent; two queries and two file reads when everything is there already. */
export function ensureBridge(exchange: Exchange, config: NetworkConfig): Bridge {
  const found = findBridge(exchange, config.bridge);
  const bridge = found?.bridge ?? makeBridge(exchange, config, found?.link);
  if (config.subnet !== undefined && subnetText(config.subnet) !== subnetText(bridge.subnet)) {
    throw new TsRunError(
      "ERR_CONFLICT",
      `use bridge ${bridge.name}: it has ${subnetText(bridge.subnet)}, network.json asks for ${subnetText(config.subnet)}`,
      { hint: `stop all containers, then: ip link delete ${bridge.name}` },
    );
  }
  ensureForwarding(bridge.name);
  return bridge;
}

/** undefined: no such link. `bridge` is absent while it is not up or has no address yet. */
export function findBridge(exchange: Exchange, name: string): { link: Link; bridge?: Bridge } | undefined {
  const replies = exchange(NETLINK_ROUTE, getLink({ name }));
  const [link] = parseLinks(checkReplies(replies, `look up bridge ${name}`, ["ENODEV"]));
  if (link === undefined) return undefined;
  if (link.kind !== "bridge") {
    throw new TsRunError("ERR_CONFLICT", `use bridge ${name}: an interface of that name is there and is no bridge`, {
      hint: 'remove it, or set another name as "bridge" in network.json',
    });
  }
  const address = parseAddresses(checkReplies(exchange(NETLINK_ROUTE, dumpAddresses()), "list addresses")).find(
    (candidate) => candidate.index === link.index && !candidate.ip.includes(":"),
  );
  if (!link.up || address === undefined) return { link };
  const subnet = subnetOf(address.ip, address.prefixLength);
  return { link, bridge: { name, index: link.index, mtu: link.mtu, subnet, gateway: address.ip } };
}

/** The MTU of the interface with the default route, so that containers neither fragment nor black-hole; 1500 without one. */
export function defaultMtu(exchange: Exchange, routes = listRoutes(exchange)): number {
  const [route] = routes
    .filter((candidate) => candidate.destination === undefined && candidate.interfaceIndex !== undefined)
    .sort((a, b) => a.priority - b.priority);
  if (route?.interfaceIndex === undefined) return 1500;
  const [link] = parseLinks(exchange(NETLINK_ROUTE, getLink({ index: route.interfaceIndex })).replies);
  return link?.mtu ?? 1500;
}

function makeBridge(exchange: Exchange, config: NetworkConfig, existing: Link | undefined): Bridge {
  const routes = listRoutes(exchange).filter(
    (route) => route.interfaceIndex !== existing?.index || existing === undefined,
  );
  const subnet = config.subnet ?? freeSubnet(routes);
  const taken = routes.find((route) => routeOverlaps(route, subnet));
  if (taken !== undefined) {
    throw new TsRunError(
      "ERR_CONFLICT",
      `make bridge ${config.bridge}: ${subnetText(subnet)} overlaps the route to ${routeText(taken)}`,
      {
        hint: 'set another private network as "subnet" in network.json, or leave it out to have one chosen',
      },
    );
  }
  const name = config.bridge;
  const gateway = gatewayOf(subnet);
  const mtu = config.mtu ?? defaultMtu(exchange, routes);
  const doing = `make bridge ${name}`;
  // EEXIST everywhere: another ts-run may be making it at the same moment
  checkReplies(exchange(NETLINK_ROUTE, createBridge(name, macOf(gateway))), doing, ["EEXIST"]);
  const [link] = parseLinks(checkReplies(exchange(NETLINK_ROUTE, getLink({ name })), doing));
  if (link === undefined) throw new TsRunError("ERR_SYSCALL", `${doing}: it vanished while being made`);
  const { index } = link;
  checkReplies(exchange(NETLINK_ROUTE, addAddress({ index, ip: gateway, prefixLength: subnet.prefixLength })), doing, [
    "EEXIST",
  ]);
  // the MTU in a message of its own: one given at creation is lost with the last port
  checkReplies(exchange(NETLINK_ROUTE, setLinkUp({ index }, { mtu })), doing);
  return { name, index, mtu, subnet, gateway };
}

/** A locally administered MAC made of the address: stable, and unique within the bridge. */
export function macOf(ip: string): string {
  return ["02", "54", ...ip.split(".").map((octet) => Number(octet).toString(16).padStart(2, "0"))].join(":");
}

function ensureForwarding(bridge: string): void {
  ensureSysctl("/proc/sys/net/ipv4/ip_forward", "let packets pass between containers and the network");
  // replies of containers to connections from 127.0.0.1 to a published port come back through the bridge
  ensureSysctl(`/proc/sys/net/ipv4/conf/${bridge}/route_localnet`, "let 127.0.0.1 reach published ports");
}

function ensureSysctl(path: string, purpose: string): void {
  if (fs.readFileSync(path, "latin1").trim() === "1") return;
  try {
    fs.writeFileSync(path, "1");
  } catch (cause) {
    throw new TsRunError("ERR_UNSUPPORTED", `write 1 to ${path} to ${purpose}: it is read-only here`, {
      cause,
      hint: `on the host: sysctl -w ${path.slice("/proc/sys/".length).replaceAll("/", ".")}=1, or use --network=host or none`,
    });
  }
}

function listRoutes(exchange: Exchange): Route[] {
  return parseRoutes(checkReplies(exchange(NETLINK_ROUTE, dumpRoutes()), "list routes"));
}

function freeSubnet(routes: readonly Route[]): Subnet {
  for (const text of candidates) {
    const subnet = parseSubnet(text);
    if (subnet !== undefined && !routes.some((route) => routeOverlaps(route, subnet))) return subnet;
  }
  throw new TsRunError(
    "ERR_CONFLICT",
    "choose a network for containers: every candidate overlaps a route of this host",
    {
      hint: 'set a free private network as "subnet" in network.json',
    },
  );
}

function routeOverlaps(route: Route, subnet: Subnet): boolean {
  return route.destination !== undefined && overlaps(subnetOf(route.destination, route.prefixLength), subnet);
}

function routeText(route: Route): string {
  return `${route.destination}/${route.prefixLength} (interface ${route.interfaceIndex ?? "?"})`;
}
