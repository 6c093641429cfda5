import { describe, expect, test, vi } from "vitest";
import { TsRunError } from "../../../src/base/index.ts";
import { container, image, tsRun } from "./harness.ts";

const first = (args: readonly string[], setting = {}) => tsRun(args, setting).then(({ calls }) => calls[0]);

describe("commands hand the engine what was typed", () => {
  test.each<[string[], string, unknown[]]>([
    [["stop", "-t", "3", "-s", "int", "web"], "stop", ["web", { timeoutMs: 3000, signal: "SIGINT" }]],
    [["restart", "--time=-1", "web"], "restart", ["web", { timeoutMs: Number.POSITIVE_INFINITY }]],
    [["kill", "web"], "kill", ["web", "SIGKILL"]],
    [["kill", "-s", "15", "web"], "kill", ["web", "SIGTERM"]],
    [["pause", "web"], "pause", ["web"]],
    [["unpause", "web"], "unpause", ["web"]],
    [["rm", "-fv", "web"], "remove", ["web", { force: true, volumes: true }]],
    [["container", "rm", "web"], "remove", ["web", { force: false, volumes: false }]],
    [["rename", "web", "api"], "rename", ["web", "api"]],
    [
      ["update", "-m", "64m", "--restart", "always", "web"],
      "update",
      ["web", { resources: { memoryBytes: 64 << 20 }, restart: { name: "always" } }],
    ],
    [["rmi", "-f", "nginx"], "images.remove", ["nginx", { force: true }]],
    [["tag", "a", "b"], "images.tag", ["a", "b"]],
    [["image", "prune", "-af"], "images.prune", [{ all: true }]],
    [["container", "prune", "-f"], "prune", []],
    [["volume", "create", "-l", "a=b", "data"], "volumes.create", [{ name: "data", labels: { a: "b" } }]],
    [["volume", "rm", "-f", "data"], "volumes.remove", ["data", { force: true }]],
    [["logout", "ghcr.io"], "images.logout", ["ghcr.io"]],
  ])("%j", async (args, method, expected) => {
    const answers = {
      "images.remove": { untagged: [], deleted: [] },
      "images.prune": { deleted: [], reclaimedBytes: 0 },
      prune: { deleted: [], reclaimedBytes: 0 },
      "volumes.create": { name: "data" },
    };
    expect(await first(args, { answers })).toEqual({ method, args: expected });
  });

  test("exec takes its flags before the container and leaves the rest to the command", async () => {
    const call = await first(["exec", "-e", "A=1", "-u", "5", "-w", "/srv", "web", "ls", "-e"], {
      answers: { exec: 0 },
    });
    expect(call?.args.slice(0, 2)).toEqual([
      "web",
      {
        command: ["ls", "-e"],
        detach: false,
        interactive: false,
        tty: false,
        env: { A: "1" },
        user: "5",
        workdir: "/srv",
        privileged: false,
        detachKeys: "ctrl-p,ctrl-q",
      },
    ]);
  });

  test("logs turns ages and times into milliseconds", async () => {
    vi.useFakeTimers({ now: 1_000_000_000 });
    const call = await first(
      ["logs", "--since", "10m", "--until", "2026-01-31T12:00:00Z", "--tail", "5", "-f", "web"],
      { answers: { logs: [] } },
    );
    vi.useRealTimers();
    expect(call).toMatchObject({
      method: "logs",
      args: ["web", { follow: true, sinceMs: 1_000_000_000 - 600_000, untilMs: Date.UTC(2026, 0, 31, 12), tail: 5 }],
    });
  });
});

describe("several references", () => {
  const remove = (ref: string) =>
    ref === "gone"
      ? Promise.reject(new TsRunError("ERR_NOT_FOUND", "remove gone: no such container"))
      : Promise.resolve();

  test("are all tried; what worked is printed, what failed is told, the exit code says so", async () => {
    const { stdout, stderr, exitCode } = await tsRun(["rm", "a", "gone", "b"], { answers: { remove } });
    expect({ stdout, stderr, exitCode }).toEqual({
      stdout: "a\nb\n",
      stderr: "ts-run: remove gone: no such container\n",
      exitCode: 125,
    });
  });
});

describe("ts-run ps", () => {
  const now = Date.UTC(2026, 0, 31, 12, 5);
  const list = [
    container({
      state: "running",
      startedAt: "2026-01-31T12:03:00Z",
      ports: [{ hostIp: "0.0.0.0", hostPort: 8080, containerPort: 80, protocol: "tcp" }],
      labels: { tier: "front" },
    }),
    container({
      id: "f".repeat(64),
      name: "hog",
      createdAt: "2026-01-31T12:04:00Z",
      state: "exited",
      exitCode: 137,
      oomKilled: true,
      finishedAt: "2026-01-31T12:04:57Z",
      command: ["sh"],
    }),
  ];
  const ps = async (...args: string[]) => {
    vi.useFakeTimers({ now });
    const { stdout, stderr } = await tsRun(["ps", ...args], { answers: { list } });
    vi.useRealTimers();
    return stdout + stderr;
  };

  test("lists running containers in docker's columns", async () => {
    expect(await ps()).toBe(
      "CONTAINER ID   IMAGE        COMMAND                  CREATED         STATUS         PORTS                  NAMES\n" +
        '0123456789ab   nginx:1.27   "nginx -g daemon off;"   5 minutes ago   Up 2 minutes   0.0.0.0:8080->80/tcp   web\n',
    );
  });

  test("says why a container exited", async () => {
    expect(await ps("-a", "--format", "{{.Names}}: {{.Status}}")).toBe(
      "hog: Exited (137) 3 seconds ago (out of memory)\nweb: Up 2 minutes\n",
    );
  });

  test.each([
    [["-q"], "0123456789ab\n"],
    [["-aq", "--no-trunc"], `${"f".repeat(64)}\n${"0123456789abcdef".repeat(4)}\n`],
    [["-f", "status=exited", "-q"], "ffffffffffff\n"],
    [["-a", "-f", "label=tier=front", "-q"], "0123456789ab\n"],
    [["-a", "-f", "exited=1", "-q"], ""],
    [["-a", "-f", "name=^ho", "-q"], "ffffffffffff\n"],
    [["-a", "-f", "ancestor=nginx", "-f", "publish=8080", "-q"], "0123456789ab\n"],
    [["-a", "-f", "before=hog", "-q"], "0123456789ab\n"],
    [["-a", "-f", "since=web", "-q"], "ffffffffffff\n"],
    [["-l", "-q"], "ffffffffffff\n"],
    [["--format", "table {{.Names}}\\t{{.State}}"], "NAMES   STATE\nweb     running\n"],
    [["--format", '{{.Label "tier"}} {{json .Ports}}'], 'front "0.0.0.0:8080->80/tcp"\n'],
  ])("%j", async (args, expected) => {
    expect(await ps(...args)).toBe(expected);
  });

  test("prints JSON lines", async () => {
    expect(JSON.parse(await ps("--format", "json"))).toMatchObject({
      ID: "0123456789ab",
      Names: "web",
      State: "running",
    });
  });

  test.each([
    [["-f", "stat=x"], 'ts-run: parse -f stat=x: unknown filter "stat"\nhint: did you mean status=?\n'],
    [
      ["-f", "status=up"],
      'ts-run: parse -f status=up: unknown state "up"\nhint: one of created, running, paused, restarting, exited, dead\n',
    ],
    [["--format", "{{.Nmaes}}"], "ts-run: --format: there is no field .Nmaes here\nhint: did you mean .Names?\n"],
  ])("refuses %j", async (args, message) => {
    expect(await ps(...args)).toBe(message);
  });

  test("keeps control characters of a container away from the terminal", async () => {
    const evil = [container({ state: "running", startedAt: "2026-01-31T12:03:00Z", image: "a\u001b[2Jb" })];
    expect((await tsRun(["ps"], { answers: { list: evil } })).stdout).not.toContain("\u001b");
  });
});

describe("ts-run images", () => {
  test("shows references as people write them, one row per tag", async () => {
    const images = [
      image({ references: ["docker.io/library/nginx:1.27", "localhost:5000/n:x"], createdAt: "2020-01-01T00:00:00Z" }),
      image({ id: `sha256:${"ef".repeat(32)}`, references: [], sizeBytes: 4_270_000 }),
    ];
    const { stdout } = await tsRun(["images", "--format", "{{.Repository}} {{.Tag}} {{.ID}} {{.Size}}"], {
      answers: { "images.list": images },
    });
    expect(stdout).toBe(
      "nginx 1.27 cdcdcdcdcdcd 187MB\nlocalhost:5000/n x cdcdcdcdcdcd 187MB\n<none> <none> efefefefefef 4.27MB\n",
    );
  });
});

describe("ts-run inspect", () => {
  const missing = () => Promise.reject(new TsRunError("ERR_NOT_FOUND", "none"));

  test("finds containers before images before volumes", async () => {
    const answers = { inspect: missing, "images.inspect": { Id: "sha256:1" } };
    expect((await tsRun(["inspect", "-f", "{{.Id}}", "x"], { answers })).stdout).toBe("sha256:1\n");
  });

  test("prints [] and fails when nothing carries the name", async () => {
    const answers = { inspect: missing, "images.inspect": missing, "volumes.inspect": missing };
    expect(await tsRun(["inspect", "x"], { answers })).toMatchObject({
      exitCode: 125,
      stdout: "[]\n",
      stderr: expect.stringContaining("inspect x: no such container, image, volume"),
    });
  });
});

describe("ts-run pull", () => {
  const pulled = { id: "sha256:1", digest: "sha256:2", reference: "docker.io/library/nginx:latest", changed: true };
  const pull = (_ref: string, { onProgress }: { onProgress: (progress: unknown) => void }) => {
    for (const current of [0, 50, 100])
      onProgress({ layer: "sha256:abcdefabcdefabcdef", phase: "downloading", current, total: 100 });
    onProgress({ layer: "sha256:abcdefabcdefabcdef", phase: "done", current: 100, total: 100 });
    return pulled;
  };

  test("prints one line per phase where there is no terminal", async () => {
    const { stdout } = await tsRun(["pull", "nginx"], { answers: { "images.pull": pull } });
    expect(stdout).toBe(
      "abcdefabcdef: downloading 100B\nabcdefabcdef: done\nDigest: sha256:2\nDownloaded docker.io/library/nginx:latest\n",
    );
  });

  test("prints only the reference when asked to be quiet", async () => {
    expect((await tsRun(["pull", "-q", "nginx"], { answers: { "images.pull": pull } })).stdout).toBe(
      "docker.io/library/nginx:latest\n",
    );
  });

  test("prints every change as JSON", async () => {
    const { stdout } = await tsRun(["pull", "--format", "json", "nginx"], { answers: { "images.pull": pull } });
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
        .at(-1),
    ).toEqual(pulled);
  });
});

describe("ts-run stats", () => {
  const sample = (timestampMs: number, cpuUsageUs: number, periods: number) => ({
    ...{ id: "0123456789abcdef".repeat(4), name: "web", timestampMs, cpuUsageUs, cpuUserUs: 0, cpuSystemUs: 0 },
    ...{
      throttledPeriods: periods / 2,
      totalPeriods: periods,
      throttledUs: 0,
      memoryUsageBytes: 16 << 20,
      memoryLimitBytes: 64 << 20,
    },
    ...{
      oomKills: 0,
      pids: 3,
      pidsLimit: 20,
      blockReadBytes: 0,
      blockWriteBytes: 1000,
      networkRxBytes: 5,
      networkTxBytes: 6,
    },
    pressure: { cpu: 12.34, io: 0 },
  });

  test("computes rates from two samples", async () => {
    let call = 0;
    const stats = () => (call++ === 0 ? [sample(0, 0, 0)] : [sample(1000, 500_000, 10)]);
    const { stdout } = await tsRun(["stats", "--no-stream", "web"], { answers: { stats } });
    expect(stdout).toBe(
      "CONTAINER ID   NAME   CPU %    THROTTLED   MEM USAGE / LIMIT   MEM %    NET I/O   BLOCK I/O   PIDS     PSI CPU/MEM/IO\n" +
        "0123456789ab   web    50.00%   50.00%      16MiB / 64MiB       25.00%   5B / 6B   0B / 1kB    3 / 20   12.3 / - / 0.0\n",
    );
  });
});

describe("ts-run port", () => {
  const ports = [
    {
      hostIp: "0.0.0.0",
      hostPort: 8080,
      containerPort: 80,
      protocol: "tcp",
      reachableFrom: "any host that routes to this machine",
    },
    { hostIp: "::1", hostPort: 53, containerPort: 53, protocol: "udp", reachableFrom: "this machine only" },
  ];

  test.each([
    [
      ["port", "web"],
      "80/tcp -> 0.0.0.0:8080 (any host that routes to this machine)\n53/udp -> [::1]:53 (this machine only)\n",
    ],
    [["port", "-q", "web", "80"], "0.0.0.0:8080\n"],
  ])("%j says who can reach what", async (args, expected) => {
    expect((await tsRun(args, { answers: { ports } })).stdout).toBe(expected);
  });

  test("refuses a port that is not published", async () => {
    expect(await tsRun(["port", "web", "81"], { answers: { ports } })).toMatchObject({
      exitCode: 125,
      stderr: "ts-run: port 81/tcp of web: it is not published\n",
    });
  });
});

describe("ts-run explain", () => {
  const missing = () => Promise.reject(new TsRunError("ERR_NOT_FOUND", "none"));
  const targets = async (args: string[], inspect: () => unknown) =>
    (await tsRun(["explain", ...args], { answers: { inspect } })).calls
      .filter(({ method }) => method === "explain")
      .map((call) => call.args[0]);

  test("explains a container that exists", async () => {
    expect((await targets(["web"], () => ({})))[0]).toEqual({ container: "web" });
  });

  test("explains an image where no container has the name, or where flags describe a new one", async () => {
    expect((await targets(["busybox", "ls"], missing))[0]).toMatchObject({
      image: { image: "busybox", command: ["ls"] },
    });
    expect((await targets(["-m", "64m", "web"], () => ({})))[0]).toMatchObject({
      image: { image: "web", resources: { memoryBytes: 64 << 20 } },
    });
  });

  test("compares exactly two", async () => {
    expect(await targets(["--diff", "a", "b"], () => ({}))).toEqual([{ container: "a" }, { container: "b" }]);
    expect((await tsRun(["explain", "--diff", "a"])).stderr).toContain("it compares exactly two");
  });
});

describe("prune commands", () => {
  test("need -f where nobody can confirm", async () => {
    expect(await tsRun(["volume", "prune"])).toMatchObject({
      exitCode: 125,
      stderr: "ts-run: prune: nobody is there to confirm it\nhint: add -f\n",
      calls: [],
    });
  });
});

describe("the front door", () => {
  test.each([
    [["rnu"], 'ts-run: unknown command "rnu"\nhint: did you mean ts-run run?\n'],
    [["volume", "lss"], 'ts-run: unknown command "volume lss"\nhint: did you mean ts-run volume ls?\n'],
    [["--rot", "/x", "ps"], "ts-run: unknown flag --rot of ts-run \nhint: did you mean --root?\n"],
  ])("refuses %j", async (args, message) => {
    expect(await tsRun(args)).toMatchObject({
      exitCode: 125,
      stderr: message.replace("ts-run \n", "ts-run\n"),
      calls: [],
    });
  });

  test("refuses to work without root, after it has judged the arguments", async () => {
    expect(await tsRun(["ps"], { uid: 1000 })).toMatchObject({
      exitCode: 125,
      stderr: "ts-run: open /var/lib/ts-run: only root can make containers, this is uid 1000\nhint: run it with sudo\n",
    });
    expect((await tsRun(["ps", "--bad"], { uid: 1000 })).stderr).toContain("unknown flag --bad");
  });

  test.each([
    ["ERR_NOT_EXECUTABLE", 126],
    ["ERR_PROGRAM_NOT_FOUND", 127],
    ["ERR_REGISTRY", 125],
    ["ERR_CANCELLED", 130],
  ] as const)("turns %s into exit code %i", async (code, exitCode) => {
    const run = () => Promise.reject(new TsRunError(code, "cause", { hint: "hint" }));
    const outcome = await tsRun(["run", "x"], { answers: { run } });
    expect(outcome).toMatchObject({ exitCode, stderr: code === "ERR_CANCELLED" ? "" : "ts-run: cause\nhint: hint\n" });
  });

  test("shows causes with --debug", async () => {
    const run = () => Promise.reject(new TsRunError("ERR_CONFLICT", "outer", { cause: new Error("inner") }));
    expect((await tsRun(["--debug", "run", "x"], { answers: { run } })).stderr).toMatch(
      /^ts-run: outer\n[\s\S]*caused by: Error: inner/,
    );
  });

  test("ends silently when nobody reads its output any more", async () => {
    const list = () => Promise.reject(Object.assign(new Error("write EPIPE"), { code: "EPIPE", syscall: "write" }));
    expect(await tsRun(["ps"], { answers: { list } })).toMatchObject({ exitCode: 141, stderr: "" });
  });

  test("prints the version without an engine or root", async () => {
    expect(await tsRun(["version"], { uid: 1 })).toMatchObject({
      exitCode: 0,
      stdout: "ts-run version 1.2.3\n",
      calls: [],
    });
  });

  test("describes a command", async () => {
    const { stdout, exitCode } = await tsRun(["exec", "--help"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^ts-run exec \[FLAGS\] CONTAINER COMMAND \[ARG\.\.\.\]\n\nRun a command in a running container\n/,
    );
    expect(stdout).toMatch(/-w, --workdir +DIR: Working directory in the container/);
  });

  test("lists the commands of a group", async () => {
    expect((await tsRun(["volume", "--help"])).stdout).toMatch(/ts-run volume prune +Remove anonymous volumes/);
  });
});

describe("completion", () => {
  const answers = {
    list: [container(), container({ name: "worker" })],
    "images.list": [image()],
    "volumes.list": [{ name: "data" }],
  };
  const complete = async (...words: string[]) =>
    (await tsRun(["__complete", "--", ...words], { answers })).stdout.split("\n").filter(Boolean);

  test.each([
    [["ru"], ["run"]],
    [
      ["volume", ""],
      ["create", "inspect", "list", "ls", "prune", "rm"],
    ],
    [
      ["stop", "w"],
      ["web", "worker"],
    ],
    [["run", "--rm", ""], ["nginx:1.27"]],
    [["run", "-v", "d"], ["data"]],
    [
      ["run", "--pull", ""],
      ["always", "missing", "never"],
    ],
    [["run", "--pull=n"], ["--pull=never"]],
    [["run", "--memory-s"], ["--memory-swap"]],
    [["run", "--env-file", ""], [":files"]],
    [["--root", "/x", "rm", "web", "wo"], ["worker"]],
    [
      ["completion", ""],
      ["bash", "fish", "zsh"],
    ],
    [["__"], []],
  ])("%j", async (words, expected) => {
    expect(await complete(...words)).toEqual(expected);
  });
});
