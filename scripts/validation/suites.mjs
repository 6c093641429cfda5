// The suites that can be run, told apart by what a checkout holds. All of them speak the Test Anything Protocol.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/**
 * `cgroups`: the names of the cgroups that the suite's bundles ask for, and of its containers: what it may leave.
 * `environment`: how the suite is told which runtime to drive.
 */
const suites = [
  {
    name: "opencontainers/runtime-tools",
    sources: "validation",
    find: (file, dir) => (existsSync(path.join(dir, file, `${file}.t`)) ? file : undefined),
    command: (dir, name) => [path.join(dir, name, `${name}.t`)],
    directory: (suiteDir) => suiteDir,
    environment: (program) => ({ RUNTIME: program }),
    cgroups: new RegExp(`^(cgrouptest|testdir|${uuid})$`),
  },
  {
    name: "opencontainers/runc",
    sources: "tests/integration",
    find: (file) => /^(.*)\.bats$/.exec(file)?.[1],
    command: (dir, name) => ["bats", "--tap", path.join(dir, `${name}.bats`)],
    directory: (suiteDir) => path.join(suiteDir, "tests/integration"),
    environment: (program) => ({ RUNC: program }),
    cgroups: /^(runc-cgroups-integration-test|test_.*|test-.*|ct\d*|target_.*|attached_.*|no_\w+|runc_.*)$/,
  },
  {
    name: "containers/crun",
    sources: "tests",
    find: (file) => /^(test_.*)\.py$/.exec(file)?.[1],
    command: (dir, name) => ["python3", path.join(dir, `${name}.py`)],
    directory: (suiteDir) => suiteDir,
    environment: (program, suiteDir) => ({ OCI_RUNTIME: program, INIT: path.join(suiteDir, "tests/init") }),
    cgroups: /^(test-.*|\d{4,}|[0-9a-f]{32})$/,
  },
];

/** @param {string} suiteDir @param {readonly string[]} only texts of which a name has one */
export function openSuite(suiteDir, only) {
  for (const suite of suites) {
    const dir = path.join(suiteDir, suite.sources);
    if (!existsSync(dir)) continue;
    const found = readdirSync(dir).map((file) => suite.find(file, dir));
    const names = found.filter((name) => name !== undefined).sort();
    if (names.length === 0) continue;
    const executables = names.filter((name) => only.length === 0 || only.some((text) => name.includes(text)));
    return { ...suite, suiteDir, dir, executables };
  }
  throw new Error(
    `${suiteDir}: no suite known here (${suites.map(({ name, sources }) => `${name}: ${sources}`).join(", ")})`,
  );
}
