export type { PodEvent } from "./events.ts";
export type { ExecRequest, ExecResult } from "./exec.ts";
export type { FilesystemUse, NodeImage, NodeImages } from "./images.ts";
export { Pods, type PodsOptions } from "./pods.ts";
export { namespaceOptions, usesHostNetwork } from "./sandbox-spec.ts";
export type { Session, SessionRequest } from "./session.ts";
export { signalOfName } from "./stop-signal.ts";
export { isReady, type Pod, type PodContainer } from "./table.ts";
