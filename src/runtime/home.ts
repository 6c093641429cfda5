// HOME where config.json says none, as runc and crun set it and engines rely on: what the container's own /etc/passwd has
// for the user, else "/".

import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { posix } from "node:path";
import { hasErrno } from "../base/index.ts";
import { openInRoot } from "../native/index.ts";
import type { RuntimeMount, RuntimeProcess, RuntimeSpec } from "../oci/index.ts";

const PASSWD = "/etc/passwd";

/** Of a container that is still to be made. */
export function withHome(spec: RuntimeSpec, rootfs: string): RuntimeSpec {
  return setHome(spec, () => {
    const mount = spec.mounts?.findLast(hidesPasswd);
    if (mount === undefined) return readInRoot(rootfs, PASSWD);
    if (!isBind(mount) || mount.source === undefined) return "";
    const below = posix.relative(placeOf(mount), PASSWD);
    return below === "" ? readFrom(openSync(mount.source, FLAGS)) : readInRoot(mount.source, below);
  });
}

/** Of a process in the container whose init is `pid`. */
export function withHomeIn(pid: number, spec: RuntimeSpec): RuntimeSpec {
  return setHome(spec, () => readInRoot(`/proc/${pid}/root`, PASSWD));
}

/** podman's exec writes an empty one for a user that it does not find. */
function setHome(spec: RuntimeSpec, readPasswd: () => string): RuntimeSpec {
  const { process: own } = spec;
  if (!own || own.env?.some((entry) => /^HOME=./.test(entry))) return spec;
  const others = own.env?.filter((entry) => entry !== "HOME=") ?? [];
  return { ...spec, process: { ...own, env: [...others, `HOME=${homeOf(own, readPasswd)}`] } };
}

function homeOf({ user }: RuntimeProcess, readPasswd: () => string): string {
  try {
    const entries = readPasswd()
      .split("\n")
      .map((line) => line.split(":"));
    return entries.find(([, , uid]) => uid === String(user.uid ?? 0))?.[5] || "/";
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "ELOOP", "ENXIO", "EACCES", "ENAMETOOLONG")) return "/";
    throw error;
  }
}

/** A tmpfs with tmpcopyup shows the files of the image. */
function hidesPasswd(mount: RuntimeMount): boolean {
  const place = placeOf(mount);
  return [PASSWD, "/etc", "/"].includes(place) && !mount.options?.includes("tmpcopyup");
}

const placeOf = ({ destination }: RuntimeMount): string => posix.resolve("/", destination);

function isBind({ type, options }: RuntimeMount): boolean {
  return type === "bind" || (options?.some((word) => word === "bind" || word === "rbind") ?? false);
}

// What an image has there may be a pipe or a terminal: opening it must neither wait nor take it.
const FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY | 0o2000000; // O_CLOEXEC
const MAX_BYTES = 1 << 20;

function readInRoot(dir: string, file: string): string {
  const root = openSync(dir, constants.O_DIRECTORY | 0o10000000); // O_PATH
  try {
    return readFrom(openInRoot(root, file, FLAGS));
  } finally {
    closeSync(root);
  }
}

/** Closes it. "" for anything but a regular file. */
function readFrom(fd: number): string {
  try {
    if (!fstatSync(fd).isFile()) return "";
    const buffer = Buffer.alloc(Math.min(fstatSync(fd).size, MAX_BYTES));
    return buffer.toString("utf8", 0, readSync(fd, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(fd);
  }
}
