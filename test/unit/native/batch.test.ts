import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countProcesses } from "../../../src/native/index.ts";
import { readFiles } from "./read-files.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "ts-run-batch-"));
});
afterAll(() => rmSync(dir, { recursive: true }));

describe("many files at once", () => {
  test("come in the order asked for, with holes where there is nothing", async () => {
    const paths = Array.from({ length: 500 }, (_, i) => path.join(dir, `f${i}`));
    paths.forEach((file, i) => {
      if (i % 3 !== 0) writeFileSync(file, "x".repeat(i * 50));
    });
    const contents = await readFiles(paths);
    expect(contents.map((text) => text?.length)).toEqual(paths.map((_, i) => (i % 3 === 0 ? undefined : i * 50)));
    expect(await readFiles([])).toEqual([]);
  });

  test("are refused by name where one cannot be read, or is far too long", async () => {
    await expect(readFiles([dir])).rejects.toThrow(`read ${dir}: read returned EISDIR`);
    writeFileSync(path.join(dir, "long"), Buffer.alloc(2 ** 20 + 1));
    await expect(readFiles([path.join(dir, "long")])).rejects.toThrow("EFBIG");
    await expect(readFiles(["/proc/self\0/stat"])).rejects.toThrow("NUL");
  });
});

test("processes are counted with their threads, descriptors and sockets, in cgroups below as well", async () => {
  const cgroup = path.join(dir, "cgroup");
  mkdirSync(path.join(cgroup, "inner"), { recursive: true });
  writeFileSync(path.join(cgroup, "cgroup.procs"), `${process.pid}\n999999999\n`);
  writeFileSync(path.join(cgroup, "inner/cgroup.procs"), `${process.ppid}\n`);
  const [counts, gone] = await countProcesses([cgroup, path.join(dir, "gone")]);
  expect(counts?.processes).toBe(2);
  expect(counts?.threads).toBeGreaterThan(2);
  expect(counts?.descriptors).toBeGreaterThan(6);
  expect(gone).toEqual({ processes: 0, threads: 0, descriptors: 0, sockets: 0 });
});
