// What the checks in the guest share: the list of them, our command line, and a container's cgroup as the host sees it.
import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectDir } from "../../scripts/setup/stamp.mjs";

export const image = "ts-run/busybox";
const program = path.join(projectDir, "bin/ts-run");
const embeddedImage = path.join(projectDir, ".cache/embedded/image.tar");
const cgroupRoot = "/sys/fs/cgroup";

/** @type {{ name: string, short: boolean, through?: string, act: () => Promise<unknown> }[]} */
export const checks = [];

/** A check of the full run. */
export function check(name, act) {
  checks.push({ name, short: false, act });
}

/** One that `npm test` runs as well: the two minutes it has are for what this host cannot show otherwise. */
export function shortCheck(name, act) {
  checks.push({ name, short: true, act });
}

/**
 * A row of the report, in the short run as well: `act` answers with what it read from the kernel, as evidence.
 * `through` is the program that made the container, ts-run or ts-runc.
 */
export function row(name, through, act) {
  checks.push({ name, short: true, through, act });
}

/** Runs a check and removes its containers. Resolves to what is wrong, undefined if nothing is, and to a row's evidence. */
export async function resultOf({ act, through }) {
  let problem;
  let evidence;
  try {
    if (through !== "ts-runc") await haveImage();
    evidence = await act();
    if (through !== undefined) assert.ok(evidence, "a row of the report needs evidence");
  } catch (error) {
    problem = error.code === "ERR_ASSERTION" ? error.message : error.stack;
  }
  for (const remove of removals) {
    try {
      await remove();
    } catch (error) {
      problem = [problem, error.message].filter(Boolean).join("\n");
    }
  }
  return { problem, evidence };
}

/** What is done after each check. */
const removals = [removeAll];
export function afterEach(remove) {
  removals.push(remove);
}

let loaded;
function haveImage() {
  loaded ??= ok("load", "-q", "-i", embeddedImage);
  return loaded;
}

const started = new Set();

/** Removes what start() started; then no cgroup may be left. */
async function removeAll() {
  const names = [...started];
  started.clear();
  if (names.length > 0) await tsRun("rm", "-f", ...names);
  await until("no cgroup is left", () => containerCgroups().length === 0);
}

export function containerCgroups() {
  const parent = path.join(cgroupRoot, "ts-run");
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Any program. @returns {Promise<{ code: number, stdout: string, stderr: string }>} */
export function command(file, ...args) {
  return new Promise((resolve) => {
    execFile(file, args, { timeout: 90_000, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, stdout: stdout.trim(), stderr: stderr.trim() });
    });
  });
}

export const tsRun = (...args) => command(program, ...args);

/** Output of a command that must succeed. */
export async function ok(...args) {
  const { code, stdout, stderr } = await tsRun(...args);
  assert.equal(code, 0, `ts-run ${args.join(" ")}: exit code ${code}\n${stderr}\n${stdout}`);
  return stdout;
}

/** Complaint of a command that must fail. */
export async function fails(...args) {
  const { code, stdout, stderr } = await tsRun(...args);
  assert.notEqual(code, 0, `ts-run ${args.join(" ")}: succeeded\n${stderr}\n${stdout}`);
  return stderr;
}

/** stdout and stderr of a shell line in a fresh container that is removed afterwards. */
export async function sh(script, ...flags) {
  const { code, stdout, stderr } = await tsRun("run", "--rm", "--network=none", ...flags, image, "sh", "-c", script);
  return { code, output: [stdout, stderr].filter(Boolean).join("\n") };
}

/** A container in the background, running a shell line; removed after the check. */
export async function start(script, ...flags) {
  const network = flags.some((flag) => flag === "-p") ? [] : ["--network=none"];
  const id = await ok("run", "-d", ...network, ...flags, image, "sh", "-c", script);
  started.add(id);
  return { id, cgroup: path.join(cgroupRoot, "ts-run", id) };
}

/** A file of a cgroup; "" where there is none. */
export function read(...parts) {
  try {
    return readFileSync(path.join(...parts), "utf8").trim();
  } catch {
    return "";
  }
}

/** The number after a key in a file of "key value" lines. */
export function counter(key, ...file) {
  return Number(new RegExp(`^${key} (\\d+)`, "m").exec(read(...file))?.[1]);
}

export async function until(what, test, timeoutMs = 30_000) {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(100)) if (await test()) return;
  assert.fail(`not within ${timeoutMs / 1000} s: ${what}`);
}

export { assert, sleep };
