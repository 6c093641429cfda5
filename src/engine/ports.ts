// Where a container's published ports are, and who can reach them.

import type { Container } from "../containers/index.ts";
import { reachableFrom } from "../network/index.ts";
import { publishedPorts } from "./summary.ts";
import type { PublishedPort } from "./types.ts";

export function ports(container: Container): (PublishedPort & { reachableFrom: string })[] {
  return publishedPorts(container)
    .sort((a, b) => a.containerPort - b.containerPort || a.protocol.localeCompare(b.protocol))
    .map((port) => ({ ...port, reachableFrom: reachableFrom(port) }));
}
