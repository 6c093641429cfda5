// Mounts of config.json: every option word, against the mount table and the files that the container sees.
import {
  chmodSync,
  chownSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mountAt, mountTable } from "./mount-table.ts";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

type Mounts = { destination: string; type?: string; source?: string; options?: string[] }[];

describe.skipIf(cannotRunBundles())("a mount", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });
  const write = (script: string, mounts: Mounts): void =>
    runtime.write(script, (spec) => {
      spec.mounts?.push(...mounts);
    });
  const run = (name: string, script: string, mounts: Mounts): string => {
    write(script, mounts);
    return runtime.ok("run", runtime.id(name)).trim();
  };
  const source = (name: string): string => {
    const dir = path.join(runtime.dir, name);
    mkdirSync(dir, { recursive: true });
    return dir;
  };

  test("has the attributes that its words ask for, of contradicting ones the last", () => {
    const shown: [words: string[], has: string[]][] = [
      [
        ["ro", "nosuid", "nodev", "noexec"],
        ["ro", "nosuid", "nodev", "noexec"],
      ],
      [["rw", "suid", "dev", "exec"], ["rw"]],
      [["ro", "rw"], ["rw"]],
      [
        ["noatime", "nodiratime"],
        ["noatime", "nodiratime"],
      ],
      [["strictatime"], []],
      [["relatime", "diratime"], ["relatime"]],
      [["nosymfollow"], ["nosymfollow"]],
      [[...(isOurs ? ["defaults"] : []), "async", "nomand", "loud", "iversion", "nolazytime"], []],
      [
        ["rro", "rnosuid", "rnodev", "rnoexec", "rnoatime"],
        ["ro", "nosuid", "nodev", "noexec", "noatime"],
      ],
      [
        ["rrelatime", "rnosymfollow", "rnodiratime"],
        ["relatime", "nosymfollow", "nodiratime"],
      ],
    ];
    const kinds = ["bind", "tmpfs"];
    const mounts = kinds.flatMap((kind) =>
      shown.map(([words], i) => ({
        destination: `/${kind}/${i}`,
        ...(kind === "bind"
          ? { type: "none", source: source("data"), options: ["bind", ...words] }
          : { type: "tmpfs", source: "tmpfs", options: words }),
      })),
    );
    const table = mountTable(run("attributes", "cat /proc/self/mountinfo", mounts));
    const known = ["ro", "rw", "nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime", "nosymfollow"];
    shown.forEach(([words, has], i) => {
      for (const kind of isOurs ? kinds : ["bind"]) {
        const { options } = mountAt(table, `/${kind}/${i}`);
        const expected = [
          ...(has.includes("ro") ? [] : ["rw"]),
          ...(words.some((word) => /atime$/.test(word) && !/dir/.test(word)) ? [] : ["relatime"]),
          ...has,
        ];
        const found = options.filter((option) => known.includes(option));
        expect([kind, words, found.sort()]).toEqual([kind, words, [...new Set(expected)].sort()]);
      }
    });
  });

  test("takes r-words to every mount below it, and clears with them what is set there", () => {
    const dir = source("tree");
    mkdirSync(path.join(dir, "below"));
    write("cat /proc/self/mountinfo", [
      { destination: "/set", type: "none", source: dir, options: ["rbind", "rro", "rnosuid", "rnoexec", "rnoatime"] },
      { destination: "/clear", type: "none", source: dir, options: ["rbind", "rrw", "rdev", "rexec", "ratime"] },
      { destination: "/own", type: "none", source: dir, options: ["rbind", "ro"] },
      { destination: "/alone", type: "none", source: dir, options: ["bind", "rro"] },
    ]);
    const script = `mount -t tmpfs -o ro,nodev,noexec,noatime,nosuid below ${dir}/below`;
    const { stdout, stderr } = runtime.runOnHost({ script }, ["run", runtime.id("recursive")]);
    expect(stderr).toBe("");
    const table = mountTable(stdout);
    const options = (place: string): readonly string[] => mountAt(table, place).options;
    for (const place of ["/set", "/set/below"])
      expect(options(place)).toEqual(expect.arrayContaining(["ro", "nosuid", "noexec", "noatime"]));
    expect(options("/clear/below")).toEqual(["rw", "nosuid", "relatime"]);
    expect([options("/own")[0], options("/own/below")[0]]).toEqual(["ro", "ro"]);
    expect(options("/own/below")).toEqual(expect.arrayContaining(["nodev", "noexec", "noatime"]));
    expect([options("/alone")[0], table.some(({ place }) => place === "/alone/below")]).toEqual(["ro", false]);
  });

  test("keeps the attributes of the host's mount that no word names", () => {
    const dir = source("careful");
    write("cat /proc/self/mountinfo; touch /a/file /b/file 2>/dev/null", [
      { destination: "/a", type: "none", source: dir, options: ["bind", "ro"] },
      { destination: "/b", type: "none", source: dir, options: ["bind"] },
    ]);
    const script = `mount -t tmpfs -o nosuid,nodev,noexec careful ${dir}`;
    const table = mountTable(runtime.runOnHost({ script }, ["run", runtime.id("locked")]).stdout);
    expect(mountAt(table, "/b").options).toEqual(["rw", "nosuid", "nodev", "noexec", "relatime"]);
    if (isOurs) expect(mountAt(table, "/a").options).toEqual(["ro", "nosuid", "nodev", "noexec", "relatime"]);
    expect(mountAt(table, "/a").options[0]).toBe("ro"); // runc takes the others away, as mount(8) once did
  });

  test("of a file system has that file system's options", () => {
    const output = run("superblock", "cat /proc/self/mountinfo; busybox df -k /sized; busybox stat -c %a /sized", [
      { destination: "/sync", type: "tmpfs", source: "mine", options: ["sync", "dirsync", "lazytime"] },
      { destination: "/async", type: "tmpfs", source: "tmpfs", options: ["sync", "async", "nolazytime", "silent"] },
      { destination: "/sized", type: "tmpfs", source: "tmpfs", options: ["mode=750,size=64k", "nr_inodes=7"] },
      { destination: "/pids", type: "proc", source: "proc", options: ["hidepid=2", "nosuid"] },
    ]);
    const table = mountTable(output);
    expect(mountAt(table, "/sync").superOptions).toEqual(expect.arrayContaining(["sync", "dirsync", "lazytime"]));
    expect(mountAt(table, "/sync").source).toBe("mine");
    expect(mountAt(table, "/async").superOptions.filter((word) => /sync|lazytime/.test(word))).toEqual([]);
    expect(mountAt(table, "/sized").superOptions).toEqual(expect.arrayContaining(["size=64k", "nr_inodes=7"]));
    expect(mountAt(table, "/pids").superOptions.join()).toMatch(/hidepid=(2|invisible)/);
    expect(output.split("\n").at(-1)).toBe("750");
  });

  test("with an option that nobody knows fails and names it", () => {
    write("true", [{ destination: "/x", type: "tmpfs", source: "tmpfs", options: ["nonsense=1"] }]);
    const { code, stderr } = runtime.run(["run", runtime.id("unknown")]);
    expect(code).not.toBe(0);
    if (isOurs) expect(stderr).toMatch(/nonsense=1.*EINVAL.*\/mounts\/7/);
  });

  test("is made in its turn: on top of an earlier one, inside an earlier one, at a relative place", () => {
    const [first, second] = [source("first"), source("second")];
    writeFileSync(path.join(first, "one"), "1");
    writeFileSync(path.join(second, "two"), "2");
    const output = run("order", "ls /twice /in/side /rel/ative; echo; cat /in/side/one", [
      { destination: "/twice", type: "none", source: first, options: ["bind"] },
      { destination: "/twice", type: "none", source: second, options: ["bind"] },
      { destination: "/in", type: "tmpfs", source: "tmpfs" },
      { destination: "/in/side", type: "none", source: first, options: ["bind", "ro"] },
      { destination: "/in/side/one", type: "none", source: path.join(second, "two"), options: ["bind"] },
      { destination: "rel/ative", type: "none", source: second, options: ["bind"] },
    ]);
    expect(output.split("\n").at(-1)).toBe("2");
    expect(output.match(/\w+|\/\S+:/g)?.slice(0, 6)).toEqual([
      "/in/side:",
      "one",
      "/rel/ative:",
      "two",
      "/twice:",
      "two",
    ]);
  });

  test("follows links inside the rootfs, also where they lead to what is not there yet", () => {
    const [data, file] = [source("data"), path.join(source("data"), "file")];
    writeFileSync(file, "content");
    mkdirSync(path.join(runtime.rootfs, "srv"));
    mkdirSync(path.join(runtime.rootfs, "etc"));
    for (const [name, target] of [
      ["data", "/srv/data"],
      ["cache", "srv/../var/cache"],
      ["etc/resolv.conf", "../run/resolve/stub.conf"],
      ["up", "../../../../srv/up"],
    ] as const)
      symlinkSync(target, path.join(runtime.rootfs, name));
    const output = run(
      "links",
      "cat /data/file /srv/data/file /etc/resolv.conf /run/resolve/stub.conf /srv/up/file; ls -d /var/cache/deep",
      [
        { destination: "/data", type: "none", source: data, options: ["bind"] },
        { destination: "/cache/deep", type: "tmpfs", source: "tmpfs" },
        { destination: "/etc/resolv.conf", type: "none", source: file, options: ["bind"] },
        { destination: "/up", type: "none", source: data, options: ["bind"] },
      ],
    );
    expect(output).toBe(`${"content".repeat(5)}/var/cache/deep`);
    expect(runtime.rootfsFiles("srv")).toEqual(["data", "up"]);
  });

  test("that is read-only from the start still has room for what is mounted in it", () => {
    const output = run(
      "late",
      "touch /ro/x 2>/dev/null || echo refused; touch /ro/in/x && echo written; touch /dev/x 2>/dev/null || echo refused; ls /dev/null",
      [
        { destination: "/dev", type: "tmpfs", source: "tmpfs", options: ["ro", "mode=755"] },
        { destination: "/dev/pts", type: "devpts", source: "devpts", options: ["newinstance"] },
        { destination: "/ro", type: "tmpfs", source: "tmpfs", options: ["ro"] },
        { destination: "/ro/in", type: "tmpfs", source: "tmpfs" },
      ],
    );
    expect(output.split("\n")).toEqual(["refused", "written", "refused", "/dev/null"]);
  });

  test("of a tmpfs has the mode of the directory that it covers, unless another is asked for", () => {
    for (const [name, mode] of [
      ["narrow", 0o700],
      ["sticky", 0o1777],
      ["told", 0o700],
    ] as const) {
      mkdirSync(path.join(runtime.rootfs, name));
      chmodSync(path.join(runtime.rootfs, name), mode);
    }
    const output = run("mode", "busybox stat -c '%a %u' /narrow /sticky /told /absent", [
      { destination: "/narrow", type: "tmpfs", source: "tmpfs" },
      { destination: "/sticky", type: "tmpfs", source: "tmpfs" },
      { destination: "/told", type: "tmpfs", source: "tmpfs", options: ["mode=711"] },
      { destination: "/absent", type: "tmpfs", source: "tmpfs" },
    ]);
    expect(output.split("\n")).toEqual(["700 0", "1777 0", "711 0", "1777 0"]);
  });

  test("with tmpcopyup begins with what was there, whole, and leaves that untouched", () => {
    const dir = path.join(runtime.rootfs, "copied");
    mkdirSync(path.join(dir, "deep/er"), { recursive: true });
    writeFileSync(path.join(dir, "deep/er/file"), "x".repeat(100_000), { mode: 0o640 });
    chownSync(path.join(dir, "deep/er/file"), 12, 34);
    writeFileSync(path.join(dir, "suid"), "", { mode: 0o600 });
    chmodSync(path.join(dir, "suid"), 0o4755);
    symlinkSync("/etc/passwd", path.join(dir, "link"));
    lutimesSync(path.join(dir, "link"), 1000, 1000);
    utimesSync(path.join(dir, "deep/er/file"), 2000, 2000);
    chmodSync(path.join(dir, "deep"), 0o2750);
    utimesSync(path.join(dir, "deep"), 3000, 3000);
    chmodSync(dir, 0o711);
    if (isOurs) chownSync(dir, 7, 8);
    runtime.write(
      "cd /copied; busybox stat -c '%n %a %u:%g %s %Y' . deep deep/er/file suid link; readlink link; head -c 3 deep/er/file; echo > new; echo > deep/er/file",
      (spec) => {
        spec.mounts?.push({
          destination: "/copied",
          type: "tmpfs",
          source: "tmpfs",
          options: ["tmpcopyup", "size=1m"],
        });
        for (const set of ["bounding", "permitted", "effective"] as const)
          spec.process?.capabilities?.[set]?.push("CAP_DAC_OVERRIDE");
      },
    );
    const output = runtime.ok("run", runtime.id("copyup")).trim().split("\n");
    const whole = ["deep/er/file 640 12:34 100000 2000", "suid 4755 0:0 0", "deep 2750 0:0", "/etc/passwd", "xxx"];
    if (isOurs) {
      expect(output[0]).toMatch(/^\. 711 7:8 /);
      expect(output.find((line) => line.startsWith("link "))).toMatch(/ 1000$/);
      expect(output.find((line) => line.startsWith("deep "))).toMatch(/ 3000$/);
      for (const start of whole) expect(output.some((line) => line.startsWith(start))).toBe(true);
    } else expect(output).toEqual(expect.arrayContaining(["/etc/passwd", "xxx"])); // runc copies neither times nor owners
    expect(runtime.rootfsFiles("copied")).toEqual(["deep", "link", "suid"]);
  });

  test.skipIf(!isOurs)("with tmpcopyup that does not fit fails, and says for what", () => {
    mkdirSync(path.join(runtime.rootfs, "big"));
    writeFileSync(path.join(runtime.rootfs, "big/file"), Buffer.alloc(1 << 20));
    write("true", [{ destination: "/big", type: "tmpfs", source: "tmpfs", options: ["tmpcopyup", "size=64k"] }]);
    const { code, stderr } = runtime.run(["run", runtime.id("full")]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/copy \/big into the tmpfs.*ENOSPC.*\/mounts\/7/)]);
  });

  test("that is remounted changes, and nothing else does", () => {
    const dir = source("kept");
    write("cat /proc/self/mountinfo; touch /in/x 2>/dev/null || echo refused", [
      { destination: "/in", type: "tmpfs", source: "tmpfs", options: ["size=64k"] },
      { destination: "/in", type: "tmpfs", source: "tmpfs", options: ["remount", "ro", "size=128k", "nosuid"] },
      { destination: "/kept", type: "none", source: dir, options: ["bind"] },
      { destination: "/kept", type: "none", source: dir, options: ["bind", "remount", "ro"] },
    ]);
    const { stdout, stderr } = runtime.run(["run", runtime.id("remount")]);
    expect(stderr).toBe("");
    const table = mountTable(stdout);
    expect(mountAt(table, "/in").options.slice(0, 2)).toEqual(["ro", "nosuid"]);
    expect(mountAt(table, "/in").superOptions).toContain("size=128k");
    expect(table.filter(({ place }) => place === "/in")).toHaveLength(1);
    expect(mountAt(table, "/kept").options[0]).toBe("ro");
    expect(stdout).toContain("refused");
  });

  test.skipIf(!isOurs)("of the host is not reconfigured for the host as well", () => {
    write("true", [
      { destination: "/kept", type: "none", source: source("kept"), options: ["bind"] },
      { destination: "/kept", type: "none", options: ["remount", "sync"] },
    ]);
    const { code, stderr } = runtime.run(["run", runtime.id("reconfigure")]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/\/mounts\/8\/options: remount \/kept with sync would/)]);
  });

  test("over a part of /proc is the container's own affair", () => {
    const file = path.join(source("fake"), "uptime");
    writeFileSync(file, "1.00 1.00\n");
    const output = run("lxcfs", "cat /proc/uptime; cat /proc/sys/kernel/hostname", [
      { destination: "/proc/uptime", type: "none", source: file, options: ["bind"] },
    ]);
    expect(output.split("\n")).toEqual(["1.00 1.00", "ts-runc"]);
  });

  test("whose source is gone fails before anything is made", () => {
    write("true", [{ destination: "/x", type: "none", source: path.join(runtime.dir, "gone"), options: ["bind"] }]);
    const { code, stderr } = runtime.run(["run", runtime.id("gone")]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/gone.*no such file or directory/i);
  });

  test("at a missing place of a read-only root says what it could not make", () => {
    write("true", [{ destination: "/not/there", type: "none", source: source("data"), options: ["bind"] }]);
    for (const name of ["proc", "dev", "sys"]) mkdirSync(path.join(runtime.rootfs, name));
    const script = `mount --bind ${runtime.rootfs} ${runtime.rootfs}; mount -o remount,bind,ro ${runtime.rootfs}`;
    const { code, stderr } = runtime.runOnHost({ script }, ["run", runtime.id("rofs")]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(isOurs ? /\/not was missing: create it.*EROFS.*\/mounts\/7/ : /read-only file system/);
  });

  test("on something of another kind is told as that", () => {
    writeFileSync(path.join(runtime.rootfs, "file"), "");
    write("true", [{ destination: "/file", type: "none", source: source("data"), options: ["bind"] }]);
    const { code, stderr } = runtime.run(["run", runtime.id("kind")]);
    expect(code).not.toBe(0);
    if (isOurs)
      expect(stderr).toMatch(/data at \/file: move_mount.*\/mounts\/7\]\nhint: a directory is mounted on a dir/);
  });

  test("below the rootfs is part of it, and a read-only root leaves it as it is", () => {
    const { rootfs } = runtime;
    for (const name of ["proc", "dev", "sys", "below"]) mkdirSync(path.join(rootfs, name), { recursive: true });
    runtime.write(
      "touch /x 2>/dev/null || echo refused; touch /below/x && echo written; cat /proc/self/mountinfo",
      (spec) => {
        spec.root = { path: "rootfs", readonly: true };
      },
    );
    // the rootfs is itself a mount point, and has one below
    const script = `mount --bind ${rootfs} ${rootfs}; mount -t tmpfs below ${rootfs}/below`;
    const { stdout, stderr } = runtime.runOnHost({ script }, ["run", runtime.id("below")]);
    expect([stdout.split("\n").slice(0, 2), stderr]).toEqual([["refused", "written"], ""]);
    expect(mountAt(mountTable(stdout), "/").options[0]).toBe("ro");
    expect(mountAt(mountTable(stdout), "/below").source).toBe("below");
  });

  test("on a rootfs that is an overlay ends up in its upper layer", () => {
    const [lower, upper, work] = ["lower", "upper", "work"].map(source);
    const script = `cp -a ${runtime.rootfs}/. ${lower}; mount -t overlay o -o lowerdir=${lower},upperdir=${upper},workdir=${work} ${runtime.rootfs}`;
    write("ls -d /made/here; cat /proc/self/mountinfo", [
      { destination: "/made/here", type: "tmpfs", source: "tmpfs" },
    ]);
    const { stdout, stderr } = runtime.runOnHost({ script }, ["run", runtime.id("overlay")]);
    expect([stdout.split("\n")[0], stderr]).toEqual(["/made/here", ""]);
    expect(mountAt(mountTable(stdout), "/").type).toBe("overlay");
    expect(existsSync(path.join(upper ?? "", "made/here"))).toBe(true);
  });

  test.skipIf(!isOurs)("at / is refused: it would hide the rootfs", () => {
    write("true", [{ destination: "/x/..", type: "tmpfs", source: "tmpfs" }]);
    const { code, stderr } = runtime.run(["run", runtime.id("root")]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("/mounts/7/destination: a mount at / would hide")]);
  });
});
