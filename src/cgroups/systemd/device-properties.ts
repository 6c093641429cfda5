// Device rules as systemd has them on cgroup v1, where it would otherwise allow everything again at a daemon-reload:
// a policy that denies all, and a list of what is allowed. The cgroup's own files are exact; this is as near as can be.

import { type CgroupResources, type DeviceRule, deviceList, deviceRules } from "../../plan/index.ts";
import type { Value } from "../dbus/index.ts";
import type { UnitProperty } from "./manager.ts";

const SHORT = { b: "block", c: "char" } as const;

export function deviceProperties({ devices }: CgroupResources): UnitProperty[] {
  const [first, ...exceptions] = deviceList(deviceRules(devices));
  const isPrivileged = first?.allow === true && exceptions.length === 0;
  // What is allowed except for some devices is more than systemd can say: it then allows none, which is safe.
  const allowed = first?.allow ? [] : exceptions.flatMap(entry);
  return [
    ["DevicePolicy", { signature: "s", value: isPrivileged ? "auto" : "strict" }],
    ["DeviceAllow", { signature: "a(ss)", value: [] }], // forgets those of before
    ...(allowed.length === 0 ? [] : [["DeviceAllow", { signature: "a(ss)", value: allowed }] as const]),
  ];
}

/** ["/dev/char/1:3", "rwm"], ["char-136", "rw"], ["block-*", "m"]; one minor of every major cannot be said. */
function entry({ type, major, minor, access }: DeviceRule): Value[] {
  if (type === "a" || (major === undefined && minor !== undefined)) return [];
  if (minor === undefined) return [[`${SHORT[type]}-${major ?? "*"}`, access]];
  return [[`/dev/${SHORT[type]}/${major}:${minor}`, access]];
}
