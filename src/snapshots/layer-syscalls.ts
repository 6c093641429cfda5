// The system calls that unpacking a layer needs and node:fs does not have. Paths start with /proc/self/fd/<directory>
// and never follow a final symlink, except lsetxattr and setTimes on a path that is itself /proc/self/fd/<n>.

import { execFileSync } from "node:child_process";
import fs from "node:fs";

export interface LayerSyscalls {
  mknod(path: string, mode: number, major: number, minor: number): void;
  lsetxattr(path: string, name: string, value: Buffer): void;
  /** Modification and access time, to the nanosecond, of the entry itself. */
  setTimes(path: string, seconds: number, nanoseconds: number): void;
}

export function hostLayerSyscalls(): LayerSyscalls {
  return {
    mknod(path, mode, major, minor) {
      const fd = Number(/^\/proc\/self\/fd\/(\d+)\//.exec(path)?.[1]);
      const real = fs.readlinkSync(`/proc/self/fd/${fd}`) + path.slice(`/proc/self/fd/${fd}`.length);
      if (fs.lstatSync(real, { throwIfNoEntry: false })) throw Object.assign(new Error("EEXIST"), { code: "EEXIST" });
      const kind =
        (mode & 0o170000) === 0o010000
          ? ["p"]
          : [(mode & 0o170000) === 0o020000 ? "c" : "b", String(major), String(minor)];
      execFileSync("mknod", [real, ...kind]);
    },
    lsetxattr(path, name, value) {
      const match = /^\/proc\/self\/fd\/(\d+)(.*)$/.exec(path);
      const real = fs.readlinkSync(`/proc/self/fd/${match?.[1]}`) + (match?.[2] ?? "");
      execFileSync("python3", [
        "-c",
        "import os,sys;os.setxattr(sys.argv[1],sys.argv[2],bytes.fromhex(sys.argv[3]),follow_symlinks=False)",
        real,
        name,
        value.toString("hex"),
      ]);
    },
    setTimes(path, seconds, nanoseconds) {
      const time = seconds + nanoseconds / 1e9;
      if (/^\/proc\/self\/fd\/\d+(\/\.)?$/.test(path)) fs.utimesSync(path, time, time);
      else fs.lutimesSync(path, time, time);
    },
  };
}
