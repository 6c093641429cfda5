// What running containers use, from their cgroups and network namespaces.

import { readStats } from "../cgroups/index.ts";
import type { Container } from "../containers/index.ts";
import { networkStats } from "../network/index.ts";
import type { Services } from "./services.ts";
import { optionsOf } from "./start.ts";
import { cgroupOf, runningProcess } from "./stop.ts";
import type { StatsSample } from "./types.ts";

/** All running containers when `refs` is empty; one that ends meanwhile is then left out. */
export function stats(services: Services, refs: readonly string[]): StatsSample[] {
  if (refs.length > 0) return refs.map((ref) => sample(services, services.containers.get(ref)));
  return services.containers
    .list()
    .filter(({ lifeCycle }) => lifeCycle.state === "running")
    .map((container) => sample(services, container));
}

function sample(services: Services, container: Container): StatsSample {
  const { pid } = runningProcess(container, "read the use of");
  const path = cgroupOf(services, container) ?? "/";
  // The host's counters would not be the container's.
  const network = optionsOf(container).network === "host" ? { rxBytes: 0, txBytes: 0 } : networkStats(pid);
  return {
    id: container.id,
    name: container.status.name,
    ...readStats(services.cgroup, path),
    networkRxBytes: network.rxBytes,
    networkTxBytes: network.txBytes,
  };
}
