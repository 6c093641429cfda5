// Packages of any Debian suite, whatever this machine's own sources are: apt with lists of its own, below .cache/vm/apt.
// Nothing is installed; signatures are checked as always.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run, tryRun } from "../../scripts/setup/command.mjs";
import { cacheDir } from "../../scripts/setup/stamp.mjs";

const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
const archives = {
  "bookworm-security": "http://deb.debian.org/debian-security",
  "trixie-backports": "http://deb.debian.org/debian",
};

/** Downloads `name` and those of its dependencies, and theirs, whose name passes `isWanted`, into `dir`. */
export async function downloadPackages(suite, name, { dir, isWanted }) {
  const apt = await openSuite(suite);
  const download = async () =>
    tryRun("apt-get", [...apt.options, "-q", "download", ...(await closure(apt, name, isWanted))], { cwd: dir });
  const first = apt.isFresh ? undefined : await download();
  if (first?.code === 0) return;
  await run("apt-get", [...apt.options, "-q", "update", "--error-on=any"]); // no lists yet, or they name what is gone
  const second = await download();
  if (second.code !== 0) throw new Error(`download ${name} of ${suite}:\n${second.output}`);
}

async function closure({ options }, name, isWanted) {
  const names = new Set();
  for (let added = [name]; added.length > 0; ) {
    for (const one of added) names.add(one);
    const { stdout } = await tryRun("apt-cache", [...options, "depends", "--important", ...added]);
    const found = [...stdout.matchAll(/^\s*(?:Pre)?Depends: (\S+)$/gm)].map(([, other]) => other);
    added = [...new Set(found)].filter((other) => !names.has(other) && isWanted(other));
  }
  return names;
}

async function openSuite(suite) {
  const dir = path.join(cacheDir, "vm/apt", suite);
  const sources = path.join(dir, "sources.list");
  const isFresh = !existsSync(sources);
  for (const name of ["lists/partial", "cache/archives/partial"]) mkdirSync(path.join(dir, name), { recursive: true });
  writeFileSync(path.join(dir, "status"), ""); // nothing is installed there
  writeFileSync(sources, `deb [signed-by=${keyring}] ${archives[suite]} ${suite} main\n`);
  return { options: optionsFor(dir, sources), isFresh };
}

function optionsFor(dir, sources) {
  return [
    "APT::Architecture=amd64",
    "APT::Architectures=amd64",
    "APT::Sandbox::User=root",
    `Dir::Etc::SourceList=${sources}`,
    "Dir::Etc::SourceParts=/dev/null",
    "Dir::Etc::Preferences=/dev/null",
    "Dir::Etc::PreferencesParts=/dev/null",
    `Dir::State::Lists=${dir}/lists`,
    `Dir::State::status=${dir}/status`,
    `Dir::Cache=${dir}/cache`,
  ].flatMap((option) => ["-o", option]);
}
