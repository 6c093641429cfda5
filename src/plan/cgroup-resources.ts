// linux.resources as the cgroup code reads it: the runtime spec's shape, every field optional.
// Declared structurally, so that `update` can build one without a whole config.json.

import type { SpecDeviceRule } from "./device-rules.ts";

export interface DeviceRate {
  readonly major: number;
  readonly minor: number;
  readonly rate: number;
}

export interface CgroupResources {
  readonly memory?:
    | {
        readonly limit?: number | undefined;
        readonly reservation?: number | undefined;
        /** Memory plus swap. */
        readonly swap?: number | undefined;
        readonly kernel?: number | undefined;
        readonly kernelTCP?: number | undefined;
        readonly swappiness?: number | undefined;
        readonly disableOOMKiller?: boolean | undefined;
        readonly useHierarchy?: boolean | undefined;
        /** Refuse a limit below what is in use; looked at by `update` only. */
        readonly checkBeforeUpdate?: boolean | undefined;
      }
    | undefined;
  readonly cpu?:
    | {
        readonly shares?: number | undefined;
        readonly quota?: number | undefined;
        readonly burst?: number | undefined;
        readonly period?: number | undefined;
        readonly realtimeRuntime?: number | undefined;
        readonly realtimePeriod?: number | undefined;
        readonly cpus?: string | undefined;
        readonly mems?: string | undefined;
        readonly idle?: number | undefined;
      }
    | undefined;
  readonly pids?: { readonly limit?: number | undefined } | undefined;
  readonly blockIO?:
    | {
        readonly weight?: number | undefined;
        readonly leafWeight?: number | undefined;
        readonly weightDevice?:
          | readonly {
              readonly major: number;
              readonly minor: number;
              readonly weight?: number | undefined;
              readonly leafWeight?: number | undefined;
            }[]
          | undefined;
        readonly throttleReadBpsDevice?: readonly DeviceRate[] | undefined;
        readonly throttleWriteBpsDevice?: readonly DeviceRate[] | undefined;
        readonly throttleReadIOPSDevice?: readonly DeviceRate[] | undefined;
        readonly throttleWriteIOPSDevice?: readonly DeviceRate[] | undefined;
      }
    | undefined;
  readonly hugepageLimits?: readonly { readonly pageSize: string; readonly limit: number }[] | undefined;
  readonly network?:
    | {
        readonly classID?: number | undefined;
        readonly priorities?: readonly { readonly name: string; readonly priority: number }[] | undefined;
      }
    | undefined;
  readonly rdma?:
    | Readonly<Record<string, { readonly hcaHandles?: number | undefined; readonly hcaObjects?: number | undefined }>>
    | undefined;
  readonly unified?: Readonly<Record<string, string>> | undefined;
  readonly devices?: readonly SpecDeviceRule[] | undefined;
}
