// The filters of ps.

import type { ContainerSummary } from "./engine.ts";
import { type Filter, labelFilter } from "./filters.ts";
import { usageError } from "./usage-error.ts";
import { parseInteger } from "./values/number.ts";

const STATES = ["created", "running", "paused", "restarting", "exited", "dead"];

export const containerFilters: Readonly<Record<string, Filter<ContainerSummary>>> = {
  id:
    (value) =>
    ({ id }) =>
      id.startsWith(value),
  name: (value, typed) => {
    const pattern = regularExpression(value, typed);
    return ({ name }) => pattern.test(name);
  },
  status: (value, typed) => {
    if (!STATES.includes(value))
      throw usageError(`parse ${typed}: unknown state "${value}"`, `one of ${STATES.join(", ")}`);
    return ({ state }) => state === value;
  },
  label: labelFilter,
  exited: (value, typed) => {
    const code = parseInteger(value, typed);
    return ({ state, exitCode }) => state === "exited" && exitCode === code;
  },
  ancestor:
    (value) =>
    ({ image, imageId }) =>
      imageMatches(value, image, imageId),
  before: (value, typed, items) => {
    const { createdAt } = find(value, typed, items);
    return (item) => item.createdAt < createdAt;
  },
  since: (value, typed, items) => {
    const { createdAt } = find(value, typed, items);
    return (item) => item.createdAt > createdAt;
  },
  volume:
    (value) =>
    ({ mounts }) =>
      mounts.includes(value),
  network:
    (value) =>
    ({ networks }) =>
      networks.includes(value),
  publish: (value, typed) => {
    const [, port = "", protocol] = /^(\d+)(?:\/(tcp|udp))?$/.exec(value) ?? [];
    if (port === "") throw usageError(`parse ${typed}: not a port`, "write publish=8080 or publish=53/udp");
    return ({ ports }) =>
      ports.some(
        (published) =>
          published.hostPort === Number(port) && (protocol === undefined || published.protocol === protocol),
      );
  },
};

function find(ref: string, typed: string, items: readonly ContainerSummary[]): ContainerSummary {
  const found = items.find(({ id, name }) => name === ref || (ref !== "" && id.startsWith(ref)));
  if (!found) throw usageError(`parse ${typed}: no such container "${ref}"`, "ts-run ps -a lists the containers");
  return found;
}

function imageMatches(value: string, image: string, imageId: string): boolean {
  const untagged = image.replace(/:[^/:]+$/, "");
  return value === image || value === untagged || imageId === value || imageId.replace("sha256:", "").startsWith(value);
}

function regularExpression(value: string, typed: string): RegExp {
  try {
    return new RegExp(value);
  } catch {
    throw usageError(`parse ${typed}: "${value}" is not a regular expression`);
  }
}
