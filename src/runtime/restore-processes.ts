// The part of a restore that criu does: what it is told, and what it asks back.

import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { TsRunError } from "../base/index.ts";
import { type CriuNotification, requestCriu } from "../criu/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import type { RuntimeHost } from "./containers.ts";
import { EXTERNAL_NAMESPACES, sourcesOf } from "./criu-mounts.ts";
import { DESCRIPTORS, withDirectories } from "./criu-run.ts";
import { readDocument } from "./documents.ts";
import { runCreateRuntimeHooks } from "./hooks.ts";
import { joinCgroups } from "./join-cgroups.ts";
import { raiseLoopback } from "./loopback.ts";
import type { RestoreOptions, Restoring } from "./restore.ts";
import { sendTerminal } from "./terminal-socket.ts";

/** The pid of init, a child of ours. */
export async function restoreProcesses(host: RuntimeHost, about: Restoring): Promise<number> {
  const { criu, saved, options, paths, placement, state } = about;
  const { spec } = placement;
  const { cgroupPath } = state;
  const namespaces = openNamespaces(spec);
  const network = spec.linux?.namespaces?.find(({ type }) => type === "network");
  const isOurNetwork = network !== undefined && network.path === undefined;
  const log = { logFile: "restore.log", root: paths.mountpoint, what: `restore ${state.id}` };
  try {
    return await withDirectories(options, log, async (common) => {
      const prepare = (pid: number): void => {
        if (cgroupPath !== undefined) joinCgroups(host, cgroupPath, pid);
      };
      return await requestCriu(
        { ...criu, stdio: options.stdio, fds: namespaces.fds, prepare },
        {
          type: "restore",
          options: {
            ...common,
            evasiveDevices: true,
            siblings: true,
            externalMounts: sourcesOf(spec, saved.mounts, cgroupPath),
            cgroupRoots: cgroupRoots(host, cgroupPath),
            inheritFds: [...pipes(options), ...namespaces.keys],
            joinNamespaces: joined(spec),
            ...(options.lsmProfile && { lsmProfile: options.lsmProfile }),
            ...(options.lsmMountContext && { lsmMountContext: options.lsmMountContext }),
          },
          onNotify: (notification) => answer(host, { ...about, isOurNetwork }, notification),
        },
      );
    });
  } finally {
    for (const fd of namespaces.fds) closeSync(fd);
  }
}

async function answer(
  host: RuntimeHost,
  { placement, state, options, isOurNetwork }: Restoring & { readonly isOurNetwork: boolean },
  { script, pid, fds }: CriuNotification,
): Promise<void> {
  host.debug?.(`criu: ${script}`);
  const [master, ...rest] = fds;
  for (const fd of rest) closeSync(fd);
  if (script === "orphan-pts-master" && master !== undefined) {
    if (options.consoleSocket !== undefined) return sendTerminal(options.consoleSocket, master);
    closeSync(master);
    throw new TsRunError("ERR_USAGE", "it has a terminal, which needs --console-socket and --detach");
  }
  if (master !== undefined) closeSync(master);
  if (script !== "setup-namespaces") return;
  if (isOurNetwork) raiseLoopback(pid);
  await runCreateRuntimeHooks({ spec: placement.spec, state, pid, env: host.env });
}

/** criu's own standard streams take the place of the pipes that the processes had there. */
function pipes({ imagePath }: RestoreOptions): { key: string; fd: number }[] {
  const names = readDocument<string[]>(join(imagePath, DESCRIPTORS)) ?? [];
  return names.flatMap((key, fd) => (key.startsWith("pipe:") ? [{ key, fd }] : []));
}

const FIRST_FD = 4; // criu's 3 is the socket to us

/** Network and pid namespaces of others: criu is given them as descriptors. */
function openNamespaces(spec: RuntimeSpec): { fds: number[]; keys: { key: string; fd: number }[] } {
  const found = (spec.linux?.namespaces ?? []).flatMap(({ type, path }) => {
    const key = EXTERNAL_NAMESPACES[type]?.key;
    return key === undefined || path === undefined ? [] : [{ key, path }];
  });
  return {
    fds: found.map(({ path }) => openSync(path, "r")),
    keys: found.map(({ key }, i) => ({ key, fd: FIRST_FD + i })),
  };
}

function joined(spec: RuntimeSpec): Record<string, string> {
  const others = (spec.linux?.namespaces ?? []).flatMap(({ type, path }) => {
    if (path === undefined || type in EXTERNAL_NAMESPACES) return [];
    if (type === "cgroup" || type === "time")
      throw new TsRunError("ERR_UNSUPPORTED", `restore into /linux/namespaces: criu cannot join a ${type} namespace`);
    return [[type === "mount" ? "mnt" : type, path] as const];
  });
  return Object.fromEntries(others);
}

/** By the names that /proc/<pid>/cgroup has: "cpu", "name=systemd", and "" for v2. */
function cgroupRoots({ cgroup }: RuntimeHost, path: string | undefined): Record<string, string> {
  if (path === undefined) return {};
  const version1 = Object.entries(cgroup.controllers).filter(([, one]) => one?.version === 1);
  const names = [...version1.map(([name]) => name), ...Object.keys(cgroup.named)];
  return Object.fromEntries([...names, ...(cgroup.unifiedRoot === undefined ? [] : [""])].map((name) => [name, path]));
}
