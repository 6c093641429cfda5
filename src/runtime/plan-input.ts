// From a container's documents to what the compiler wants. The same for create, which performs the plan, and for start,
// which needs it once more to say in words where it stopped.

import { fstatSync, statSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { nativeProgram, readHostDevices } from "../executor/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import type { PlanInput, Stdio } from "../plan/index.ts";
import type { RuntimeHost } from "./containers.ts";
import { danglingTargets } from "./dangling-targets.ts";
import type { RuntimePaths, StateDocument } from "./documents.ts";
import { withHome } from "./home.ts";
import { initSpec } from "./init-spec.ts";

export function planInputOf(
  host: RuntimeHost,
  config: RuntimeSpec,
  about: { state: StateDocument; paths: RuntimePaths },
): PlanInput {
  const { state, paths } = about;
  const spec = withHome(initSpec(config, about), state.rootfs);
  return {
    spec,
    rootfs: { type: "bind", source: state.rootfs, options: [] },
    host: host.facts,
    ...(state.cgroupPath !== undefined && { cgroup: host.cgroup }),
    cgroupHierarchies: host.cgroup,
    stdio: stdioOf(spec, state),
    monitor: state.monitor,
    identity: { id: state.id, bundle: state.bundle, callerEnv: host.env },
    ...(state.preservedFds !== undefined && { preservedFds: state.preservedFds }),
    ...(state.resctrl && { resctrl: state.resctrl }),
    ...(state.netDevices && { netDevices: state.netDevices }),
    ...(state.noPivot && { rootBy: "chroot" as const }),
    ...(state.noNewKeyring && { keyring: "inherited" as const }),
    paths: {
      ...(state.monitor === "resident" ? { controlSocket: paths.controlSocket } : { startSocket: paths.controlSocket }),
      hookLog: paths.hookLog,
      mountpoint: paths.mountpoint,
      stateRecord: paths.process,
      exitRecord: paths.exit,
    },
    waitForStart: true,
    sourceKinds: sourceKinds(spec),
    hostDevices: readHostDevices(spec.linux?.devices ?? []),
    danglingTargets: danglingTargets(state.rootfs, spec.mounts),
    ...(spec.mounts?.some(({ options }) => options?.includes("tmpcopyup")) && {
      programs: { copyTree: nativeProgram("copy-tree") },
    }),
  };
}

function stdioOf(spec: RuntimeSpec, state: StateDocument): Stdio {
  const { nullStreams } = state;
  if (!spec.process?.terminal) return { kind: "inherit", ...(nullStreams && { nullStreams }) };
  return { kind: "terminal", ...(state.consoleSocket !== undefined && { consoleSocket: state.consoleSocket }) };
}

/** Targets of bind mounts have to be of their source's kind. */
function sourceKinds(spec: RuntimeSpec): Record<string, "file" | "directory"> {
  const kinds: Record<string, "file" | "directory"> = {};
  spec.mounts?.forEach(({ type, source, options = [] }, i) => {
    if (source === undefined || !(type === "bind" || options.includes("bind") || options.includes("rbind"))) return;
    const found = statSync(source, { throwIfNoEntry: false });
    if (!found)
      throw new TsRunError("ERR_NOT_FOUND", `/mounts/${i}/source: mount ${source}: no such file or directory`);
    kinds[source] = found.isDirectory() ? "directory" : "file";
  });
  return kinds;
}

/** Which of these standard streams are /dev/null. */
export function nullStreams(stdio: readonly number[]): number[] {
  const { rdev } = statSync("/dev/null");
  return stdio.flatMap((fd, stream) => {
    const status = fstatSync(fd);
    return status.isCharacterDevice() && status.rdev === rdev ? [stream] : [];
  });
}
