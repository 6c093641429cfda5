// Pods on our own bridge: an address from its pool, ports by its firewall, as containers of the engine have them.

import { TsRunError } from "../base/index.ts";
import { type PortMapping, Protocol } from "../cri-wire/index.ts";
import { type NetworkHost, type PortRequest, prepareNetwork, releaseNetwork } from "../network/index.ts";
import type { NetworkAttachment } from "../plan/index.ts";
import type { NetworkCondition, NetworkedPod, PodNetworkResult, PodNetworks } from "./network.ts";

export class BridgeNetworks implements PodNetworks {
  readonly #host: NetworkHost;

  constructor(host: NetworkHost) {
    this.#host = host;
  }

  condition(): Promise<NetworkCondition> {
    return Promise.resolve({ ready: true, reason: "", message: "" });
  }

  async attach(pod: NetworkedPod, make: (bridge?: NetworkAttachment) => Promise<void>): Promise<PodNetworkResult> {
    const prepared = await prepareNetwork(this.#host, {
      containerId: pod.id,
      name: pod.config.metadata?.name ?? pod.id,
      publish: pod.config.portMappings.flatMap(portRequest),
      isNew: true,
    });
    try {
      // No process of ours lives as long as the pod, so nobody holds the host's ports but the firewall.
      await make({ ...prepared.attachment, hostPorts: [] });
    } catch (error) {
      prepared.undo();
      throw error;
    }
    return { ips: [prepared.ip], state: { kind: "bridge" } };
  }

  async detach(pod: NetworkedPod): Promise<void> {
    releaseNetwork(this.#host, pod.id);
  }
}

/** Mappings without a host port ask for nothing: the pod's address is reachable as it is. */
export function portRequest({ containerPort, hostPort, hostIp, protocol }: PortMapping): PortRequest[] {
  if (hostPort === 0) return [];
  if (protocol === Protocol.SCTP)
    throw new TsRunError("ERR_UNSUPPORTED", `publish port ${hostPort}: our bridge forwards TCP and UDP, not SCTP`);
  return [
    {
      containerPort,
      hostPort,
      ...(hostIp === "" ? {} : { hostIp }),
      protocol: protocol === Protocol.UDP ? "udp" : "tcp",
      hint: "give the pod another hostPort, or none",
    },
  ];
}
