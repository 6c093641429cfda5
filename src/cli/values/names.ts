// Names with rules: containers, hosts, platforms, signals, capabilities, CPU sets.

import { constants } from "node:os";
import { isIP } from "../../base/index.ts";
import { nearest } from "../suggest.ts";
import { usageError } from "../usage-error.ts";

export function checkContainerName(name: string, typed: string): string {
  if (/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name) && name.length <= 255) return name;
  throw usageError(
    `parse ${typed}: not a container name`,
    "at least two letters, digits, _ . or -, and a letter or digit first",
  );
}

export function checkHostname(name: string, typed: string): string {
  if (name.length <= 64 && /^[a-zA-Z0-9]([a-zA-Z0-9_.-]*[a-zA-Z0-9])?$/.test(name)) return name;
  throw usageError(
    `parse ${typed}: not a host name`,
    "at most 64 letters, digits, - and ., a letter or digit at both ends",
  );
}

export function checkPlatform(platform: string, typed: string): string {
  if (/^[a-z0-9]+(\/[a-z0-9_]+){0,2}$/.test(platform)) return platform;
  throw usageError(`parse ${typed}: not a platform`, "write os/architecture[/variant], such as linux/arm64");
}

/** "9", "KILL", "sigkill", "RTMIN+3" -> the name the kernel's headers use, "SIGKILL". */
export function parseSignal(value: string, typed: string): string {
  if (/^\d+$/.test(value)) {
    const number = Number(value);
    if (number >= 1 && number <= 64) return nameOf(number) ?? value;
  }
  const name = value.toUpperCase().replace(/^(?!SIG)/, "SIG");
  if (name in constants.signals || /^SIGRTM(IN(\+\d+)?|AX(-\d+)?)$/.test(name)) return name;
  const near = nearest(name, Object.keys(constants.signals));
  throw usageError(
    `parse ${typed}: unknown signal "${value}"`,
    near ? `did you mean ${near}?` : "write a name such as TERM, or a number from 1 to 64",
  );
}

function nameOf(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}

export function parseCapability(value: string, typed: string): string {
  const name = value.toUpperCase().replace(/^CAP_/, "");
  if (name === "ALL" || CAPABILITIES.includes(name)) return name;
  const near = nearest(name, CAPABILITIES);
  throw usageError(
    `parse ${typed}: unknown capability "${value}"`,
    near ? `did you mean ${near}?` : "write a name such as NET_ADMIN, or ALL",
  );
}

const CAPABILITIES = (
  "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE " +
  "NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN " +
  "SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE " +
  "MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE"
).split(" ");

export function checkCpuset(value: string, typed: string): string {
  if (/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(value)) return value;
  throw usageError(`parse ${typed}: not a list of numbers`, "write a list such as 0-2,4");
}

export function parseAddHost(value: string, typed: string): { name: string; ip: string } {
  const [, name = "", rawIp = ""] = /^([^:=]+)[:=](.*)$/.exec(value) ?? [];
  const ip = rawIp.replace(/^\[(.*)\]$/, "$1");
  if (name !== "" && (ip === "host-gateway" || isIP(ip) !== 0)) return { name, ip };
  throw usageError(
    `parse ${typed}: not a host and an address`,
    "write NAME:IP, such as db:10.0.0.5 or host:host-gateway",
  );
}

export function checkIp(value: string, typed: string): string {
  if (isIP(value) !== 0) return value;
  throw usageError(`parse ${typed}: "${value}" is not an IP address`, "write one such as 10.89.0.7 or fd00::7");
}
