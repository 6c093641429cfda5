// Opens pods and images and serves them over the CRI, until asked to end.

import { existsSync } from "node:fs";
import { Pods, type PodsOptions } from "../pods/index.ts";
import { startStreamingServer } from "../streaming/index.ts";
import { startServer } from "./server.ts";
import { streamHandlers } from "./streams.ts";

export interface CriOptions {
  readonly root: string;
  readonly runDir: string;
  readonly socketPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly cgroupDriver: "auto" | "systemd" | "cgroupfs";
  readonly pinnedImages: readonly string[];
  readonly registryConfigRoots?: readonly string[];
  readonly cni: PodsOptions["cni"];
  /** Address of the streaming server; loopback, because the kubelet is on this machine. */
  readonly streamHost?: string;
  readonly log: (line: string) => void;
}

export interface RunningCri {
  close(): Promise<void>;
}

export async function serveCri(options: CriOptions): Promise<RunningCri> {
  const cgroupDriver = options.cgroupDriver === "auto" ? detectDriver() : options.cgroupDriver;
  const pods = await Pods.open({ ...options, cgroupDriver, warn: options.log });
  try {
    const streaming = await startStreamingServer(streamHandlers(pods), {
      ...(options.streamHost === undefined ? {} : { host: options.streamHost }),
    });
    const server = await startServer({ pods, streaming, cgroupDriver, version: options.version }, options);
    pods.rehearse();
    return {
      close: async () => {
        await server.close();
        await streaming.close();
        pods.close();
      },
    };
  } catch (error) {
    pods.close();
    throw error;
  }
}

/** sd_booted(3) */
function detectDriver(): "systemd" | "cgroupfs" {
  return existsSync("/run/systemd/system") ? "systemd" : "cgroupfs";
}
