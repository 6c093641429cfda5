// Mount targets whose path leads through a link of the rootfs to what is not there: /etc/resolv.conf ->
// ../run/systemd/resolve/stub-resolv.conf in an image that was never booted. The kernel cannot make what a link names, so
// the place itself is found here, as runc does. The plan still looks it up inside the rootfs only: whoever changes the
// links meanwhile gains a mount elsewhere in it.

import { lstatSync, readlinkSync } from "node:fs";
import { join, posix } from "node:path";
import { hasErrno } from "../base/index.ts";
import type { RuntimeMount } from "../oci/index.ts";

const MAX_LINKS = 255;

/** Destination -> path without links, for those that need it. */
export function danglingTargets(rootfs: string, mounts: readonly RuntimeMount[] = []): Record<string, string> {
  const found: Record<string, string> = {};
  mounts.forEach(({ destination }, i) => {
    const earlier = mounts.slice(0, i).map((mount) => posix.normalize(`/${mount.destination}/`));
    const place = posix.normalize(`/${destination}/`);
    if (earlier.some((other) => place.startsWith(other))) return; // what is there is not the rootfs's own
    const resolved = resolveDangling(rootfs, destination);
    if (resolved !== undefined) found[destination] = resolved;
  });
  return found;
}

/** undefined: no link on the way leads nowhere. */
function resolveDangling(rootfs: string, path: string): string | undefined {
  const rest = path.split("/").filter((name) => name !== "" && name !== ".");
  const done: string[] = [];
  let links = 0;
  let isDangling = false;
  while (rest.length > 0) {
    const name = rest.shift() ?? "";
    if (name === "..") {
      done.pop();
      continue;
    }
    const target = linkTarget(join(rootfs, ...done, name));
    if (target === undefined) {
      done.push(name);
      continue;
    }
    if (target === "missing") {
      isDangling ||= links > 0;
      done.push(name);
      continue;
    }
    if (++links > MAX_LINKS) return undefined; // the plan runs into ELOOP, too
    if (target.link.startsWith("/")) done.length = 0;
    rest.unshift(...target.link.split("/").filter((part) => part !== "" && part !== "."));
  }
  return isDangling ? `/${done.join("/")}` : undefined;
}

function linkTarget(path: string): { link: string } | "missing" | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? { link: readlinkSync(path) } : undefined;
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EINVAL", "EACCES")) return "missing";
    throw error;
  }
}
