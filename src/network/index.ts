export {
  type NetworkHost,
  type NetworkRequest,
  type PreparedNetwork,
  prepareNetwork,
  releaseNetwork,
} from "./attach.ts";
export { type Bridge, ensureBridge } from "./bridge.ts";
export { loadNetworkConfig, type NetworkConfig } from "./config.ts";
export { ensureFirewall, findForwardDrops, removeFirewall } from "./firewall.ts";
export type { Lease, LeasedPort } from "./lease.ts";
export type { Exchange } from "./netlink.ts";
export { type PortRequest, reachableFrom } from "./ports.ts";
