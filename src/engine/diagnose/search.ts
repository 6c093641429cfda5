// PATH as execvp(3) walks it, and the names that the user may have meant.

import type { RuntimeSpec } from "../../oci/index.ts";
import type { RootfsView } from "./about.ts";

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export function searchPath(spec: RuntimeSpec): string[] {
  const path = spec.process?.env?.findLast((entry) => entry.startsWith("PATH="))?.slice("PATH=".length) ?? DEFAULT_PATH;
  return path.split(":").map((directory) => (directory === "" ? "." : directory));
}

/** Up to three names in `directories` that look like `name`, nearest first; a whole path unless it is the same directory's. */
export function nearestNames(name: string, directories: readonly string[], rootfs: RootfsView): string[] {
  const found = new Map<string, number>();
  for (const directory of new Set(directories)) {
    for (const candidate of rootfs.list(directory)) {
      const distance = editDistance(name, candidate);
      if (distance <= Math.max(1, Math.floor((name.length + 1) / 4)) && !found.has(candidate))
        found.set(candidate, distance);
    }
  }
  return [...found]
    .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]))
    .map(([candidate]) => candidate)
    .slice(0, 3);
}

/** Every directory of PATH that has `name`, as whole paths. */
export function placesOf(name: string, spec: RuntimeSpec, rootfs: RootfsView): string[] {
  return searchPath(spec)
    .map((directory) => `${directory}/${name}`)
    .filter((path) => rootfs.find(path).kind === "file");
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost, swapped));
    }
  }
  return at(a.length, b.length);
}
