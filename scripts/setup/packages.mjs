// Distribution packages: installs those that are missing, asks the network only then.
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

const apt = ["-y", "-q", "-o", "DPkg::Lock::Timeout=300"];
const quiet = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" };

export async function ensurePackages(packages) {
  const missing = await missingPackages(packages);
  if (missing.length === 0) return "already installed";
  const install = ["install", ...apt, "--no-install-recommends", ...missing];
  const first = await tryRun("apt-get", install, { env: quiet });
  if (first.code !== 0) {
    // Fresh machines have no package lists. One repository of several being down must not stop us: install decides.
    await tryRun("apt-get", ["update", ...apt], { env: quiet });
    await run("apt-get", install, { env: quiet });
  }
  return `installed ${missing.join(" ")}`;
}

async function missingPackages(packages) {
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
