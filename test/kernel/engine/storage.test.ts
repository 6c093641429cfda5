// Volumes, binds, tmpfs, the root file system, and images in use.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers } from "../../setup/cli.ts";

describe.skipIf(cannotRunContainers())("storage", () => {
  let cli: Cli;
  let dir: string;
  beforeAll(async () => {
    cli = await Cli.open();
    dir = path.join(cli.root, "bound");
    mkdirSync(dir);
    writeFileSync(path.join(dir, "file"), "of the host\n");
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));

  test("-v binds a directory of the host, read-only when told", async () => {
    expect(await cli.sh("cat /in/file; echo x >/in/new", "-v", `${dir}:/in`)).toBe("of the host");
    expect(readFileSync(path.join(dir, "new"), "utf8")).toBe("x\n");
    expect(await cli.sh("touch /in/more 2>&1; true", "-v", `${dir}:/in:ro`)).toContain("Read-only file system");
    expect(existsSync(path.join(dir, "more"))).toBe(false);
  });

  test("-v makes a missing directory of the host, --mount refuses it", async () => {
    await cli.sh("touch /in/x", "-v", `${dir}/made:/in`);
    expect(existsSync(path.join(dir, "made/x"))).toBe(true);
    const stderr = await cli.fails("run", "--rm", "--mount", `type=bind,src=${dir}/missing,dst=/in`, busybox, "true");
    expect(stderr).toContain(`${dir}/missing`);
  });

  test("a single file can be bound, over one that exists and where there is none", async () => {
    const file = `${dir}/file`;
    expect(await cli.sh("cat /etc/passwd /new/place", "-v", `${file}:/etc/passwd`, "-v", `${file}:/new/place:ro`)).toBe(
      "of the host\nof the host",
    );
  });

  test("a read-only bind holds for what is mounted below it", async () => {
    const below = path.join(dir, "below");
    mkdirSync(below);
    execFileSync("mount", ["-t", "tmpfs", "tmpfs", below]);
    try {
      expect(await cli.sh("touch /in/below/x 2>&1; true", "-v", `${dir}:/in:ro`)).toContain("Read-only file system");
    } finally {
      execFileSync("umount", [below]);
    }
  });

  test("a named volume is made on first use, filled from the image, kept, and shared", async () => {
    await cli.ok("run", "--rm", "-v", "pages:/etc", busybox, "sh", "-c", "echo hello >/etc/page");
    expect(await cli.sh("cat /mine/page; head -n1 /mine/passwd", "-v", "pages:/mine")).toMatch(/^hello\nroot:/);
    expect(await cli.sh("ls -A /empty", "-v", "bare:/empty")).toBe("");
    expect(await cli.sh("ls -A /etc", "--mount", "type=volume,src=plain,dst=/etc,volume-nocopy")).toBe(
      "hostname\nhosts\nresolv.conf",
    );
  });

  test("volumes are created, listed, inspected, refused while in use, removed and pruned", async () => {
    expect(await cli.ok("volume", "create", "--label", "a=b", "mine")).toBe("mine");
    expect(await cli.ok("volume", "ls", "-q")).toContain("mine");
    const [volume] = JSON.parse(await cli.ok("volume", "inspect", "mine"));
    expect(volume).toMatchObject({ Name: "mine", Labels: { a: "b" } });
    expect(existsSync(volume.Mountpoint)).toBe(true);
    await cli.ok("create", "--name", "user", "-v", "mine:/data", "-v", "/anonymous", busybox, "true");
    expect(await cli.fails("volume", "rm", "mine")).toContain("user");
    await cli.ok("volume", "prune", "-f");
    expect(await cli.ok("volume", "ls", "-q")).toContain("mine");
    await cli.ok("rm", "user");
    expect((await cli.ok("volume", "ls", "-q")).split("\n").some((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
    await cli.ok("volume", "prune", "-f");
    expect(await cli.ok("volume", "ls", "-q")).not.toMatch(/[0-9a-f]{64}/);
    await cli.ok("volume", "prune", "-f", "-a");
    expect(await cli.ok("volume", "ls", "-q")).toBe("");
  });

  test("rm -v takes anonymous volumes with it, and leaves named ones", async () => {
    await cli.ok("create", "--name", "user", "-v", "named:/a", "-v", "/b", busybox, "true");
    await cli.ok("rm", "-v", "user");
    expect(await cli.ok("volume", "ls", "-q")).toBe("named");
    await cli.ok("volume", "rm", "named");
  });

  test("--tmpfs is empty memory of the size and mode it says", async () => {
    const script = "df -m /t | tail -1 | awk '{print $2}'; stat -c %a /t; grep ' /t ' /proc/mounts";
    const [size, mode, line] = (await cli.sh(script, "--tmpfs", "/t:size=8m,mode=700")).split("\n");
    expect([size, mode]).toEqual(["8", "700"]);
    expect(line).toMatch(/^tmpfs \/t tmpfs rw,nosuid,nodev,noexec/);
    expect(await cli.sh("df -m /t | tail -1 | awk '{print $2}'", "--mount", "type=tmpfs,dst=/t,tmpfs-size=4m")).toBe(
      "4",
    );
  });

  test("--read-only leaves only mounts writable", async () => {
    const script = "touch /x 2>&1; touch /tmp/x /data/x && echo fine; touch /dev/shm/x && echo shm";
    const output = await cli.sh(script, "--read-only", "--tmpfs", "/tmp", "-v", "/data");
    expect(output).toMatch(/Read-only file system\nfine\nshm$/);
  });

  test("what a container writes is its own, and ps -s counts it", async () => {
    await cli.ok("run", "--name", "writer", busybox, "sh", "-c", "head -c 1000000 /dev/urandom >/big; rm /etc/passwd");
    expect(await cli.sh("test -e /big || echo clean; test -e /etc/passwd && echo whole")).toBe("clean\nwhole");
    expect(await cli.ok("ps", "-a", "-s", "--format", "{{.Size}}")).toMatch(/^1(\.\d+)? ?MB/i);
    await cli.ok("rm", "writer");
  });

  test("an image that a container uses is not removed, and comes back from save and load as it was", async () => {
    await cli.ok("create", "--name", "user", busybox, "true");
    expect(await cli.fails("rmi", busybox)).toContain("user");
    for (const format of ["oci-archive", "docker-archive"]) {
      const file = path.join(cli.root, `${format}.tar`);
      await cli.ok("save", "--format", format, "-o", file, busybox);
      expect(await cli.ok("load", "-i", file)).toContain(busybox);
    }
    const id = (await cli.inspect("user")).Image;
    await cli.ok("rm", "user");
    await cli.ok("tag", busybox, "other:name");
    await cli.ok("rmi", busybox);
    expect(await cli.ok("images", "-q", "--no-trunc")).toBe(id);
    expect(await cli.ok("run", "--rm", "--pull", "never", "other:name", "echo", "still")).toBe("still");
    await cli.ok("rmi", "other:name");
    expect(await cli.ok("images", "-q")).toBe("");
    await cli.ok("load", "-i", path.join(cli.root, "oci-archive.tar"));
    expect(await cli.sh("echo back")).toBe("back");
  });
});
