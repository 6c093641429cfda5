// The types of runtime-spec.ts as zod schemas: types and numeric ranges of config.md and config-linux.md. Imported only
// dynamically, because loading zod costs more than starting a container.

import { z } from "zod";
import { NAMESPACE_TYPES } from "./runtime-spec.ts";

const text = z
  .string()
  .max(1024 * 1024)
  .refine((value) => !value.includes("\0"), "must not contain a NUL byte");
const texts = z.array(text).max(65_536);
const count = z.number().int();
const u16 = count.min(0).max(0xffff);
const u32 = count.min(0).max(0xffff_ffff);
/** What parseSpecText() could not read as a number comes as a bigint. As a limit, the nearest number means the same. */
const i64 = z.union([z.number(), z.bigint().transform(Number)]).refine(Number.isInteger, "must be an integer");
const u64 = i64.refine((value) => value >= 0, "must not be negative");
const U64_MAX = 2n ** 64n - 1n;
/** One whose every bit counts, as a number where that holds it and else as text. */
const exact = z
  .union([z.number(), z.bigint()])
  .refine((value) => typeof value === "bigint" || Number.isSafeInteger(value), "must be an integer")
  .refine((value) => value >= 0 && value <= U64_MAX, "must be a uint64")
  .transform((value) => (typeof value === "bigint" ? String(value) : value));
/** RLIM_INFINITY is 2^64 - 1, which a double rounds to 2^64; it is -1 from here on. */
const limit = i64.transform((value) => (value >= 2 ** 63 ? -1 : value));

const idMapping = z.object({ containerID: u32, hostID: u32, size: u32 });
const idMappings = z.array(idMapping).max(340).optional(); // the kernel's limit on lines of uid_map

const mount = z.object({
  destination: text,
  type: text.optional(),
  source: text.optional(),
  options: texts.optional(),
  uidMappings: idMappings,
  gidMappings: idMappings,
});

const user = z.object({
  uid: u32,
  gid: u32,
  umask: u32.optional(),
  additionalGids: z.array(u32).max(65_536).optional(),
  username: text.optional(),
});

const capabilities = z.object({
  bounding: texts.optional(),
  permitted: texts.optional(),
  effective: texts.optional(),
  inheritable: texts.optional(),
  ambient: texts.optional(),
});

export const processSchema = z.object({
  terminal: z.boolean().optional(),
  consoleSize: z.object({ height: u16, width: u16 }).optional(),
  user: user.optional().transform((given) => given ?? { uid: 0, gid: 0 }),
  args: texts.optional(),
  commandLine: text.optional(),
  env: texts.optional(),
  cwd: text,
  capabilities: capabilities.optional(),
  rlimits: z.array(z.object({ type: text, soft: limit, hard: limit })).optional(),
  noNewPrivileges: z.boolean().optional(),
  apparmorProfile: text.optional(),
  oomScoreAdj: count.optional(),
  scheduler: z
    .object({
      policy: text,
      nice: count.optional(),
      priority: count.optional(),
      flags: texts.optional(),
      runtime: u64.optional(),
      deadline: u64.optional(),
      period: u64.optional(),
    })
    .optional(),
  selinuxLabel: text.optional(),
  ioPriority: z.object({ class: text, priority: count.optional() }).optional(),
  execCPUAffinity: z.object({ initial: text.optional(), final: text.optional() }).optional(),
});

const hook = z.object({ path: text, args: texts.optional(), env: texts.optional(), timeout: count.optional() });
const hookList = z.array(hook).optional();

const device = z.object({
  path: text,
  type: text,
  major: i64.optional(),
  minor: i64.optional(),
  fileMode: u32.optional(),
  uid: u32.optional(),
  gid: u32.optional(),
});

const rates = z.array(z.object({ major: i64, minor: i64, rate: u64 })).optional();

export const resourcesSchema = z.object({
  devices: z
    .array(
      z.object({
        allow: z.boolean(),
        type: text.optional(),
        major: i64.optional(),
        minor: i64.optional(),
        access: text.optional(),
      }),
    )
    .optional(),
  memory: z
    .object({
      limit: i64.optional(),
      reservation: i64.optional(),
      swap: i64.optional(),
      kernel: i64.optional(),
      kernelTCP: i64.optional(),
      swappiness: u64.optional(),
      disableOOMKiller: z.boolean().optional(),
      useHierarchy: z.boolean().optional(),
      checkBeforeUpdate: z.boolean().optional(),
    })
    .optional(),
  cpu: z
    .object({
      shares: u64.optional(),
      quota: i64.optional(),
      burst: u64.optional(),
      period: u64.optional(),
      realtimeRuntime: i64.optional(),
      realtimePeriod: u64.optional(),
      cpus: text.optional(),
      mems: text.optional(),
      idle: count.optional(),
    })
    .optional(),
  pids: z.object({ limit: i64.optional() }).optional(),
  blockIO: z
    .object({
      weight: u16.optional(),
      leafWeight: u16.optional(),
      weightDevice: z
        .array(z.object({ major: i64, minor: i64, weight: u16.optional(), leafWeight: u16.optional() }))
        .optional(),
      throttleReadBpsDevice: rates,
      throttleWriteBpsDevice: rates,
      throttleReadIOPSDevice: rates,
      throttleWriteIOPSDevice: rates,
    })
    .optional(),
  hugepageLimits: z.array(z.object({ pageSize: text, limit: u64 })).optional(),
  network: z
    .object({ classID: u32.optional(), priorities: z.array(z.object({ name: text, priority: u32 })).optional() })
    .optional(),
  rdma: z.record(text, z.object({ hcaHandles: u32.optional(), hcaObjects: u32.optional() })).optional(),
  unified: z.record(text, text).optional(),
});

const seccomp = z.object({
  defaultAction: text,
  defaultErrnoRet: u32.optional(),
  architectures: texts.optional(),
  flags: texts.optional(),
  listenerPath: text.optional(),
  listenerMetadata: text.optional(),
  syscalls: z
    .array(
      z.object({
        names: texts,
        action: text,
        errnoRet: u32.optional(),
        args: z.array(z.object({ index: u32, value: exact, valueTwo: exact.optional(), op: text })).optional(),
      }),
    )
    .optional(),
});

const linux = z.object({
  uidMappings: idMappings,
  gidMappings: idMappings,
  timeOffsets: z.record(text, z.object({ secs: i64.optional(), nanosecs: u32.optional() })).optional(),
  sysctl: z.record(text, text).optional(),
  resources: resourcesSchema.optional(),
  cgroupsPath: text.optional(),
  namespaces: z
    .array(
      z.object({
        type: z.enum(NAMESPACE_TYPES),
        // Go programs write "" for a new namespace.
        path: text.optional().transform((path) => (path === "" ? undefined : path)),
      }),
    )
    .optional(),
  devices: z.array(device).optional(),
  netDevices: z.record(text, z.object({ name: text.optional() })).optional(),
  seccomp: seccomp.optional(),
  rootfsPropagation: text.optional().transform((value) => (value === "" ? undefined : value)),
  maskedPaths: texts.optional(),
  readonlyPaths: texts.optional(),
  mountLabel: text.optional(),
  intelRdt: z
    .object({
      closID: text.optional(),
      l3CacheSchema: text.optional(),
      memBwSchema: text.optional(),
      schemata: texts.optional(),
      enableMonitoring: z.boolean().optional(),
    })
    .optional(),
  memoryPolicy: z.object({ mode: text, nodes: text.optional(), flags: texts.optional() }).optional(),
  personality: z.object({ domain: text, flags: texts.optional() }).optional(),
});

/** Only whether it is there matters: such a spec is refused. */
const otherPlatform = z.unknown().optional();

export const runtimeSpecSchema = z.object({
  ociVersion: text,
  root: z.object({ path: text, readonly: z.boolean().optional() }).optional(),
  mounts: z.array(mount).max(100_000).optional(),
  process: processSchema.optional(),
  hostname: text.optional(),
  domainname: text.optional(),
  hooks: z
    .object({
      prestart: hookList,
      createRuntime: hookList,
      createContainer: hookList,
      startContainer: hookList,
      poststart: hookList,
      poststop: hookList,
    })
    .optional(),
  annotations: z.record(text, text).optional(),
  linux: linux.optional(),
  freebsd: otherPlatform,
  solaris: otherPlatform,
  vm: otherPlatform,
  windows: otherPlatform,
  zos: otherPlatform,
});
