// A ContainerSummary as `ps` shows it: docker's field names and wording.

import type { ContainerSummary } from "./engine.ts";
import { humanAge, humanDuration, humanSize, longTime } from "./output/human.ts";
import type { Row } from "./output/rows.ts";
import { shortId, truncate } from "./output/table.ts";

export function containerRow(
  container: ContainerSummary,
  { noTrunc, nowMs }: { noTrunc: boolean; nowMs: number },
): Row {
  const command = container.command.join(" ");
  return {
    ID: noTrunc ? container.id : shortId(container.id),
    Image: container.image,
    Command: noTrunc ? `"${command}"` : `"${truncate(command, 20)}"`,
    CreatedAt: longTime(container.createdAt),
    RunningFor: humanAge(container.createdAt, nowMs),
    Status: statusText(container, nowMs),
    State: container.state,
    Ports: portsText(container.ports),
    Names: container.name,
    Labels: Object.entries(container.labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(","),
    Label: (key: unknown) => container.labels[String(key)] ?? "",
    Mounts: container.mounts.map((mount) => (noTrunc ? mount : truncate(mount, 15))).join(","),
    Networks: container.networks.join(","),
    Size: sizeText(container),
  };
}

/** "Up 2 minutes", "Exited (137) 3 seconds ago (out of memory)". */
export function statusText(container: ContainerSummary, nowMs: number): string {
  const since = (time: string | undefined) =>
    time === undefined ? "" : humanDuration(Math.max(0, nowMs - Date.parse(time)));
  switch (container.state) {
    case "running":
      return `Up ${since(container.startedAt)}`;
    case "paused":
      return `Up ${since(container.startedAt)} (Paused)`;
    case "restarting":
      return `Restarting (${container.exitCode ?? 0}) ${humanAge(container.finishedAt, nowMs)}`;
    case "exited": {
      const oom = container.oomKilled ? " (out of memory)" : "";
      return `Exited (${container.exitCode ?? "?"}) ${humanAge(container.finishedAt, nowMs)}${oom}`;
    }
    case "dead":
      return "Dead";
    case "created":
      return "Created";
    default:
      return container.state satisfies never;
  }
}

export function portsText(ports: ContainerSummary["ports"]): string {
  return ports
    .map(({ hostIp, hostPort, containerPort, protocol }) => {
      const host = hostIp.includes(":") ? `[${hostIp}]` : hostIp;
      return `${host}:${hostPort}->${containerPort}/${protocol}`;
    })
    .join(", ");
}

function sizeText({ sizeRwBytes, sizeRootFsBytes }: ContainerSummary): string {
  if (sizeRwBytes === undefined) return "N/A";
  return sizeRootFsBytes === undefined
    ? humanSize(sizeRwBytes)
    : `${humanSize(sizeRwBytes)} (virtual ${humanSize(sizeRootFsBytes)})`;
}
