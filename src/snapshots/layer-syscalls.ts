// The system calls that unpacking a layer needs and node:fs does not have, as a value, so that tests can do without.

import { makeNode, setLayerTimes, setLayerXattr } from "../native/index.ts";
import type { FsPath } from "./directory-handles.ts";

export interface LayerSyscalls {
  mknod(path: FsPath, mode: number, major: number, minor: number): void;
  setXattr(path: FsPath, name: string, value: Buffer): void;
  /** Modification and access time, to the nanosecond, of the entry itself. */
  setTimes(path: FsPath, ns: bigint): void;
}

export const hostLayerSyscalls: LayerSyscalls = { mknod: makeNode, setXattr: setLayerXattr, setTimes: setLayerTimes };
