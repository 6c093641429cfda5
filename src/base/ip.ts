// Is it an IP address? As node:net answers, which is loaded (with all of node's streams, 3 ms) for IPv6 only.

import net from "node:net";

const OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

export function isIPv4(text: string): boolean {
  return IPV4.test(text);
}

/** 4, 6, or 0 for anything else. */
export function isIP(text: string): number {
  if (isIPv4(text)) return 4;
  return text.includes(":") ? net.isIP(text) : 0;
}
