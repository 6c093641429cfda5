// The only place in cli/ that names the engine's files: its types, and its constructor behind a dynamic import, so that
// `--help` and a mistyped flag never pay for loading it.

export type {
  AttachOptions,
  CommandContext,
  ContainerSummary,
  DoctorFinding,
  Engine,
  EngineEvent,
  ExecOptions,
  ExplainInput,
  IdMapping,
  ImageSummary,
  LogLine,
  LogsOptions,
  MountOption,
  PortOption,
  PullProgress,
  ResourceOptions,
  RestartPolicy,
  RunOptions,
  StatsSample,
  VolumeSummary,
} from "../engine/index.ts";

import type { Engine, EngineOptions } from "../engine/index.ts";

/** Opens the engine over one root and run directory. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { createEngine } = await import("../engine/index.ts");
  return createEngine(options);
}
