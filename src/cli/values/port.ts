// -p [HOST-IP:][HOST-PORT:]CONTAINER-PORT[/tcp|udp], with equal ranges on both sides.

import { isIP } from "../../base/index.ts";
import type { PortOption } from "../engine.ts";
import { usageError } from "../usage-error.ts";

const HINT = "write [IP:][HOST-PORT:]CONTAINER-PORT[/udp], such as 8080:80 or 127.0.0.1:5353:53/udp";

export function parsePorts(value: string, typed: string): PortOption[] {
  const match = /^(?:(?:\[([^\]]*)\]|([^:[\]]*)):)?(?:([\d-]*):)?([\d-]+)(?:\/(\w+))?$/.exec(value);
  if (!match) throw usageError(`parse ${typed}: not a port mapping`, HINT);
  const [, ip6, first, second, container = "", protocol = "tcp"] = match;
  // "8080:80" has one part before the last colon: it is the host port when it looks like one, as docker decides it too.
  const onlyPort = second === undefined && ip6 === undefined && first !== undefined && /^[\d-]*$/.test(first);
  const hostIp = ip6 ?? (onlyPort ? undefined : first);
  const hostPorts = onlyPort ? first : second;
  if (second === undefined && hostIp !== undefined) throw usageError(`parse ${typed}: "${hostIp}" is not a port`, HINT);
  if (hostIp && isIP(hostIp) === 0) throw usageError(`parse ${typed}: "${hostIp}" is not an IP address`, HINT);
  if (protocol !== "tcp" && protocol !== "udp") {
    throw usageError(
      `parse ${typed}: protocol "${protocol}" is not supported`,
      "ports are published with /tcp or /udp",
    );
  }
  return pair(range(container, typed), hostPorts ? range(hostPorts, typed) : undefined, typed).map((ports) => ({
    ...ports,
    protocol,
    ...(hostIp ? { hostIp } : {}),
  }));
}

function pair(
  container: number[],
  host: number[] | undefined,
  typed: string,
): { containerPort: number; hostPort?: number }[] {
  if (host && host.length !== container.length) {
    const cause = `${host.length} host ports for ${container.length} container port${container.length === 1 ? "" : "s"}`;
    throw usageError(
      `parse ${typed}: ${cause}`,
      "give both ranges the same length, or leave the host port out to get any free one",
    );
  }
  return container.map((containerPort, index) => {
    const hostPort = host?.[index];
    return hostPort === undefined || hostPort === 0 ? { containerPort } : { containerPort, hostPort };
  });
}

function range(text: string, typed: string): number[] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const first = Number(match?.[1]);
  const last = Number(match?.[2] ?? match?.[1]);
  if (!match || first > 65535 || last > 65535) {
    throw usageError(`parse ${typed}: "${text}" is not a port or a range of ports`, "ports go from 1 to 65535");
  }
  if (last < first) throw usageError(`parse ${typed}: the range ${text} ends before it begins`);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
