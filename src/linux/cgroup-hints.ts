// What a person can do about a cgroup file that cannot be opened or refuses a value, by file and errno. First match wins.

const hints: readonly (readonly [file: RegExp, errnos: string, hint: string])[] = [
  [/^memory\.(memsw|swap)/, "ENOENT", "this kernel does not count swap: boot with swapaccount=1, or leave swap out"],
  [/^(blkio|io)\..*weight/, "ENOENT EOPNOTSUPP", "weights need the BFQ scheduler on the disk, or iocost"],
  [/^blkio\.leaf_weight/, "ENOENT", "leaf weights belonged to the CFQ scheduler, which left with Linux 5.0"],
  [/^blkio\.throttle|^io\.max/, "ENOENT", "the kernel was built without CONFIG_BLK_DEV_THROTTLING"],
  [/^(blkio|io)\./, "ENODEV ENXIO", "name a whole disk of this host (see `lsblk`), not a partition"],
  [/^hugetlb\./, "ENOENT", "see /sys/kernel/mm/hugepages for the page sizes of this host"],
  [/^cpu\..*(burst|idle)/, "ENOENT", "CPU burst needs Linux 5.14, cpu.idle 5.15"],
  [
    /^cpu\.(max|cfs)/,
    "EINVAL",
    "a period has 1000 to 1000000 microseconds, a quota 1000 or more and burst at most the quota; and an outer cgroup may allow less",
  ],
  [/^cpu\.rt_/, "ENOENT", "real-time group scheduling needs CONFIG_RT_GROUP_SCHED"],
  [/^cpu\.rt_/, "EINVAL", "the cgroup above gives no real-time CPU time on: raise its cpu.rt_runtime_us first"],
  [/^cpu\.(shares|weight)/, "EINVAL", "an idle cgroup (cpu.idle 1) has no shares"],
  [
    /^cpuset\./,
    "EINVAL EACCES ERANGE ENOSPC EBUSY",
    "name CPUs and memory nodes that exist, that the cgroup above has, and that its cgroups below do without",
  ],
  [/^memory\./, "EBUSY", "more than that is in use; free memory first or choose a higher limit"],
  [
    /^memory\.oom_control|^memory\.use_hierarchy/,
    "EINVAL",
    "the kernel cannot switch this off any more, or not below this cgroup",
  ],
  [/^devices\./, "EPERM", "the cgroup above does not allow the device: see its devices.list"],
  [/^net_prio\./, "ENODEV EINVAL", "name an interface of the network namespace that ts-runc runs in"],
  [/^rdma\./, "EINVAL ENODEV", "see /sys/class/infiniband for the devices of this host"],
  [
    /^cgroup\.subtree_control/,
    "EBUSY",
    "processes run in that cgroup itself; v2 wants them in cgroups of their own before controllers are handed down",
  ],
  [
    /^cgroup\.subtree_control/,
    "ENOENT",
    "the controller is not available there: the cgroup above does not hand it down",
  ],
  [/^cgroup\.subtree_control/, "EOPNOTSUPP", "that cgroup is threaded: see its cgroup.type"],
  [/^cgroup\.procs|^tasks/, "EBUSY", "controllers are enabled for its children, so it may hold no processes itself"],
  [/^cgroup\.procs/, "EOPNOTSUPP", "the cgroup is in a threaded or invalid state: see cgroup.type"],
  [/./, "ENOENT", "this kernel lacks the file, or the cgroup is gone"],
  [/./, "EINVAL ERANGE", "the kernel does not take this value here; an outer cgroup may allow less"],
  [/./, "EACCES EPERM", "run as root, outside of any user namespace"],
  [/./, "EROFS", "/sys/fs/cgroup is read-only here: mount it writable"],
];

/** `file` is the name inside the cgroup, such as "memory.max". */
export function cgroupFileHint(file: string, errno: string): string | undefined {
  return hints.find(([pattern, errnos]) => pattern.test(file) && errnos.split(" ").includes(errno))?.[2];
}
