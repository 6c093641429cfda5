// Disks: can layers be stacked on the state root, and is there room?

import { closeSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hasErrno } from "../../base/index.ts";
import { mountDetachedOverlay, statfs } from "../../native/index.ts";
import type { Check } from "../doctor.ts";
import type { DoctorFinding } from "../engine.ts";
import { error, ok, size, warning } from "./findings.ts";

const MiB = 1024 * 1024;
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  61267: "ext4",
  1481003842: "xfs",
  2435016766: "btrfs",
  2035054128: "overlay",
  16914836: "tmpfs",
  26985: "nfs",
  801189825: "zfs",
  1702057286: "fuse",
  4076150800: "f2fs",
  2240043254: "ramfs",
  16914839: "9p",
};
const TMPFS = ["tmpfs", "ramfs"];

export const storageChecks: readonly Check[] = [
  { what: "layers", look: ({ options }) => [layers(options.root)] },
  { what: "disk", look: ({ options }) => disk(options.root) },
  { what: "run directory", look: ({ options }) => [runDirectory(options.runDir)] },
];

/** The real thing in small: an overlay with an upper directory, mounted nowhere. */
function layers(root: string): DoctorFinding {
  const type = FILE_SYSTEMS[statfs(root).type] ?? "unknown file system";
  const dir = mkdtempSync(join(root, ".doctor-"));
  try {
    const [lower = "", other = "", upperDir = "", workDir = ""] = ["lower", "other", "upper", "work"].map((name) =>
      join(dir, name),
    );
    for (const path of [lower, other, upperDir, workDir]) mkdirSync(path);
    closeSync(mountDetachedOverlay({ lowerDirs: [lower, other], upperDir, workDir }));
    return ok("layers", `overlayfs works on ${root} (${type})`);
  } catch (cause) {
    if (hasErrno(cause, "ENODEV"))
      return error(
        "layers",
        "this kernel has no overlayfs",
        "modprobe overlay; for good: echo overlay > /etc/modules-load.d/overlay.conf",
      );
    if (hasErrno(cause, "EPERM"))
      return error("layers", "mounting is forbidden", "run ts-run as root; inside a container that takes --privileged");
    if (type === "overlay")
      return error(
        "layers",
        `${root} lies on an overlay itself, and the kernel stacks no writable layer on one`,
        "put --root on another file system (ext4, xfs, btrfs, tmpfs); inside a container, mount a volume there",
      );
    return error(
      "layers",
      `overlayfs does not work on ${root} (${type}): ${(cause as Error).message}`,
      "put --root on ext4, xfs (with ftype=1) or btrfs",
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function disk(root: string): DoctorFinding[] {
  const { type, bavail, bsize, files, ffree } = statfs(root);
  const free = bavail * bsize;
  const name = FILE_SYSTEMS[type] ?? "";
  const prune = "ts-run image prune; ts-run container prune";
  return [
    free < 100 * MiB
      ? error("disk", `${size(free)} free on ${root}`, prune)
      : free < 2048 * MiB
        ? warning("disk", `${size(free)} free on ${root}; one image may need that`, prune)
        : ok("disk", `${size(free)} free on ${root}`),
    ...(files > 0 && ffree < 50_000
      ? [warning("inodes", `${ffree} free on ${root}; one image may have that many files`, prune)]
      : []),
    ...(TMPFS.includes(name)
      ? [
          warning(
            "disk",
            `${root} is in memory (${name}): images and containers are gone after a restart`,
            "put --root on a disk",
          ),
        ]
      : []),
  ];
}

function runDirectory(runDir: string): DoctorFinding {
  const { type, bavail, bsize } = statfs(runDir);
  const name = FILE_SYSTEMS[type] ?? "unknown";
  const free = bavail * bsize;
  if (!TMPFS.includes(name))
    return warning(
      "run directory",
      `${runDir} is not on a tmpfs (${name}), so a restart of the host does not clear it`,
      "harmless with one boot; for a clean one, mount a tmpfs on /run or choose one with --run-dir",
    );
  return free < 8 * MiB
    ? warning("run directory", `${size(free)} free on ${runDir}`, "mount -o remount,size=10% /run")
    : ok("run directory", `${runDir} is a tmpfs with ${size(free)} free`);
}
