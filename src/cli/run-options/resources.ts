// Flags about limits. `update` takes the same table, which is why it fills ResourceOptions and not RunOptions.

import type { OptionSpec } from "../command.ts";
import type { ResourceOptions } from "../engine.ts";
import { parseBoolean } from "../parse-arguments.ts";
import { usageError } from "../usage-error.ts";
import { parseDeviceRate } from "../values/device.ts";
import { checkCpuset } from "../values/names.ts";
import { parseDecimal, parseInteger } from "../values/number.ts";
import { parseSize } from "../values/size.ts";
import type { RunOption } from "./option.ts";

export interface ResourceOption extends OptionSpec {
  readonly key: keyof ResourceOptions;
  readonly parse: (value: string, typed: string) => ResourceOptions[keyof ResourceOptions];
}

const size = (value: string, typed: string) => parseSize(value, typed);
const sizeOrUnlimited = (value: string, typed: string) => (value === "-1" ? -1 : parseSize(value, typed));
const integer = (min: number, max?: number) => (value: string, typed: string) =>
  parseInteger(value, typed, { min, ...(max === undefined ? {} : { max }) });

export const resourceOptions: readonly ResourceOption[] = [
  {
    name: "memory",
    short: "m",
    kind: "string",
    value: "BYTES",
    key: "memoryBytes",
    help: "Memory limit, such as 64m",
    parse: size,
  },
  {
    name: "memory-reservation",
    kind: "string",
    value: "BYTES",
    key: "memoryReservationBytes",
    help: "Memory that is protected from reclaim",
    parse: size,
  },
  {
    name: "memory-swap",
    kind: "string",
    value: "BYTES",
    key: "memorySwapBytes",
    help: "Memory and swap together; -1 lifts the limit of swap",
    parse: sizeOrUnlimited,
  },
  {
    name: "memory-high",
    kind: "string",
    value: "BYTES",
    key: "memoryHighBytes",
    help: "Memory above which the container is slowed down and reclaimed from",
    parse: size,
  },
  {
    name: "oom-kill-disable",
    kind: "boolean",
    key: "oomKillDisable",
    help: "Stall instead of kill at the memory limit (cgroup v1 only)",
    parse: parseBoolean,
  },
  {
    name: "cpus",
    kind: "string",
    value: "NUMBER",
    key: "cpus",
    help: "CPUs' worth of time, such as 0.5",
    parse: (value, typed) => parseDecimal(value, typed, { min: 0.01 }),
  },
  {
    name: "cpu-shares",
    short: "c",
    kind: "string",
    value: "SHARES",
    key: "cpuShares",
    help: "Relative weight when CPUs are busy (1024)",
    parse: integer(2, 262144),
  },
  {
    name: "cpu-period",
    kind: "string",
    value: "MICROSECONDS",
    key: "cpuPeriodUs",
    help: "Period of --cpu-quota",
    parse: integer(1000, 1_000_000),
  },
  {
    name: "cpu-quota",
    kind: "string",
    value: "MICROSECONDS",
    key: "cpuQuotaUs",
    help: "CPU time per period; -1 lifts it",
    parse: integer(-1),
  },
  {
    name: "cpuset-cpus",
    kind: "string",
    value: "LIST",
    key: "cpusetCpus",
    help: "CPUs to run on, such as 0-2,4",
    parse: checkCpuset,
  },
  {
    name: "cpuset-mems",
    kind: "string",
    value: "LIST",
    key: "cpusetMems",
    help: "NUMA nodes to allocate from",
    parse: checkCpuset,
  },
  {
    name: "pids-limit",
    kind: "string",
    value: "NUMBER",
    key: "pidsLimit",
    help: "Processes and threads; -1 lifts it",
    parse: parsePidsLimit,
  },
  {
    name: "blkio-weight",
    kind: "string",
    value: "WEIGHT",
    key: "blkioWeight",
    help: "Relative disk weight, 10 to 1000",
    parse: integer(10, 1000),
  },
  {
    name: "device-read-bps",
    kind: "list",
    value: "DEVICE:BYTES",
    key: "deviceReadBps",
    help: "Read rate in bytes per second, such as /dev/vda:1mb",
    parse: (value, typed) => [parseDeviceRate(value, typed, "bps")],
  },
  {
    name: "device-write-bps",
    kind: "list",
    value: "DEVICE:BYTES",
    key: "deviceWriteBps",
    help: "Write rate in bytes per second",
    parse: (value, typed) => [parseDeviceRate(value, typed, "bps")],
  },
  {
    name: "device-read-iops",
    kind: "list",
    value: "DEVICE:NUMBER",
    key: "deviceReadIops",
    help: "Read operations per second",
    parse: (value, typed) => [parseDeviceRate(value, typed, "iops")],
  },
  {
    name: "device-write-iops",
    kind: "list",
    value: "DEVICE:NUMBER",
    key: "deviceWriteIops",
    help: "Write operations per second",
    parse: (value, typed) => [parseDeviceRate(value, typed, "iops")],
  },
];

/** Lists grow, everything else is replaced. */
export function applyResource(
  resources: Partial<ResourceOptions>,
  option: ResourceOption,
  value: string,
  typed: string,
): void {
  const parsed = option.parse(value, typed);
  const before = resources[option.key];
  Object.assign(resources, {
    [option.key]: Array.isArray(parsed) && Array.isArray(before) ? [...before, ...parsed] : parsed,
  });
}

/** The same table as flags of `run`. */
export const runResourceOptions: readonly RunOption[] = [
  ...resourceOptions.map(
    (option): RunOption => ({
      ...option,
      field: `resources.${option.key}`,
      apply: (draft, { value, typed }) => applyResource(draft.resources, option, value, typed),
    }),
  ),
  {
    name: "cgroup-parent",
    kind: "string",
    value: "PATH",
    field: "cgroupParent",
    help: "Cgroup to make the container's cgroup in",
    apply: (draft, { value }) => {
      if (value.split("/").some((name) => name === "..")) {
        throw usageError(`parse --cgroup-parent ${value}: ".." leads out of it`, "name a cgroup such as /ts-run/web");
      }
      draft.cgroupParent = value;
    },
  },
  {
    name: "oom-score-adj",
    kind: "string",
    value: "NUMBER",
    field: "oomScoreAdj",
    help: "Preference of the OOM killer, -1000 to 1000",
    apply: (draft, { value, typed }) => {
      draft.oomScoreAdj = parseInteger(value, typed, { min: -1000, max: 1000 });
    },
  },
];

/** docker writes "no limit" as 0 as well as -1. */
function parsePidsLimit(value: string, typed: string): number {
  const limit = parseInteger(value, typed, { min: -1 });
  return limit === 0 ? -1 : limit;
}
