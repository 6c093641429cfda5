// What ADD answers, of every version of the specification, in one form.

import { messageOf, TsRunError } from "../../base/index.ts";

export interface CniResult {
  /** With prefix length: "10.88.0.2/16". The interface's first address first. */
  readonly ips: readonly { readonly address: string; readonly gateway?: string }[];
  readonly interfaces: readonly { readonly name: string; readonly mac?: string; readonly sandbox?: string }[];
  readonly routes: readonly { readonly dst: string; readonly gw?: string }[];
  readonly dns: {
    readonly nameservers?: readonly string[];
    readonly domain?: string;
    readonly search?: readonly string[];
    readonly options?: readonly string[];
  };
}

interface AnyResult {
  readonly ips?: readonly { readonly address: string; readonly gateway?: string }[];
  readonly interfaces?: CniResult["interfaces"];
  readonly routes?: CniResult["routes"];
  readonly dns?: CniResult["dns"];
  /** Versions before 0.3.0. */
  readonly ip4?: { readonly ip: string; readonly gateway?: string; readonly routes?: CniResult["routes"] };
  readonly ip6?: { readonly ip: string; readonly gateway?: string; readonly routes?: CniResult["routes"] };
}

/** Throws ERR_NETWORK when it is no result. */
export function parseCniResult(text: string, network: string): CniResult {
  let result: AnyResult;
  try {
    result = JSON.parse(text) as AnyResult;
  } catch (error) {
    throw new TsRunError("ERR_NETWORK", `read the result of CNI network ${network}: ${messageOf(error)}`, {
      cause: error,
    });
  }
  const old = [result.ip4, result.ip6].filter((ip) => ip !== undefined);
  const ips = result.ips ?? old.map(({ ip, gateway }) => ({ address: ip, ...(gateway !== undefined && { gateway }) }));
  if (!Array.isArray(ips) || ips.some(({ address }) => typeof address !== "string"))
    throw new TsRunError("ERR_NETWORK", `read the result of CNI network ${network}: its ips are no addresses`);
  return {
    ips,
    interfaces: result.interfaces ?? [],
    routes: result.routes ?? old.flatMap(({ routes = [] }) => routes),
    dns: result.dns ?? {},
  };
}
