// Looks into a container's file system without running anything: its layers as a detached read-only overlay that no
// namespace sees, its bind mounts at their sources. Links are followed by us, inside the root, one name at a time.

import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats } from "node:fs";
import { hasErrno } from "../../base/index.ts";
import { mountDetachedOverlay } from "../../native/index.ts";
import type { RuntimeMount } from "../../oci/index.ts";
import type { Mount } from "../../plan/index.ts";
import type { Found, FoundFile, RootfsView } from "./about.ts";

const MAX_LINKS = 40; // as the kernel (path_resolution(7))

/** The container's own rootfs; close it when done. The upper directory lies topmost, so what the container changed counts. */
export function openRootfs(rootfs: Mount, mounts: readonly RuntimeMount[] = []): RootfsView & { close(): void } {
  if (rootfs.type === "bind") return { ...viewRootfs(rootfs.source, mounts), close: () => undefined };
  const { lowerDirs = [], upperDir } = rootfs;
  const layers = upperDir === undefined ? lowerDirs : [upperDir, ...lowerDirs];
  const [only] = layers;
  if (layers.length === 1 && only !== undefined) return { ...viewRootfs(only, mounts), close: () => undefined };
  const fd = mountDetachedOverlay({ lowerDirs: layers });
  return { ...viewRootfs(`/proc/self/fd/${fd}`, mounts), close: () => closeSync(fd) };
}

/** A view of the directory `root`, with `mounts` of config.json on top of it. */
export function viewRootfs(root: string, mounts: readonly RuntimeMount[] = []): RootfsView {
  const places = [...mounts]
    .map((mount) => ({ mount, destination: mount.destination.replace(/\/+$/, "") || "/" }))
    .sort((a, b) => b.destination.length - a.destination.length);
  const locate = (path: string): Place => {
    const found = places.find(
      ({ destination }) => path === destination || path.startsWith(`${destination}/`) || destination === "/",
    );
    if (!found) return { hostPath: `${root}${path}` };
    const { mount, destination } = found;
    const shown = { destination, options: mount.options ?? [] };
    const isBind = mount.type === "bind" || shown.options.some((option) => option === "bind" || option === "rbind");
    return {
      mount: shown,
      ...(isBind
        ? { hostPath: `${mount.source ?? ""}${path.slice(destination.length)}` }
        : path === destination
          ? { isRoot: true }
          : {}),
    };
  };
  return {
    find: (path) => walk(path, locate),
    readHead,
    list: (path) => {
      const found = walk(path, locate);
      return found.kind === "directory" && found.hostPath !== "" ? names(found.hostPath) : [];
    },
  };
}

interface Place {
  /** Absent: inside a file system that starts out empty. */
  readonly hostPath?: string;
  readonly isRoot?: boolean;
  readonly mount?: { readonly destination: string; readonly options: readonly string[] };
}

function walk(path: string, locate: (path: string) => Place): Found {
  const rest = path.split("/").filter(isName);
  const parents: FoundFile[] = [];
  const done: string[] = [];
  let links = 0;
  let link: { path: string; target: string } | undefined;
  let linkLeft = -1; // names that were left behind the last link: when so many are left, `current` is what it leads to
  let current = inspect("/", locate, []);
  if (current === undefined) return { kind: "missing", reason: "absent", at: "/" };
  while (rest.length > 0) {
    const name = rest.shift() ?? "";
    if (name === "..") {
      done.pop();
      current = parents.pop() ?? current;
      continue;
    }
    const at = `/${[...done, name].join("/")}`;
    if (current.kind !== "directory")
      return {
        kind: "missing",
        reason: "not a directory",
        at: link && rest.length + 1 === linkLeft ? link.path : current.path,
        ...(link ? { link } : {}),
      };
    const target = linkTarget(at, locate);
    if (target !== undefined) {
      if (++links > MAX_LINKS) return { kind: "missing", reason: "loop", at };
      link = { path: at, target };
      linkLeft = rest.length;
      rest.unshift(...target.split("/").filter(isName));
      if (target.startsWith("/")) {
        done.length = 0;
        current = parents[0] ?? current;
        parents.length = 0;
      }
      continue;
    }
    const next = inspect(at, locate, [...parents, current]);
    if (next === undefined)
      return {
        kind: "missing",
        reason: locate(at).hostPath === undefined ? "hidden" : "absent",
        at,
        ...(link ? { link } : {}),
      };
    parents.push(current);
    done.push(name);
    current = next;
  }
  return current;
}

function isName(name: string): boolean {
  return name !== "" && name !== ".";
}

function linkTarget(path: string, locate: (path: string) => Place): string | undefined {
  const { hostPath, mount } = locate(path);
  if (hostPath === undefined || mount?.destination === path) return undefined; // the mount point itself is its source, followed by the kernel
  return statOf(hostPath)?.isSymbolicLink() ? readlinkSync(hostPath) : undefined;
}

function inspect(path: string, locate: (path: string) => Place, parents: readonly FoundFile[]): FoundFile | undefined {
  const { hostPath, isRoot, mount } = locate(path);
  const shown = mount ? { mount } : {};
  if (isRoot) return { kind: "directory", path, hostPath: "", mode: 0o755, uid: 0, gid: 0, size: 0, parents, ...shown };
  if (hostPath === undefined) return undefined;
  const stat = statOf(path === "/" ? `${hostPath}/.` : hostPath);
  if (stat === undefined) return undefined;
  const kind = stat.isFile() ? "file" : stat.isDirectory() ? "directory" : "other";
  return { kind, path, hostPath, mode: stat.mode, uid: stat.uid, gid: stat.gid, size: stat.size, parents, ...shown };
}

function statOf(hostPath: string): Stats | undefined {
  try {
    return lstatSync(hostPath);
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR", "EACCES", "ENAMETOOLONG", "ELOOP")) return undefined;
    throw error;
  }
}

function names(hostPath: string): string[] {
  try {
    return readdirSync(`${hostPath}/`);
  } catch {
    return []; // only feeds suggestions
  }
}

function readHead(file: FoundFile, bytes: number): Uint8Array {
  const fd = openSync(file.hostPath, "r");
  try {
    const head = new Uint8Array(bytes);
    return head.subarray(0, readSync(fd, head, 0, bytes, 0));
  } finally {
    closeSync(fd);
  }
}
