// The only place in cli/ that names the engine's files: its types, and its constructor behind a dynamic import, so that
// `--help` and a mistyped flag never pay for loading it.

export type {
  AttachOptions,
  DoctorFinding,
  Engine,
  ExecOptions,
  ExplainInput,
  ImageSummary,
  LogLine,
  LogsOptions,
  PullProgress,
  VolumeSummary,
} from "../engine/engine.ts";
export type {
  CommandContext,
  ContainerSummary,
  EngineEvent,
  IdMapping,
  MountOption,
  PortOption,
  ResourceOptions,
  RestartPolicy,
  RunOptions,
  StatsSample,
} from "../engine/types.ts";

import type { Engine } from "../engine/engine.ts";

/** Opens the engine over one root and run directory. */
export async function openEngine(options: { root: string; runDir: string }): Promise<Engine> {
  const { createEngine } = await import("../engine/index.ts");
  return await createEngine(options);
}
