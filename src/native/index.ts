export { findArtifact } from "./addon.ts";
export {
  countProcesses,
  type FileName,
  type ProcessCounts,
  readFilesIn,
  readInterfaces,
} from "./batch.ts";
export {
  bindDatagram,
  connectDatagram,
  connectSeqpacket,
  connectStream,
  type Message,
  makePipe,
  receiveMessage,
  sendMessage,
  socketpair,
} from "./channel.ts";
export {
  getLayerXattr,
  listLayerXattrs,
  makeNode,
  openInRoot,
  setLayerTimes,
  setLayerXattr,
  spreadDirectories,
} from "./layer-files.ts";
export { type FileLock, type LockOptions, lockFile } from "./lock.ts";
export {
  type FileSystemStatus,
  mount,
  mountDetached,
  mountDetachedOverlay,
  mountSetattr,
  moveMount,
  openTree,
  readOnlyExecutable,
  statfs,
  umount,
} from "./mounts.ts";
export { type NetlinkAnswer, netlinkExchange, netlinkOpen, tcpOpen } from "./netlink.ts";
export {
  type ExitStatus,
  eventFd,
  pidfdOpen,
  pidfdSendSignal,
  pidfdWait,
  type Spawned,
  type SpawnOptions,
  seccompKnowsFlags,
  spawnProcess,
  type Watcher,
  waitForExit,
  watchReadable,
} from "./process.ts";
export { AT_FDCWD, errnoName } from "./result.ts";
export {
  getWindowSize,
  makeRaw,
  memfd,
  restoreTerminal,
  setWindowSize,
  tryFlock,
  type WindowSize,
} from "./terminal.ts";
