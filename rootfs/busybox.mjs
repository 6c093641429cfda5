// Gets the distribution's static busybox without installing anything: from the installed package, else from the downloaded one.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run, tryRun } from "../scripts/setup/command.mjs";

/**
 * The static busybox of the distribution for `architecture` in Debian's words (amd64, arm64).
 * @returns {Promise<{ program: Buffer, mtime: number, version: string, copyright: Buffer }>}
 */
export async function fetchBusybox(architecture) {
  const query = await tryRun("dpkg-query", [
    "-W",
    "-f=${db:Status-Status} ${Architecture} ${Version}",
    "busybox-static",
  ]);
  const [status, installedArchitecture, version] = query.stdout.split(" ");
  if (status === "installed" && installedArchitecture === architecture) return readBusybox("/", version);

  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-busybox-"));
  try {
    const deb = await download(dir, architecture);
    await run("dpkg-deb", ["-x", deb, path.join(dir, "root")]);
    return readBusybox(path.join(dir, "root"), (await run("dpkg-deb", ["-f", deb, "Version"])).trim());
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readBusybox(root, version) {
  const candidates = ["bin/busybox", "usr/bin/busybox"].map((name) => path.join(root, name));
  const file = candidates.find((name) => existsSync(name));
  if (file === undefined) throw new Error(`the package busybox-static has no bin/busybox in ${root}`);
  const copyright = readFileSync(path.join(root, "usr/share/doc/busybox-static/copyright"));
  return { program: readFileSync(file), mtime: Math.floor(statSync(file).mtimeMs / 1000), version, copyright };
}

async function download(dir, architecture) {
  const native = (await run("dpkg", ["--print-architecture"])).trim();
  const options = architecture === native ? [] : foreign(dir, architecture);
  const get = (...args) =>
    tryRun("apt-get", ["-q", "-o", "APT::Sandbox::User=root", ...options, ...args], { cwd: dir });
  const first = await get("download", "busybox-static");
  if (first.code !== 0) {
    await get("update"); // a fresh machine has no package lists, and we have none of a foreign architecture
    const second = await get("download", "busybox-static");
    if (second.code !== 0) throw new Error(`download busybox-static for ${architecture}:\n${second.output}`);
  }
  const deb = readdirSync(dir).find((name) => name.endsWith(".deb"));
  if (deb === undefined) throw new Error(`apt-get download left no package in ${dir}`);
  return path.join(dir, deb);
}

/** Another architecture's packages with lists of our own, so that the host's apt is not changed. */
function foreign(dir, architecture) {
  for (const name of ["lists/partial", "cache/archives/partial"]) mkdirSync(path.join(dir, name), { recursive: true });
  return [
    `APT::Architecture=${architecture}`,
    `APT::Architectures=${architecture}`,
    `Dir::State::lists=${dir}/lists`,
    `Dir::Cache=${dir}/cache`,
    "Dir::State::status=/dev/null",
  ].flatMap((option) => ["-o", option]);
}

/** Where the applets live, "bin/ls" and so on, as this program itself says. Only for a program this machine can execute. */
export async function listApplets(programFile) {
  const text = await run(programFile, ["--list-full"]);
  return text
    .split("\n")
    .filter((name) => name !== "" && name !== "bin/busybox")
    .sort();
}
