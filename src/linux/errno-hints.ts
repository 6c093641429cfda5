// What a person can do about a refused call, by call and errno. "*" is any call.

const hints: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mount: {
    ENOSPC: "too many mounts in this mount namespace; raise sysctl fs.mount-max",
    ENODEV: "the kernel lacks this file system; load its module (modprobe overlay) or enable it",
    EINVAL: "often overlay on overlay: put --root on a file system that is not an overlay itself (ext4, xfs, btrfs)",
    EPERM: "needs CAP_SYS_ADMIN in the user namespace that owns the mount namespace; run as root",
  },
  fsopen: { ENODEV: "the kernel lacks this file system; load its module (modprobe overlay) or enable it" },
  fsconfig: {
    EINVAL: "often overlay on overlay: put --root on a file system that is not an overlay itself (ext4, xfs, btrfs)",
    ENOENT: "a layer directory is missing; run `ts-run doctor`",
    ESTALE: "the upper directory was used with other lower layers before; remove and recreate the container",
    EBUSY: "upperdir or workdir is in use by another overlay mount; is the container still running?",
  },
  move_mount: {
    ENOSPC: "too many mounts in this mount namespace; raise sysctl fs.mount-max",
    EINVAL: "a directory is mounted on a directory, and a file on a file",
    ENOTDIR: "a directory is mounted on a directory, and a file on a file",
  },
  mkdirat: {
    EROFS: "make the directory in the rootfs beforehand: it is read-only",
    EACCES: "root of a user namespace may not make it: make it beforehand, or give the rootfs to the mapped root",
  },
  mount_setattr: { EINVAL: "the file system below does not support this attribute (such as id-mapped mounts)" },
  clone3: {
    ENOSPC:
      "a limit on namespaces is reached; raise sysctl user.max_{mnt,pid,net,uts,ipc,user,cgroup,time}_namespaces; namespaces die late, so a retry may help",
    EUSERS: "user namespaces are nested more than 32 deep",
    EAGAIN: "a limit on processes is reached: ulimit -u, pids.max of our own cgroup, or kernel.pid_max",
    ENOMEM: "out of memory, or the pid namespace to be joined has no init any more",
    EPERM:
      "creating namespaces needs root (CAP_SYS_ADMIN) or unprivileged user namespaces: sysctl kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns",
    EBUSY: "the cgroup has controllers enabled for its children, so it may hold no processes itself",
    EOPNOTSUPP: "the target cgroup is in a domain-invalid state; see cgroup.type",
  },
  unshare: { ENOSPC: "a limit on namespaces is reached; raise sysctl user.max_*_namespaces" },
  setns: {
    EINVAL: "that namespace is of another type, or (for user namespaces) already ours",
    EPERM: "joining needs CAP_SYS_ADMIN in the namespace",
  },
  mknodat: { EPERM: "device nodes need CAP_MKNOD in the host's user namespace" },
  openat2: {
    ELOOP: "the path leads through a magic link or too many symbolic links",
    EXDEV: "the path tries to leave the container's root",
  },
  execve: {
    ENOENT: "the program, its #! interpreter or its ELF loader is not in the image",
    EACCES: "not executable: check its mode (chmod +x), and that its mount is not noexec",
    ENOEXEC: "built for another architecture, or a script without a #! line",
    E2BIG: "arguments and environment are too long together",
  },
  bind: { EADDRINUSE: "the address is taken; see `ss -ltnp`" },
  seccomp: {
    EINVAL: "the filter uses an action or a flag that this kernel lacks",
    EACCES: "needs CAP_SYS_ADMIN or no_new_privs",
  },
  netlink: {
    EINVAL: "not every device can do that: lo, for one, never leaves its network namespace (`ip -d link`: netns-local)",
    EEXIST: "something of that name or address is there already; `ip addr` in that network namespace shows it",
  },
  keyctl: { EDQUOT: "the key quota of this user is used up; raise sysctl kernel.keys.maxkeys" },
  prlimit64: { EPERM: "a hard limit can only be raised with CAP_SYS_RESOURCE" },
  "*": {
    ENOSPC: "no space (or no inodes) left: see `df -h` and `df -i`",
    EDQUOT: "the disk quota is used up",
    EMFILE: "too many open files in this process: ulimit -n",
    ENFILE: "too many open files on this host: sysctl fs.file-max",
    ENOMEM: "out of memory; see `free -h`",
    EROFS: "the file system is mounted read-only",
    ENOSYS: "this kernel is too old for it (ts-run needs Linux 5.12), or a seccomp filter around ts-run hides it",
  },
};

/** One line that can be acted on, or undefined. */
export function errnoHint(call: string, errno: string): string | undefined {
  return hints[call]?.[errno] ?? hints["*"]?.[errno];
}
