export { findArtifact } from "./addon.ts";
export { connectSeqpacket, type Message, receiveMessage, sendMessage, socketpair } from "./channel.ts";
export {
  type ExitStatus,
  pidfdOpen,
  pidfdSendSignal,
  pidfdWait,
  type Spawned,
  type SpawnOptions,
  spawnMonitor,
  spawnProcess,
  type Watch,
  waitForExit,
  watchReadable,
} from "./process.ts";
export { AT_FDCWD, errnoName } from "./result.ts";
