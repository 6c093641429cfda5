// What the RPCs work with.

import type { Pods } from "../pods/index.ts";
import type { StreamingServer } from "../streaming/index.ts";

export interface CriServices {
  readonly pods: Pods;
  readonly streaming: StreamingServer;
  readonly version: string;
  readonly cgroupDriver: "systemd" | "cgroupfs";
}
