// Docker's default seccomp profile as data, and profile files in docker's form (archMap, includes, excludes).
// System calls that are not listed answer EPERM (1).

import { TsRunError } from "../base/index.ts";
import type { LinuxSeccomp, SeccompArg, SeccompRule } from "./runtime-spec.ts";

/** What conditions of a profile are decided by. */
export interface SeccompHost {
  readonly architecture: "x64" | "arm64";
  readonly capabilities: readonly string[];
  readonly kernel: readonly [major: number, minor: number];
}

interface Condition {
  readonly caps?: readonly string[];
  readonly arches?: readonly string[];
  readonly minKernel?: string;
}

interface ProfileRule {
  readonly names: readonly string[];
  readonly action?: string;
  readonly errnoRet?: number;
  readonly args?: readonly SeccompArg[] | null;
  readonly includes?: Condition;
  readonly excludes?: Condition;
}

const allowed = `
accept accept4 access adjtimex alarm bind brk cachestat capget capset chdir chmod chown chown32 clock_adjtime
clock_adjtime64 clock_getres clock_getres_time64 clock_gettime clock_gettime64 clock_nanosleep
clock_nanosleep_time64 close close_range connect copy_file_range creat dup dup2 dup3 epoll_create epoll_create1
epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait epoll_wait_old eventfd eventfd2 execve execveat exit
exit_group faccessat faccessat2 fadvise64 fadvise64_64 fallocate fanotify_mark fchdir fchmod fchmodat fchmodat2
fchown fchown32 fchownat fcntl fcntl64 fdatasync fgetxattr flistxattr flock fork fremovexattr fsetxattr fstat
fstat64 fstatat64 fstatfs fstatfs64 fsync ftruncate ftruncate64 futex futex_requeue futex_time64 futex_wait
futex_waitv futex_wake futimesat getcpu getcwd getdents getdents64 getegid getegid32 geteuid geteuid32 getgid
getgid32 getgroups getgroups32 getitimer getpeername getpgid getpgrp getpid getppid getpriority getrandom getresgid
getresgid32 getresuid getresuid32 getrlimit get_robust_list getrusage getsid getsockname getsockopt get_thread_area
gettid gettimeofday getuid getuid32 getxattr getxattrat inotify_add_watch inotify_init inotify_init1
inotify_rm_watch io_cancel ioctl io_destroy io_getevents io_pgetevents io_pgetevents_time64 ioprio_get ioprio_set
io_setup io_submit ipc kill landlock_add_rule landlock_create_ruleset landlock_restrict_self lchown lchown32
lgetxattr link linkat listen listmount listxattr listxattrat llistxattr _llseek lremovexattr lseek lsetxattr lstat
lstat64 madvise map_shadow_stack membarrier memfd_create memfd_secret mincore mkdir mkdirat mknod mknodat mlock
mlock2 mlockall mmap mmap2 mprotect mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64
mq_timedsend mq_timedsend_time64 mq_unlink mremap mseal msgctl msgget msgrcv msgsnd msync munlock munlockall munmap
name_to_handle_at nanosleep newfstatat _newselect open openat openat2 pause pidfd_open pidfd_send_signal pipe pipe2
pkey_alloc pkey_free pkey_mprotect poll ppoll ppoll_time64 prctl pread64 preadv preadv2 prlimit64 process_mrelease
pselect6 pselect6_time64 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv recv recvfrom recvmmsg
recvmmsg_time64 recvmsg remap_file_pages removexattr removexattrat rename renameat renameat2 restart_syscall
riscv_hwprobe rmdir rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend
rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo sched_getaffinity sched_getattr sched_getparam
sched_get_priority_max sched_get_priority_min sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64
sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield seccomp select semctl semget semop
semtimedop semtimedop_time64 send sendfile sendfile64 sendmmsg sendmsg sendto setfsgid setfsgid32 setfsuid
setfsuid32 setgid setgid32 setgroups setgroups32 setitimer setpgid setpriority setregid setregid32 setresgid
setresgid32 setresuid setresuid32 setreuid setreuid32 setrlimit set_robust_list setsid setsockopt set_thread_area
set_tid_address setuid setuid32 setxattr setxattrat shmat shmctl shmdt shmget shutdown sigaltstack signalfd
signalfd4 sigprocmask sigreturn socketcall socketpair splice stat stat64 statfs statfs64 statmount statx symlink
symlinkat sync sync_file_range syncfs sysinfo tee tgkill time timer_create timer_delete timer_getoverrun
timer_gettime timer_gettime64 timer_settime timer_settime64 timerfd_create timerfd_gettime timerfd_gettime64
timerfd_settime timerfd_settime64 times tkill truncate truncate64 ugetrlimit umask uname unlink unlinkat uretprobe
utime utimensat utimensat_time64 utimes vfork vmsplice wait4 waitid waitpid write writev`;

const words = (text: string): string[] => text.trim().split(/\s+/);

const administration = `bpf clone clone3 fanotify_init fsconfig fsmount fsopen fspick lookup_dcookie lsm_get_self_attr
lsm_list_modules lsm_set_self_attr mount mount_setattr move_mount open_tree perf_event_open quotactl quotactl_fd
setdomainname sethostname setns syslog umount umount2 unshare`;

/** Every CLONE_NEW* flag: without CAP_SYS_ADMIN, clone may set none of them. */
const NEW_NAMESPACES = 0x7e020000;
const AF_VSOCK = 40;
const ENOSYS = 38;

const profile: readonly ProfileRule[] = [
  { names: words(allowed) },
  { names: ["process_vm_readv", "process_vm_writev", "ptrace"], includes: { minKernel: "4.8" } },
  { names: ["socket"], args: [{ index: 0, value: AF_VSOCK, op: "SCMP_CMP_NE" }] },
  // PER_LINUX, PER_LINUX32, UNAME26, both, and "only ask"
  ...[0, 8, 0x20000, 0x20008, 0xffffffff].map((value) => ({
    names: ["personality"],
    args: [{ index: 0, value, op: "SCMP_CMP_EQ" }],
  })),
  {
    names: words("arm_fadvise64_64 arm_sync_file_range sync_file_range2 breakpoint cacheflush set_tls"),
    includes: { arches: ["arm64"] },
  },
  { names: ["arch_prctl", "modify_ldt"], includes: { arches: ["amd64"] } },
  { names: ["open_by_handle_at"], includes: { caps: ["CAP_DAC_READ_SEARCH"] } },
  { names: words(administration), includes: { caps: ["CAP_SYS_ADMIN"] } },
  {
    names: ["clone"],
    args: [{ index: 0, value: NEW_NAMESPACES, valueTwo: 0, op: "SCMP_CMP_MASKED_EQ" }],
    excludes: { caps: ["CAP_SYS_ADMIN"] },
  },
  // its flags are behind a pointer; libc falls back to clone on ENOSYS
  { names: ["clone3"], action: "SCMP_ACT_ERRNO", errnoRet: ENOSYS, excludes: { caps: ["CAP_SYS_ADMIN"] } },
  { names: ["reboot"], includes: { caps: ["CAP_SYS_BOOT"] } },
  { names: ["chroot"], includes: { caps: ["CAP_SYS_CHROOT"] } },
  { names: ["delete_module", "init_module", "finit_module"], includes: { caps: ["CAP_SYS_MODULE"] } },
  { names: ["acct"], includes: { caps: ["CAP_SYS_PACCT"] } },
  {
    names: words("kcmp pidfd_getfd process_madvise process_vm_readv process_vm_writev ptrace"),
    includes: { caps: ["CAP_SYS_PTRACE"] },
  },
  { names: ["iopl", "ioperm"], includes: { caps: ["CAP_SYS_RAWIO"] } },
  { names: words("settimeofday stime clock_settime clock_settime64"), includes: { caps: ["CAP_SYS_TIME"] } },
  { names: ["vhangup"], includes: { caps: ["CAP_SYS_TTY_CONFIG"] } },
  { names: words("get_mempolicy mbind set_mempolicy set_mempolicy_home_node"), includes: { caps: ["CAP_SYS_NICE"] } },
  { names: ["syslog"], includes: { caps: ["CAP_SYSLOG"] } },
  { names: ["bpf"], includes: { caps: ["CAP_BPF"] } },
  { names: ["perf_event_open"], includes: { caps: ["CAP_PERFMON"] } },
];

/** The ABIs a process of each architecture may call through. */
const abis = {
  x64: ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"],
  arm64: ["SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"],
} as const;

export function defaultSeccomp(host: SeccompHost): LinuxSeccomp {
  return {
    defaultAction: "SCMP_ACT_ERRNO",
    defaultErrnoRet: 1,
    architectures: abis[host.architecture],
    syscalls: rulesFor(profile, host),
  };
}

/** Accepts docker's form and the runtime spec's own. */
export function parseSeccompProfile(text: string, about: SeccompHost & { readonly file: string }): LinuxSeccomp {
  const json = parseObject(text, about.file);
  const rules = json.syscalls ?? [];
  if (typeof json.defaultAction !== "string" || !Array.isArray(rules))
    throw broken(about.file, "it needs defaultAction and a list of syscalls");
  const {
    archMap,
    architectures,
    syscalls: _,
    ...rest
  } = json as Record<string, unknown> & { archMap?: unknown; architectures?: string[] };
  const list = rules.map((rule: ProfileRule & { name?: string }, i): ProfileRule => {
    const names = rule.names ?? (rule.name === undefined ? undefined : [rule.name]);
    if (!Array.isArray(names) || names.some((name) => typeof name !== "string"))
      throw broken(about.file, `/syscalls/${i}/names is not a list of names`);
    return { ...rule, names };
  });
  return {
    ...(rest as unknown as Pick<LinuxSeccomp, "defaultAction">),
    architectures: Array.isArray(archMap) ? abis[about.architecture] : (architectures ?? []),
    syscalls: rulesFor(list, about),
  };
}

function rulesFor(rules: readonly ProfileRule[], host: SeccompHost): SeccompRule[] {
  return rules
    .filter((rule) => isIncluded(rule.includes, host) && !isExcluded(rule.excludes, host))
    .map(({ names, action, errnoRet, args }) => ({
      names,
      action: action ?? "SCMP_ACT_ALLOW",
      ...(errnoRet === undefined ? {} : { errnoRet }),
      ...(args?.length ? { args } : {}),
    }));
}

/** All conditions must hold. */
function isIncluded(condition: Condition | undefined, host: SeccompHost): boolean {
  const { caps, arches, minKernel } = condition ?? {};
  if (caps?.some((name) => !host.capabilities.includes(name))) return false;
  if (arches?.length && !arches.includes(host.architecture === "x64" ? "amd64" : "arm64")) return false;
  return minKernel === undefined || isAtLeast(host.kernel, minKernel);
}

/** Any condition that holds is enough. */
function isExcluded(condition: Condition | undefined, host: SeccompHost): boolean {
  const { caps, arches, minKernel } = condition ?? {};
  if (caps?.some((name) => host.capabilities.includes(name))) return true;
  if (arches?.includes(host.architecture === "x64" ? "amd64" : "arm64")) return true;
  return minKernel !== undefined && isAtLeast(host.kernel, minKernel);
}

function isAtLeast([major, minor]: SeccompHost["kernel"], wanted: string): boolean {
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function parseObject(text: string, file: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message : String(error));
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw broken(file, "it is not an object");
  return json as Record<string, unknown>;
}

function broken(file: string, what: string): TsRunError {
  return new TsRunError("ERR_INVALID_SPEC", `reading seccomp profile ${file}: ${what}`, {
    hint: "the form is docker's, or linux.seccomp of config.json",
  });
}
