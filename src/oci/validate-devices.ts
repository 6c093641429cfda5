// The rules of config-linux.md on devices and netDevices.

import type { LinuxDevice, RuntimeLinux } from "./runtime-spec.ts";
import type { HasNamespace } from "./validate-namespaces.ts";
import { duplicatesOf, escapePointer, isWithin, type Report } from "./violation.ts";

export function validateDevices({ devices }: RuntimeLinux, report: Report): void {
  devices?.forEach((device, i) => {
    validateDevice(device, `/linux/devices/${i}`, report);
  });
  for (const i of duplicatesOf(devices, ({ path }) => path))
    report(`/linux/devices/${i}/path`, "another device is to be available at the same path", "devices");
}

// What fits into a dev_t (MAJOR and MINOR of the kernel's kdev_t.h).
const MAX_MAJOR = 2 ** 12 - 1;
const MAX_MINOR = 2 ** 20 - 1;

function validateDevice({ path, type, major, minor }: LinuxDevice, at: string, report: Report): void {
  if (!path.startsWith("/")) report(`${at}/path`, "full path to device inside container", "devices");
  if (!["c", "b", "u", "p"].includes(type)) {
    report(`${at}/type`, "type of device: c, b, u or p", "devices");
    return;
  }
  if (type === "p") return;
  for (const [name, value, max] of [
    ["major", major, MAX_MAJOR],
    ["minor", minor, MAX_MINOR],
  ] as const) {
    if (value === undefined) report(`${at}/${name}`, "REQUIRED unless type is p", "devices");
    else if (!isWithin(value, 0, max)) report(`${at}/${name}`, `device numbers are from 0 to ${max}`, "devices");
  }
}

export function validateNetDevices({ netDevices = {} }: RuntimeLinux, has: HasNamespace, report: Report): void {
  const rule = "the name of the network device: 1 to 15 bytes without / : and white space (netdevice(7))";
  for (const [host, { name }] of Object.entries(netDevices)) {
    const at = `/linux/netDevices/${escapePointer(host)}`;
    if (!has("network"))
      report(at, "devices are moved into the container network namespace, so there must be one", "network-devices");
    if (!isInterfaceName(host)) report(at, rule, "network-devices");
    if (name && !isInterfaceName(name)) report(`${at}/name`, rule, "network-devices");
  }
  const names = Object.entries(netDevices).map(([host, { name }]) => ({ host, name: name || host }));
  const fixed = names.filter(({ name }) => !name.includes("%d"));
  for (const i of duplicatesOf(fixed, ({ name }) => name))
    report(
      `/linux/netDevices/${escapePointer(fixed[i]?.host ?? "")}/name`,
      "if a network device with the specified name already exists in the container namespace, the runtime MUST generate an error",
      "network-devices",
    );
}

const MAX_NAME_BYTES = 15;

/** dev_valid_name() of the kernel's net/core/dev.c. */
function isInterfaceName(name: string): boolean {
  return Buffer.byteLength(name) <= MAX_NAME_BYTES && /^[^/:\s]+$/.test(name) && name !== "." && name !== "..";
}
