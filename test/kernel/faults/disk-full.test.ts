// Full disks: clear errors, nothing lost, and every command that makes room still works.
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers } from "../../setup/cli.ts";

describe.skipIf(cannotRunContainers())("on a full disk", () => {
  let cli: Cli;
  const root = (): string => path.join(cli.runDir, "small");
  const small = (...args: string[]) => cli.run(["--root", root(), ...args]);
  const none = ["--network", "none"];

  beforeAll(async () => {
    cli = await Cli.open();
    execFileSync("mkdir", [root()]);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", root()]);
  });
  afterAll(async () => {
    execFileSync("umount", [root()]);
    expect(await cli.close()).toEqual([]);
  });

  function fill(): void {
    try {
      writeFileSync(path.join(root(), "fill"), Buffer.alloc(16 << 20));
    } catch {
      // full, as wanted
    }
  }

  test("load says so and leaves an intact store, which takes the image once there is room", async () => {
    writeFileSync(path.join(root(), "fill"), Buffer.alloc(7 << 20));
    const { code, stderr } = await small("load", "-q", "-i", ".cache/embedded/image.tar");
    expect([code, stderr]).toEqual([
      125,
      expect.stringMatching(/^ts-run: load image: no space left.*\nhint: make room/),
    ]);
    expect((await small("images", "-q")).stdout).toBe("");
    rmSync(path.join(root(), "fill"));
    expect((await small("load", "-q", "-i", ".cache/embedded/image.tar")).code).toBe(0);
    expect((await small("run", "--rm", ...none, busybox, "echo", "fine")).stdout).toBe("fine\n");
  });

  test("a container that fills it with its log runs on, and its exit code is not lost", async () => {
    const script = "yes | head -c 20000000; sleep 0.2; exit 3";
    expect((await small("run", "-d", "--name", "chatty", ...none, busybox, "sh", "-c", script)).code).toBe(0);
    expect((await small("wait", "chatty")).stdout.trim()).toBe("3");
  });

  test("create says so and makes nothing; ps, inspect, logs and rm work", async () => {
    fill();
    const before = readdirSync(path.join(root(), "containers"));
    const { code, stderr } = await small("create", "--name", "late", ...none, busybox, "true");
    expect([code, stderr]).toEqual([125, expect.stringMatching(/no space left.*\nhint: make room/)]);
    expect(readdirSync(path.join(root(), "containers"))).toEqual(before);
    expect(readdirSync(path.join(root(), "names"))).toEqual(["chatty"]);
    expect((await small("ps", "-a")).stdout).toContain("Exited (3)");
    expect((await small("inspect", "chatty")).code).toBe(0);
    expect((await small("logs", "--tail", "1", "chatty")).stdout).toBe("y\n");
    expect((await small("rm", "chatty")).code).toBe(0);
    rmSync(path.join(root(), "fill"));
    expect((await small("run", "--rm", ...none, busybox, "echo", "fine")).stdout).toBe("fine\n");
  });
});
