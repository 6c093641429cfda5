// Gets a distribution's kernel without installing it: the package is downloaded, and of it .cache/vm keeps the image and
// the modules a guest needs, unpacked, numbered in the order in which they must be loaded.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { run } from "../../scripts/setup/command.mjs";
import { cacheDir } from "../../scripts/setup/stamp.mjs";
import { downloadPackages } from "./debian.mjs";

/** By the word for --kernel: the package that depends on the newest kernel of this series, and where it is. */
export const kernels = {
  6.1: { suite: "bookworm-security", name: "linux-image-amd64" },
  6.12: { suite: "bookworm-security", name: "linux-image-6.12-amd64" },
  newest: { suite: "trixie-backports", name: "linux-image-amd64" },
};

// What a guest is made of, the firewall of the default network included. libcrc32c asks for "crc32c" by algorithm name,
// which is no dependency that modules.dep knows; whatever a kernel has built in is not in modules.dep either.
const modules = [
  ["virtio_pci", "virtio_blk", "virtio_console", "virtio_rng"],
  ["9p", "9pnet_virtio", "overlay", "crc32c_generic"],
  ["veth", "bridge", "nf_conntrack", "nf_tables", "nft_chain_nat", "nft_nat", "nft_masq", "nft_ct", "nft_fib_inet"],
].flat();

// The meta package leads to the versioned one, which newer series have cut into several.
const isKernelPart = (name) => /^linux-(image|base|binary|modules)-\d/.test(name);

/** @returns {Promise<{ image: string, modules: string[] }>} files, the modules in load order */
export async function ensureKernel(version) {
  const dir = path.join(cacheDir, "vm", `kernel-${version}-${modules.length}`);
  if (!existsSync(dir)) await unpackInto(dir, kernels[version]);
  const names = readdirSync(dir).sort();
  return {
    image: path.join(dir, "vmlinuz"),
    modules: names.filter((file) => file.endsWith(".ko")).map((file) => path.join(dir, file)),
  };
}

async function unpackInto(dir, { suite, name }) {
  mkdirSync(path.dirname(dir), { recursive: true });
  const aside = mkdtempSync(`${dir}.tmp-`);
  try {
    await downloadPackages(suite, name, { dir: aside, isWanted: isKernelPart });
    for (const file of readdirSync(aside))
      if (file.endsWith(".deb")) await run("dpkg-deb", ["-x", path.join(aside, file), path.join(aside, "root")]);
    const kept = path.join(aside, "kept");
    mkdirSync(kept);
    await keepWhatIsNeeded(path.join(aside, "root"), kept);
    renameSync(kept, dir);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function keepWhatIsNeeded(root, kept) {
  const all = [path.join(root, "lib/modules"), path.join(root, "usr/lib/modules")].find((dir) => existsSync(dir)) ?? "";
  const release = path.join(all, readdirSync(all)[0] ?? "");
  renameSync(imageOf(root, release), path.join(kept, "vmlinuz"));
  for (const [index, file] of (await loadOrder(release)).entries()) {
    const name = path.basename(file).replace(/\.xz$/, "");
    const target = path.join(kept, `${String(index).padStart(2, "0")}-${name}`);
    if (file.endsWith(".xz")) await run("sh", ["-c", 'xz -dc "$0" >"$1"', path.join(release, file), target]);
    else writeFileSync(target, readFileSync(path.join(release, file)));
  }
}

/** In /boot, since 7.3 beside the modules. */
function imageOf(root, release) {
  const boot = path.join(root, "boot");
  const name = existsSync(boot) ? readdirSync(boot).find((file) => file.startsWith("vmlinuz-")) : undefined;
  return name === undefined ? path.join(release, "vmlinuz") : path.join(boot, name);
}

/** modules.dep has a line per module, "file: all it needs, the deepest last"; packages leave it to depmod since 2024. */
async function loadOrder(release) {
  if (!existsSync(path.join(release, "modules.dep")))
    await run("depmod", ["-b", release.replace(/(\/usr)?\/lib\/modules\/[^/]+$/, "$1"), path.basename(release)]);
  const lines = readFileSync(path.join(release, "modules.dep"), "utf8").split("\n");
  const order = modules.flatMap((name) => {
    const line = lines.find((text) => new RegExp(`/${name}\\.ko(\\.xz)?:`).test(text));
    if (line === undefined) return []; // built in
    const [file = "", needs = ""] = line.split(":");
    return [...needs.split(" ").filter(Boolean).reverse(), file];
  });
  return [...new Set(order)];
}
