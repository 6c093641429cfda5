// The message is the interface: every case of a failed start, as the user reads it, in one file.
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Op } from "../../../../src/plan/index.ts";
import { cgroupV1, cgroupV2 } from "../samples.ts";
import { type Case, elf, explain, type File } from "./fixture.ts";

const golden = path.resolve(import.meta.dirname, "../../../golden/messages/failed-starts.txt");
const exec = (op: Op) => op.call === "execve";
const loader = "/lib64/ld-linux-x86-64.so.2";
const program = (file: File, more: Readonly<Record<string, File>> = {}) => ({ "/bin/app": file, ...more });
const sh = { "/bin/sh": { content: elf({}) } };
const named = (command: string) => ({ options: { command: [command], flagOf: {} } });
const from = (pointer: string, call?: string) => (op: Op) =>
  op.from.startsWith(pointer) && (call === undefined || op.call === call);
const write = (pointer: string) => from(pointer, "write");
const bind = (source: string, destination: string) => [
  { mount: { destination, source, type: "bind", options: ["rbind"] }, source: `flag -v ${source}:${destination}` },
];
const isLimit = (resources: NonNullable<Case["options"]>["resources"], flagOf: Record<string, string>) => ({
  options: {
    resources: { deviceReadBps: [], deviceWriteBps: [], deviceReadIops: [], deviceWriteIops: [], ...resources },
    flagOf,
  },
});

const programs: Readonly<Record<string, Case>> = {
  "a program that no directory of PATH has": {
    ...named("pyhton3"),
    at: exec,
    errno: "ENOENT",
    files: { "/usr/bin/python3": { content: elf({}) } },
  },
  "a program that is nowhere near": { ...named("nginx"), at: exec, errno: "ENOENT", files: sh },
  "a path that is not in the image": { at: exec, errno: "ENOENT", files: { "/usr/bin/app": { content: elf({}) } } },
  "a path with a typing error": {
    ...named("/bin/apps"),
    at: exec,
    errno: "ENOENT",
    files: program({ content: elf({}) }),
  },
  "a path through a file": { ...named("/bin/app/x"), at: exec, errno: "ENOTDIR", files: program({ content: elf({}) }) },
  "a link to nowhere": { at: exec, errno: "ENOENT", files: program({ link: "/opt/app" }) },
  "a missing loader of glibc, in an Alpine image": {
    at: exec,
    errno: "ENOENT",
    files: program({ content: elf({ loader }) }, { "/lib/ld-musl-x86_64.so.1": { content: elf({}) } }),
  },
  "a missing loader of glibc, in an image without any C library": {
    at: exec,
    errno: "ENOENT",
    files: program({ content: elf({ loader }) }),
  },
  "a missing loader of musl, in a glibc image": {
    at: exec,
    errno: "ENOENT",
    files: program({ content: elf({ loader: "/lib/ld-musl-x86_64.so.1" }) }, { [loader]: { content: elf({}) } }),
  },
  "a script whose interpreter is missing": {
    at: exec,
    errno: "ENOENT",
    files: program({ content: "#!/bin/bash\necho\n" }, sh),
  },
  "a script whose interpreter is somewhere else": {
    at: exec,
    errno: "ENOENT",
    files: program({ content: "#!/bin/python3\n" }, { "/usr/bin/python3": { content: elf({}) } }),
  },
  "a script whose interpreter has no loader": {
    at: exec,
    errno: "ENOENT",
    files: program({ content: "#!/bin/bash\n" }, { "/bin/bash": { content: elf({ loader }) } }),
  },
  "a script with Windows line endings": {
    at: exec,
    errno: "ENOENT",
    files: program({ content: "#!/bin/sh\r\necho hi\r\n" }, sh),
  },
  "a text file without #!": { at: exec, errno: "ENOEXEC", files: program({ content: "echo hi\n" }, sh) },
  "a text file with a byte order mark": {
    at: exec,
    errno: "ENOEXEC",
    files: program({ content: "\ufeff#!/bin/sh\n" }, sh),
  },
  "an empty file": { at: exec, errno: "ENOEXEC", files: program({ content: "" }) },
  "a program of another architecture": {
    at: exec,
    errno: "ENOEXEC",
    files: program({ content: elf({ machine: 183 }) }),
  },
  "a Windows program": { at: exec, errno: "ENOEXEC", files: program({ content: "MZ\0\0" }) },
  "an object file": { at: exec, errno: "ENOEXEC", files: program({ content: elf({ type: 1 }) }) },
  "a file that is not executable": { at: exec, errno: "EACCES", files: program({ content: elf({}), mode: 0o644 }) },
  "a file that only root may execute": {
    user: 1000,
    at: exec,
    errno: "EACCES",
    files: program({ content: elf({}), mode: 0o700 }),
  },
  "a directory that the user may not enter": {
    user: 1000,
    at: exec,
    errno: "EACCES",
    files: program({ content: elf({}) }, { "/bin": { mode: 0o700 } }),
  },
  "a directory": { ...named("/bin"), at: exec, errno: "EACCES", files: program({ content: elf({}) }) },
  "too many arguments": {
    options: { command: ["/bin/app", "x".repeat(200_000)] },
    at: exec,
    errno: "E2BIG",
    files: program({ content: elf({}) }),
  },
};

const places: Readonly<Record<string, Case>> = {
  "a working directory that is missing, on a read-only root": {
    options: { workdir: "/srv/www", readOnly: true, flagOf: { workdir: "-w /srv/www" } },
    at: from("/process/cwd", "openat2"),
    errno: "ENOENT",
    files: sh,
  },
  "a working directory that is a file": {
    options: { workdir: "/bin/sh", flagOf: { workdir: "-w /bin/sh" } },
    at: from("/process/cwd"),
    errno: "ENOTDIR",
    files: sh,
  },
  "a working directory that the user may not enter": {
    user: 1000,
    options: { workdir: "/root", flagOf: { workdir: "-w /root" } },
    at: from("/process/cwd"),
    errno: "EACCES",
    files: { "/root": { mode: 0o700 } },
  },
  "a bind mount of a file over a directory": {
    mounts: bind("/srv/a.conf", "/etc"),
    at: from("/mounts/7", "move_mount"),
    errno: "ENOTDIR",
    files: { "/etc": {} },
    host: { isDirectory: () => false },
  },
  "a bind mount of a directory over a file": {
    mounts: bind("/srv", "/etc/passwd"),
    at: from("/mounts/7", "move_mount"),
    errno: "ENOTDIR",
    files: { "/etc/passwd": { content: "x" } },
  },
  "a bind source that is gone": {
    mounts: bind("/srv/gone", "/data"),
    at: from("/mounts/7", "open_tree"),
    errno: "ENOENT",
    host: { exists: () => false },
  },
  "a mount target that leads through a symbolic link": { at: from("/mounts/0", "openat2"), errno: "ELOOP" },
  "a tmpfs option that does not exist": {
    mounts: [
      {
        mount: { destination: "/t", type: "tmpfs", source: "tmpfs", options: ["sise=1m"] },
        source: "flag --tmpfs /t:sise=1m",
      },
    ],
    at: (op) => from("/mounts/7", "fsconfig")(op) && JSON.stringify(op.args).includes("sise"),
    errno: "EINVAL",
  },
  "sysfs inside a container that masks it": { at: from("/mounts/3", "fsmount"), errno: "EPERM" },
};

const storage: Readonly<Record<string, Case>> = {
  "overlay on overlay": {
    at: from("/root/path", "fsconfig"),
    errno: "EINVAL",
    host: { space: () => ({ type: 0x794c7630, freeBytes: 1e9, freeInodes: 1, hasInodes: true }) },
  },
  "a kernel without overlayfs": { at: from("/root/path", "fsopen"), errno: "ENODEV" },
  "a layer that is gone": {
    at: from("/root/path", "fsconfig"),
    errno: "ENOENT",
    host: { isDirectory: (dir) => dir !== "/lib/base" },
  },
  "a full disk": {
    at: from("/root/path", "fsconfig"),
    errno: "ENOSPC",
    host: { space: () => ({ type: 0xef53, freeBytes: 4096, freeInodes: 10, hasInodes: true }) },
  },
  "no inodes": {
    at: from("/root/path", "fsconfig"),
    errno: "ENOSPC",
    host: { space: () => ({ type: 0xef53, freeBytes: 1e9, freeInodes: 0, hasInodes: true }) },
  },
  "too many mounts": {
    at: from("/root/path", "move_mount"),
    errno: "ENOSPC",
    host: { read: (path) => (path.endsWith("mount-max") ? "100000" : undefined) },
  },
};

const limits: Readonly<Record<string, Case>> = {
  "a controller that the parent cgroup does not give on": {
    ...isLimit({ memoryBytes: 2 ** 26 } as never, { "resources.memoryBytes": "-m 64m" }),
    cgroup: cgroupV2,
    at: (op) => write("/linux/resources/memory")(op) && JSON.stringify(op.args).includes("+memory"),
    errno: "ENOENT",
    host: { read: () => "cpu pids" },
  },
  "a parent cgroup with processes in it": {
    ...isLimit({ memoryBytes: 2 ** 26 } as never, { "resources.memoryBytes": "-m 64m" }),
    cgroup: cgroupV2,
    at: (op) => write("/linux/resources/memory")(op) && JSON.stringify(op.args).includes("+memory"),
    errno: "EBUSY",
  },
  "CPUs that do not exist": {
    ...isLimit({ cpusetCpus: "0-9" } as never, { "resources.cpusetCpus": "--cpuset-cpus 0-9" }),
    cgroup: cgroupV1,
    at: (op) => write("/linux/resources/cpu/cpus")(op),
    errno: "EINVAL",
    host: { read: () => "0-1" },
  },
  "swap accounting that is off": {
    ...isLimit({ memoryBytes: 2 ** 26 } as never, { "resources.memoryBytes": "-m 64m" }),
    cgroup: cgroupV1,
    at: from("/linux/resources/memory/swap", "openat"),
    errno: "ENOENT",
  },
  "a read-only cgroup file system": { at: from("/linux/cgroupsPath", "mkdirat"), errno: "EROFS" },
  "a hard limit that cannot be raised": {
    options: { ulimits: [{ name: "nproc", soft: 9, hard: 9 }], flagOf: { ulimits: "--ulimit nproc=9" } },
    at: from("/process/rlimits"),
    errno: "EPERM",
  },
  "more open files than the kernel allows": {
    options: { ulimits: [{ name: "nofile", soft: 2e9, hard: 2e9 }], flagOf: { ulimits: "--ulimit nofile=2000000000" } },
    at: from("/process/rlimits"),
    errno: "EPERM",
    host: { read: () => "1048576" },
  },
  "an OOM score that cannot be lowered": {
    options: { oomScoreAdj: -500, flagOf: { oomScoreAdj: "--oom-score-adj -500" } },
    at: write("/process/oomScoreAdj"),
    errno: "EACCES",
    host: { read: () => "0" },
  },
  "a sysctl of the whole host": {
    options: { sysctls: { "vm.swappiness": "1" }, flagOf: { sysctls: "--sysctl vm.swappiness=1" } },
    at: write("/linux/sysctl"),
    errno: "EACCES",
  },
  "a sysctl that does not exist": {
    options: { sysctls: { "net.ipv4.nope": "1" }, flagOf: { sysctls: "--sysctl net.ipv4.nope=1" } },
    at: from("/linux/sysctl", "openat2"),
    errno: "ENOENT",
    host: { exists: () => false },
  },
  "a sysctl value that does not fit": {
    options: { sysctls: { "net.core.somaxconn": "-1" }, flagOf: { sysctls: "--sysctl net.core.somaxconn=-1" } },
    at: write("/linux/sysctl"),
    errno: "EINVAL",
  },
};

const clone = (op: Op) => op.call === "clone3";
const userns = {
  options: {
    userns: {
      uidMappings: [{ containerId: 0, hostId: 100_000, size: 65_536 }],
      gidMappings: [{ containerId: 0, hostId: 100_000, size: 65_536 }],
    } as const,
    flagOf: { userns: "--userns 0:100000:65536" },
  },
} as unknown as Pick<Case, "options">;
const privileges: Readonly<Record<string, Case>> = {
  "user namespaces that are switched off": {
    ...userns,
    at: clone,
    errno: "ENOSPC",
    host: { read: (path) => (path.endsWith("max_user_namespaces") ? "0" : "1000") },
  },
  "too many namespaces": {
    at: clone,
    errno: "ENOSPC",
    host: { read: (path) => (path.endsWith("max_net_namespaces") ? "12" : "1000") },
  },
  "too little privilege for namespaces": { at: clone, errno: "EPERM", host: { capabilities: [] } },
  "unprivileged user namespaces that are switched off": {
    ...userns,
    at: clone,
    errno: "EPERM",
    host: { capabilities: [], read: (path) => (path.endsWith("unprivileged_userns_clone") ? "0" : undefined) },
  },
  "too many processes": { at: clone, errno: "EAGAIN", host: { read: () => "32768" } },
  "id maps beyond our own": { ...userns, at: write("/linux/uidMappings"), errno: "EPERM" },
  "a seccomp filter that the kernel does not take": { at: (op) => op.call === "seccomp", errno: "EINVAL" },
  "something that nobody has thought of": { at: (op) => op.call === "keyctl", errno: "ENOMEM" },
};

const families = { programs, places, storage, limits, privileges };

describe("explainStoppedPlan()", () => {
  test("tells cause, field and advice for every case in failed-starts.txt", async () => {
    const sections = Object.entries(families).map(
      ([family, cases]) =>
        `# ${family}\n\n${Object.entries(cases)
          .map(([name, about]) => `${name}\n  ${explain(about).replaceAll("\n", "\n  ")}\n`)
          .join("\n")}`,
    );
    await expect(sections.join("\n")).toMatchFileSnapshot(golden);
  });

  test("has a hint for every one of them", () => {
    const all = Object.values(families).flatMap((cases) => Object.values<Case>(cases).map(explain));
    expect(all.filter((text) => text.includes("hint: undefined"))).toEqual([]);
  });

  test("gives 127 only where something is not there, and 126 only where something cannot be executed", () => {
    const codes = Object.values(programs).map((about) => ({ errno: about.errno, code: explain(about).split(":")[0] }));
    expect(
      codes.filter(
        ({ errno, code }) => (errno === "ENOENT" || errno === "ENOTDIR") !== (code === "ERR_PROGRAM_NOT_FOUND"),
      ),
    ).toEqual([]);
  });
});
