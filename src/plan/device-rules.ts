// linux.resources.devices -> normalised device rules, in the order in which the last match wins.

import type { Origin } from "./op.ts";

export interface DeviceRule {
  readonly allow: boolean;
  readonly type: "a" | "b" | "c";
  /** undefined: any. */
  readonly major?: number;
  readonly minor?: number;
  /** Some of "r", "w", "m", at least one. */
  readonly access: string;
  readonly from: Origin;
}

/** The fields of the runtime spec's device rule that are looked at here. */
export interface SpecDeviceRule {
  readonly allow: boolean;
  readonly type?: string | undefined;
  readonly major?: number | undefined;
  readonly minor?: number | undefined;
  readonly access?: string | undefined;
}

const defaultOrigin: Origin = "default:the devices the runtime spec promises to every container";

/** The spec's default devices, the container's own ptys, and making nodes (not opening them), as every OCI runtime allows. */
const alwaysAllowed: readonly DeviceRule[] = [
  { allow: true, type: "c", access: "m", from: defaultOrigin },
  { allow: true, type: "b", access: "m", from: defaultOrigin },
  ...(
    [
      [1, 3],
      [1, 5],
      [1, 7],
      [1, 8],
      [1, 9],
      [5, 0],
      [5, 2],
      [10, 200], // /dev/net/tun, which is in no spec but in runc's and crun's list
      [136, undefined],
    ] as const
  ).map(
    ([major, minor]): DeviceRule => ({
      allow: true,
      type: "c",
      major,
      ...(minor !== undefined && { minor }),
      access: "rwm",
      from: defaultOrigin,
    }),
  ),
];

/**
 * What is denied is everything, unless the spec says otherwise: first rule of the result is a deny-all or an allow-all.
 * Rules that a later all-rule overrides are dropped. An allow-all alone means that nothing needs to be set up. The
 * defaults come before the spec's own rules, which have the last word.
 */
export function deviceRules(
  spec: readonly SpecDeviceRule[] | undefined,
  pointer = "/linux/resources/devices",
): DeviceRule[] {
  const rules = (spec ?? []).map((rule, index) => normalise(rule, `${pointer as `/${string}`}/${index}`));
  const lastAll = rules.findLastIndex(coversEverything);
  const [first = denyAllByDefault, ...rest] = lastAll === -1 ? [denyAllByDefault, ...rules] : rules.slice(lastAll);
  return first.allow ? [first, ...rest] : [first, ...alwaysAllowed, ...rest];
}

const denyAllByDefault: DeviceRule = {
  allow: false,
  type: "a",
  access: "rwm",
  from: "default:no device may be opened unless a rule allows it",
};

function normalise(rule: SpecDeviceRule, from: Origin): DeviceRule {
  const type = rule.type === "b" || rule.type === "c" ? rule.type : rule.type === "u" ? "c" : "a";
  const access = [..."rwm"].filter((letter) => (rule.access || "rwm").includes(letter)).join("");
  return {
    allow: rule.allow,
    type,
    access,
    from,
    ...(isNumbered(rule.major) && { major: rule.major }),
    ...(isNumbered(rule.minor) && { minor: rule.minor }),
  };
}

function isNumbered(value: number | undefined): value is number {
  return value !== undefined && value !== -1; // -1 is an old spelling of "any"
}

export function coversEverything(rule: DeviceRule): boolean {
  return rule.type === "a" && rule.major === undefined && rule.minor === undefined && rule.access.length === 3;
}

/** The rule as a line of cgroup v1's devices.allow and devices.deny, where "a" always means everything. */
export function spelled(rule: DeviceRule): string {
  if (coversEverything(rule)) return "a";
  return `${rule.type} ${rule.major ?? "*"}:${rule.minor ?? "*"} ${rule.access}`;
}
