// linux.resources -> the cgroup files to write and what to write there. One function per group of spec fields; each
// asks where its controller lives on this host and speaks v1 or v2. Order matters where a comment says so.

import { TsRunError } from "../base/index.ts";
import type { CgroupController, CgroupHost, ErrnoName } from "../linux/index.ts";
import type { CgroupResources, DeviceRate } from "./cgroup-resources.ts";
import { deviceRuleLines, deviceRules } from "./device-rules.ts";
import type { Origin } from "./op.ts";

export interface CgroupLimit {
  readonly controller: CgroupController | "cgroup";
  readonly version: 1 | 2;
  /** Name inside the container's cgroup directory: "memory.max". */
  readonly file: string;
  readonly value: string;
  readonly from: Origin;
  readonly why: string;
  /** Errnos of opening the file that are harmless: the kernel lacks it and nothing is lost. */
  readonly ignore?: readonly ErrnoName[];
  /** Written instead when `file` does not exist. */
  readonly otherwise?: { readonly file: string; readonly value: string };
}

type Pointer = `/${string}`;

/** Throws ERR_UNSUPPORTED, naming the field and the controller, for what this host cannot do. */
export function cgroupLimits(
  resources: CgroupResources,
  host: CgroupHost,
  pointer: Pointer = "/linux/resources",
): CgroupLimit[] {
  const context = { host, pointer };
  return [
    ...deviceLimits(resources, context),
    ...memoryLimits(resources, context),
    ...cpuLimits(resources, context),
    ...cpusetLimits(resources, context),
    ...pidsLimits(resources, context),
    ...blockLimits(resources, context),
    ...hugepageLimits(resources, context),
    ...rdmaLimits(resources, context),
    ...networkLimits(resources, context),
    ...unifiedLimits(resources, context), // last: the most specific words win
  ];
}

interface Context {
  readonly host: CgroupHost;
  readonly pointer: Pointer;
}

type Add = (
  file: string | false,
  value: string | number,
  field: string,
  why: string,
  extra?: Partial<CgroupLimit>,
) => void;

/** Collects the limits of one controller; the controller is looked up when the first one is added, so unused ones may be missing. */
function collect(
  context: Context,
  controller: CgroupController,
  fill: (add: Add, version: 1 | 2 | undefined) => void,
): CgroupLimit[] {
  const limits: CgroupLimit[] = [];
  const version = context.host.controllers[controller]?.version;
  fill((file, value, field, why, extra) => {
    const from: Pointer = `${context.pointer}/${field}`;
    if (version === undefined) throw missingController(from, controller, context.host);
    if (file === false) throw notInVersion(from, controller, version);
    limits.push({ controller, version, file, value: String(value), from, why, ...extra });
  }, version);
  return limits;
}

function missingController(from: Pointer, controller: CgroupController, host: CgroupHost): TsRunError {
  return new TsRunError("ERR_UNSUPPORTED", `limiting by ${from}: this host has no ${controller} cgroup controller`, {
    hint: missingHint(controller, host),
  });
}

function missingHint(controller: CgroupController, host: CgroupHost): string {
  if (controller === "memory")
    return "boot with cgroup_enable=memory on the kernel command line, or leave the memory limits out";
  if (controller === "net_cls" || controller === "net_prio")
    return `${controller} exists only in cgroup v1; use nftables rules on the cgroup instead`;
  const where = host.unifiedRoot ?? "/sys/fs/cgroup";
  return `see /proc/cgroups and ${where}/cgroup.controllers for what the kernel offers; leave the field out, or boot a kernel with ${controller}`;
}

function notInVersion(from: Pointer, controller: CgroupController, version: 1 | 2): TsRunError {
  return new TsRunError(
    "ERR_UNSUPPORTED",
    `limiting by ${from}: cgroup v${version}'s ${controller} controller has no such setting`,
    {
      hint: "leave the field out on this host",
    },
  );
}

function memoryLimits({ memory }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "memory", (add, version) => {
    const v1 = version === 1;
    const { limit, swap, reservation, swappiness } = memory ?? {};
    // v1 refuses memsw below the limit, and a fresh cgroup has memsw unlimited: limit first.
    if (limit)
      add(
        v1 ? "memory.limit_in_bytes" : "memory.max",
        amount(limit, v1),
        "memory/limit",
        `memory is limited to ${bytes(limit)}`,
      );
    if (swap) addSwap(add, swap, limit, v1, context.pointer);
    if (reservation) {
      const file = v1 ? "memory.soft_limit_in_bytes" : "memory.low";
      add(
        file,
        amount(reservation, v1),
        "memory/reservation",
        `${bytes(reservation)} are reclaimed last when the host is short of memory`,
      );
    }
    if (swappiness !== undefined)
      add(v1 && "memory.swappiness", swappiness, "memory/swappiness", "how willingly its memory is swapped out");
    if (memory?.useHierarchy === true && v1) {
      add("memory.use_hierarchy", 1, "memory/useHierarchy", "child cgroups count towards the limit", {
        ignore: ["ENOENT"],
      });
    }
    if (memory?.disableOOMKiller === true) {
      add(
        v1 && "memory.oom_control",
        1,
        "memory/disableOOMKiller",
        "processes wait at the limit instead of being killed",
      );
    }
  });
}

function addSwap(add: Add, swap: number, limit: number | undefined, v1: boolean, pointer: Pointer): void {
  if (v1) {
    // Without swap accounting "no limit" is what there is anyway.
    const extra: Partial<CgroupLimit> = swap < 0 ? { ignore: ["ENOENT"] } : {};
    const why = `memory and swap together: ${bytes(swap)}`;
    add("memory.memsw.limit_in_bytes", swap < 0 ? -1 : swap, "memory/swap", why, extra);
    return;
  }
  if (swap < 0) {
    add("memory.swap.max", "max", "memory/swap", "swap is not limited", { ignore: ["ENOENT"] });
    return;
  }
  if (limit === undefined || limit <= 0 || swap < limit) {
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `limiting by ${pointer}/memory/swap: it is memory plus swap, so it needs a memory limit that is not above it`,
      {
        hint: `set ${pointer}/memory/limit to at most ${swap}`,
      },
    );
  }
  add(
    "memory.swap.max",
    swap - limit,
    "memory/swap",
    `swap is limited to ${bytes(swap - limit)} (the spec's number includes memory)`,
  );
}

function cpuLimits({ cpu }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "cpu", (add, version) => {
    const v1 = version === 1;
    // Before idle: an idle cgroup refuses a weight.
    if (cpu?.shares) {
      if (v1) add("cpu.shares", cpu.shares, "cpu/shares", "its part of the CPU when there is not enough for all");
      else
        add(
          "cpu.weight",
          weightOfShares(cpu.shares),
          "cpu/shares",
          `its part of the CPU when there is not enough for all (${cpu.shares} shares)`,
        );
    }
    const { quota, period } = cpu ?? {};
    if (v1) {
      if (period) add("cpu.cfs_period_us", period, "cpu/period", "over which the CPU quota counts");
      if (quota) add("cpu.cfs_quota_us", quota < 0 ? -1 : quota, "cpu/quota", quotaReason(quota, period));
    } else if (quota || period) {
      const value = `${quota && quota > 0 ? quota : "max"} ${period || 100_000}`;
      add("cpu.max", value, quota ? "cpu/quota" : "cpu/period", quotaReason(quota, period));
    }
    if (cpu?.burst !== undefined)
      add(v1 ? "cpu.cfs_burst_us" : "cpu.max.burst", cpu.burst, "cpu/burst", "unused quota that may be saved up");
    if (cpu?.realtimePeriod)
      add(v1 && "cpu.rt_period_us", cpu.realtimePeriod, "cpu/realtimePeriod", "over which real-time CPU time counts");
    if (cpu?.realtimeRuntime)
      add(v1 && "cpu.rt_runtime_us", cpu.realtimeRuntime, "cpu/realtimeRuntime", "real-time CPU time it may use");
    if (cpu?.idle !== undefined)
      add("cpu.idle", cpu.idle, "cpu/idle", "whether it runs only when nobody else wants the CPU");
  });
}

function quotaReason(quota = -1, period = 100_000): string {
  return quota > 0
    ? `at most ${Number((quota / (period || 100_000)).toFixed(2))} CPUs, enforced by throttling`
    : "CPU time is not limited";
}

/** v1's 2..262144 shares to v2's 1..10000 so that both defaults meet: 1024 -> 100 (the formula systemd, runc and crun agreed on). */
export function weightOfShares(shares: number): number {
  if (shares <= 2) return 1;
  if (shares >= 262_144) return 10_000;
  const log = Math.log2(shares);
  return Math.ceil(10 ** ((log * log + 125 * log) / 612 - 7 / 34));
}

function cpusetLimits({ cpu }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "cpuset", (add) => {
    if (cpu?.cpus) add("cpuset.cpus", cpu.cpus, "cpu/cpus", `it runs on CPUs ${cpu.cpus} only`);
    if (cpu?.mems) add("cpuset.mems", cpu.mems, "cpu/mems", `its memory comes from NUMA nodes ${cpu.mems} only`);
  });
}

function pidsLimits({ pids }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "pids", (add) => {
    const limit = pids?.limit;
    if (limit === undefined) return;
    add(
      "pids.max",
      limit > 0 ? limit : "max",
      "pids/limit",
      limit > 0 ? `at most ${limit} processes and threads` : "the number of processes is not limited",
    );
  });
}

const throttles = [
  ["throttleReadBpsDevice", "rbps", "blkio.throttle.read_bps_device", "bytes read per second"],
  ["throttleWriteBpsDevice", "wbps", "blkio.throttle.write_bps_device", "bytes written per second"],
  ["throttleReadIOPSDevice", "riops", "blkio.throttle.read_iops_device", "reads per second"],
  ["throttleWriteIOPSDevice", "wiops", "blkio.throttle.write_iops_device", "writes per second"],
] as const;

function blockLimits({ blockIO }: CgroupResources, context: Context): CgroupLimit[] {
  const controller =
    context.host.controllers.io === undefined && context.host.controllers.blkio !== undefined ? "blkio" : "io";
  return collect(context, controller, (add, version) => {
    const v1 = version === 1;
    if (blockIO?.weight) addWeight(add, "", blockIO.weight, "blockIO/weight", v1);
    if (blockIO?.leafWeight)
      add(
        v1 && "blkio.leaf_weight",
        blockIO.leafWeight,
        "blockIO/leafWeight",
        "its own part of disk time beside its children",
      );
    blockIO?.weightDevice?.forEach(({ major, minor, weight, leafWeight }, index) => {
      const field = `blockIO/weightDevice/${index}`;
      if (weight) addWeight(add, `${major}:${minor} `, weight, `${field}/weight`, v1);
      if (leafWeight)
        add(
          v1 && "blkio.leaf_weight_device",
          `${major}:${minor} ${leafWeight}`,
          `${field}/leafWeight`,
          "its own part of this disk's time beside its children",
        );
    });
    for (const [field, key, file, unit] of throttles) {
      blockIO?.[field]?.forEach(({ major, minor, rate }: DeviceRate, index: number) => {
        const value = v1 ? `${major}:${minor} ${rate}` : `${major}:${minor} ${key}=${rate || "max"}`;
        add(
          v1 ? file : "io.max",
          value,
          `blockIO/${field}/${index}`,
          `at most ${rate} ${unit} on device ${major}:${minor}`,
        );
      });
    }
  });
}

/** The proportional weight belongs to an I/O scheduler: BFQ's file where BFQ is built in, else the older or the iocost one. */
function addWeight(add: Add, device: string, weight: number, field: string, v1: boolean): void {
  const suffix = v1 && device ? "_device" : "";
  const fallback = v1 ? `blkio.weight${suffix}` : "io.weight";
  const scaled = v1 ? weight : 1 + Math.floor(((weight - 10) * 9999) / 990);
  add(
    v1 ? `blkio.bfq.weight${suffix}` : "io.bfq.weight",
    `${device}${weight}`,
    field,
    "its part of disk time when there is not enough for all",
    {
      otherwise: { file: fallback, value: device || v1 ? `${device}${scaled}` : `default ${scaled}` },
    },
  );
}

function hugepageLimits({ hugepageLimits: pages }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "hugetlb", (add, version) => {
    pages?.forEach(({ pageSize, limit }, index) => {
      const field = `hugepageLimits/${index}`;
      const [used, reserved] = version === 1 ? ["limit_in_bytes", "rsvd.limit_in_bytes"] : ["max", "rsvd.max"];
      add(`hugetlb.${pageSize}.${used}`, limit, field, `at most ${bytes(limit)} of ${pageSize} huge pages`);
      // Kernels before 5.7 do not count reservations separately.
      add(
        `hugetlb.${pageSize}.${reserved}`,
        limit,
        field,
        "the same for reserved pages, so that mmap fails instead of SIGBUS",
        { ignore: ["ENOENT"] },
      );
    });
  });
}

function rdmaLimits({ rdma }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "rdma", (add) => {
    for (const [device, { hcaHandles, hcaObjects }] of Object.entries(rdma ?? {})) {
      const value = `${device} hca_handle=${hcaHandles ?? "max"} hca_object=${hcaObjects ?? "max"}`;
      add("rdma.max", value, `rdma/${escapePointer(device)}`, `limits use of the RDMA device ${device}`);
    }
  });
}

function networkLimits({ network }: CgroupResources, context: Context): CgroupLimit[] {
  return [
    ...collect(context, "net_cls", (add) => {
      if (network?.classID)
        add("net_cls.classid", network.classID, "network/classID", "traffic control class of its packets");
    }),
    ...collect(context, "net_prio", (add) => {
      network?.priorities?.forEach(({ name, priority }, index) => {
        add(
          "net_prio.ifpriomap",
          `${name} ${priority}`,
          `network/priorities/${index}`,
          `priority of its packets on ${name}`,
        );
      });
    }),
  ];
}

/** v1 only; v2 gets a BPF program from the cgroup pass. A host with neither cannot restrict devices beyond CAP_MKNOD. */
function deviceLimits({ devices }: CgroupResources, context: Context): CgroupLimit[] {
  if (context.host.controllers.devices?.version !== 1) return [];
  const rules = deviceRules(devices, `${context.pointer}/devices`);
  if (rules.length === 1 && rules[0]?.allow === true) return []; // a new cgroup allows everything already
  return rules.flatMap((rule) =>
    deviceRuleLines(rule).map(
      (line): CgroupLimit => ({
        controller: "devices",
        version: 1,
        file: rule.allow ? "devices.allow" : "devices.deny",
        value: line,
        from: rule.from,
        why: rule.allow
          ? `devices ${line} may be used`
          : line === "a"
            ? "no device may be used but those that follow"
            : `devices ${line} may not be used`,
      }),
    ),
  );
}

function unifiedLimits({ unified }: CgroupResources, context: Context): CgroupLimit[] {
  return Object.entries(unified ?? {}).flatMap(([file, value]) => {
    const from: Pointer = `${context.pointer}/unified/${escapePointer(file)}`;
    if (!/^[a-z_0-9]+\.[A-Za-z0-9_.]+$/.test(file)) {
      throw new TsRunError("ERR_INVALID_SPEC", `limiting by ${from}: "${file}" is not the name of a cgroup file`, {
        hint: 'names look like "memory.high"',
      });
    }
    const controller = checkUnified(file, from, context.host);
    // Files such as io.max take one line per write.
    const lines = value.split("\n").filter((line, index) => line !== "" || index === 0);
    return lines.map(
      (line): CgroupLimit => ({
        controller,
        version: 2,
        file,
        value: line,
        from,
        why: `${file} as the spec says, word for word`,
      }),
    );
  });
}

function checkUnified(file: string, from: Pointer, host: CgroupHost): CgroupLimit["controller"] {
  const name = file.slice(0, file.indexOf("."));
  if (name === "cgroup") {
    if (host.unifiedRoot !== undefined) return name;
    throw new TsRunError("ERR_UNSUPPORTED", `limiting by ${from}: this host has no cgroup v2 hierarchy`, {
      hint: "boot with systemd.unified_cgroup_hierarchy=1",
    });
  }
  const controller = name as CgroupController;
  const there = host.controllers[controller];
  if (there?.version === 2) return controller;
  if (there === undefined && !(controller === "io" && host.controllers.blkio))
    throw missingController(from, controller, host);
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `limiting by ${from}: ${file} exists only in cgroup v2, and this host's ${name} controller is in v1`,
    {
      hint: "boot with systemd.unified_cgroup_hierarchy=1 cgroup_no_v1=all, or leave this limit out",
    },
  );
}

function amount(value: number, v1: boolean): string | number {
  return value < 0 ? (v1 ? -1 : "max") : value;
}

function escapePointer(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** "64 MiB" where it comes out even enough, for people. */
export function bytes(value: number): string {
  if (value < 0) return "unlimited";
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let rest = value;
  while (rest >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${Number(rest.toFixed(1))} ${units[unit]}`;
}
