// HTTP_PROXY, HTTPS_PROXY and NO_PROXY as Go programs (docker, containerd) read them.

import { BlockList, isIP } from "node:net";
import { TsRunError } from "../base/index.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy to use for `url`, or undefined for a direct connection. Loopback never goes through a proxy. */
export function findProxy(url: URL, env: Environment): URL | undefined {
  const name = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const value = env[name] ?? env[name.toLowerCase()];
  if (value === undefined || value === "") return undefined;
  if (isLoopback(url.hostname) || isExempt(url, env.NO_PROXY ?? env.no_proxy ?? "")) return undefined;
  const text = value.includes("://") ? value : `http://${value}`;
  const proxy = tryParse(text);
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol)) {
    throw new TsRunError("ERR_USAGE", `reading the environment variable ${name}: not an http or https proxy address`, {
      hint: `set ${name}=http://HOST:PORT`,
    });
  }
  return proxy;
}

export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "::1" ||
    (isIP(host) === 4 && host.startsWith("127."))
  );
}

function isExempt(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "").toLowerCase();
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return noProxy
    .split(/[,\s]+/)
    .filter((entry) => entry !== "")
    .some((entry) => matches(entry.toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  if (entry.includes("/")) return inNetwork(entry, host);
  const withPort = /^(\[.*\]|[^:]*):([0-9]+)$/.exec(entry);
  if (withPort !== null && withPort[2] !== port) return false;
  const name = (withPort?.[1] ?? entry).replace(/^\[|\]$/g, "");
  // ".example.com" and "*.example.com" mean subdomains only; "example.com" means itself and its subdomains.
  const domain = name.replace(/^\*?\./, "");
  return (domain === name && host === name) || host.endsWith(`.${domain}`);
}

function inNetwork(entry: string, host: string): boolean {
  const [network = "", bits = ""] = entry.split("/");
  const family = isIP(network);
  if (family === 0 || family !== isIP(host) || !/^[0-9]+$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
    return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, Number(bits), type);
  return list.check(host, type);
}

function tryParse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
