// Profiles that a container's security context names: read from the host, and refused at creation when they are not there.

import { readFileSync } from "node:fs";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import {
  type LinuxContainerSecurityContext,
  type SecurityProfile,
  SecurityProfile_ProfileType,
} from "../cri-wire/index.ts";
import type { HostFacts } from "../linux/index.ts";
import { defaultSeccomp, type LinuxSeccomp, parseSeccompProfile } from "../oci/index.ts";

/** undefined: unconfined, which is also what no word about it means. */
export function seccompOf(
  context: LinuxContainerSecurityContext | undefined,
  about: { readonly host: HostFacts; readonly capabilities: readonly string[] },
): LinuxSeccomp | undefined {
  if (!context || context.privileged) return undefined;
  const profile = context.seccomp ?? profileOfPath(context.seccompProfilePath, "");
  if (profile === undefined || profile.profileType === SecurityProfile_ProfileType.Unconfined) return undefined;
  const { architecture, kernel } = about.host;
  const facts = { architecture, kernel, capabilities: about.capabilities };
  if (profile.profileType === SecurityProfile_ProfileType.RuntimeDefault) return defaultSeccomp(facts);
  const file = profile.localhostRef.replace(/^localhost\//, "");
  return parseSeccompProfile(readProfile(file), { file, ...facts });
}

function readProfile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new TsRunError("ERR_NOT_FOUND", `read seccomp profile ${file}: ${messageOf(error)}`, { cause: error });
  }
}

/** Fields of before there were profiles: "", "unconfined", "runtime/default", "localhost/<name>". */
function profileOfPath(path: string, unset: "" | "runtime/default"): SecurityProfile | undefined {
  const text = path === "" ? unset : path;
  if (text === "") return undefined;
  if (text === "unconfined") return { profileType: SecurityProfile_ProfileType.Unconfined, localhostRef: "" };
  if (text === "runtime/default" || text === "docker/default")
    return { profileType: SecurityProfile_ProfileType.RuntimeDefault, localhostRef: "" };
  if (text.startsWith("localhost/"))
    return { profileType: SecurityProfile_ProfileType.Localhost, localhostRef: text.slice("localhost/".length) };
  throw new TsRunError(
    "ERR_INVALID_SPEC",
    `use security profile ${JSON.stringify(text)}: it is none of unconfined, runtime/default, localhost/<name>`,
  );
}

const LOADED_PROFILES = "/sys/kernel/security/apparmor/profiles";
const DEFAULT_PROFILES = ["cri-containerd.apparmor.d", "docker-default"] as const;

/**
 * Profile of /process/apparmorProfile. A profile that is not loaded fails the creation; the default one is what is loaded
 * of the usual ones, or none.
 */
export function apparmorOf(context: LinuxContainerSecurityContext | undefined, host: HostFacts): string | undefined {
  if (!context || context.privileged) return undefined;
  const profile = context.apparmor ?? profileOfPath(context.apparmorProfile, "");
  if (profile === undefined || profile.profileType !== SecurityProfile_ProfileType.Localhost) {
    if (profile?.profileType === SecurityProfile_ProfileType.Unconfined || !host.appArmor) return undefined;
    const loaded = loadedProfiles();
    return DEFAULT_PROFILES.find((name) => loaded.has(name));
  }
  const name = profile.localhostRef.replace(/^localhost\//, "");
  if (host.appArmor && loadedProfiles().has(name)) return name;
  throw new TsRunError(
    "ERR_INVALID_SPEC",
    `use AppArmor profile ${name}: ${host.appArmor ? "it is not loaded" : "this kernel runs without AppArmor"}`,
    {
      hint: host.appArmor
        ? `load it with apparmor_parser; ${LOADED_PROFILES} lists what is`
        : "leave it out, or boot with apparmor=1",
    },
  );
}

/** Lines are "name (mode)". */
function loadedProfiles(): Set<string> {
  try {
    return new Set(
      readFileSync(LOADED_PROFILES, "utf8")
        .split("\n")
        .map((line) => line.replace(/ \([a-z]+\)$/, "")),
    );
  } catch (error) {
    if (hasErrno(error, "ENOENT", "EACCES")) return new Set();
    throw error;
  }
}
