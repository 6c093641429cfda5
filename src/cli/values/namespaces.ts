// --pid, --ipc, --uts, --cgroupns, --userns, --network, --time-offset: whose namespace a container lives in.

import type { RunOptions } from "../engine.ts";
import { usageError } from "../usage-error.ts";
import { parseInteger } from "./number.ts";

type Mode<T> = T | { container: string } | undefined;

export function parsePid(value: string, typed: string): Mode<"host"> {
  if (value === "private" || value === "") return undefined;
  return value === "host" ? value : ofContainer(value, typed, "host, private or container:NAME");
}

export function parseIpc(value: string, typed: string): Mode<"host" | "private" | "none"> {
  if (value === "shareable") return "private"; // every private one can be joined here
  if (value === "host" || value === "private" || value === "none") return value;
  return ofContainer(value, typed, "host, private, none or container:NAME");
}

export function parseNetwork(value: string, typed: string): Mode<"bridge" | "none" | "host"> {
  if (value === "default") return "bridge";
  if (value === "bridge" || value === "none" || value === "host") return value;
  return ofContainer(value, typed, "bridge, none, host or container:NAME");
}

function ofContainer(value: string, typed: string, allowed: string): { container: string } {
  const container = /^container:(.+)$/.exec(value)?.[1];
  if (container === undefined) throw usageError(`parse ${typed}: unknown mode "${value}"`, `one of ${allowed}`);
  return { container };
}

export function parseHostOrPrivate(value: string, typed: string): "host" | "private" {
  if (value === "host" || value === "private") return value;
  throw usageError(`parse ${typed}: unknown mode "${value}"`, "host or private");
}

/** host, private (a mapping is picked), or private:HOST-UID[:SIZE]: container 0.. is host HOST-UID.., users and groups alike. */
export function parseUserns(value: string, typed: string): NonNullable<RunOptions["userns"]> {
  if (value === "host" || value === "private") return value;
  const match = /^private:(\d+)(?::(\d+))?$/.exec(value);
  if (!match)
    throw usageError(
      `parse ${typed}: unknown mode "${value}"`,
      "host, private or private:HOST-UID[:SIZE], such as private:100000:65536",
    );
  const hostId = parseInteger(match[1] ?? "", typed, { min: 1, max: 4294967294 });
  const size = parseInteger(match[2] ?? "65536", typed, { min: 1, max: 4294967295 - hostId });
  const mappings = [{ containerId: 0, hostId, size }];
  return { uidMappings: mappings, gidMappings: mappings };
}

export function parseTimeOffset(value: string, typed: string): [string, number] {
  const match = /^(monotonic|boottime)=(-?\d+)s?$/.exec(value);
  if (!match)
    throw usageError(`parse ${typed}: not a clock and an offset`, "write boottime=SECONDS or monotonic=SECONDS");
  return [match[1] ?? "", parseInteger(match[2] ?? "", typed)];
}

export function parseRestart(value: string, typed: string): RunOptions["restart"] {
  if (value === "no" || value === "always" || value === "unless-stopped") return { name: value };
  const match = /^on-failure(?::(\d+))?$/.exec(value);
  if (!match)
    throw usageError(
      `parse ${typed}: unknown restart policy "${value}"`,
      "no, always, unless-stopped or on-failure[:MAXIMUM-RETRIES]",
    );
  return { name: "on-failure", maximumRetries: Number(match[1] ?? 0) };
}
