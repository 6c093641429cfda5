// What only the init of a container gets beyond its config.json: the sockets of whoever called the runtime. exec starts from
// config.json, and so gets none of it.

import { join } from "node:path";
import type { RuntimeSpec } from "../oci/index.ts";
import type { RuntimePaths, StateDocument } from "./documents.ts";

/** Where the container finds the socket that its notifications go to; as runc has it. */
const NOTIFY_DIR = "/run/notify";
export const NOTIFY_NAME = "notify.sock";

export function initSpec(spec: RuntimeSpec, about: { state: StateDocument; paths: RuntimePaths }): RuntimeSpec {
  const { state, paths } = about;
  const { process: init } = spec;
  if (!init) return spec;
  const added = [
    ...(state.listening?.environment ?? []),
    ...(state.notifies ? [`NOTIFY_SOCKET=${join(NOTIFY_DIR, NOTIFY_NAME)}`] : []),
  ];
  if (added.length === 0) return spec;
  const mount = {
    destination: NOTIFY_DIR,
    source: paths.notifyDir,
    options: ["bind", "nosuid", "noexec", "nodev", "ro"],
  };
  return {
    ...spec,
    process: { ...init, env: [...(init.env ?? []), ...added] },
    ...(state.notifies && { mounts: [...(spec.mounts ?? []), mount] }),
  };
}

export interface SocketActivation {
  /** Descriptors from 3 on. */
  readonly count: number;
  readonly environment: readonly string[];
}

/** Sockets that a service manager has opened for us, sd_listen_fds(3): they are the container's. */
export function socketActivation(env: readonly string[], pid: number): SocketActivation | undefined {
  const count = Number(variableOf(env, "LISTEN_FDS"));
  if (variableOf(env, "LISTEN_PID") !== String(pid) || !Number.isInteger(count) || count <= 0) return undefined;
  const names = variableOf(env, "LISTEN_FDNAMES");
  const environment = [
    `LISTEN_FDS=${count}`,
    "LISTEN_PID=1",
    ...(names === undefined ? [] : [`LISTEN_FDNAMES=${names}`]),
  ];
  return { count, environment };
}

export function variableOf(env: readonly string[], name: string): string | undefined {
  return env.findLast((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
}
