// Finds and loads the addon. The only place that knows where build artifacts lie; looks at no environment variable.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { messageOf, TsRunError } from "../base/index.ts";

/** The raw functions: numbers below zero are negative errnos. Everything else about them is in native/addon/*.cc. */
export type RawAddon = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const MAX_PARENTS = 5;

/** build/Release/<name> beside the sources, or above a bundle in dist/. */
function candidates(fileName: string): string[] {
  const paths: string[] = [];
  let directory = path.dirname(fileURLToPath(import.meta.url));
  for (let depth = 0; depth < MAX_PARENTS; depth++) {
    paths.push(path.join(directory, fileName), path.join(directory, "build", "Release", fileName));
    directory = path.dirname(directory);
  }
  return [...new Set(paths)];
}

/** Absolute path of a native artifact: "tsrun.node", "monitor", "init". */
export function findArtifact(fileName: string): string {
  const tried = candidates(fileName);
  const found = tried.find((candidate) => fs.existsSync(candidate));
  if (found !== undefined) return found;
  throw new TsRunError("ERR_NOT_FOUND", `find the native part ${fileName}: not in any of ${tried.join(", ")}`, {
    hint: "build it with: npm run build",
  });
}

let loaded: RawAddon | undefined;

export function addon(): RawAddon {
  if (loaded === undefined) {
    const file = findArtifact("tsrun.node");
    try {
      loaded = createRequire(import.meta.url)(file) as RawAddon;
    } catch (cause) {
      throw new TsRunError("ERR_UNSUPPORTED", `load ${file}: ${messageOf(cause)}`, {
        cause,
        hint: "it was built for another Node.js or machine; rebuild it with: npm run build",
      });
    }
  }
  return loaded;
}
