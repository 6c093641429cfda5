// Files and processes by the thousand, on a thread: what is there, what is not, and what another user may not read.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { countProcesses, readFilesIn } from "../../../src/native/index.ts";
import { fakeTree } from "../cgroups/fake-host.ts";
import { readFiles } from "./read-files.ts";

describe("readFilesIn()", () => {
  test("reads the same files in every place, whatever is missing there", async () => {
    const root = fakeTree({
      "cpu/a/stat": "1",
      "cpu/a/max": "2",
      "memory/a/deep/stat": "3",
      "cpu/b/max": "4",
      "memory/b/deep/stat": "x".repeat(2048),
      "cpu/-suffix": "5",
    });
    const names = [
      [`${root}/cpu/`, "/max"],
      [`${root}/cpu/`, "/stat"],
      [`${root}/memory/`, "/deep/stat"],
      [`${root}/cpu/`, "-suffix"],
    ] as const;
    expect(await readFilesIn(["a", "gone", "b", ""], names)).toEqual([
      ["2", "1", "3", undefined],
      [undefined, undefined, undefined, undefined],
      ["4", undefined, "x".repeat(2048), undefined],
      [undefined, undefined, undefined, "5"],
    ]);
    expect(await readFilesIn(["a", "b"], [])).toEqual([[], []]);
    expect(await readFilesIn([], names)).toEqual([]);
    const many = Array.from({ length: 301 }, (_, i) => (i % 2 ? "a" : "b"));
    const found = await readFilesIn(many, names.slice(0, 1));
    expect(found).toEqual(many.map((place) => [place === "a" ? "2" : "4"]));
  });

  test("says which file of which place could not be read", async () => {
    const root = fakeTree({ "a/stat": "1", "b/stat/file": "2" });
    await expect(readFilesIn(["a", "b"], [[`${root}/`, "/stat"]])).rejects.toThrow(
      `read ${root}/b/stat: read returned EISDIR`,
    );
    await expect(readFilesIn(["a"], [[`${root}/`, "/st\0at"]])).rejects.toMatchObject({ code: "ERR_HOSTILE" });
  });
});

describe("readFiles()", () => {
  test("answers in the order of the paths, with undefined for what is not there", async () => {
    const root = fakeTree({ a: "1\n", empty: "", long: "x".repeat(20_000), "\u00fc": "name" });
    const paths = ["long", "gone", "a", "empty", "none/at/all", "\u00fc"].map((name) => path.join(root, name));
    expect(await readFiles(paths)).toEqual(["x".repeat(20_000), undefined, "1\n", "", undefined, "name"]);
    expect(await readFiles([])).toEqual([]);
  });

  test("reads thousands, whichever go meanwhile", async () => {
    const root = fakeTree({});
    const names = Array.from({ length: 3000 }, (_, i) => path.join(root, String(i)));
    for (const [i, name] of names.entries()) writeFileSync(name, String(i));
    const reading = readFiles(names);
    for (let i = 0; i < names.length; i += 7) rmSync(names[i] as string);
    const found = await reading;
    expect(found).toHaveLength(names.length);
    expect(found.filter((text, i) => text !== String(i) && !(text === undefined && i % 7 === 0))).toEqual([]);
  });

  test("reads what a process tells of itself, and nothing of one that ended", async () => {
    const [own, none] = await readFiles(["/proc/self/limits", "/proc/0/limits"]);
    expect(own).toContain("Max open files");
    expect(none).toBeUndefined();
  });

  test("says which file could not be read, and why", async () => {
    const root = fakeTree({ a: "1", "directory/b": "2" });
    const failure = readFiles([path.join(root, "a"), path.join(root, "directory")]);
    await expect(failure).rejects.toMatchObject({ errno: "EISDIR", message: expect.stringContaining("directory") });
    await expect(readFiles(["/dev/zero"])).rejects.toThrow("EFBIG");
    await expect(readFiles(["/tmp/a\0b"])).rejects.toMatchObject({ code: "ERR_HOSTILE" });
  });

  test("leaves no descriptor open", async () => {
    const root = fakeTree({ a: "1", "directory/b": "2" });
    const open = async () => (await countProcesses([ownCgroup(root)]))[0]?.descriptors;
    const before = await open();
    const paths = ["a", "gone", "directory"].map((name) => path.join(root, name));
    for (let i = 0; i < 20; i++) await readFiles(paths).catch(() => undefined);
    expect(await open()).toBe(before);
  });

  test("may still be under way when its thread ends", async () => {
    const addon = path.resolve(import.meta.dirname, "../../../build/Release/tsrun.node");
    const code = `const { readFiles } = require(${JSON.stringify(addon)});
      for (let i = 0; i < 20; i++) readFiles("/proc/self/status\\0".repeat(50), "\\0\\0");
      process.exit();`;
    for (let i = 0; i < 3; i++) {
      const worker = new Worker(code, { eval: true });
      await new Promise((resolve) => worker.once("exit", resolve));
    }
  });
});

describe("countProcesses()", () => {
  test("counts processes, threads, descriptors and sockets, also in cgroups below, and zeros for one that is gone", async () => {
    const root = fakeTree({ "cgroup.procs": `${process.pid}\n` });
    const nested = fakeTree({ "cgroup.procs": "", "a/b/cgroup.procs": `${process.pid}\n`, "c/cgroup.procs": "0\n" });
    const [own, below, gone] = await countProcesses([root, nested, path.join(root, "gone")]);
    expect(own).toEqual({
      processes: 1,
      threads: Number(/^Threads:\s+(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1]),
      descriptors: expect.any(Number),
      sockets: expect.any(Number),
    });
    expect(own?.descriptors).toBeGreaterThan(3);
    expect(own?.sockets).toBeLessThan(own?.descriptors ?? 0);
    expect(below).toMatchObject({ processes: 1, threads: own?.threads });
    expect(gone).toEqual({ processes: 0, threads: 0, descriptors: 0, sockets: 0 });
  });

  test("tells the limit of open files of the first process, where there is one", async () => {
    const root = fakeTree({ "cgroup.procs": "" });
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
    const counts = await countProcesses([root, root, root], [0, process.pid, 2 ** 22 + 1]);
    expect(counts.map(({ openFilesLimit }) => openFilesLimit)).toEqual([undefined, Number(soft), undefined]);
  });

  test("keeps the order of many", async () => {
    const root = fakeTree({});
    const cgroups = Array.from({ length: 200 }, (_, i) => path.join(root, String(i)));
    for (const [i, cgroup] of cgroups.entries()) {
      mkdirSync(cgroup);
      writeFileSync(path.join(cgroup, "cgroup.procs"), `${process.pid}\n`.repeat(i % 3));
    }
    expect((await countProcesses(cgroups)).map(({ processes }) => processes)).toEqual(cgroups.map((_, i) => i % 3));
  });
});

function ownCgroup(root: string): string {
  writeFileSync(path.join(root, "cgroup.procs"), `${process.pid}\n`);
  return root;
}
