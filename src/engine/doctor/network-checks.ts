// The way of packets: nftables, forwarding, other firewalls, name servers.

import {
  fallbackNameservers,
  findForwardDrops,
  loadNetworkConfig,
  readHostResolver,
  resolverFile,
} from "../../network/index.ts";
import type { Check } from "../doctor.ts";
import type { DoctorFinding } from "../engine.ts";
import { error, ok, readText, warning } from "./findings.ts";

export const networkChecks: readonly Check[] = [
  {
    what: "firewall",
    look: ({ network }) =>
      firewall(() => findForwardDrops(network.exchange), loadNetworkConfig(network.configPath).bridge),
  },
  { what: "forwarding", look: () => [forwarding(readText("/proc/sys/net/ipv4/ip_forward"))] },
  { what: "name servers", look: () => [nameServers(readHostResolver())] },
];

export function firewall(findDrops: () => readonly string[], bridge: string): DoctorFinding[] {
  let drops: readonly string[];
  try {
    drops = findDrops();
  } catch (cause) {
    return [
      error(
        "firewall",
        `nftables cannot be used: ${(cause as Error).message}`,
        "modprobe nf_tables; --network none and --network host work without",
      ),
    ];
  }
  if (drops.length === 0)
    return [ok("firewall", "nftables works, and no other table drops forwarded packets by default")];
  return drops.map((drop) =>
    warning(
      "firewall",
      drop,
      drop.includes(" ufw")
        ? `ufw route allow in on ${bridge}; ufw route allow out on ${bridge}`
        : `for docker's: iptables -I DOCKER-USER -i ${bridge} -j ACCEPT; iptables -I DOCKER-USER -o ${bridge} -j ACCEPT`,
    ),
  );
}

export function forwarding(value: string | undefined): DoctorFinding {
  if (value === "1") return ok("forwarding", "the kernel forwards packets (net.ipv4.ip_forward)");
  return ok("forwarding", "net.ipv4.ip_forward is off now; the first container with a network switches it on");
}

export function nameServers(hostFile: string): DoctorFinding {
  const made = resolverFile({ host: hostFile, dns: [], dnsSearch: [], dnsOption: [], sharesHostNetwork: false });
  const servers = made
    .split("\n")
    .flatMap((line) => (line.startsWith("nameserver ") ? [line.slice("nameserver ".length)] : []));
  const isFallback =
    fallbackNameservers.every((ip) => servers.includes(ip)) &&
    !fallbackNameservers.every((ip) => hostFile.includes(ip));
  if (isFallback)
    return warning(
      "name servers",
      `the host names none that a container can reach, so containers ask ${servers.join(" and ")}`,
      "give --dns, or put a reachable server into /etc/resolv.conf",
    );
  return ok("name servers", `containers ask ${servers.join(", ")}`);
}
