// What criu is asked for, in its own words (images/rpc.proto of criu), and how that is written.

import { encodeMessage } from "./wire.ts";

export type CgroupMode = "ignore" | "soft" | "full" | "strict";

export interface CriuOptions {
  readonly imagesDirFd: number;
  readonly workDirFd?: number;
  readonly logFile: string;
  readonly root: string;
  /** dump: the process to begin with. */
  readonly pid?: number;
  readonly leaveRunning?: boolean;
  readonly tcpEstablished?: boolean;
  readonly tcpSkipInFlight?: boolean;
  readonly linkRemap?: boolean;
  readonly extUnixSk?: boolean;
  readonly shellJob?: boolean;
  readonly fileLocks?: boolean;
  readonly autoDedup?: boolean;
  readonly lazyPages?: boolean;
  readonly evasiveDevices?: boolean;
  readonly trackMemory?: boolean;
  readonly parentImage?: string;
  readonly pageServer?: { readonly address: string; readonly port: number };
  readonly cgroupMode?: CgroupMode;
  /** Where each v1 controller's processes go at restore; "" is v2. */
  readonly cgroupRoots?: Readonly<Record<string, string>>;
  readonly freezeCgroup?: string;
  /** Mounts that are not dumped: by their path at dump, by their name (and what to show there) at restore. */
  readonly externalMounts?: Readonly<Record<string, string>>;
  /** "net[4026531840]:name", "pid[...]:name". */
  readonly external?: readonly string[];
  /** Namespaces to join at restore: files by type. */
  readonly joinNamespaces?: Readonly<Record<string, string>>;
  /** Descriptors of criu (its fourth and later ones) that take the place of dumped ones, by name. */
  readonly inheritFds?: readonly { readonly key: string; readonly fd: number }[];
  /** CLONE_NEW* of namespaces that are made anew and left empty. */
  readonly emptyNamespaces?: number;
  readonly siblings?: boolean;
  readonly lsmProfile?: string;
  readonly lsmMountContext?: string;
  readonly configFile?: string;
}

const CG_MODES: Readonly<Record<CgroupMode, number>> = { ignore: 0, soft: 3, full: 4, strict: 5 };
const CG_DEFAULT = 6;
const LOG_EVERYTHING = 4;

export function encodeOptions(o: CriuOptions): Buffer {
  const pairs = (map: Readonly<Record<string, string>> = {}) =>
    Object.entries(map).map(([key, value]) =>
      encodeMessage([
        [1, key],
        [2, value],
      ]),
    );
  return encodeMessage([
    [1, o.imagesDirFd],
    [2, o.pid],
    [3, o.leaveRunning],
    [4, o.extUnixSk],
    [5, o.tcpEstablished],
    [6, o.evasiveDevices],
    [7, o.shellJob],
    [8, o.fileLocks],
    [9, LOG_EVERYTHING],
    [10, o.logFile],
    [
      11,
      o.pageServer &&
        encodeMessage([
          [1, o.pageServer.address],
          [2, o.pageServer.port],
        ]),
    ],
    [12, true], // notifications
    [13, o.root],
    [14, o.parentImage],
    [15, o.trackMemory],
    [16, o.autoDedup],
    [17, o.workDirFd],
    [18, o.linkRemap],
    [23, pairs(o.externalMounts)],
    [24, true],
    [
      25,
      Object.entries(o.cgroupRoots ?? {}).map(([controller, path]) =>
        encodeMessage([
          [1, controller],
          [2, path],
        ]),
      ),
    ],
    [26, o.siblings],
    [
      27,
      o.inheritFds?.map(({ key, fd }) =>
        encodeMessage([
          [1, key],
          [2, fd],
        ]),
      ),
    ],
    [34, o.cgroupMode === undefined ? CG_DEFAULT : CG_MODES[o.cgroupMode]],
    [37, o.external],
    [38, o.emptyNamespaces],
    [39, pairs(o.joinNamespaces)],
    [44, o.freezeCgroup],
    [46, o.tcpSkipInFlight],
    [48, o.lazyPages],
    [50, true], // terminals whose master is not dumped are handed over
    [51, o.configFile],
    [53, o.lsmProfile],
    [63, o.lsmMountContext],
  ]);
}
