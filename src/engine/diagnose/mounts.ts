// A mount of config.json, or a device node, could not be made.

import { type Diagnosis, type Rule, textOf } from "./about.ts";

const MOUNT = /^\/mounts\/(\d+)/;

export const explainMount: Rule = ({ op, errno }, about) => {
  const index = MOUNT.exec(op.from)?.[1];
  const mount = index === undefined ? undefined : about.spec.mounts?.[Number(index)];
  if (!mount) return undefined;
  const { destination, source = "", type = "bind" } = mount;
  const isBind = type === "bind" || mount.options?.some((option) => option === "bind" || option === "rbind");
  const what = isBind ? `mount ${source} on ${destination}` : `mount ${type} on ${destination}`;
  const fail = (cause: string, hint: string, code: Diagnosis["code"] = "ERR_SYSCALL"): Diagnosis => ({
    code,
    message: `${what}: ${cause}`,
    hint,
  });

  if (isBind && op.call === "open_tree") return bindSource({ source, errno, host: about.host, fail });
  if (errno === "ELOOP" || errno === "EXDEV") {
    return fail(
      `${destination} leads through a symbolic link that the image may not use there`,
      "mount it on a path without symbolic links; such an image may be trying to redirect the mount",
      "ERR_HOSTILE",
    );
  }
  // Newer kernels say EINVAL to move_mount(2) of a file onto a directory.
  if (errno === "ENOTDIR" || errno === "EISDIR" || (isBind && errno === "EINVAL" && op.call === "move_mount"))
    return kinds({ source, destination, isBind: isBind === true, fail, about });
  if (errno === "EEXIST" && op.call === "openat")
    return fail(`${destination} appeared in the image while it was being made`, "start it again");
  if (errno === "EROFS")
    return fail(
      `${destination} does not exist, and it lies on a read-only mount where it cannot be made`,
      "make it in the image, or mount its parent writable",
    );
  if (errno === "ENODEV")
    return fail(
      `this kernel has no ${type} file system`,
      `load its module: modprobe ${type}; \`cat /proc/filesystems\` lists what there is`,
      "ERR_UNSUPPORTED",
    );
  if (errno === "EINVAL" && (op.call === "fsconfig" || op.call === "mount")) {
    const key = textOf(op, 2);
    return fail(
      key && op.call === "fsconfig"
        ? `${type} does not take the option ${key}${textOf(op, 3) === undefined ? "" : `=${textOf(op, 3)}`}`
        : `${type} refuses its options`,
      `see the ${type} section of \`man 5 ${type}\` or \`man 8 mount\` for its options`,
      "ERR_USAGE",
    );
  }
  if (errno === "EPERM" && (type === "sysfs" || type === "proc")) {
    return fail(
      "the kernel allows a new one only where the host's own is fully visible",
      "ts-run itself runs in a container that masks parts of it: run that one with --privileged, or join its namespaces (--network host, --pid host)",
      "ERR_UNSUPPORTED",
    );
  }
  if (errno === "EPERM")
    return fail(`${op.call}(2) is forbidden (EPERM)`, "ts-run needs root with CAP_SYS_ADMIN in its user namespace");
  if (errno === "EBUSY")
    return fail("it is mounted already and cannot be mounted twice", "leave one of the two mounts out");
  return undefined;
};

function bindSource(about: {
  source: string;
  errno: string;
  host: Parameters<Rule>[1]["host"];
  fail: (cause: string, hint: string, code?: Diagnosis["code"]) => Diagnosis;
}): Diagnosis | undefined {
  const { source, errno, host, fail } = about;
  if (errno === "ENOENT" || !host.exists(source))
    return fail(
      "the host has no such path (any more)",
      `make it first: mkdir -p ${source}; -v makes missing directories, --mount does not`,
      "ERR_NOT_FOUND",
    );
  if (errno === "EACCES")
    return fail(
      "ts-run may not enter the way to it",
      "network file systems squash root: mount it with no_root_squash, or copy the data",
    );
  if (errno === "EINVAL")
    return fail(
      "it cannot be bind mounted (an unbindable mount, or one of another mount namespace)",
      `see \`findmnt -o TARGET,PROPAGATION ${source}\``,
    );
  return undefined;
}

function kinds(about: {
  source: string;
  destination: string;
  isBind: boolean;
  about: Parameters<Rule>[1];
  fail: (cause: string, hint: string, code?: Diagnosis["code"]) => Diagnosis;
}): Diagnosis {
  const { source, destination, isBind, fail } = about;
  const { host, rootfs, spec } = about.about;
  const withoutMounts = rootfs.find(destination.slice(0, destination.lastIndexOf("/")) || "/");
  if (withoutMounts.kind === "missing" && withoutMounts.reason === "not a directory")
    return fail(`${withoutMounts.at} is not a directory`, "mount it below a directory");
  if (!isBind) return fail(`${destination} is a file in the image`, "mount it on a directory", "ERR_USAGE");
  const sourceIsDirectory = host.isDirectory(source);
  const other = spec.mounts?.find(
    (mount) =>
      mount.destination !== destination && destination.startsWith(`${mount.destination}/`) && mount.type === "bind",
  );
  const where = other ? `below the mount on ${other.destination}` : "in the image";
  return sourceIsDirectory
    ? fail(
        `it is a directory, and ${destination} is a file ${where}`,
        `mount a file there, or the directory somewhere else (it would go to ${destination.slice(0, destination.lastIndexOf("/")) || "/"})`,
        "ERR_USAGE",
      )
    : fail(
        `it is a file, and ${destination} is a directory ${where}`,
        `name the file in the container too: ${destination}/${source.slice(source.lastIndexOf("/") + 1)}`,
        "ERR_USAGE",
      );
}

export const explainDevice: Rule = ({ op, errno }, about) => {
  const index = /^\/linux\/devices\/(\d+)/.exec(op.from)?.[1];
  const isDefault = op.from.startsWith("default:") && op.call === "mknodat";
  if (index === undefined && !isDefault) return undefined;
  const path =
    index === undefined ? `/dev/${textOf(op, 1)}` : (about.spec.linux?.devices?.[Number(index)]?.path ?? "device");
  const fail = (cause: string, hint: string): Diagnosis => ({
    code: "ERR_SYSCALL",
    message: `make device ${path}: ${cause}`,
    hint,
  });
  if (errno === "EPERM" && op.call === "mknodat") {
    const lacks = !about.host.capabilities.includes("CAP_MKNOD");
    return fail(
      lacks ? "ts-run lacks CAP_MKNOD" : "the device cgroup ts-run itself runs in, or its user namespace, forbids it",
      lacks ? "start ts-run as real root" : "run ts-run outside of that container, or give it the device: --device",
    );
  }
  if (errno === "EEXIST") return fail("the path exists already", "a mount covers it; leave one of the two out");
  if (errno === "ENOENT") return fail("the host's device is gone", "is it still plugged in?");
  return undefined;
};
