// Distribution packages: installs those that are missing, asks the network only then.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run, tryRun } from "./command.mjs";

/** What ts-run itself needs beyond Node: nft(8) for the default network. */
export const runtimePackages = ["nftables"];

/**
 * What only the tests need: a registry, an independent client to fill it and compare with, bases to make images of,
 * another runtime, and programs that look at the host from outside.
 */
export const testPackages = [
  ...["docker-registry", "skopeo", "umoci", "mmdebstrap", "zstd"],
  ...["runc", "iproute2", "openssl", "procps"],
];

/**
 * Engines that the tests drive with ts-runc as their runtime: program -> packages that bring it. A program that is there
 * already, from whatever source, is left alone.
 */
const enginePackages = {
  podman: ["podman", "conmon", "catatonit", "netavark"],
  containerd: ["containerd"],
  dockerd: ["docker.io"],
  docker: ["docker-cli"], // newer distributions have it apart from docker.io
};

const apt = ["-y", "-q", "-o", "DPkg::Lock::Timeout=300"];
const quiet = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" };

/** One after the other, because docker.io of older distributions brings containerd and docker along. */
export async function ensureEngines() {
  const installed = [];
  for (const [program, packages] of Object.entries(enginePackages)) {
    if (existsSync(path.join("/usr/bin", program)) || existsSync(path.join("/usr/sbin", program))) continue;
    await withoutServices(() => ensurePackages(packages));
    installed.push(...packages);
  }
  return installed.length === 0 ? "already installed" : `installed ${installed.join(" ")}`;
}

/** Tests start the daemons they need, with directories of their own; nobody asked for one that runs for good. */
async function withoutServices(install) {
  const policy = "/usr/sbin/policy-rc.d"; // 101: what a package starts at its installation is not to be started
  if (existsSync(policy)) return install();
  writeFileSync(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    return await install();
  } finally {
    rmSync(policy, { force: true });
  }
}

export async function ensurePackages(packages) {
  const missing = await missingPackages(packages);
  if (missing.length === 0) return "already installed";
  // Nothing of the machine's is removed for us: then rather fail.
  const install = ["install", ...apt, "--no-install-recommends", "--no-remove", ...missing];
  const first = await tryRun("apt-get", install, { env: quiet });
  if (first.code !== 0) {
    // Fresh machines have no package lists. One repository of several being down must not stop us: install decides.
    await tryRun("apt-get", ["update", ...apt], { env: quiet });
    await run("apt-get", install, { env: quiet });
  }
  return `installed ${missing.join(" ")}`;
}

/** Those of `packages` that are not installed. */
export async function missingPackages(packages) {
  const query = await tryRun("dpkg-query", ["-W", "-f=${Package} ${db:Status-Status}\n", ...packages]);
  if (query.code === 127) {
    throw new Error(
      `this set-up installs packages with apt, and there is no dpkg here\nhint: install ${packages.join(", ")} yourself, then set TS_RUN_SKIP_APT=1`,
    );
  }
  const installed = new Set(
    query.stdout
      .split("\n")
      .filter((line) => line.endsWith(" installed"))
      .map((line) => line.split(" ")[0]),
  );
  return packages.filter((name) => !installed.has(name));
}
