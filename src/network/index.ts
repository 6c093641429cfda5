export {
  type NetworkHost,
  type NetworkRequest,
  type PreparedNetwork,
  prepareNetwork,
  releaseNetwork,
} from "./attach.ts";
export { type Bridge, ensureBridge } from "./bridge.ts";
export { type CniAttachment, CniNetwork, type CniOptions, type CniStatus } from "./cni/network.ts";
export type { CniResult } from "./cni/result.ts";
export { loadNetworkConfig, type NetworkConfig } from "./config.ts";
export {
  fallbackNameservers,
  type HostsOptions,
  hostnameFile,
  hostsFile,
  type ResolverOptions,
  readHostResolver,
  resolverFile,
} from "./files.ts";
export { ensureFirewall, findForwardDrops, removeFirewall } from "./firewall.ts";
export { type InterfaceUsage, interfaceUsages } from "./interfaces.ts";
export type { Lease, LeasedPort } from "./lease.ts";
export { findNetworkLeftovers, type NetworkLeftover, removeNetwork } from "./leftovers.ts";
export { type Answer, checkReplies, type Exchange, kernelExchange } from "./netlink.ts";
export { type PortRequest, reachableFrom } from "./ports.ts";
export { type NetworkStats, networkStats } from "./stats.ts";
