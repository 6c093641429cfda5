// Arithmetic on IPv4 networks. The gateway is always the first host address.

import { isIPv4 } from "../base/index.ts";
import { ipv4Number, ipv4Text } from "../linux/index.ts";

export interface Subnet {
  /** Network address as a number. */
  readonly base: number;
  readonly prefixLength: number;
}

/** "10.89.0.0/16", also with host bits set; undefined for anything else and for networks too large or too small to be a bridge's. */
export function parseSubnet(text: string): Subnet | undefined {
  const [ip = "", prefix = ""] = text.split("/");
  const prefixLength = Number(prefix);
  if (!isIPv4(ip) || !/^\d{1,2}$/.test(prefix) || prefixLength < 8 || prefixLength > 29) return undefined;
  return subnetOf(ip, prefixLength);
}

export function subnetOf(ip: string, prefixLength: number): Subnet {
  const size = sizeOf(prefixLength);
  return { base: Math.floor(ipv4Number(ip) / size) * size, prefixLength };
}

export function subnetText(subnet: Subnet): string {
  return `${ipv4Text(subnet.base)}/${subnet.prefixLength}`;
}

export function gatewayOf(subnet: Subnet): string {
  return ipv4Text(subnet.base + 1);
}

export function lastAddressOf(subnet: Subnet): number {
  return subnet.base + sizeOf(subnet.prefixLength) - 1; // the broadcast address
}

export function contains(subnet: Subnet, ip: string): boolean {
  const value = ipv4Number(ip);
  return value >= subnet.base && value <= lastAddressOf(subnet);
}

export function overlaps(a: Subnet, b: Subnet): boolean {
  return a.base <= lastAddressOf(b) && b.base <= lastAddressOf(a);
}

function sizeOf(prefixLength: number): number {
  return 2 ** (32 - prefixLength);
}
