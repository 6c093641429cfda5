// What the RPCs work with.

import type { Pods } from "../pods/index.ts";

export interface CriServices {
  readonly pods: Pods;
  readonly version: string;
  readonly cgroupDriver: "systemd" | "cgroupfs";
}
