// The set-up of a checkout, step by step. Each step knows by itself whether it is done, so running all of them again is cheap.
// Plain Node without dependencies: at the first step there is no node_modules.
import { existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { run, tryRun } from "./command.mjs";
import { ensureEngines, ensurePackages, runtimePackages, testPackages } from "./packages.mjs";
import { cacheDir, projectDir, unlessUnchanged } from "./stamp.mjs";

const at = (...parts) => path.join(projectDir, ...parts);
const linkDir = "/usr/local/bin";

// The order is the design: each step may rely on every step above it.
export const checkSteps = [
  ["dependencies", installDependencies],
  ["native build", buildNative],
];
export const startSteps = [
  ["host", checkHost],
  ["packages", () => packagesUnlessToldNot(runtimePackages)],
  ...checkSteps,
  ["TypeScript bundle", buildBundle],
  ["commands", linkCommands],
  ["embedded image", importEmbeddedImage],
  ["code cache", warmBundle],
];
/** For what runs in a guest, which shares this checkout; nothing of the machine itself is changed. */
export const guestSteps = [...checkSteps, ["TypeScript bundle", buildBundle], ["embedded image", buildEmbeddedArchive]];
export const testSteps = [
  ...startSteps,
  ["test packages", () => packagesUnlessToldNot(testPackages)],
  ["engines", () => (process.env.TS_RUN_SKIP_APT ? "left to you (TS_RUN_SKIP_APT)" : ensureEngines())],
  ["test images", buildTestImages],
];

/** Runs steps in order, one line each; a failing step ends the program with its whole output. */
export async function runSteps(steps) {
  mkdirSync(cacheDir, { recursive: true });
  for (const [name, step] of steps) {
    const started = performance.now();
    try {
      const outcome = await step();
      console.log(`  ${name.padEnd(18)} ${outcome}  (${seconds(started)})`);
    } catch (error) {
      console.error(`\n${name}: ${error.message}`);
      process.exit(1);
    }
  }
}

export function seconds(startedMs) {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
}

function checkHost() {
  if (process.platform !== "linux")
    throw new Error(`containers are a feature of the Linux kernel; this is ${process.platform}`);
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`needs Node 20.19 or newer, this is ${process.version}`);
  if (process.getuid?.() !== 0) {
    throw new Error(
      'making containers needs root, and so does this set-up\nhint: sudo env "PATH=$PATH" npm ' +
        (process.env.npm_lifecycle_event === "test" ? "test" : "start"),
    );
  }
  return `Linux, Node ${process.versions.node}, root`;
}

function packagesUnlessToldNot(packages) {
  return process.env.TS_RUN_SKIP_APT ? "left to you (TS_RUN_SKIP_APT)" : ensurePackages(packages);
}

async function installDependencies() {
  if (dependenciesMatchLock()) return "as locked";
  // No install scripts: ours is the native build below, and nobody else's is needed.
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: projectDir });
  return "installed as locked";
}

/** npm records what it installed in a second lockfile; equal versions mean there is nothing to do. */
function dependenciesMatchLock() {
  const installedFile = at("node_modules/.package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === "" || (entry.optional && !installed[name]) || installed[name]?.version === entry.version,
  );
}

function buildNative() {
  if (!existsSync(at("binding.gyp"))) throw new Error("binding.gyp is missing in this checkout");
  const inputs = ["binding.gyp", "native", "package-lock.json"];
  return unlessUnchanged(
    "native",
    { inputs, facts: [process.version, process.arch], output: "build/Release" },
    async () => {
      const nodeDir = findNodeHeaders();
      const env = { ...process.env, ...(nodeDir && { npm_config_nodedir: nodeDir }) };
      await run(process.execPath, [at("node_modules/node-gyp/bin/node-gyp.js"), "rebuild"], { cwd: projectDir, env });
      return nodeDir ? `built with the headers in ${nodeDir}/include/node` : "built with downloaded headers";
    },
  );
}

/** Node's own headers, so that nothing is downloaded. A directory of another major version is better than none: we use N-API only. */
function findNodeHeaders() {
  const prefixes = [path.dirname(path.dirname(realpathSync(process.execPath))), "/usr", "/usr/local"];
  const found = prefixes.filter((prefix) => existsSync(path.join(prefix, "include/node/node_api.h")));
  const major = process.versions.node.split(".")[0];
  const sameMajor = (prefix) =>
    readFileSync(path.join(prefix, "include/node/node_version.h"), "utf8").includes(
      `#define NODE_MAJOR_VERSION ${major}\n`,
    );
  return found.find(sameMajor) ?? found[0];
}

function buildBundle() {
  const inputs = [
    "src",
    "bin",
    "scripts/build.mjs",
    "scripts/lazy-imports.mjs",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
  ];
  return unlessUnchanged("bundle", { inputs, facts: [process.version, process.arch], output: "dist" }, async () => {
    await run(process.execPath, [at("scripts/build.mjs")], { cwd: projectDir });
    return "built";
  });
}

/** After the image: containers that run leave the cache that `run` and `exec` start from. */
function warmBundle() {
  const inputs = ["dist/main.cjs", "bin", "scripts/warm-cache.mjs", ".cache/embedded/image.tar"];
  const facts = [process.version, process.arch];
  return unlessUnchanged("code cache", { inputs, facts, output: "dist/main.cjs.start.cache" }, async () => {
    const { warmCache } = await import("../warm-cache.mjs");
    return await warmCache(projectDir);
  });
}

function linkCommands() {
  const names = ["ts-run", "ts-runc"].filter((name) => existsSync(at("bin", name)));
  for (const name of names) linkCommand(path.join(linkDir, name), at("bin", name));
  const onPath = (process.env.PATH ?? "").split(":").includes(linkDir);
  return `${names.join(" and ")} in ${linkDir}${onPath ? "" : ` (not on your PATH: add it)`}`;
}

function linkCommand(link, target) {
  const present = lstatSync(link, { throwIfNoEntry: false });
  if (present && !present.isSymbolicLink())
    throw new Error(`${link} exists and is not a link\nhint: move it away and try again`);
  if (present && existsSync(link) && realpathSync(link) === realpathSync(target)) return;
  if (present) rmSync(link);
  mkdirSync(path.dirname(link), { recursive: true });
  symlinkSync(target, link);
}

async function buildTestImages() {
  const { ensureTestImages } = await import("../../rootfs/test-images.mjs");
  return ensureTestImages();
}

async function buildEmbeddedArchive() {
  const { buildEmbeddedImage } = await import("../../rootfs/embedded.mjs");
  const facts = [process.arch];
  const build = () => buildEmbeddedImage(path.join(cacheDir, "embedded"));
  const inputs = ["rootfs/embedded.mjs", "rootfs/oci.mjs", "rootfs/tar.mjs", "rootfs/busybox.mjs"];
  return unlessUnchanged("embedded", { inputs, facts, output: ".cache/embedded/image.tar" }, build);
}

async function importEmbeddedImage() {
  const { embeddedImage } = await import("../../rootfs/embedded.mjs");
  const outcome = await buildEmbeddedArchive();
  const cli = at("bin/ts-run");
  const isImported = outcome === "unchanged" && (await tryRun(cli, ["history", embeddedImage])).code === 0;
  if (isImported) return `${embeddedImage} is there`;
  await run(cli, ["load", "-i", path.join(cacheDir, "embedded/image.tar")]);
  return `${embeddedImage} imported`;
}
