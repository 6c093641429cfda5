// Pods on a CNI network while one is configured, else on our bridge. A pod is disconnected by what connected it.

import { isIP } from "../base/index.ts";
import { type PortMapping, Protocol } from "../cri-wire/index.ts";
import type { CniAttachment, CniNetwork } from "../network/index.ts";
import type { NetworkAttachment } from "../plan/index.ts";
import type { NetworkCondition, NetworkedPod, PodNetworkResult, PodNetworks } from "./network.ts";

const INTERFACE = "eth0";

export class CniOrBridgeNetworks implements PodNetworks {
  readonly #cni: CniNetwork;
  readonly #bridge: PodNetworks;

  constructor(cni: CniNetwork, bridge: PodNetworks) {
    this.#cni = cni;
    this.#bridge = bridge;
  }

  async condition(): Promise<NetworkCondition> {
    if (!this.#cni.isConfigured()) return this.#bridge.condition();
    const status = await this.#cni.status();
    if (status.ready) return { ready: true, reason: "", message: "" };
    return { ready: false, reason: "NetworkPluginNotReady", message: `Network plugin returns error: ${status.reason}` };
  }

  async attach(pod: NetworkedPod, make: (bridge?: NetworkAttachment) => Promise<void>): Promise<PodNetworkResult> {
    if (!this.#cni.isConfigured()) return this.#bridge.attach(pod, make);
    await make();
    const result = await this.#cni.add(attachmentOf(pod));
    const ips = result.ips.map(({ address }) => address.split("/", 1)[0] ?? "").filter((ip) => isIP(ip) !== 0);
    return { ips, state: { kind: "cni" }, isOnDisk: true };
  }

  /** What was being attached when a server died, or failed to be, has no state: both are asked then, and neither minds. */
  async detach(pod: NetworkedPod, state: unknown): Promise<void> {
    const kind = (state as { kind?: unknown } | undefined)?.kind;
    if (kind !== "cni") await this.#bridge.detach(pod, state);
    if (kind === "cni" || (kind !== "bridge" && this.#cni.isConfigured())) await this.#cni.del(attachmentOf(pod));
  }
}

function attachmentOf({ id, config, paths }: NetworkedPod): CniAttachment {
  const { metadata } = config;
  return {
    containerId: id,
    netns: paths.pins.network,
    ifName: INTERFACE,
    args: {
      IgnoreUnknown: "1",
      K8S_POD_NAMESPACE: metadata?.namespace ?? "",
      K8S_POD_NAME: metadata?.name ?? "",
      K8S_POD_INFRA_CONTAINER_ID: id,
      K8S_POD_UID: metadata?.uid ?? "",
    },
    capabilities: capabilitiesOf(config),
  };
}

/** As the kubelet's annotations and port mappings ask for, for plugins that understand it. */
function capabilitiesOf(config: NetworkedPod["config"]): Record<string, unknown> {
  const { portMappings, dnsConfig, annotations, linux } = config;
  const ports = portMappings.filter(({ hostPort }) => hostPort > 0).map(portOf);
  const bandwidth = bandwidthOf(annotations);
  return {
    ...(ports.length > 0 ? { portMappings: ports } : {}),
    ...(dnsConfig
      ? { dns: { servers: dnsConfig.servers, searches: dnsConfig.searches, options: dnsConfig.options } }
      : {}),
    ...(bandwidth ? { bandwidth } : {}),
    ...(linux?.cgroupParent ? { cgroupPath: linux.cgroupParent } : {}),
    "io.kubernetes.cri.pod-annotations": annotations,
  };
}

const PROTOCOLS: Readonly<Record<number, string>> = {
  [Protocol.TCP]: "tcp",
  [Protocol.UDP]: "udp",
  [Protocol.SCTP]: "sctp",
};

function portOf({ hostPort, containerPort, protocol, hostIp }: PortMapping): object {
  return {
    hostPort,
    containerPort,
    protocol: PROTOCOLS[protocol] ?? "tcp",
    ...(hostIp === "" ? {} : { hostIP: hostIp }),
  };
}

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Bits per second, as Kubernetes quantities. */
function bandwidthOf(annotations: Readonly<Record<string, string>>): object | undefined {
  const rate = (name: string): number | undefined => {
    const match = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(annotations[`kubernetes.io/${name}-bandwidth`] ?? "");
    const unit = match && UNITS[match[2] ?? ""];
    return match && unit ? Math.round(Number(match[1]) * unit) : undefined;
  };
  const [ingress, egress] = [rate("ingress"), rate("egress")];
  const burst = 2 ** 31 - 1;
  if (ingress === undefined && egress === undefined) return undefined;
  return {
    ...(ingress === undefined ? {} : { ingressRate: ingress, ingressBurst: burst }),
    ...(egress === undefined ? {} : { egressRate: egress, egressBurst: burst }),
  };
}
