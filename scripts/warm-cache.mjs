// Leaves V8's code for what common commands execute beside the bundle (bin/launch.cjs): functions that are not in it are
// parsed and compiled when they are first called, half of what a cold `run` costs above node's own start.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const image = "ts-run/busybox";

/** With root's rights and the embedded image at hand, containers run for it; without, `run` goes as far as it can. */
export async function warmCache(projectDir) {
  const scratch = mkdtempSync(path.join(tmpdir(), "ts-run-"));
  const dist = path.join(projectDir, "dist");
  const archive = path.join(projectDir, ".cache/embedded/image.tar");
  const self = [path.join(projectDir, "bin/ts-run"), "--root", path.join(scratch, "root"), "--run-dir", `${scratch}/r`];
  const run = (program, args, env, stdio) =>
    spawnSync(program, args, { env: { ...process.env, ...env }, encoding: "utf8", stdio });
  const build = { TS_RUN_BUILD_CACHE: "1" };
  // In a network namespace of their own: neither bridge nor firewall of the host is touched.
  const apart = (args, env) => run("unshare", ["--net", process.execPath, ...self, ...args], env).status === 0;
  try {
    for (const name of readdirSync(dist)) if (name.endsWith(".cache")) rmSync(path.join(dist, name));
    const other = run(process.execPath, [...self, "version"], build);
    if (other.status !== 0) throw new Error(`the bundle does not run: ${other.stderr}`);
    if (process.getuid?.() === 0) warmRunc(projectDir, scratch, run);
    if (process.getuid?.() === 0 && existsSync(archive) && apart(["load", "-i", archive])) {
      // Each command adds what it executed to what it found.
      const isComplete =
        apart(["run", "--rm", "-m", "64m", image, "true"], build) &&
        apart(["run", "-d", "--name", "warm", image, "sleep", "60"], build) &&
        apart(["exec", "warm", "true"], build);
      apart(["rm", "-f", "warm"]);
      if (isComplete) return "from containers that ran";
    }
    const start = run(process.execPath, [...self, "run", "--pull=never", "-m=64m", "none"], build);
    if (start.status !== 125) throw new Error(`the bundle does not run: ${start.stderr}`);
    return "without a container";
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A container's whole life through ts-runc. Where it goes no further, what has run is in the cache all the same. */
function warmRunc(projectDir, scratch, run) {
  const busybox = path.join(projectDir, ".cache/embedded/busybox");
  const bundle = path.join(scratch, "bundle");
  const rootfs = path.join(bundle, "rootfs");
  mkdirSync(rootfs, { recursive: true });
  if (existsSync(busybox)) cpSync(busybox, path.join(rootfs, "busybox"), { dereference: true });
  const program = path.join(projectDir, "bin/ts-runc");
  const id = `warm-${process.pid}`;
  // No pipes: the container would keep them open.
  const runc = (...args) =>
    run(program, ["--root", path.join(scratch, "runc"), ...args], { TS_RUN_BUILD_CACHE: "1" }, "ignore");
  runc("spec", "--bundle", bundle);
  const config = path.join(bundle, "config.json");
  const spec = JSON.parse(readFileSync(config, "utf8"));
  Object.assign(spec.process, { terminal: false, args: ["/busybox", "sleep", "60"], rlimits: [] });
  writeFileSync(config, JSON.stringify(spec));
  for (const args of [
    ["create", "--bundle", bundle, id],
    ["state", id],
    ["start", id],
    ["exec", id, "/busybox", "true"],
  ])
    runc(...args);
  for (const args of [
    ["kill", id, "KILL"],
    ["delete", "--force", id],
  ])
    runc(...args);
}
