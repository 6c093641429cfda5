// The parts of linux.resources that are about devices: disks, huge pages, RDMA, network classes, device access.

import {
  type Add,
  amount,
  bytes,
  type CgroupLimit,
  type Context,
  collect,
  escapePointer,
  isUnlimited,
} from "./cgroup-limit.ts";
import type { CgroupResources, DeviceRate } from "./cgroup-resources.ts";
import { deviceList } from "./device-list.ts";
import { type DeviceRule, deviceRules, spelled } from "./device-rules.ts";

const throttles = [
  ["throttleReadBpsDevice", "rbps", "blkio.throttle.read_bps_device", "bytes read per second"],
  ["throttleWriteBpsDevice", "wbps", "blkio.throttle.write_bps_device", "bytes written per second"],
  ["throttleReadIOPSDevice", "riops", "blkio.throttle.read_iops_device", "reads per second"],
  ["throttleWriteIOPSDevice", "wiops", "blkio.throttle.write_iops_device", "writes per second"],
] as const;

export function blockLimits({ blockIO }: CgroupResources, context: Context): CgroupLimit[] {
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
        const limited = rate !== 0 && !isUnlimited(rate); // no limit is 0 in v1 and "max" in v2
        const value = v1 ? (limited ? rate : 0) : `${key}=${limited ? rate : "max"}`;
        const why = limited ? `at most ${rate} ${unit}` : `no limit on ${unit}`;
        add(
          v1 ? file : "io.max",
          `${major}:${minor} ${value}`,
          `blockIO/${field}/${index}`,
          `${why} on device ${major}:${minor}`,
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

export function hugepageLimits({ hugepageLimits: pages }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "hugetlb", (add, version) => {
    pages?.forEach(({ pageSize, limit }, index) => {
      const field = `hugepageLimits/${index}`;
      const v1 = version === 1;
      const [used, reserved] = v1 ? ["limit_in_bytes", "rsvd.limit_in_bytes"] : ["max", "rsvd.max"];
      const why = "reserved pages first, so that mmap fails instead of a SIGBUS later";
      const value = amount(limit, v1);
      // Kernels before 5.7 do not count reservations.
      add(`hugetlb.${pageSize}.${reserved}`, value, field, why, { ignore: ["ENOENT"] });
      add(`hugetlb.${pageSize}.${used}`, value, field, `at most ${bytes(limit)} of ${pageSize} huge pages`);
    });
  });
}

export function rdmaLimits({ rdma }: CgroupResources, context: Context): CgroupLimit[] {
  return collect(context, "rdma", (add) => {
    for (const [device, { hcaHandles, hcaObjects }] of Object.entries(rdma ?? {})) {
      const values = [
        ...(hcaHandles === undefined ? [] : [`hca_handle=${hcaHandles}`]),
        ...(hcaObjects === undefined ? [] : [`hca_object=${hcaObjects}`]),
      ];
      const why = `limits use of the RDMA device ${device}`;
      if (values.length > 0) add("rdma.max", [device, ...values].join(" "), `rdma/${escapePointer(device)}`, why);
    }
  });
}

export function networkLimits({ network }: CgroupResources, context: Context): CgroupLimit[] {
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
export function deviceLimits({ devices }: CgroupResources, context: Context): CgroupLimit[] {
  if (context.host.controllers.devices?.version !== 1) return [];
  const rules = deviceRules(devices, `${context.pointer}/devices`);
  if (rules.length === 1 && rules[0]?.allow === true) return []; // a new cgroup allows everything already
  return deviceList(rules).map((rule): CgroupLimit => {
    const line = spelled(rule);
    return {
      controller: "devices",
      version: 1,
      file: rule.allow ? "devices.allow" : "devices.deny",
      value: line,
      from: rule.from,
      why: reasonOf(rule, line),
    };
  });
}

function reasonOf({ allow }: DeviceRule, line: string): string {
  if (line === "a") return allow ? "all devices may be used" : "no device may be used but those that follow";
  return `devices ${line} may ${allow ? "" : "not "}be used`;
}
