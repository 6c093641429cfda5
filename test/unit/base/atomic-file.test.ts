import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isTemporaryName, writeFileAtomic, writeFileAtomicSync } from "../../../src/base/index.ts";

let directory = "";
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "atomic-"));
});
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

const writers = { writeFileAtomic, writeFileAtomicSync };

describe.each(Object.entries(writers))("%s()", (_name, write) => {
  test("replaces the file with the mode asked for and leaves nothing else behind", async () => {
    const target = path.join(directory, "status.json");
    fs.writeFileSync(target, "old", { mode: 0o600 });
    await write(target, "new", { mode: 0o640 });
    expect(fs.readFileSync(target, "utf8")).toBe("new");
    expect(fs.statSync(target).mode & 0o7777).toBe(0o640);
    expect(fs.readdirSync(directory)).toEqual(["status.json"]);
  });

  test("keeps readers of the old file on the old bytes", async () => {
    const target = path.join(directory, "status.json");
    fs.writeFileSync(target, "old");
    const reader = fs.openSync(target, "r");
    await write(target, "new", { durable: false });
    expect(fs.readFileSync(reader, "utf8")).toBe("old");
    fs.closeSync(reader);
  });

  test("removes its temp file when the rename is refused", async () => {
    const target = path.join(directory, "taken");
    fs.mkdirSync(target);
    await expect((async () => write(target, "new"))()).rejects.toMatchObject({ code: "EISDIR" });
    expect(fs.readdirSync(directory)).toEqual(["taken"]);
  });
});

test("isTemporaryName() recognises what an interrupted write leaves", () => {
  expect(isTemporaryName(".tmp-1-ab")).toBe(true);
  expect(isTemporaryName("status.json")).toBe(false);
});
