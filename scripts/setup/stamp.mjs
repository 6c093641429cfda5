// Decides whether a build step has to run again: by the bytes of its inputs, not by times, which a git checkout changes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

export const projectDir = path.resolve(import.meta.dirname, "../..");
export const cacheDir = path.join(projectDir, ".cache");

/** Runs `build` unless `inputs` (files and folders of the project, plus extra facts) are as they were and `output` is there. */
export async function unlessUnchanged(name, { inputs, facts = [], output }, build) {
  const file = path.join(cacheDir, "stamps", name);
  const stamp = digestOf(inputs, facts);
  const isCurrent =
    existsSync(path.join(projectDir, output)) && existsSync(file) && readFileSync(file, "utf8") === stamp;
  if (isCurrent) return "unchanged";
  rmSync(file, { force: true }); // a build that dies half-way must not look finished
  const result = await build();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, stamp);
  return result;
}

function digestOf(inputs, facts) {
  const hash = createHash("sha256").update(JSON.stringify(facts));
  for (const input of inputs) for (const file of filesBelow(input)) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

function filesBelow(input) {
  const start = path.join(projectDir, input);
  if (!existsSync(start)) return [];
  if (!statSync(start).isDirectory()) return [start];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
