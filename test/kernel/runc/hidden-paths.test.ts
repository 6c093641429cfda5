// maskedPaths and readonlyPaths: what they hide and protect, of whatever kind it is.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

type Spec = Parameters<NonNullable<Parameters<OciRuntime["write"]>[1]>>[0];

describe.skipIf(cannotRunBundles())("a path", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
    const at = (name: string): string => path.join(runtime.rootfs, name);
    mkdirSync(at("dir/sub"), { recursive: true });
    mkdirSync(at("other"));
    for (const name of ["dir/file", "dir/sub/file", "other/file", "file"]) writeFileSync(at(name), "secret");
    symlinkSync("/dir/sub", at("to-directory"));
    symlinkSync("../../other/file", at("to-file"));
    symlinkSync("nowhere", at("to-nothing"));
    spawnSync("mknod", [at("node"), "c", "1", "5"]);
    spawnSync("mknod", [at("pipe"), "p"]);
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  const run = (
    name: string,
    script: string,
    change: (linux: NonNullable<Spec["linux"]>, spec: Spec) => void,
  ): string[] => {
    runtime.write(script, (spec) => {
      if (spec.linux) change(spec.linux, spec);
    });
    return runtime.ok("run", runtime.id(name)).trim().split("\n");
  };

  test("that is masked shows nothing, be it a file, a directory, a link to one, a device or nothing at all", () => {
    const output = run(
      "masked",
      "cat /file /to-file /other/file; ls /dir /dir/sub /to-directory 2>/dev/null; busybox stat -L -c '%n %F %t,%T' /file /to-file /node /pipe /dir; ls -d /absent 2>/dev/null || echo none",
      (linux) => {
        linux.maskedPaths = ["/file", "/dir", "/dir/sub", "/dir/file", "/to-file", "/to-directory", "/node", "/pipe"];
        linux.maskedPaths.push("/absent", "/to-nothing", "/file", ...(isOurs ? ["/file/below"] : []));
      },
    );
    expect(output.filter((line) => line !== "" && !/^\/(dir|to-directory)\S*:$/.test(line))).toEqual([
      "/file character special file 1,3",
      "/to-file character special file 1,3",
      "/node character special file 1,3",
      "/pipe character special file 1,3",
      "/dir directory 0,0",
      "none",
    ]);
    expect(readFileSync(path.join(runtime.rootfs, "dir/sub/file"), "utf8")).toBe("secret");
  });

  test("that is masked can be neither written to nor uncovered, and all directories share one cover", () => {
    const output = run(
      "cover",
      "for d in /dir /other /sys/dev/block; do touch $d/x 2>/dev/null || echo refused; busybox stat -c %d $d; done; busybox umount /dir 2>/dev/null || echo kept; busybox stat -c %a /dir",
      (linux) => {
        linux.maskedPaths = ["/dir", "/other", "/sys/dev/block"];
      },
    );
    const mode = output.at(-1);
    const devices = output.slice(0, -1).filter((line) => /^\d{2,}$/.test(line));
    expect(output.filter((line) => line === "refused")).toHaveLength(3);
    expect(output).toContain("kept");
    if (isOurs) expect([new Set(devices).size, mode]).toEqual([1, "555"]);
  });

  test("that is read-only stays readable, and everything in it can only be read", () => {
    const write = (file: string): string => `(echo x > ${file}) 2>/dev/null && echo written ${file};`;
    const files = ["/file", "/to-file", "/dir/file", "/dir/sub/file", "/dir/new", "/other/new"];
    const output = run(
      "readonly",
      `cat /file /to-file /dir/sub/file; echo; ${files.map(write).join(" ")} (head -c 0 /node && echo device)`,
      (linux) => {
        linux.readonlyPaths = ["/file", "/dir", "/dir/sub", "/dir/file", "/to-file", "/node", "/pipe", "/absent"];
      },
    );
    expect(output).toEqual(["secretsecretsecret", "written /other/new", "device"]);
  });

  test("of the kernel is hidden and protected in the place where the kernel shows it", () => {
    const output = run(
      "kernel",
      "cat /proc/timer_list | wc -c; (echo 1 > /proc/sys/vm/drop_caches) 2>/dev/null || echo refused; cat /proc/sys/kernel/ostype; ls /sys/firmware | wc -l",
      () => undefined,
    );
    expect(output).toEqual(["0", "refused", "Linux", "0"]);
  });

  test("below a mount that takes the kernel's place is masked as well", () => {
    mkdirSync(path.join(runtime.dir, "firmware"));
    writeFileSync(path.join(runtime.dir, "firmware/acpi"), "secret");
    const output = run(
      "replaced",
      "cat /sys/firmware/* 2>/dev/null | wc -c; cat /sys/firmware | wc -c",
      (linux, spec) => {
        linux.maskedPaths = ["/sys/firmware"];
        spec.mounts = spec.mounts?.filter(({ destination }) => !destination.startsWith("/sys")) ?? [];
        spec.mounts.push({ destination: "/sys", type: "tmpfs", source: "tmpfs" });
        const source = path.join(runtime.dir, "firmware/acpi");
        spec.mounts.push({ destination: "/sys/firmware", type: "none", source, options: ["bind"] });
      },
    );
    expect(output).toEqual(["0", "0"]);
  });

  test.skipIf(!isOurs)("/ can be made read-only, and not be masked", () => {
    expect(
      run("root", "touch /x 2>/dev/null || echo refused", (linux) => {
        linux.readonlyPaths = ["/"];
      }),
    ).toEqual(["refused"]);
    runtime.write("true", (spec) => {
      if (spec.linux) spec.linux.maskedPaths = ["/dir/.."];
    });
    expect(runtime.run(["run", runtime.id("all")]).stderr).toContain("/linux/maskedPaths/0: to mask / would leave");
  });
});
