// What checkpoint and restore have in common: directories, the program, and what its log says when it fails.

import { closeSync, constants, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrno, TsRunError } from "../base/index.ts";
import { type CgroupMode, CriuFailure, type CriuOptions, type CriuProcess, findCriu } from "../criu/index.ts";
import type { RuntimeHost } from "./containers.ts";

export const SAVED_MOUNTS = "ts-runc.json";
export const DESCRIPTORS = "descriptors.json";

/** Flags of both commands, as runc has them. */
export interface CriuFlags {
  /** Absolute. */
  readonly imagePath: string;
  readonly workPath?: string;
  readonly tcpEstablished?: boolean;
  readonly extUnixSk?: boolean;
  readonly shellJob?: boolean;
  readonly fileLocks?: boolean;
  readonly autoDedup?: boolean;
  readonly lazyPages?: boolean;
  readonly cgroupMode?: CgroupMode;
  /** "network" makes an empty one: nothing of the old one's interfaces is kept. */
  readonly emptyNetwork?: boolean;
}

const CLONE_NEWNET = 0x40000000;

export function criuProcess(host: Pick<RuntimeHost, "env" | "criu" | "signal">): CriuProcess {
  return { program: findCriu(host.env, host.criu), env: host.env, ...(host.signal && { signal: host.signal }) };
}

/** Opens the directories for as long as `use` takes. */
export async function withDirectories<T>(
  flags: CriuFlags,
  about: { readonly logFile: string; readonly root: string; readonly what: string },
  use: (common: CriuOptions) => Promise<T>,
): Promise<T> {
  const imagesDirFd = openDirectory(flags.imagePath);
  const workDirFd = flags.workPath === undefined ? undefined : openDirectory(flags.workPath);
  try {
    return await use({
      imagesDirFd,
      ...(workDirFd !== undefined && { workDirFd }),
      logFile: about.logFile,
      root: about.root,
      tcpEstablished: flags.tcpEstablished ?? false,
      extUnixSk: flags.extUnixSk ?? false,
      shellJob: flags.shellJob ?? false,
      fileLocks: flags.fileLocks ?? false,
      autoDedup: flags.autoDedup ?? false,
      lazyPages: flags.lazyPages ?? false,
      ...(flags.cgroupMode && { cgroupMode: flags.cgroupMode }),
      // A container's network is its engine's: interfaces are neither saved nor restored.
      emptyNamespaces: CLONE_NEWNET,
    });
  } catch (error) {
    if (!(error instanceof CriuFailure)) throw error;
    throw explain(error, about.what, join(flags.workPath ?? flags.imagePath, about.logFile));
  } finally {
    closeSync(imagesDirFd);
    if (workDirFd !== undefined) closeSync(workDirFd);
  }
}

/** criu looks it up below /proc/<our pid>/fd, so it is enough that it is open here. */
function openDirectory(path: string): number {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return openSync(path, constants.O_DIRECTORY | constants.O_RDONLY);
  } catch (error) {
    if (!hasErrno(error, "ENOTDIR", "EACCES", "EEXIST", "EROFS")) throw error;
    throw new TsRunError("ERR_USAGE", `use ${path} for criu: ${(error as Error).message}`, { cause: error });
  }
}

const LINES_SHOWN = 3;

/** Told on every run of a criu that may not raise its limit, whatever it fails for. */
const NO_REASON = /RLIMIT_NOFILE/;

function explain(error: CriuFailure, what: string, logPath: string): TsRunError {
  const lines = readLog(logPath).filter((line) => line.includes("Error") && !NO_REASON.test(line));
  const said = lines.slice(-LINES_SHOWN).map((line) => line.replace(/^\([\d.]+\) +(\d+: )?/, ""));
  const words = said.length === 0 ? "" : `: ${said.join(" | ")}`;
  return new TsRunError("ERR_SYSCALL", `${what}: ${error.message}${words}`, {
    cause: error,
    hint: `all of it: ${logPath}`,
  });
}

function readLog(path: string): string[] {
  try {
    return readFileSync(path, "utf8").trim().split("\n");
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
}
