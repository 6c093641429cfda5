// The three files about names that every container gets: /etc/hosts, /etc/hostname, /etc/resolv.conf. Text in, text out,
// apart from `readHostResolver`.

import fs from "node:fs";
import { hasErrno, isIP, TsRunError } from "../base/index.ts";

export interface HostsOptions {
  readonly hostname: string;
  readonly domainname?: string;
  /** The container's own address; undefined with network none. */
  readonly ip?: string;
  readonly addHost: readonly { readonly name: string; readonly ip: string }[];
  /** What "host-gateway" stands for: the bridge's address. */
  readonly gateway?: string;
}

export function hostsFile(options: HostsOptions): string {
  const names = options.domainname ? `${options.hostname}.${options.domainname} ${options.hostname}` : options.hostname;
  const lines = [
    "127.0.0.1\tlocalhost",
    "::1\tlocalhost ip6-localhost ip6-loopback",
    "fe00::0\tip6-localnet",
    "ff00::0\tip6-mcastprefix",
    "ff02::1\tip6-allnodes",
    "ff02::2\tip6-allrouters",
    ...options.addHost.map(({ name, ip }) => `${addressOf(name, ip, options.gateway)}\t${name}`),
    // without an own address the name must still resolve: many programs look themselves up
    `${options.ip ?? "127.0.1.1"}\t${names}`,
  ];
  return `${lines.join("\n")}\n`;
}

export function hostnameFile(hostname: string): string {
  return `${hostname}\n`;
}

export interface ResolverOptions {
  /** Contents of the host's file, from readHostResolver. */
  readonly host: string;
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOption: readonly string[];
  /** The container uses the host's network namespace: the host's loopback resolver works there too. */
  readonly sharesHostNetwork: boolean;
}

/** Used, and said so in the file, when the host names no server that a container could reach. */
export const fallbackNameservers = ["1.1.1.1", "8.8.8.8"] as const;

export function resolverFile(options: ResolverOptions): string {
  const host = parseResolver(options.host);
  const reachable = options.sharesHostNetwork ? host.nameservers : host.nameservers.filter((ip) => !isLoopback(ip));
  for (const ip of options.dns) {
    if (isIP(ip) === 0) {
      throw new TsRunError("ERR_USAGE", `set name server ${ip}: not an IP address`, {
        hint: "for example --dns 192.0.2.53",
      });
    }
  }
  const isFallback = options.dns.length === 0 && reachable.length === 0;
  const nameservers = options.dns.length > 0 ? options.dns : isFallback ? fallbackNameservers : reachable;
  // a lone "." means: no search list at all (docker's notation)
  const search = options.dnsSearch.length > 0 ? options.dnsSearch.filter((domain) => domain !== ".") : host.search;
  const settings = options.dnsOption.length > 0 ? options.dnsOption : host.options;
  return [
    ...(isFallback
      ? ["# The host names no DNS server outside its own loopback; these are public ones. Change with --dns."]
      : []),
    ...nameservers.map((ip) => `nameserver ${ip}`),
    ...(search.length > 0 ? [`search ${search.join(" ")}`] : []),
    ...(settings.length > 0 ? [`options ${settings.join(" ")}`] : []),
    "",
  ].join("\n");
}

/**
 * The host's resolv.conf; where that only names a local stub (systemd-resolved's 127.0.0.53), the file in which the
 * stub keeps the real servers.
 */
export function readHostResolver(
  candidates: readonly string[] = ["/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"],
): string {
  const texts = candidates.map(readOptional).filter((text) => text !== undefined);
  const usable = texts.find((text) => parseResolver(text).nameservers.some((ip) => !isLoopback(ip)));
  return usable ?? texts[0] ?? "";
}

interface Resolver {
  readonly nameservers: string[];
  readonly search: string[];
  readonly options: string[];
}

function parseResolver(text: string): Resolver {
  const found: Resolver = { nameservers: [], search: [], options: [] };
  for (const line of text.split("\n")) {
    const [keyword = "", ...values] = line
      .replace(/[#;].*/, "")
      .trim()
      .split(/\s+/);
    if (keyword === "nameserver" && values[0] !== undefined) found.nameservers.push(values[0]);
    // resolv.conf(5): of several search or domain lines the last one wins
    if (keyword === "search" || keyword === "domain") found.search.splice(0, Number.POSITIVE_INFINITY, ...values);
    if (keyword === "options") found.options.push(...values);
  }
  return found;
}

function isLoopback(ip: string): boolean {
  return ip.startsWith("127.") || ip === "::1";
}

function addressOf(name: string, ip: string, gateway: string | undefined): string {
  if (ip !== "host-gateway") {
    if (isIP(ip) !== 0) return ip;
    throw new TsRunError("ERR_USAGE", `add host ${name}: "${ip}" is not an IP address`, {
      hint: `for example --add-host ${name}:192.0.2.7, or ${name}:host-gateway for this machine`,
    });
  }
  if (gateway !== undefined) return gateway;
  throw new TsRunError("ERR_USAGE", `add host ${name}: host-gateway needs a network with a gateway`, {
    hint: "use the default bridge network, or give an address",
  });
}

function readOptional(path: string): string | undefined {
  try {
    return fs.readFileSync(path, "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}
