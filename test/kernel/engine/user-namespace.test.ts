// --userns: root in the container is nobody on the host, and files are its own all the same.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stacksLayersByDescriptor } from "../../../src/plan/index.ts";
import { busybox, Cli, cannotRunContainers } from "../../setup/cli.ts";
import { skipUnless } from "../../setup/skips.ts";

const [major = 0, minor = 0] = os.release().split(".").map(Number);

const cannotShiftIds = (): boolean =>
  cannotRunContainers() || skipUnless(stacksLayersByDescriptor([major, minor]), "Linux 6.15 (layers by descriptor)");

/** First host id of the container's range, from its /proc/self/uid_map. */
const firstHostId = (map: string): number => Number(/^\s*0\s+(\d+)/.exec(map)?.[1]);

describe.skipIf(cannotShiftIds())("with --userns private", () => {
  let cli: Cli;
  let scratch: string;
  beforeAll(async () => {
    cli = await Cli.open();
    scratch = mkdtempSync("/tmp/ts-run-test-files-");
  });
  afterAll(async () => {
    rmSync(scratch, { recursive: true, force: true });
    expect(await cli.close()).toEqual([]);
  });

  const shifted = (script: string, ...flags: string[]): Promise<string> =>
    cli.sh(script, "--userns", "private", "--network", "none", ...flags);

  test("root has 65536 ids, none of which is a user of the host", async () => {
    const [id, map = ""] = (await shifted("id -u; cat /proc/self/uid_map")).split("\n");
    expect(id).toBe("0");
    expect(map.trim().split(/\s+/)).toEqual(["0", expect.any(String), "65536"]);
    expect(firstHostId(map)).toBeGreaterThanOrEqual(1_000_000_000);
  });

  test("the host sees the process under its mapped id, without capabilities in the host's namespace", async () => {
    await cli.ok("run", "-d", "--name", "seen", "--userns", "private", busybox, "sleep", "100");
    const { Pid: pid } = (await cli.inspect("seen")).State;
    const first = firstHostId(readFileSync(`/proc/${pid}/uid_map`, "utf8"));
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    expect(status).toMatch(new RegExp(`^Uid:\\t${first}\\t${first}\\t${first}\\t${first}$`, "m"));
    expect(status).toMatch(new RegExp(`^Gid:\\t${first}\\t`, "m"));
    await cli.ok("rm", "-f", "seen");
  });

  test("files of the image and new ones belong to the container's users", async () => {
    const script =
      "stat -c %u:%g /bin /etc/passwd; touch /new; chown 33:44 /new; stat -c %u:%g /new; rm -r /home; echo x >>/etc/passwd";
    expect((await shifted(script)).split("\n")).toEqual(["0:0", "0:0", "33:44"]);
  });

  test("another user may write where it may, and nowhere else", async () => {
    const script = "touch /tmp/mine; stat -c %u:%g /tmp/mine; touch /etc/mine 2>&1; echo again >/dev/stdout";
    const [owner, refused, again] = (await shifted(script, "--user", "1000:1000")).split("\n");
    expect(owner).toBe("1000:1000");
    expect(refused).toContain("Permission denied");
    expect(again).toBe("again");
  });

  test("the container's layer on disk holds its own ids, and the host mounts nothing", async () => {
    const before = readFileSync("/proc/self/mountinfo", "utf8");
    await cli.ok(
      "run",
      "-d",
      "--name",
      "layer",
      "--userns",
      "private",
      busybox,
      "sh",
      "-c",
      "touch /f; chown 7:8 /f; sleep 100",
    );
    const { Id: id } = await cli.inspect("layer");
    await cli.ok("exec", "layer", "sh", "-c", "until [ $(stat -c %u /f) = 7 ]; do sleep 0.05; done");
    const { uid, gid } = statSync(path.join(cli.root, "containers", id, "upper/f"));
    expect([uid, gid]).toEqual([7, 8]);
    expect(readFileSync("/proc/self/mountinfo", "utf8")).toBe(before);
    await cli.ok("rm", "-f", "layer");
  });

  test("a set-user-ID program runs as the container's root", async () => {
    const script =
      "echo 'joe:x:1000:1000::/:/bin/sh' >>/etc/passwd; echo 'toor::0:0::/:/bin/sh' >>/etc/passwd; " +
      "rm -f /bin/su; cp /bin/busybox /bin/su; chmod 4755 /bin/su; " +
      "busybox su joe -c 'id -u; /bin/su toor -c \"id -u; touch /etc/by-root\"'; stat -c %u /etc/by-root";
    expect((await shifted(script)).split("\n")).toEqual(["1000", "0", "0"]);
  });

  test("volumes are shifted, and show the same ids to every container", async () => {
    await shifted("touch /data/f; chown 5:6 /data/f", "-v", "shared:/data");
    expect(await cli.sh("stat -c %u:%g /data/f", "-v", "shared:/data")).toBe("5:6");
    expect(await shifted("stat -c %u:%g /data/f; touch /data/g", "-v", "shared:/data")).toBe("5:6");
    await cli.ok("volume", "rm", "shared");
  });

  test("a new volume is filled with the image's files under their own ids", async () => {
    expect(await shifted("stat -c %u:%g /etc/passwd; touch /etc/new", "-v", "filled:/etc")).toBe("0:0");
    await cli.ok("volume", "rm", "filled");
  });

  test("host directories are not shifted, wherever they are", async () => {
    const dir = path.join(scratch, "private/dir");
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(path.join(dir, "file"), "open to all\n", { mode: 0o644 });
    execFileSync("chmod", ["755", dir]); // but its parent stays closed to everybody else
    const script = "stat -c %u /host/file; cat /host/file; touch /host/new 2>&1 || true";
    const [owner, text, refused] = (await shifted(script, "-v", `${dir}:/host`)).split("\n");
    expect([owner, text]).toEqual(["65534", "open to all"]);
    expect(refused).toContain("Permission denied");
  });

  test("a host directory with idmap is shifted: what the container writes belongs to the same id on the host", async () => {
    const dir = path.join(scratch, "shifted");
    mkdirSync(dir);
    const mount = `type=bind,source=${dir},target=/host,idmap`;
    expect(await shifted("touch /host/f; chown 7:8 /host/f; stat -c %u /host", "--mount", mount)).toBe("0");
    expect(statSync(path.join(dir, "f")).uid).toBe(7);
    expect(await cli.fails("run", "--rm", "--mount", mount, busybox, "true")).toContain("--userns private");
  });

  test("names and addresses are files of root's", async () => {
    expect(
      await shifted("stat -c %u:%g /etc/hosts /etc/resolv.conf; grep -c localhost /etc/hosts; echo >>/etc/hosts"),
    ).toMatch(/^0:0\n0:0\n[1-9]/);
  });

  test("devices are there, belong to root and can be used", async () => {
    const script =
      "head -c 3 /dev/zero | wc -c; echo gone >/dev/null; stat -c %u:%g:%a /dev/null /dev/kmsg; mknod /n c 1 3 2>&1 || true";
    const [count, none, asked, refused] = (await shifted(script, "--device", "/dev/null:/dev/kmsg")).split("\n");
    expect([count, none, asked]).toEqual(["3", "0:0:666", "0:0:666"]);
    expect(refused).toContain("Operation not permitted");
  });

  test("exec joins the user namespace", async () => {
    await cli.ok("run", "-d", "--name", "joined", "--userns", "private", busybox, "sleep", "100");
    const script = "id -u; readlink /proc/self/ns/user; readlink /proc/1/ns/user; touch /tmp/f; stat -c %u /tmp/f";
    const [id, mine, first, owner] = (await cli.ok("exec", "joined", "sh", "-c", script)).split("\n");
    expect([id, mine, owner]).toEqual(["0", first, "0"]);
    await cli.ok("rm", "-f", "joined");
  });

  test("a network, its parameters, and published ports work", async () => {
    const serve = "mkdir /w; echo served >/w/index.html; httpd -f -p 80 -h /w";
    await cli.ok(
      "run",
      "-d",
      "--name",
      "web",
      "--userns",
      "private",
      "--sysctl",
      "net.core.somaxconn=77",
      "-p",
      "127.0.0.1:18080:80",
      busybox,
      "sh",
      "-c",
      serve,
    );
    expect(await cli.ok("exec", "web", "cat", "/proc/sys/net/core/somaxconn")).toBe("77");
    const fetched = await cli.sh(
      "until wget -qO- localhost; do sleep 0.05; done",
      "--userns",
      "private",
      "--network",
      "container:web",
    );
    expect(fetched).toBe("served");
    await cli.ok("stop", "-t", "0", "web");
    await cli.ok("rm", "web");
  });

  test("namespaces of the host and of others can be joined", async () => {
    const flags = [
      "--userns",
      "private",
      "--pid",
      "host",
      "--ipc",
      "host",
      "--uts",
      "host",
      "--cgroupns",
      "host",
      "--network",
      "host",
    ];
    const [id, name] = (await cli.sh("id -u; hostname; ls /proc/1 /sys/class/net >/dev/null", ...flags)).split("\n");
    expect([id, name]).toEqual(["0", os.hostname()]);
    await cli.ok("run", "-d", "--name", "other", busybox, "sleep", "100");
    const joined = ["--userns", "private", "--network", "container:other", "--ipc", "container:other"];
    expect(await cli.sh("id -u; ip -o -4 addr show eth0 | wc -l", ...joined)).toBe("0\n1");
    expect(
      await cli.fails("run", "--rm", "--userns", "private", "--pid", "container:other", busybox, "true"),
    ).toContain("--pid container:other");
    await cli.ok("rm", "-f", "other");
  });

  test("limits that only the host may set hold", async () => {
    expect(
      await shifted(
        "cat /proc/self/oom_score_adj; ulimit -n; cat /proc/uptime | cut -d. -f1",
        "--oom-score-adj",
        "200",
        "--ulimit",
        "nofile=99:100",
        "--time-offset",
        "boottime=1000000",
      ),
    ).toMatch(/^200\n99\n1\d{6}$/);
  });

  test("a mapping of one's own is the mapping, even a small one", async () => {
    const script = "cat /proc/self/uid_map; chown 999 /tmp; chown 1000 /tmp 2>&1 || true";
    const [map = "", refused] = (await cli.sh(script, "--userns", "private:200000:1000", "--network", "none")).split(
      "\n",
    );
    expect(map.trim().split(/\s+/)).toEqual(["0", "200000", "1000"]);
    expect(refused).toContain("Invalid argument");
  });

  test("two containers have no id in common, and a removed one's ids are free again", async () => {
    const first = async (name: string): Promise<number> => {
      await cli.ok("run", "-d", "--name", name, "--userns", "private", "--network", "none", busybox, "sleep", "100");
      return firstHostId(await cli.ok("exec", name, "cat", "/proc/self/uid_map"));
    };
    const [a, b] = [await first("one"), await first("two")];
    expect(Math.abs(a - b)).toBeGreaterThanOrEqual(65536);
    await cli.ok("rm", "-f", "one");
    expect(await first("three")).toBe(a);
    await cli.ok("rm", "-f", "two", "three");
    expect(readdirSync(path.join(cli.root, "idmaps"))).toEqual([]);
  });

  test("an id beyond the mapping is refused", async () => {
    expect(await cli.fails("run", "--rm", "--userns", "private", "--user", "70000", busybox, "id")).toContain("70000");
  });
});
