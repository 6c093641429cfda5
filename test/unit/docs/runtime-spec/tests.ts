// Which test shows a field at work: "file: title", by pointer. What has no entry of its own has its owner's.
const runc = (file: string, title: string) => `test/kernel/runc/${file}.test.ts: ${title}`;
const unit = (file: string, title: string) => `test/unit/${file}.test.ts: ${title}`;
const kernel = (file: string, title: string) => `test/kernel/${file}.test.ts: ${title}`;
const refused = (name: string) => `test/unit/oci/broken-specs.ts: ${name}`;
const limit = (title: string) => unit("plan/cgroup-limits", title);

const exactly = runc("isolation", "has exactly the user, groups, limits, mask and capabilities that are asked for");
const binds = runc("isolation", "sees bind mounts of directories and files, relative sources from the bundle");
const terminal = runc(
  "terminal",
  "of a container reaches the console socket, has its size, and is its controlling terminal",
);
const scheduled = runc("scheduling", "is scheduled by the policy that the spec names, with its nice value");
const deadline = runc("scheduling", "is scheduled by its deadline");
const policy = runc("scheduling", "gets its memory by the policy, which its children inherit");
const agent = runc("seccomp", "is told the container's state and decides its calls, with and without no_new_privs");

const mapped = runc("idmap", "shows the ids of its own mapping, and writes them back, without any user namespace");

export const tests: Readonly<Record<string, string>> = {
  "/ociVersion": unit("oci/validate", "takes every version of its own major version, also those before a release"),
  "/root": runc(
    "isolation",
    "cannot write to a read-only root, nor look behind masked paths, nor change read-only ones",
  ),
  "/mounts": binds,
  "/mounts/*/destination": runc(
    "mounts",
    "is made in its turn: on top of an earlier one, inside an earlier one, at a relative place",
  ),
  "/mounts/*/type": runc("mounts", "of a file system has that file system's options"),
  "/mounts/*/options": runc("mounts", "has the attributes that its words ask for, of contradicting ones the last"),
  "/mounts/*/uidMappings": mapped,
  "/mounts/*/gidMappings": mapped,
  "/process/terminal": terminal,
  "/process/consoleSize": terminal,
  "/process/user": exactly,
  "/process/user/username": refused("a user's name"),
  "/process/args": runc("life-cycle", "runs in the foreground with the caller's own streams and exit codes"),
  "/process/commandLine": refused("a command line of Windows"),
  "/process/env": runc("exec", "adds to the container's environment, and takes another directory and user"),
  "/process/cwd": runc("isolation", "starts where cwd says, made if it is missing, and its sysctls are its own"),
  "/process/user/umask": runc("user", "may create files as the mask says, and as 022 when it says nothing"),
  "/process/user/additionalGids": runc("user", "may create files as the mask says, and as 022 when it says nothing"),
  "/process/capabilities": runc("user", "has the sets that differ as they are"),
  "/process/rlimits": exactly,
  "/process/noNewPrivileges": runc(
    "user",
    "without no_new_privs may gain rights by a set-user-ID program, with it never",
  ),
  "/process/apparmorProfile": unit("docs/runtime-spec", "asks for the labels of the security modules before execve"),
  "/process/selinuxLabel": unit("docs/runtime-spec", "asks for the labels of the security modules before execve"),
  "/process/oomScoreAdj": runc(
    "user",
    "has its limits and its OOM score exactly, and an error names one that cannot be had",
  ),
  "/process/scheduler": scheduled,
  "/process/scheduler/runtime": deadline,
  "/process/scheduler/deadline": deadline,
  "/process/scheduler/period": deadline,
  "/process/ioPriority": runc("scheduling", "has its I/O priority"),
  "/process/execCPUAffinity": runc(
    "scheduling",
    "binds what exec starts to final, and by config.json too; never the container's init",
  ),
  "/hostname": runc("isolation", "has namespaces and a host name of its own"),
  "/domainname": runc("namespaces", "of names have a host and a domain name"),
  "/hooks": runc(
    "hooks",
    "run in the order of the life cycle, in the namespaces of their kind, with the state on stdin",
  ),
  "/annotations": kernel("engine/process", "is described by labels and annotations"),
  "/linux/uidMappings": runc("user", "has every line of its mapping, up to the kernel's 340"),
  "/linux/gidMappings": runc("user", "has every line of its mapping, up to the kernel's 340"),
  "/linux/timeOffsets": runc("namespaces", "of time have clocks of their own, with a user namespace too"),
  "/linux/sysctl": runc("namespaces", "are set in its network, IPC and user namespaces and nowhere else"),
  "/linux/resources": runc("control", "has the limits of its config.json, until update changes them"),
  "/linux/resources/devices": runc(
    "resources",
    "devices: the last rule about an access decides, before the container's own nodes as before all others",
  ),
  "/linux/resources/memory/limit": kernel(
    "cgroups/limits",
    "beyond the limit kills the process, and the evidence names it with limit and peak",
  ),
  "/linux/resources/memory/reservation": runc(
    "resources",
    "memory: limit, reservation and swap, which includes memory",
  ),
  "/linux/resources/memory/swap": runc("resources", "memory: limit, reservation and swap, which includes memory"),
  "/linux/resources/memory/kernel": limit(
    "is refused by name when it is below the memory limit, which the kernel cannot do",
  ),
  "/linux/resources/memory/kernelTCP": runc(
    "resources",
    "memory: what only v1 has, swappiness, TCP buffers and a switched off OOM killer",
  ),
  "/linux/resources/memory/swappiness": runc(
    "resources",
    "memory: what only v1 has, swappiness, TCP buffers and a switched off OOM killer",
  ),
  "/linux/resources/memory/disableOOMKiller": runc(
    "resources",
    "memory: what only v1 has, swappiness, TCP buffers and a switched off OOM killer",
  ),
  "/linux/resources/memory/useHierarchy": runc(
    "resources",
    "memory: limit, reservation and swap, which includes memory",
  ),
  "/linux/resources/memory/checkBeforeUpdate": runc(
    "update",
    "refuses a memory limit below what is in use, where that is asked for",
  ),
  "/linux/resources/cpu/shares": runc("resources", "cpu: shares, quota, period, burst and CPU set"),
  "/linux/resources/cpu/quota": kernel("cgroups/limits", "half a CPU is half a CPU to within 10 %"),
  "/linux/resources/cpu/period": runc("resources", "cpu: shares, quota, period, burst and CPU set"),
  "/linux/resources/cpu/burst": runc("resources", "cpu: shares, quota, period, burst and CPU set"),
  "/linux/resources/cpu/realtimeRuntime": runc("resources", "cpu: real-time, as far as the cgroup above gives it"),
  "/linux/resources/cpu/realtimePeriod": runc("resources", "cpu: real-time, as far as the cgroup above gives it"),
  "/linux/resources/cpu/cpus": kernel(
    "cgroups/limits",
    "a CPU set holds the process on its CPU, and a new v1 set starts from its parent's",
  ),
  "/linux/resources/cpu/mems": kernel(
    "cgroups/limits",
    "a CPU set holds the process on its CPU, and a new v1 set starts from its parent's",
  ),
  "/linux/resources/cpu/idle": runc("resources", "cpu: idle, and processes: none but the first"),
  "/linux/resources/pids": kernel("cgroups/limits", "the process limit makes fork fail"),
  "/linux/resources/blockIO": runc(
    "resources",
    "blockIO: rates per device, and a device that is none is refused by name",
  ),
  "/linux/resources/blockIO/weight": runc("resources", "blockIO: weight"),
  "/linux/resources/blockIO/weightDevice": limit(
    "weights of one device are lines of the same file on v2, and of one of their own on v1",
  ),
  "/linux/resources/blockIO/leafWeight": limit("leaf weights are v1's, for all devices and for one"),
  "/linux/resources/hugepageLimits": runc(
    "resources",
    "hugepageLimits: reserved and used pages, and a size that is none is refused",
  ),
  "/linux/resources/network": limit("network classes and priorities are v1's, and refused by name on v2"),
  "/linux/resources/rdma": limit("an RDMA device's limits are those that are given"),
  "/linux/resources/unified": runc(
    "resources",
    "unified: any file of v2, on hybrid hosts too; never one outside of the cgroup",
  ),
  "/linux/cgroupsPath": kernel("cgroups/limits", "processes are in the cgroup of every hierarchy"),
  "/linux/namespaces": runc("isolation", "has namespaces and a host name of its own"),
  "/linux/namespaces/*/path": runc("namespaces", "may be those of another container, each of them by path"),
  "/linux/devices": runc(
    "devices",
    "are made as they are asked for: kind, number, mode, owner, wherever their path is",
  ),
  "/linux/netDevices": runc(
    "net-devices",
    "arrives with its name, size, hardware address and permanent global addresses, and is up",
  ),
  "/linux/netDevices/*/name": runc("net-devices", "may get another name on the way, in a user namespace too"),
  "/linux/seccomp": runc(
    "seccomp",
    "refuses calls with the errno that is asked for, EPERM when none is, with and without no_new_privs",
  ),
  "/linux/seccomp/architectures": unit("plan/seccomp", "kills a process that calls through a foreign ABI"),
  "/linux/seccomp/flags": runc("seccomp", "takes every flag of the specification"),
  "/linux/seccomp/syscalls/*/args": runc(
    "seccomp",
    "compares arguments, and leaves out names and architectures that this machine does not have",
  ),
  "/linux/seccomp/listenerPath": agent,
  "/linux/seccomp/listenerMetadata": agent,
  "/linux/rootfsPropagation": runc(
    "propagation",
    "reaches the host through a shared mount of a shared rootfs, and nothing of the host is lost",
  ),
  "/linux/maskedPaths": runc(
    "hidden-paths",
    "that is masked shows nothing, be it a file, a directory, a link to one, a device or nothing at all",
  ),
  "/linux/readonlyPaths": runc(
    "hidden-paths",
    "that is read-only stays readable, and everything in it can only be read",
  ),
  "/linux/mountLabel": unit(
    "plan/mounts",
    "labels the container's own file systems where SELinux runs, and nowhere else",
  ),
  "/linux/intelRdt": unit(
    "plan/intel-rdt",
    "makes a group named after the container, writes L3, bandwidth and the rest in this order, and joins it",
  ),
  "/linux/intelRdt/closID": unit(
    "plan/intel-rdt",
    "leaves a class of service that has a name alone, and makes it only with schemata",
  ),
  "/linux/intelRdt/enableMonitoring": unit(
    "plan/intel-rdt",
    "takes / for the default class, and a monitoring group of the container's own in any class",
  ),
  "/linux/memoryPolicy": policy,
  "/linux/personality": runc("scheduling", "sees a 32-bit machine in the execution domain LINUX32"),
  "/linux/personality/flags": refused("an unknown personality"),
  "/freebsd": refused("another platform's spec"),
  "/solaris": refused("another platform's spec"),
  "/vm": refused("a virtual machine"),
  "/windows": refused("another platform's spec"),
  "/zos": refused("another platform's spec"),
};
