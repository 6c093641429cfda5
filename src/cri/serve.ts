// Opens pods and images and serves them over the CRI, until asked to end.

import { existsSync } from "node:fs";
import { Pods } from "../pods/index.ts";
import { startServer } from "./server.ts";

export interface CriOptions {
  readonly root: string;
  readonly runDir: string;
  readonly socketPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly cgroupDriver: "auto" | "systemd" | "cgroupfs";
  readonly pinnedImages: readonly string[];
  readonly registryConfigRoots?: readonly string[];
  readonly log: (line: string) => void;
}

export interface RunningCri {
  close(): Promise<void>;
}

export async function serveCri(options: CriOptions): Promise<RunningCri> {
  const cgroupDriver = options.cgroupDriver === "auto" ? detectDriver() : options.cgroupDriver;
  const pods = await Pods.open({ ...options, cgroupDriver, warn: options.log });
  try {
    const server = await startServer({ pods, cgroupDriver, version: options.version }, options);
    return {
      close: async () => {
        await server.close();
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
