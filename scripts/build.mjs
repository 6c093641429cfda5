#!/usr/bin/env node
// Bundles the front door into dist/main.cjs, and lets it run once to leave its V8 code cache beside it (bin/launch.cjs).
// One CommonJS file of our modules, each evaluated when it is first used, and one per package: measured on Node 20, ESM
// with a chunk per command starts 15 ms later, and everything evaluated at once 30 ms.

import { createHash } from "node:crypto";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { helpers, lazyImports } from "./lazy-imports.mjs";
import { warmCache } from "./warm-cache.mjs";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// Built aside and renamed into place file by file, so that a ts-run in use meanwhile is the old one or the new one.
const aside = at(`dist/.tmp-${process.pid}`);
await rm(aside, { recursive: true, force: true });
const bundleUrl = 'const __bundleUrl = require("node:url").pathToFileURL(__filename).href;';
const common = {
  absWorkingDir: at("."),
  outdir: aside,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  charset: "ascii", // a one-byte string is read and compiled faster
  legalComments: "linked",
  logLevel: "warning",
  define: { "import.meta.url": "__bundleUrl" }, // import.meta does not exist in CommonJS
};
const noBuildId = "0".repeat(16);
const packages = new Set();
await build({
  ...common,
  entryPoints: { main: "src/cli/main.ts" },
  external: ["*.node"],
  // Linked, and not minified: an uncaught error shows a line that people can read.
  sourcemap: "linked",
  minify: false,
  // The first line opens the function that bin/launch.cjs calls, so that it need not copy the text to wrap it.
  banner: {
    js: `(function (exports, require, module, __filename, __dirname) { // ${noBuildId}\n${bundleUrl}${helpers}`,
  },
  footer: { js: "})" },
  plugins: [packagesApart(packages), lazyImports],
});
await build({
  ...common,
  banner: { js: bundleUrl },
  entryPoints: Object.fromEntries([...packages].map((name) => [fileOf(name), name])),
});

// The bundle's name for its code cache is made of its content.
const bundle = join(aside, "main.cjs");
const text = await readFile(bundle, "latin1");
const buildId = createHash("sha256").update(text).digest("hex").slice(0, noBuildId.length);
await writeFile(bundle, text.replace(noBuildId, buildId), "latin1");

// Caches belong to the bundle that goes.
for (const name of await readdir(at("dist")))
  if (name.endsWith(".cache")) await rm(at(`dist/${name}`), { force: true });
for (const name of await readdir(aside)) await rename(join(aside, name), at(`dist/${name}`));
await rm(aside, { recursive: true, force: true });

/** Packages become files of their own: the front door's text stays small, and most commands never read them. */
function packagesApart(found) {
  return {
    name: "packages-apart",
    setup({ onResolve }) {
      onResolve({ filter: /^[a-z@]/ }, ({ path, importer }) => {
        if (path.startsWith("node:") || importer === "") return undefined;
        found.add(path);
        return { path: `./${fileOf(path)}.cjs`, external: true };
      });
      // The CRI's messages are 800 KB of generated code that one command uses and that import nothing of ours.
      onResolve({ filter: /\/api\.ts$/ }, ({ path, resolveDir }) => {
        const module = join(resolveDir, path);
        if (module !== at("src/cri-wire/api.ts")) return undefined;
        found.add("./src/cri-wire/api.ts");
        return { path: `./${fileOf("./src/cri-wire/api.ts")}.cjs`, external: true };
      });
    },
  };
}

/** "@grpc/grpc-js" -> "@grpc+grpc-js": all files of dist/ lie side by side. */
function fileOf(name) {
  return name.replace(/^\.\/|\.ts$/g, "").replaceAll("/", "+");
}

await warmCache(at("."));
