#!/usr/bin/env node
// Writes docs/commands.md from the command tables in src/cli. test/unit/cli/docs.test.ts fails when it is out of date.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// Inside the project, so that packages resolve.
const scratch = await mkdtemp(at("node_modules/.generate-docs-"));
try {
  const outfile = join(scratch, "docs.mjs");
  await build({
    entryPoints: [at("src/cli/docs.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    // The tables need neither the engine nor the renderer of plans.
    external: ["*/engine/index.ts", "*/explain/index.ts", "*/cri/index.ts"],
    logLevel: "warning",
  });
  const { renderCommandsPage } = await import(pathToFileURL(outfile).href);
  await writeFile(at("docs/commands.md"), await renderCommandsPage());
} finally {
  await rm(scratch, { recursive: true, force: true });
}
