// A volume as inspect prints it, in docker's field names.

import type { VolumeSummary } from "./engine.ts";

export function volumeDocument(volume: VolumeSummary): Record<string, unknown> {
  const { name, mountpoint, createdAt, labels, anonymous, usedBy } = volume;
  return {
    Name: name,
    Driver: "local",
    Mountpoint: mountpoint,
    CreatedAt: createdAt,
    Labels: labels,
    Anonymous: anonymous,
    UsedBy: usedBy,
    Scope: "local",
  };
}
