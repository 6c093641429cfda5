// Device rules as cgroup v1's devices controller keeps them: a default and exceptions to it, which are matched by exact
// equality when one is taken back. What the last matching rule says is computed here; what v1 cannot say is refused.

import { TsRunError } from "../base/index.ts";
import { coversEverything, type DeviceRule, spelled } from "./device-rules.ts";

/** The first is the default for everything ("a"); all others are exceptions, of the other verdict. */
export function deviceList(rules: readonly DeviceRule[]): DeviceRule[] {
  const [first, ...rest] = rules;
  if (first === undefined || !coversEverything(first))
    throw new Error("deviceRules() begins with a rule for everything");
  let exceptions: DeviceRule[] = [];
  for (const rule of rest.flatMap(ofOneType))
    exceptions = rule.allow === first.allow ? without(exceptions, rule) : merged(exceptions, rule);
  return [first, ...(first.allow ? exceptions : ownFirst(closed(exceptions)))];
}

/** Exceptions have no order to the kernel; who reads devices.list looks for config.json's, in its order. */
function ownFirst(exceptions: readonly DeviceRule[]): DeviceRule[] {
  const isAsked = ({ from }: DeviceRule) => !from.startsWith("default:");
  return [...exceptions.filter(isAsked), ...exceptions.filter((rule) => !isAsked(rule))];
}

function ofOneType(rule: DeviceRule): DeviceRule[] {
  return rule.type === "a"
    ? [
        { ...rule, type: "b" },
        { ...rule, type: "c" },
      ]
    : [rule];
}

/** `rule` takes access back from every exception that it covers. */
function without(exceptions: readonly DeviceRule[], rule: DeviceRule): DeviceRule[] {
  return exceptions.flatMap((exception): DeviceRule[] => {
    const common = [...exception.access].filter((letter) => rule.access.includes(letter));
    if (common.length === 0 || common.every(isDefault(exception)) || intersection(exception, rule) === undefined)
      return [exception];
    if (!covers(rule, exception)) throw notSayable(exception, rule);
    const access = [...exception.access].filter((letter) => !rule.access.includes(letter)).join("");
    return access === "" ? [] : [{ ...exception, access }];
  });
}

/** By default any node may be made ("m"): to deny a device is to deny its use, and needs no hole in that. */
function isDefault(exception: DeviceRule): (letter: string) => boolean {
  return (letter) => exception.from.startsWith("default:") && letter === "m" && exception.major === undefined;
}

function merged(exceptions: readonly DeviceRule[], rule: DeviceRule): DeviceRule[] {
  const same = exceptions.find((one) => isSame(one, rule));
  if (same === undefined) return [...exceptions, rule];
  const access = [..."rwm"].filter((letter) => same.access.includes(letter) || rule.access.includes(letter)).join("");
  return exceptions.map((one) => (one === same ? { ...rule, access } : one));
}

/**
 * The kernel wants one exception that allows all of an open(2): reading by one and writing by another is not read and
 * write. So wherever two overlap, there is one with the access of both. (mknod is always asked for alone.)
 */
function closed(exceptions: readonly DeviceRule[]): DeviceRule[] {
  let all: readonly DeviceRule[] = exceptions;
  for (;;) {
    const more = all.flatMap((one, index) => all.slice(0, index).flatMap((other) => overlap(one, other, all)));
    if (more.length === 0) return [...all];
    all = more.reduce(merged, all);
    if (all.length > MAX_EXCEPTIONS) throw tooMany(all.length);
  }
}

/** Each access is looked up in this list; beyond it, rules are nothing a person wrote. */
const MAX_EXCEPTIONS = 2048;

function overlap(one: DeviceRule, other: DeviceRule, all: readonly DeviceRule[]): DeviceRule[] {
  const access = [..."rw"].filter((letter) => one.access.includes(letter) || other.access.includes(letter));
  const suffices = ({ access: own }: DeviceRule) => access.every((letter) => own.includes(letter));
  if (suffices(one) || suffices(other)) return [];
  const both = intersection(one, other);
  if (both === undefined || all.some((present) => isSame(present, both) && suffices(present))) return [];
  return [{ ...both, access: access.join("") }];
}

type Place = Pick<DeviceRule, "type" | "major" | "minor">;

function covers(rule: Place, other: Place): boolean {
  return (
    rule.type === other.type &&
    (rule.major === undefined || rule.major === other.major) &&
    (rule.minor === undefined || rule.minor === other.minor)
  );
}

function isSame(rule: Place, other: Place): boolean {
  return rule.type === other.type && rule.major === other.major && rule.minor === other.minor;
}

/** The devices that both speak about; of a wildcard and a number, the number. */
function intersection(one: DeviceRule, other: DeviceRule): DeviceRule | undefined {
  const differs = (a: number | undefined, b: number | undefined) => a !== undefined && b !== undefined && a !== b;
  if (one.type !== other.type || differs(one.major, other.major) || differs(one.minor, other.minor)) return undefined;
  const { major: _, minor: __, ...rest } = one;
  const major = one.major ?? other.major;
  const minor = one.minor ?? other.minor;
  return { ...rest, ...(major !== undefined && { major }), ...(minor !== undefined && { minor }) };
}

function notSayable(exception: DeviceRule, rule: DeviceRule): TsRunError {
  const verb = rule.allow ? "allow" : "deny";
  return new TsRunError(
    "ERR_UNSUPPORTED",
    `limiting by ${rule.from}: cgroup v1 cannot ${verb} "${spelled(rule)}" out of "${spelled(exception)}" (${exception.from})`,
    { hint: `name the devices one by one instead of by a wildcard, or use a host with cgroup v2` },
  );
}

function tooMany(count: number): TsRunError {
  return new TsRunError(
    "ERR_UNSUPPORTED",
    `limiting by /linux/resources/devices: cgroup v1 would need more than ${count} exceptions to say the same`,
    { hint: "name the devices one by one instead of by overlapping wildcards" },
  );
}
