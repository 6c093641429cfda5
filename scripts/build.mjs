#!/usr/bin/env node
// Bundles the front door into dist/: ESM with code splitting, so that each command loads only what it needs.

import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const projectDir = fileURLToPath(new URL("..", import.meta.url));
const outdir = fileURLToPath(new URL("../dist", import.meta.url));

await rm(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: projectDir,
  entryPoints: { main: "src/cli/main.ts" },
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  chunkNames: "chunks/[name]-[hash]",
  external: ["*.node"],
  // Linked, and not minified: an uncaught error shows a line that people can read.
  sourcemap: "linked",
  minify: false,
  legalComments: "linked",
  logLevel: "warning",
  // CommonJS dependencies ask for node's own modules through require, which ESM does not have.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
