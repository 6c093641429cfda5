export { type CheckpointOptions, checkpointContainer, dumpContainer } from "./checkpoint.ts";
export {
  type CgroupManager,
  findContainer,
  getContainer,
  listContainers,
  type RuntimeContainer,
  type RuntimeHost,
  reportState,
  type StateReport,
} from "./containers.ts";
export { pauseContainer, processesOf, resumeContainer, updateContainer, updateLimits } from "./control.ts";
export { type CreatedContainer, type CreateOptions, createContainer, writePidFile } from "./create.ts";
export type { CriuFlags } from "./criu-run.ts";
export { deleteContainer, killContainer } from "./end.ts";
export { type ContainerEvent, eventText, statsOf, watchContainer } from "./events.ts";
export { type ExecOptions, type ExecutedProcess, execInContainer } from "./exec.ts";
export { features } from "./features.ts";
export { runPoststopHooks, tryPoststartHooks } from "./hooks.ts";
export { type SocketActivation, socketActivation } from "./init-spec.ts";
export { findNetDevices } from "./net-devices.ts";
export { type ContainerPlacement, placeContainer } from "./placement.ts";
export { planFailure } from "./plan-failure.ts";
export { type RestoreOptions, restoreContainer } from "./restore.ts";
export { defaultRuncSpec, rootlessRuncSpec } from "./runc-spec.ts";
export { releaseInit, startContainer } from "./start.ts";
export type { Status } from "./status.ts";
