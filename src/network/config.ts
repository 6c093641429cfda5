// <root>/network.json: what an administrator may change about the default network. Every field is optional.

import fs from "node:fs";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import { parseSubnet, type Subnet } from "./subnet.ts";

export interface NetworkConfig {
  readonly bridge: string;
  /** undefined: the bridge's own when it exists, else the first private one that no host route uses. */
  readonly subnet?: Subnet;
  /** undefined: that of the interface with the default route. */
  readonly mtu?: number;
}

export const defaultBridge = "ts-run0";

export function loadNetworkConfig(path: string): NetworkConfig {
  let text: string;
  try {
    text = fs.readFileSync(path, "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return { bridge: defaultBridge };
    throw error;
  }
  const raw = parseObject(text, path);
  const { bridge = defaultBridge, subnet, mtu } = raw;
  if (typeof bridge !== "string" || !/^[A-Za-z0-9_.-]{1,15}$/.test(bridge)) {
    throw invalid(path, "bridge", "an interface name of at most 15 letters, digits, '.', '_' or '-'");
  }
  if (mtu !== undefined && !(Number.isInteger(mtu) && Number(mtu) >= 576 && Number(mtu) <= 65535)) {
    throw invalid(path, "mtu", "a number from 576 to 65535");
  }
  const parsed = typeof subnet === "string" ? parseSubnet(subnet) : undefined;
  if (subnet !== undefined && parsed === undefined) {
    throw invalid(path, "subnet", 'an IPv4 network such as "10.89.0.0/16", from /8 to /29');
  }
  return {
    bridge,
    ...(parsed === undefined ? {} : { subnet: parsed }),
    ...(mtu === undefined ? {} : { mtu: Number(mtu) }),
  };
}

function parseObject(text: string, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
    throw new TypeError("not an object");
  } catch (error) {
    throw new TsRunError("ERR_USAGE", `read network configuration ${path}: ${messageOf(error)}`, {
      hint: 'write a JSON object such as {"subnet": "10.89.0.0/16"}, or delete the file',
    });
  }
}

function invalid(path: string, field: string, expected: string): TsRunError {
  return new TsRunError("ERR_USAGE", `read network configuration ${path}: "${field}" must be ${expected}`);
}
