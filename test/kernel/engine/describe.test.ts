// What the commands say about containers: ps, inspect, top, port, events, explain.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually, exitOf } from "../../setup/cli.ts";

describe.skipIf(cannotRunContainers())("a description", () => {
  let cli: Cli;
  let running: string;
  beforeAll(async () => {
    cli = await Cli.open();
    running = await cli.ok(
      "run",
      "-d",
      "--name",
      "running",
      "-l",
      "tier=front",
      "-p",
      "127.0.0.1:18080:80",
      "-v",
      "data:/data",
      busybox,
      "sleep",
      "1000",
    );
    await cli.run(["run", "--name", "failed", "-l", "tier=back", busybox, "sh", "-c", "exit 3"]);
    await cli.ok("create", "--name", "fresh", busybox, "true");
  });
  afterAll(async () => {
    expect(await cli.close()).toEqual([]);
  });
  const names = async (...flags: string[]): Promise<string[]> =>
    (await cli.ok("ps", "--format", "{{.Names}}", ...flags))
      .split("\n")
      .filter((name) => name !== "")
      .sort();

  test("ps lists what runs, and with -a everything, newest first", async () => {
    expect(await names()).toEqual(["running"]);
    expect(await cli.ok("ps", "-a", "--format", "{{.Names}}")).toBe("fresh\nfailed\nrunning");
    expect(await cli.ok("ps", "-q", "--no-trunc")).toBe(running);
    expect(await cli.ok("ps", "-q")).toBe(running.slice(0, 12));
    expect(await cli.ok("ps", "-l", "--format", "{{.Names}}")).toBe("fresh");
    expect(await cli.ok("ps", "-n", "2", "--format", "{{.Names}}")).toBe("fresh\nfailed");
  });

  test("ps is a table of docker's columns", async () => {
    const [head = "", line = ""] = (await cli.ok("ps")).split("\n");
    expect(head.split(/ {2,}/)).toEqual(["CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES"]);
    expect(line).toMatch(/^[0-9a-f]{12} +ts-run\/busybox +"sleep 1000" .* Up .* 127\.0\.0\.1:18080->80\/tcp +running$/);
    expect(await cli.ok("ps", "-a", "-f", "name=failed", "--format", "{{.Status}}")).toMatch(/^Exited \(3\) .* ago$/);
    expect(await cli.ok("ps", "-a", "-f", "name=fresh", "--format", "{{.Status}}")).toBe("Created");
  });

  test("ps filters by every key", async () => {
    const filters: [string, string[]][] = [
      ["status=exited", ["failed"]],
      ["status=created", ["fresh"]],
      ["exited=3", ["failed"]],
      ["label=tier", ["failed", "running"]],
      ["label=tier=front", ["running"]],
      [`id=${running.slice(0, 8)}`, ["running"]],
      ["name=fa", ["failed"]],
      [`ancestor=${busybox}`, ["failed", "fresh", "running"]],
      ["volume=data", ["running"]],
      ["publish=18080", ["running"]],
      ["network=bridge", ["failed", "fresh", "running"]],
      ["before=failed", ["running"]],
      ["since=failed", ["fresh"]],
    ];
    for (const [filter, expected] of filters) expect(await names("-a", "-f", filter), filter).toEqual(expected);
    expect(await names("-a", "-f", "status=exited", "-f", "status=created")).toEqual(["failed", "fresh"]);
    expect(await cli.fails("ps", "-f", "colour=red")).toContain("colour");
  });

  test("ps -s has sizes, --format json one object a line", async () => {
    expect(await cli.ok("ps", "-s", "--format", "{{.Size}}")).toMatch(/^\d.*\(virtual .*\)$/);
    const lines = (await cli.ok("ps", "-a", "--format", "json")).split("\n").map((line) => JSON.parse(line));
    expect(lines.map((line) => line.Names)).toEqual(["fresh", "failed", "running"]);
  });

  test("inspect has docker's fields", async () => {
    const document = await cli.inspect("running");
    expect(document).toMatchObject({
      Id: running,
      Name: "/running",
      Path: "sleep",
      Args: ["1000"],
      State: { Status: "running", Running: true, Paused: false, ExitCode: 0 },
      Config: { Image: busybox, Labels: { tier: "front" }, Tty: false },
      HostConfig: { AutoRemove: false, NetworkMode: "bridge", RestartPolicy: { Name: "no" } },
      Mounts: [{ Type: "volume", Name: "data", Destination: "/data", RW: true }],
    });
    expect(document.NetworkSettings.Ports["80/tcp"]).toEqual([{ HostIp: "127.0.0.1", HostPort: "18080" }]);
    expect(await cli.ok("inspect", "--format", "{{.State.Pid}} {{.Name}}", "running")).toBe(
      `${document.State.Pid} /running`,
    );
    expect(JSON.parse(await cli.ok("inspect", "--format", "{{json .Config.Labels}}", "failed"))).toMatchObject({
      tier: "back",
    });
  });

  test("top lists processes, port who can reach what", async () => {
    expect(await cli.ok("top", "running")).toMatch(/PID.*CMD\n.*sleep 1000/);
    expect(await cli.ok("port", "running")).toContain("80/tcp -> 127.0.0.1:18080");
    expect(await cli.ok("port", "running", "80")).toContain("127.0.0.1:18080");
  });

  test("events tell what happened, as it happens and afterwards", async () => {
    const watch = cli.start("events", "--format", "json");
    await eventually(async () => {
      await cli.ok("tag", busybox, "probe:latest"); // until it listens
      return watch.output !== "";
    });
    await cli.ok("run", "--rm", "--name", "brief", busybox, "true");
    await eventually(() => watch.output.includes("destroy"));
    watch.kill("SIGINT");
    await exitOf(watch);
    const events = watch.output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const actions = events.filter(({ name }) => name === "brief").map(({ action }) => action);
    expect(actions).toEqual(["create", "start", "die", "destroy"]);
    expect(await cli.ok("events", "--since", "1h", "--until", "0s")).toMatch(/container die .*exitCode=3/);
  });

  test("explain and --dry-run print the plan and change nothing", async () => {
    const before = await cli.ok("ps", "-aq");
    const plan = await cli.ok("run", "--dry-run", "-m", "64m", "-v", "fresh-volume:/x", busybox, "true");
    expect(plan).toMatch(/clone3/);
    expect(plan).toContain("-m 64m");
    expect(await cli.ok("explain", busybox)).toMatch(/pivot_root/);
    expect(JSON.parse(await cli.ok("explain", "--format", "json", busybox))).toBeTypeOf("object");
    expect(await cli.ok("explain", "running")).toMatch(/execve/);
    expect(await cli.ok("explain", "--diff", "running", "fresh")).toContain("data");
    expect(await cli.ok("ps", "-aq")).toBe(before);
    expect(await cli.ok("volume", "ls", "-q")).toBe("data");
  });

  test("run --explain shows each step with its duration", async () => {
    const { code, stdout, stderr } = await cli.run(["run", "--rm", "--explain", busybox, "echo", "done"]);
    expect(code).toBe(0);
    expect(stdout + stderr).toMatch(/clone3/);
    expect(stdout + stderr).toMatch(/\d(\.\d+)? ?(µs|us|ms)/);
    expect(stdout).toContain("done");
  });

  test("info says which cgroups, version which version, doctor nothing bad", async () => {
    expect(await cli.ok("info")).toMatch(/cgroup/i);
    expect(await cli.ok("version")).toMatch(/\d+\.\d+\.\d+/);
    expect(await cli.ok("doctor")).not.toMatch(/leftover/i);
  });
});
