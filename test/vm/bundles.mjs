// Containers of ts-runc for the report: a bundle of busybox each, its config.json what `ts-runc spec` writes and a change.
import { execFileSync, spawn } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { projectDir } from "../../scripts/setup/stamp.mjs";
import { afterEach, assert, command, read } from "./harness.mjs";

const program = path.join(projectDir, "bin/ts-runc");
const busybox = path.join(projectDir, ".cache/embedded/busybox");
const parent = "/sys/fs/cgroup/guest";
const bundles = [];

/** Any ts-runc command. @returns {Promise<{ code: number, stdout: string, stderr: string }>} */
export const tsRunc = (...args) => command(program, ...args);

/** Output of a ts-runc command that must succeed. */
export async function okRunc(...args) {
  const { code, stdout, stderr } = await tsRunc(...args);
  assert.equal(code, 0, `ts-runc ${args.join(" ")}: exit code ${code}\n${stderr}\n${stdout}`);
  return stdout;
}

/** A bundle whose process is `script` in sh. `change` edits its config.json and is told its id. */
export function makeBundle(script, change = () => {}) {
  const dir = mkdtempSync("/tmp/bundle-");
  const id = path.basename(dir);
  const bin = path.join(dir, "rootfs/bin");
  for (const name of ["bin", "tmp"]) mkdirSync(path.join(dir, "rootfs", name), { recursive: true });
  copyFileSync(busybox, path.join(bin, "busybox"));
  for (const name of applets()) symlinkSync("busybox", path.join(bin, name));
  const spec = defaultSpec();
  Object.assign(spec.process, { terminal: false, args: ["sh", "-c", script] });
  spec.root = { path: "rootfs" };
  spec.linux.cgroupsPath = `/guest/${id}`;
  change(spec, id);
  writeFileSync(path.join(dir, "config.json"), JSON.stringify(spec));
  const bundle = { id, dir, cgroup: path.join(parent, id), output: () => read(dir, "output") };
  bundles.push(bundle);
  return bundle;
}

/** `ts-runc create`: what it and the container say goes to a file, because a pipe would be kept open by the container. */
export function create({ id, dir }, ...globals) {
  const output = openSync(path.join(dir, "output"), "w");
  const args = [...globals, "create", "--bundle", dir, id];
  const child = spawn(program, args, { stdio: ["ignore", output, output] });
  closeSync(output);
  return new Promise((resolve) => child.on("close", (code) => resolve(code ?? -1)));
}

/** A running container. */
export async function startBundle(script, change) {
  const bundle = makeBundle(script, change);
  assert.equal(await create(bundle), 0, bundle.output());
  await okRunc("start", bundle.id);
  return bundle;
}

export function resources(spec, more) {
  spec.linux.resources = { ...spec.linux.resources, ...more };
}

/** Numbers of a device of this machine. */
export function numbersOf(device) {
  const { rdev } = statSync(device);
  return { major: (rdev >> 8) & 0xfff, minor: rdev & 0xff };
}

afterEach(async () => {
  for (const { id, dir } of bundles.splice(0)) {
    await tsRunc("delete", "--force", id);
    rmSync(dir, { recursive: true, force: true });
  }
  const left = existsSync(parent) ? readdirSync(parent).filter((name) => name.startsWith("bundle-")) : [];
  assert.deepEqual(left, [], "cgroups are left");
  assert.equal(await okRunc("list", "-q"), "", "containers are left");
});

let names;
function applets() {
  names ??= execFileSync(busybox, ["--list"], { encoding: "utf8" }).trim().split("\n");
  return names.filter((name) => name !== "busybox");
}

let defaults;
function defaultSpec() {
  if (defaults === undefined) {
    const dir = mkdtempSync("/tmp/spec-");
    execFileSync(program, ["spec"], { cwd: dir });
    defaults = readFileSync(path.join(dir, "config.json"), "utf8");
    rmSync(dir, { recursive: true });
  }
  return JSON.parse(defaults);
}
