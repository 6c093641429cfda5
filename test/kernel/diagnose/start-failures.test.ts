// Failures as the kernel really makes them, and what the user is told. The sentences themselves are in
// test/golden/messages; here it is proven that the kernel's errno leads to them.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers } from "../../setup/cli.ts";
import { elf } from "../../unit/engine/diagnose/fixture.ts";

const loader = "/lib64/ld-linux-x86-64.so.2";

describe.skipIf(cannotRunContainers())("a program that cannot be started", () => {
  let cli: Cli;
  let dir: string;

  beforeAll(async () => {
    cli = await Cli.open();
    dir = mkdtempSync("/tmp/ts-run-test-programs-");
    const programs: Record<string, string | Uint8Array> = {
      crlf: "#!/bin/sh\r\necho hi\r\n",
      bash: "#!/bin/bash\necho hi\n",
      plain: "echo hi\n",
      empty: "",
      glibc: elf({ loader }),
      foreign: elf({ machine: process.arch === "arm64" ? 62 : 183 }),
      closed: "#!/bin/sh\n",
    };
    for (const [name, content] of Object.entries(programs)) {
      writeFileSync(path.join(dir, name), content);
      chmodSync(path.join(dir, name), name === "closed" ? 0o644 : 0o755);
    }
    chmodSync(dir, 0o755);
  });

  afterAll(async () => {
    rmSync(dir, { recursive: true, force: true });
    expect(await cli.close()).toEqual([]);
  });

  const cases: readonly (readonly [command: string, code: number, cause: string])[] = [
    ["nosuchprogram", 127, "execute nosuchprogram: it is in no directory of PATH"],
    ["/bin/nosuchprogram", 127, "execute /bin/nosuchprogram: it is not in the image"],
    ["/p/crlf", 127, "execute /p/crlf: its first line ends in a carriage return"],
    ["/p/bash", 127, "execute /p/bash: its #! interpreter /bin/bash is not in the image"],
    ["/p/glibc", 127, `execute /p/glibc: its interpreter ${loader} is not in the image`],
    ["/p/plain", 126, "execute /p/plain: it is a text file without a #! line"],
    ["/p/empty", 126, "execute /p/empty: it is an empty file"],
    ["/p/foreign", 126, "execute /p/foreign: it is built for"],
    ["/p/closed", 126, "execute /p/closed: it is not executable (mode 0644, owner 0:0)"],
    ["/p", 126, "execute /p: it is a directory"],
  ];

  for (const [command, code, cause] of cases) {
    test(`${command} ends with ${code}: ${cause}`, async () => {
      const result = await cli.run(["run", "--rm", "-v", `${dir}:/p:ro`, busybox, command]);
      expect(result.stderr).toContain(cause);
      expect(result.stderr).toContain("hint: ");
      expect(result.code).toBe(code);
    });
  }

  test("is explained for exec as well", async () => {
    await cli.ok("run", "-d", "--name", "host", "-v", `${dir}:/p:ro`, busybox, "sleep", "100");
    expect(await cli.run(["exec", "host", "/p/crlf"])).toMatchObject({
      code: 127,
      stderr: expect.stringContaining("carriage return"),
    });
    expect(await cli.run(["exec", "-u", "1000", "-w", "/root", "host", "true"])).toMatchObject({
      code: 125,
      stderr: expect.stringContaining("user 1000 may not enter /root"),
    });
    await cli.ok("rm", "-f", "host");
  });

  const flags: readonly (readonly [flags: string[], cause: string])[] = [
    [["-w", "/nope", "--read-only"], "enter working directory /nope: there is no /nope in the image"],
    [["-u", "1000", "-w", "/root"], "user 1000 may not enter /root (mode 0700, owner 0:0) [-w /root]"],
    [["-v", "/etc/hostname:/etc"], "it is a file, and /etc is a directory in the image [-v /etc/hostname:/etc]"],
    [["-v", "/tmp:/etc/passwd"], "it is a directory, and /etc/passwd is a file in the image [-v /tmp:/etc/passwd]"],
    [["--sysctl", "net.core.somaxconn=-7"], "the kernel does not take this value [--sysctl net.core.somaxconn=-7]"],
    [["--sysctl", "net.ipv4.nosuchkey=1"], "this kernel has no such key"],
  ];

  for (const [given, cause] of flags) {
    test(`names the flag: ${given.join(" ")}`, async () => {
      const result = await cli.run(["run", "--rm", ...given, busybox, "true"]);
      expect(result.stderr).toContain(cause);
      expect(result.code).toBe(125);
    });
  }
});
