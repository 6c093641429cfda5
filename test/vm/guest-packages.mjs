// Programs that a guest needs and this machine lacks: its own distribution's packages, so that they fit to the shared tree.
// Downloaded and unpacked into .cache/vm, not installed: the guest sees them as a layer above the tree.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { run, tryRun } from "../../scripts/setup/command.mjs";
import { missingPackages } from "../../scripts/setup/packages.mjs";
import { cacheDir } from "../../scripts/setup/stamp.mjs";

/** By kind of guest, what has to be there. */
const needed = { plain: [], systemd: ["systemd", "dbus", "apparmor"] };

/** The directory of the layer, an empty one where the machine has everything. */
export async function ensureGuestPackages(init) {
  const missing = await missingPackages(needed[init]);
  const dir = path.join(cacheDir, "vm", `packages-${missing.join("-") || "none"}`);
  if (!existsSync(dir)) await unpackInto(dir, missing);
  return dir;
}

async function unpackInto(dir, names) {
  mkdirSync(path.dirname(dir), { recursive: true });
  const aside = mkdtempSync(`${dir}.tmp-`);
  try {
    const root = path.join(aside, "root");
    mkdirSync(root);
    if (names.length > 0) await download(path.join(aside, "archives"), names);
    for (const deb of names.length > 0 ? readdirSync(path.join(aside, "archives")) : [])
      if (deb.endsWith(".deb")) await run("dpkg-deb", ["-x", path.join(aside, "archives", deb), root]);
    await mergeUsr(root);
    renameSync(root, dir);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** With what they depend on, as far as it is not installed. */
async function download(archives, names) {
  mkdirSync(path.join(archives, "partial"), { recursive: true });
  const options = [`Dir::Cache::archives=${archives}`, "APT::Sandbox::User=root", "Debug::NoLocking=true"];
  const words = ["-q", "-y", "--no-install-recommends", "--download-only", "install", ...names];
  const get = (...rest) => tryRun("apt-get", [...options.flatMap((option) => ["-o", option]), ...rest]);
  if ((await get(...words)).code === 0) return;
  await tryRun("apt-get", ["-q", "update"]); // a fresh machine has no package lists
  const second = await get(...words);
  if (second.code !== 0) throw new Error(`download ${names.join(" ")}:\n${second.output}`);
}

/** Packages may still bring /lib and /sbin, which in the tree below are links that a directory would hide. */
async function mergeUsr(root) {
  for (const name of ["bin", "sbin", "lib", "lib64"].filter((dir) => existsSync(path.join(root, dir)))) {
    mkdirSync(path.join(root, "usr", name), { recursive: true });
    await run("cp", ["-a", `${path.join(root, name)}/.`, path.join(root, "usr", name)]);
    rmSync(path.join(root, name), { recursive: true });
  }
}
