import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runOptions } from "../../../src/cli/run-options/index.ts";
import { runOptionsOf, tsRun } from "./harness.ts";

const bind = { type: "bind", readOnly: false, recursive: true, createSource: true };

/** flags -> what they make of RunOptions. Every flag of the table stands here: the last test sees to it. */
const meanings: readonly [flags: string[], fields: Record<string, unknown>][] = [
  [["-d"], { detach: true }],
  [["--detach=false"], { detach: false }],
  [["-i"], { interactive: true }],
  [["-t"], { tty: true }],
  [["-a", "stdin"], { interactive: true }],
  [["--name", "web_1"], { name: "web_1" }],
  [["--rm"], { rm: true }],
  [["--init"], { init: true }],
  [["--entrypoint", ""], { entrypoint: "" }],
  [["-w/srv"], { workdir: "/srv" }],
  [["-u", "1000:100"], { user: "1000:100" }],
  [["--group-add", "audio", "--group-add=5"], { groupAdd: ["audio", "5"] }],
  [["-e", "A=1", "-eB=x=y", "-e", "HOME", "-e", "UNSET"], { env: { A: "1", B: "x=y", HOME: "/root" } }],
  [["-e", "A=flag", "--env-file", "env"], { env: { A: "flag", B: "two words ", HOME: "/root" } }],
  [["-l", "a", "-l", "b=c"], { labels: { a: "", b: "c" } }],
  [["--label-file", "env"], { labels: { A: "file", B: "two words ", HOME: "" } }],
  [["--annotation", "a=b"], { annotations: { a: "b" } }],
  [["--stop-signal", "quit"], { stopSignal: "SIGQUIT" }],
  [["--stop-signal", "9"], { stopSignal: "SIGKILL" }],
  [["--stop-timeout", "1.5"], { stopTimeoutMs: 1500 }],
  [["--restart", "on-failure:3"], { restart: { name: "on-failure", maximumRetries: 3 } }],
  [["--restart", "unless-stopped"], { restart: { name: "unless-stopped" } }],
  [["--pull", "never"], { pull: "never" }],
  [["--platform", "linux/arm64/v8"], { platform: "linux/arm64/v8" }],
  [["--cidfile", "new"], { cidfile: "CWD/new" }],
  [["--pidfile", "pid"], { pidfile: "CWD/pid" }],
  [["--log-opt", "max-size=1m", "--log-opt", "max-file=3"], { logMaxSizeBytes: 1 << 20, logMaxFiles: 3 }],
  [["-q"], { quiet: true }],
  [["--explain"], { explain: true }],
  [["-v", "/a:/b"], { mounts: [{ ...bind, source: "/a", target: "/b" }] }],
  [
    ["-v", "./a:/b:ro,rslave"],
    { mounts: [{ ...bind, source: "CWD/a", target: "/b", readOnly: true, propagation: "rslave" }] },
  ],
  [
    ["-v", "data:/b:nocopy"],
    { mounts: [{ type: "volume", source: "data", target: "/b", readOnly: false, noCopy: true }] },
  ],
  [["-v", "/b/"], { mounts: [{ type: "volume", target: "/b", readOnly: false, noCopy: false }] }],
  [
    ["--mount", "type=bind,src=/a,dst=/b,ro,bind-propagation=shared,bind-nonrecursive"],
    {
      mounts: [
        {
          type: "bind",
          source: "/a",
          target: "/b",
          readOnly: true,
          recursive: false,
          createSource: false,
          propagation: "shared",
        },
      ],
    },
  ],
  [
    ["--mount", "source=data,target=/b"],
    { mounts: [{ type: "volume", source: "data", target: "/b", readOnly: false, noCopy: false }] },
  ],
  [
    ["--mount", "type=tmpfs,target=/b,tmpfs-size=1m,tmpfs-mode=1777"],
    { mounts: [{ type: "tmpfs", target: "/b", sizeBytes: 1 << 20, mode: 0o1777, options: [] }] },
  ],
  [
    ["--tmpfs", "/x:size=64m,mode=700,noexec"],
    { mounts: [{ type: "tmpfs", target: "/x", sizeBytes: 64 << 20, mode: 0o700, options: ["noexec"] }] },
  ],
  [["--read-only"], { readOnly: true }],
  [["--shm-size", "1g"], { shmSizeBytes: 1 << 30 }],
  [["--device", "/dev/fuse"], { devices: [{ hostPath: "/dev/fuse", containerPath: "/dev/fuse", permissions: "rwm" }] }],
  [["--device", "/dev/a:/dev/b:r"], { devices: [{ hostPath: "/dev/a", containerPath: "/dev/b", permissions: "r" }] }],
  [["--device", "/dev/a:rw"], { devices: [{ hostPath: "/dev/a", containerPath: "/dev/a", permissions: "rw" }] }],
  [["--network", "none"], { network: "none" }],
  [["--net", "container:web"], { network: { container: "web" } }],
  [["--ip", "10.1.2.3"], { ip: "10.1.2.3" }],
  [["-p8080:80"], { publish: [{ hostPort: 8080, containerPort: 80, protocol: "tcp" }] }],
  [["-p", "80"], { publish: [{ containerPort: 80, protocol: "tcp" }] }],
  [["-p", "127.0.0.1::53/udp"], { publish: [{ hostIp: "127.0.0.1", containerPort: 53, protocol: "udp" }] }],
  [["-p", "[::1]:81:80"], { publish: [{ hostIp: "::1", hostPort: 81, containerPort: 80, protocol: "tcp" }] }],
  [
    ["-p", "8000-8001:80-81"],
    {
      publish: [
        { hostPort: 8000, containerPort: 80, protocol: "tcp" },
        { hostPort: 8001, containerPort: 81, protocol: "tcp" },
      ],
    },
  ],
  [["-P"], { publishAll: true }],
  [["-h", "box"], { hostname: "box" }],
  [["--domainname", "example.com"], { domainname: "example.com" }],
  [
    ["--add-host", "db:10.0.0.5", "--add-host", "h=host-gateway"],
    {
      addHost: [
        { name: "db", ip: "10.0.0.5" },
        { name: "h", ip: "host-gateway" },
      ],
    },
  ],
  [["--dns", "1.1.1.1"], { dns: ["1.1.1.1"] }],
  [["--dns-search", "lan"], { dnsSearch: ["lan"] }],
  [["--dns-option", "ndots:2"], { dnsOption: ["ndots:2"] }],
  [["--privileged"], { privileged: true }],
  [["--cap-add", "cap_net_admin"], { capAdd: ["NET_ADMIN"] }],
  [["--cap-drop", "all"], { capDrop: ["ALL"] }],
  [["--security-opt", "no-new-privileges"], { noNewPrivileges: true }],
  [["--security-opt", "seccomp=unconfined"], { seccomp: "unconfined" }],
  [["--security-opt", "seccomp=profile.json"], { seccomp: { file: "CWD/profile.json" } }],
  [["--security-opt", "apparmor=web"], { apparmor: "web" }],
  [
    ["--ulimit", "nofile=1024:2048", "--ulimit", "core=0"],
    {
      ulimits: [
        { name: "nofile", soft: 1024, hard: 2048 },
        { name: "core", soft: 0, hard: 0 },
      ],
    },
  ],
  [["--ulimit", "memlock=-1"], { ulimits: [{ name: "memlock", soft: -1, hard: -1 }] }],
  [["--sysctl", "net.core.somaxconn=1024"], { sysctls: { "net.core.somaxconn": "1024" } }],
  [["--pid", "host"], { pid: "host" }],
  [["--ipc", "container:web"], { ipc: { container: "web" } }],
  [["--uts", "host"], { uts: "host" }],
  [["--cgroupns", "private"], { cgroupns: "private" }],
  [["--userns", "host"], { userns: "host" }],
  [
    ["--userns", "private:100000:65536"],
    {
      userns: {
        uidMappings: [{ containerId: 0, hostId: 100000, size: 65536 }],
        gidMappings: [{ containerId: 0, hostId: 100000, size: 65536 }],
      },
    },
  ],
  [["--time-offset", "boottime=-60"], { timeOffsets: { boottime: -60 } }],
  [["--cgroup-parent", "/batch"], { cgroupParent: "/batch" }],
  [["--oom-score-adj", "-500"], { oomScoreAdj: -500 }],
];

const resourceMeanings: readonly [flags: string[], fields: Record<string, unknown>][] = [
  [["-m=64m"], { memoryBytes: 64 << 20 }],
  [["--memory", "1.5k"], { memoryBytes: 1536 }],
  [["--memory-reservation", "32m"], { memoryReservationBytes: 32 << 20 }],
  [["-m", "64m", "--memory-swap", "-1"], { memoryBytes: 64 << 20, memorySwapBytes: -1 }],
  [["--memory-high", "48MiB"], { memoryHighBytes: 48 << 20 }],
  [["--oom-kill-disable"], { oomKillDisable: true }],
  [["--cpus", ".5"], { cpus: 0.5 }],
  [["-c", "512"], { cpuShares: 512 }],
  [["--cpu-period", "50000", "--cpu-quota", "25000"], { cpuPeriodUs: 50000, cpuQuotaUs: 25000 }],
  [["--cpuset-cpus", "0-1,3"], { cpusetCpus: "0-1,3" }],
  [["--cpuset-mems", "0"], { cpusetMems: "0" }],
  [["--pids-limit", "0"], { pidsLimit: -1 }],
  [["--pids-limit", "20"], { pidsLimit: 20 }],
  [["--blkio-weight", "300"], { blkioWeight: 300 }],
  [
    ["--device-read-bps", "/dev/vda:1mb", "--device-read-bps", "/dev/vdb:2k"],
    {
      deviceReadBps: [
        { path: "/dev/vda", rate: 1 << 20 },
        { path: "/dev/vdb", rate: 2048 },
      ],
    },
  ],
  [["--device-write-bps", "/dev/vda:1"], { deviceWriteBps: [{ path: "/dev/vda", rate: 1 }] }],
  [["--device-read-iops", "/dev/vda:100"], { deviceReadIops: [{ path: "/dev/vda", rate: 100 }] }],
  [["--device-write-iops", "/dev/vda:100"], { deviceWriteIops: [{ path: "/dev/vda", rate: 100 }] }],
];

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "ts-run-cli-"));
  writeFileSync(join(cwd, "env"), "# comment\n\nA=file\n  B=two words \nHOME\n");
  writeFileSync(join(cwd, "bad-env"), "A=1\nB C=2\n");
  writeFileSync(join(cwd, "profile.json"), "{}");
  writeFileSync(join(cwd, "exists"), "");
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const inCwd = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll("CWD", cwd));
const setting = () => ({ cwd, env: { HOME: "/root" } });

describe("ts-run run", () => {
  test.each(meanings)("%j fills its field", async (flags, fields) => {
    const options = await runOptionsOf(flags, setting());
    expect(options).toMatchObject(inCwd(fields) as Record<string, unknown>);
    for (const [key, value] of Object.entries(fields))
      expect(options[key as keyof typeof options]).toEqual(inCwd(value));
  });

  test.each(resourceMeanings)("%j limits a resource", async (flags, fields) => {
    const none = { deviceReadBps: [], deviceWriteBps: [], deviceReadIops: [], deviceWriteIops: [] };
    expect((await runOptionsOf(flags, setting())).resources).toEqual({ ...none, ...fields });
  });

  test("has a test of every flag", () => {
    const covered = [...meanings, ...resourceMeanings]
      .flatMap(([flags]) => flags)
      .filter((flag) => flag.startsWith("-"));
    const missing = runOptions.filter(({ name, short }) => {
      const isNamed = (flag: string) =>
        flag === `--${name}` ||
        flag.startsWith(`--${name}=`) ||
        (short !== undefined && flag.startsWith(`-${short}`) && !flag.startsWith("--"));
      return name !== "dry-run" && !covered.some(isNamed);
    });
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  test("leaves everything after the image to the container", async () => {
    const { calls } = await tsRun(["run", "--rm", "image", "ls", "-la", "--rm=false", "--", "-x"], {
      answers: { run: 0 },
    });
    expect(calls[0]?.args[0]).toMatchObject({
      image: "image",
      command: ["ls", "-la", "--rm=false", "--", "-x"],
      rm: true,
    });
  });

  test("takes clusters of short flags, the last one with its value", async () => {
    expect(await runOptionsOf(["-itm64m"], { tty: true })).toMatchObject({
      interactive: true,
      tty: true,
      resources: { memoryBytes: 64 << 20 },
    });
  });

  test("remembers which flag set which field, for explain", async () => {
    const { flagOf } = await runOptionsOf(["-m", "64m", "-v", "/a:/b", "--tmpfs=/c", "-e", "A=1"], setting());
    expect(flagOf).toEqual({
      "resources.memoryBytes": "-m 64m",
      mounts: "-v /a:/b --tmpfs=/c",
      "mounts.0": "-v /a:/b",
      "mounts.1": "--tmpfs=/c",
      env: "-e A=1",
      "env.A": "-e A=1",
    });
  });

  test("remembers the field, not the flag, where one flag sets several", async () => {
    const flags = ["--security-opt", "apparmor=a", "--security-opt", "no-new-privileges", "--log-opt", "max-file=2"];
    expect((await runOptionsOf(flags)).flagOf).toEqual({
      apparmor: "--security-opt apparmor=a",
      noNewPrivileges: "--security-opt no-new-privileges",
      logMaxFiles: "--log-opt max-file=2",
    });
  });

  test("returns the exit code of the container", async () => {
    expect((await tsRun(["run", "image"], { answers: { run: 137 } })).exitCode).toBe(137);
  });

  test("says when an option has no effect", async () => {
    const { stderr, exitCode } = await tsRun(["run", "-v", "/a:/b:z", "image"], { answers: { run: 0 } });
    expect(stderr).toBe("warning: -v /a:/b:z: SELinux labels are not changed; the option z is ignored\n");
    expect(exitCode).toBe(0);
  });
});

describe("ts-run run refuses", () => {
  const refusals: readonly [args: string[], message: string][] = [
    [["-m", "64x"], 'parse -m 64x: "64x" is not a size'],
    [["-p", "99999:80"], 'parse -p 99999:80: "99999" is not a port or a range of ports'],
    [["-p", "80-90:80-85"], "parse -p 80-90:80-85: 11 host ports for 6 container ports"],
    [["-p", "1.2.3:80:80"], 'parse -p 1.2.3:80:80: "1.2.3" is not an IP address'],
    [["-p", "80/sctp"], 'parse -p 80/sctp: protocol "sctp" is not supported'],
    [["-v", "relative:"], "parse -v relative:: the container directory is empty"],
    [["-v", "a:b"], 'parse -v a:b: container directory "b" is not absolute'],
    [["-v", "a/b:/c"], 'parse -v a/b:/c: "a/b" is not a volume name'],
    [["-v", "/a:/b:rx"], 'parse -v /a:/b:rx: unknown option "rx"'],
    [["-v", "/a:/"], 'parse -v /a:/: the container directory cannot be "/"'],
    [["--cpus", "abc"], 'parse --cpus abc: "abc" is not a number'],
    [["--cpus", "0"], "parse --cpus 0: 0 is out of range"],
    [["--memoy", "1"], "unknown flag --memoy of ts-run run"],
    [["-Z"], "unknown flag -Z of ts-run run"],
    [["-itZ"], "unknown flag -Z in -itZ of ts-run run"],
    [["--rm=maybe"], 'parse --rm=maybe: "maybe" is neither true nor false'],
    [["--env-file", "bad-env"], 'parse bad-env:2: the name "B C" contains white space'],
    [["-e", "=1"], "parse -e =1: the variable has no name"],
    [["--name", "-x"], "parse --name -x: not a container name"],
    [["--restart", "foo"], 'parse --restart foo: unknown restart policy "foo"'],
    [["--ulimit", "nofil=1"], 'parse --ulimit nofil=1: unknown limit "nofil"'],
    [["--ulimit", "nofile=3:2"], "parse --ulimit nofile=3:2: the soft limit is above the hard limit"],
    [["--mount", "type=bind,source=/a"], "parse --mount type=bind,source=/a: the container directory is empty"],
    [["--mount", "typ=bind"], 'parse --mount typ=bind: unknown key "typ"'],
    [
      ["--mount", "type=tmpfs,target=/a,bind-propagation=shared"],
      "parse --mount type=tmpfs,target=/a,bind-propagation=shared: bind-propagation does not go with type=tmpfs",
    ],
    [["--security-opt", "label=type:x"], 'parse --security-opt label=type:x: security option "label" is not supported'],
    [["--cap-add", "NET_ADMN"], 'parse --cap-add NET_ADMN: unknown capability "NET_ADMN"'],
    [["--network", "mynet"], 'parse --network mynet: unknown mode "mynet"'],
    [["--cidfile", "exists"], "parse --cidfile exists: the file exists already"],
    [["--stop-signal", "SIGFOO"], 'parse --stop-signal SIGFOO: unknown signal "SIGFOO"'],
    [["--device", "vendor.com/gpu=all"], "parse --device vendor.com/gpu=all: CDI devices are not supported"],
    [["--rm", "--restart", "always"], "flags --rm and --restart contradict each other"],
    [["-d", "-a", "stdout"], "flags -d and -a contradict each other"],
    [["-it"], "the input device is not a TTY"],
    [["--cpus", "1", "--cpu-quota", "1000"], "flags --cpus and --cpu-quota/--cpu-period contradict each other"],
    [["--memory-swap", "64m"], "set --memory-swap: it needs --memory"],
    [["-m", "64m", "--memory-swap", "32m"], "set --memory-swap: it is below --memory"],
    [["--network", "container:a", "-p", "80"], "publish a port: the network belongs to another container"],
    [["--network", "host", "--ip", "10.0.0.2"], "set --ip: only the bridge network has addresses to choose from"],
    [["-v", "/a:/x", "--tmpfs", "/x"], "mount at /x: two mounts ask for the same directory"],
  ];
  test.each(refusals)("%j before the engine is asked", async (flags, message) => {
    const { exitCode, stderr, stdout, calls } = await tsRun(["run", ...flags, "image"], setting());
    expect(stderr.split("\n")[0]).toBe(`ts-run: ${message}`);
    expect({ exitCode, stdout, calls }).toEqual({ exitCode: 125, stdout: "", calls: [] });
  });

  test("to run without an image, and says how it is used", async () => {
    const { stderr, exitCode } = await tsRun(["run", "--rm"]);
    expect(stderr).toBe(
      "ts-run: ts-run run needs at least 1 argument, got 0\nhint: usage: ts-run run [FLAGS] IMAGE [COMMAND] [ARG...]\n",
    );
    expect(exitCode).toBe(125);
  });

  test("a flag without its value", async () => {
    expect((await tsRun(["run", "--memory"])).stderr).toBe(
      "ts-run: flag --memory needs a value\nhint: write --memory BYTES\n",
    );
  });
});
