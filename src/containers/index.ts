export { isLost, waitEnded } from "./ended.ts";
export {
  type ContainerPaths,
  containerPaths,
  mountpointOf,
  namespacePath,
  podContainerRoots,
  type Roots,
} from "./paths.ts";
export { readContainerFile } from "./read-file.ts";
export {
  type ContainerRecord,
  type ContainerStatus,
  type ExitRecord,
  imagesOf,
  loadDocument,
  type StateRecord,
  saveDocument,
} from "./record.ts";
export { compiledSeccomp } from "./seccomp-cache.ts";
export { openInit, signalInit, waitGone } from "./signals.ts";
export { planInputOf, type StartContext, type StartedContainer, StartFailure, startContainer } from "./start.ts";
export { bootId, deriveLifeCycle, isAlive, type LifeCycle } from "./state.ts";
export { type Container, ContainerStore } from "./store.ts";
