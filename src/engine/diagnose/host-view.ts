// The host as a diagnosis sees it. Nothing here throws.

import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { HostFacts } from "../../linux/index.ts";
import { statfs } from "../../native/index.ts";
import type { HostView } from "./about.ts";

export function hostView(facts: Pick<HostFacts, "architecture" | "capabilities">): HostView {
  return {
    architecture: facts.architecture,
    capabilities: facts.capabilities,
    read: (path) => attempt(() => readFileSync(path, "utf8").trim()),
    exists: existsSync,
    isDirectory: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    space: (path) =>
      attempt(() => {
        const { type, bavail, bsize, files, ffree } = statfs(nearestExisting(path));
        return { type, freeBytes: bavail * bsize, freeInodes: ffree, hasInodes: files > 0 };
      }),
  };
}

function nearestExisting(path: string): string {
  return path === "/" || existsSync(path) ? path : nearestExisting(dirname(path));
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
