// RunPodSandbox: from a configuration to namespaces with a network in which containers can run.

import { messageOf, newId, nowNs, nowRfc3339, TsRunError } from "../base/index.ts";
import { bootId } from "../containers/index.ts";
import { PodSandboxConfig } from "../cri-wire/index.ts";
import { type PodRecord, type PodStatus, removePodFiles, writePod, writePodIntent } from "./documents.ts";
import { stopHolder } from "./holder.ts";
import type { PodNetworkResult } from "./network.ts";
import { podPaths } from "./paths.ts";
import { makeSandbox, unmakeSandbox } from "./sandbox.ts";
import { writeSandboxFiles } from "./sandbox-files.ts";
import { idMappings, sandboxSpec, usesHostNetwork } from "./sandbox-spec.ts";
import type { Pod, PodTable } from "./table.ts";

export const RUNTIME_HANDLERS = ["", "ts-run"] as const;

/** Makes a pod; nothing of it is left when that fails. Throws ERR_CONFLICT when one with this name and attempt exists. */
export async function runPod(table: PodTable, config: PodSandboxConfig, runtimeHandler: string): Promise<Pod> {
  const { metadata } = config;
  if (!metadata || metadata.name === "" || metadata.uid === "")
    throw new TsRunError("ERR_INVALID_SPEC", "run pod sandbox: metadata with a name and a uid is missing");
  if (!(RUNTIME_HANDLERS as readonly string[]).includes(runtimeHandler))
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `run pod sandbox ${metadata.name}: there is no runtime handler ${JSON.stringify(runtimeHandler)}`,
      {
        hint: 'handlers are "" and "ts-run"',
      },
    );
  const id = newId();
  const name = podName(config);
  takeName(table, name, id);
  try {
    const pod = await makePod(table, { id, config, runtimeHandler });
    table.pods.set(id, pod);
    table.events.publish({ type: "created", id, pod, atNs: nowNs() });
    table.events.publish({ type: "started", id, pod, atNs: nowNs() });
    return pod;
  } catch (error) {
    table.names.delete(name);
    throw error;
  }
}

export function podName({ metadata }: PodSandboxConfig): string {
  return ["pod", metadata?.name, metadata?.namespace, metadata?.uid, metadata?.attempt].join("_");
}

export function takeName(table: PodTable, name: string, id: string): void {
  const holder = table.names.get(name);
  if (holder !== undefined) throw new TsRunError("ERR_CONFLICT", `reserve name ${name}: ${holder} has it`);
  table.names.set(name, id);
}

interface Wanted {
  readonly id: string;
  readonly config: PodSandboxConfig;
  readonly runtimeHandler: string;
}

async function makePod(table: PodTable, { id, config, runtimeHandler }: Wanted): Promise<Pod> {
  const { environment } = table;
  const paths = podPaths(environment.roots, id);
  idMappings(config); // what the CRI does not allow is refused before anything is made
  sandboxSpec(config, paths);
  const record: PodRecord = {
    version: 1,
    id,
    createdAt: nowRfc3339(),
    runtimeHandler,
    config: PodSandboxConfig.toJSON(config),
  };
  const networked = { id, config, paths };
  try {
    writePodIntent(paths, record);
    const { ips, state, isOnDisk } = usesHostNetwork(config)
      ? await makeSandbox(environment, { paths, config }).then((): PodNetworkResult => ({ ips: [] }))
      : await environment.networks.attach(networked, (network) =>
          makeSandbox(environment, { paths, config, ...(network ? { network } : {}) }),
        );
    writeSandboxFiles(paths, config, ips);
    const status: PodStatus = {
      version: 1,
      bootId: bootId(),
      ips,
      stopped: false,
      network: state,
      ...(isOnDisk ? { durable: true } : {}),
    };
    await writePod(paths, record, status);
    return { id, paths, record, config, status, ending: false };
  } catch (error) {
    await undo(table, { id, config, paths });
    throw error;
  }
}

/** Every step, whatever becomes of the others; the next server tries again what is left. */
async function undo(table: PodTable, pod: Pick<Pod, "id" | "config" | "paths">): Promise<void> {
  const { environment } = table;
  const steps: (() => void | Promise<void>)[] = [
    () => stopHolder(environment, pod),
    () => (usesHostNetwork(pod.config) ? undefined : environment.networks.detach(pod, undefined)),
    () => unmakeSandbox(pod.paths),
    () => removePodFiles(pod.paths),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      environment.warn(`clean up after pod sandbox ${pod.id}: ${messageOf(error)}`);
    }
  }
}
