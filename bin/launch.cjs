// Runs dist/main.cjs with the V8 code cache that the build left beside it: CommonJS from a cache starts some 15 ms
// earlier than ESM chunks do. Another node binary rejects the cache, and then the source is compiled as usual.

const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { basename, dirname, join } = require("node:path");
const { Script } = require("node:vm");

const filename = join(__dirname, "../dist/main.cjs");
// What starts containers has a cache of its own: 1 MB that would cost every other command 5 ms to read. A wrong guess
// (`ts-run ps run`) is slower, and no less right.
const program = basename(process.argv[1]).startsWith("ts-runc") ? "runc-" : "";
const starting = program === "" ? /^(run|exec|start)$/ : /^(create|run|exec)$/;
const starts = process.argv.some((arg) => starting.test(arg));
const cachePath = `${filename}.${program}${starts ? "start" : "other"}.cache`;

const text = readFileSync(filename, "latin1");
// The build makes it a function expression; another bundler's CommonJS becomes one here.
const source = text.startsWith("(function (")
  ? text
  : `(function (exports, require, module, __filename, __dirname) {${text}\n})`;
// V8 takes a cache for any source of the right length. Ours begins with the name of the one bundle it is for.
const buildId = /^\(function \(.*\/\/ ([0-9a-f]{16})$/.exec(text.slice(0, text.indexOf("\n")))?.[1];
const cachedData = buildId === undefined ? undefined : readCache();
const script = new Script(source, cachedData ? { filename, cachedData } : { filename });
const bundle = { exports: {} };
script
  .runInThisContext()
  .call(bundle.exports, bundle.exports, createRequire(filename), bundle, filename, dirname(filename));

// Set by scripts/warm-cache.mjs only: what has run by now, and so is compiled, goes into the cache.
if (process.env.TS_RUN_BUILD_CACHE && buildId !== undefined) process.on("exit", writeCache);

function readCache() {
  try {
    const cache = readFileSync(cachePath);
    return cache.latin1Slice(0, buildId.length) === buildId ? cache.subarray(buildId.length) : undefined;
  } catch {
    return undefined;
  }
}

function writeCache() {
  const temporary = `${cachePath}.${process.pid}`;
  writeFileSync(temporary, Buffer.concat([Buffer.from(buildId, "latin1"), script.createCachedData()]));
  renameSync(temporary, cachePath);
}
