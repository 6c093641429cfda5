// The rules of config.md and config-linux.md as checks on a whole spec. Everything that is wrong is found, not only the
// first thing.

import type { LinuxResources, RuntimeProcess, RuntimeSpec } from "./runtime-spec.ts";
import { validateLinux } from "./validate-linux.ts";
import { validateMounts } from "./validate-mounts.ts";
import { validateProcess } from "./validate-process.ts";
import { validateResources } from "./validate-resources.ts";
import { type Report, reporter, type Violation } from "./violation.ts";

/** All violations of `spec`, in the order of the specification; none: an empty list. Pure. */
export function validateRuntimeSpec(spec: RuntimeSpec): Violation[] {
  const violations: Violation[] = [];
  const report = reporter("config.md", violations);
  validateVersion(spec, report);
  validateRoot(spec, report);
  validateMounts(spec, report);
  if (spec.process) validateProcess(spec.process, "/process", report);
  validatePlatform(spec, report);
  validateHooks(spec, report);
  validateAnnotations(spec, report);
  validateLinux(spec, reporter("config-linux.md", violations));
  return violations;
}

/** The same for a process alone, as exec is given it. */
export function validateRuntimeProcess(process: RuntimeProcess): Violation[] {
  const violations: Violation[] = [];
  validateProcess(process, "", reporter("config.md", violations));
  return violations;
}

/** The same for resources alone, as update is given them. */
export function validateRuntimeResources(resources: LinuxResources): Violation[] {
  const violations: Violation[] = [];
  validateResources(resources, "", reporter("config-linux.md", violations));
  return violations;
}

// semver.org's grammar: no leading zeros, no empty identifiers.
const NUMBER = "(?:0|[1-9]\\d*)";
const PRERELEASE = `(?:${NUMBER}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const SEMVER = new RegExp(
  `^(${NUMBER})\\.${NUMBER}\\.${NUMBER}(?:-${PRERELEASE}(?:\\.${PRERELEASE})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

function validateVersion({ ociVersion }: RuntimeSpec, report: Report): void {
  const major = SEMVER.exec(ociVersion)?.[1];
  if (major === undefined) report("/ociVersion", "ociVersion MUST be in SemVer v2.0.0 format", "specification-version");
  else if (major !== "1")
    report(
      "/ociVersion",
      `the specification retains compatibility within major versions, and this runtime implements 1, not ${major}`,
      "specification-version",
    );
}

function validateRoot({ root }: RuntimeSpec, report: Report): void {
  if (root === undefined) report("/root", "on all platforms but Windows, root is REQUIRED", "root");
  else if (root.path === "") report("/root/path", "path is REQUIRED: the path to the root filesystem", "root");
}

/** What only another platform's runtime could honour is refused: ignoring a `vm` would isolate less than was asked for. */
function validatePlatform(spec: RuntimeSpec, report: Report): void {
  for (const platform of ["freebsd", "solaris", "windows", "zos"] as const)
    if (spec[platform] !== undefined)
      report(
        `/${platform}`,
        `this MAY be set if the target platform of the spec is ${platform}, and this runtime's is linux`,
        "platform-specific-configuration",
      );
  if (spec.vm !== undefined)
    report(
      "/vm",
      "virtual-machine-specific configuration: this runtime starts no virtual machines",
      "platform-specific-configuration",
    );
}

function validateHooks(spec: RuntimeSpec, report: Report): void {
  for (const [kind, hooks] of Object.entries(spec.hooks ?? {}))
    hooks?.forEach(({ path, timeout }, i) => {
      if (!path.startsWith("/")) report(`/hooks/${kind}/${i}/path`, "path MUST be absolute", "posix-platform-hooks");
      if (timeout !== undefined && timeout <= 0)
        report(`/hooks/${kind}/${i}/timeout`, "if set, timeout MUST be greater than zero", "posix-platform-hooks");
    });
}

function validateAnnotations({ annotations = {} }: RuntimeSpec, report: Report): void {
  for (const key of Object.keys(annotations))
    if (key === "") report("/annotations/", "keys MUST NOT be an empty string", "annotations");
}
