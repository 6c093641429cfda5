// Root file systems and layers made of the distribution's packages, as tar bytes that depend on the packages only.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../scripts/setup/command.mjs";

/** Every file's time: layers of the same packages are the same bytes. 2024-01-01. */
export const layerTime = 1_704_067_200;

/** The smallest Debian (or Ubuntu) that has apt: the tar bytes, and dpkg's status file of it for `packagesLayer`. */
export async function minbase() {
  return inTemporaryDir(async (dir) => {
    const file = path.join(dir, "base.tar");
    const excluded = ["doc", "man", "info", "locale"].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);
    const args = ["--quiet", "--mode=root", "--variant=minbase", "--skip=cleanup/apt/cache", ...excluded];
    const env = { ...process.env, SOURCE_DATE_EPOCH: String(layerTime), LC_ALL: "C.UTF-8" };
    await run(
      "mmdebstrap",
      [...args, "--customize-hook=rm -rf $1/var/lib/apt/lists/* $1/var/cache/apt/*", suite(), file],
      { env },
    );
    const status = await run("tar", ["-xOf", file, "./var/lib/dpkg/status"]);
    return { tar: readFileSync(file), status };
  });
}

function suite() {
  const codename = /^VERSION_CODENAME=(.*)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
  return codename?.replaceAll('"', "") ?? "bookworm";
}

/**
 * The files of packages and of what they need beyond `status`, unpacked and not configured, as one layer.
 * @param {{ status: string, files?: Record<string, string> }} options `files` are added: path -> text
 */
export async function packagesLayer(packages, { status, files = {} }) {
  return inTemporaryDir(async (dir) => {
    const statusFile = path.join(dir, "status");
    writeFileSync(statusFile, status);
    const simulated = await run("apt-get", [
      ...["-s", "-o", `Dir::State::status=${statusFile}`, "-o", "Debug::NoLocking=1"],
      ...["install", "--no-install-recommends", ...packages],
    ]);
    const needed = [...simulated.matchAll(/^Inst (\S+) .*?\((\S+)/gm)].map(([, name, version]) => `${name}=${version}`);
    await run("apt-get", ["-q", "-o", "APT::Sandbox::User=root", "download", ...needed], { cwd: dir });
    const root = path.join(dir, "root");
    for (const deb of readdirSync(dir)
      .filter((name) => name.endsWith(".deb"))
      .sort()) {
      await run("dpkg-deb", ["-x", path.join(dir, deb), root]);
    }
    mergeUsr(root);
    for (const name of ["doc", "man", "info", "locale"])
      rmSync(path.join(root, "usr/share", name), { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    return tarOf(root, path.join(dir, "layer.tar"));
  });
}

/** In the base, /bin, /lib and /sbin are links into /usr; a directory of that name in a layer would replace the link. */
function mergeUsr(root) {
  for (const name of ["bin", "sbin", "lib", "lib64"]) {
    const from = path.join(root, name);
    if (!existsSync(from)) continue;
    cpSync(from, path.join(root, "usr", name), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    rmSync(from, { recursive: true });
  }
}

async function tarOf(root, file) {
  const stable = ["--sort=name", "--numeric-owner", "--owner=0", "--group=0", `--mtime=@${layerTime}`, "--format=gnu"];
  await run("tar", [...stable, "-cf", file, "-C", root, ...readdirSync(root).sort()]);
  return readFileSync(file);
}

async function inTemporaryDir(work) {
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-rootfs-"));
  try {
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
