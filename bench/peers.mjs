// The programs that are compared, each behind the same few verbs. A peer that is not installed is not compared.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { run, tryRun } from "../scripts/setup/command.mjs";
import { cacheDir, projectDir } from "../scripts/setup/stamp.mjs";

export const image = "docker.io/ts-run/busybox:latest";
// podman and runc want to raise limits, which root on some build machines may not.
const podmanLimits = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"];

/** Opens everything that is installed, each with the embedded image loaded. */
export async function openPeers(workDir) {
  const archive = path.join(workDir, "busybox.docker.tar");
  const layout = path.join(cacheDir, "embedded/layout");
  await run("skopeo", ["copy", "-q", `oci:${layout}`, `docker-archive:${archive}:${image}`]);
  const engines = [tsRun(workDir), await podman(workDir), await docker(workDir)].filter(Boolean);
  for (const peer of engines) await run(...peer.command("load", "-i", archive));
  return [...engines, ...(await bareRuntimes(workDir, archive))];
}

/** A ts-run whose state is in `dir`. */
export function tsRun(dir) {
  const cli = path.join(projectDir, "bin/ts-run");
  const root = path.join(dir, "ts-run");
  const runDir = "/run/ts-run"; // a tmpfs of the bench's own; a socket's path may have 107 bytes, which `dir` would exceed
  const command = (...args) => [cli, ["--root", root, "--run-dir", runDir, ...args]];
  return engine("ts-run", command, []);
}

export async function podman(dir, runtime = "runc") {
  if (!existsSync("/usr/bin/podman")) return undefined;
  const places = ["--root", path.join(dir, "podman"), "--runroot", path.join(dir, "podman-run")];
  const choices = [
    "--cgroup-manager",
    "cgroupfs",
    "--storage-driver",
    "overlay",
    "--runtime",
    runtime,
    "--log-level",
    "error",
  ];
  return engine("podman", (...args) => ["/usr/bin/podman", [...places, ...choices, ...args]], podmanLimits);
}

/** dockerd of our own, with its own containerd, on its own socket. */
export async function docker(dir) {
  if (!existsSync("/usr/sbin/dockerd")) return undefined;
  const home = path.join(dir, "docker");
  mkdirSync(home, { recursive: true });
  const socket = `unix://${home}/docker.sock`;
  const command = (...args) => ["/usr/bin/docker", ["-H", socket, ...args]];
  const args = ["--data-root", `${home}/data`, "--exec-root", `${home}/exec`, "-H", socket, "-p", `${home}/pid`];
  const daemon = spawn("/usr/sbin/dockerd", args, { stdio: "ignore" });
  const gone = new Promise((resolve) => daemon.once("close", resolve));
  for (let attempt = 0; (await tryRun(...command("version"))).code !== 0; attempt++) {
    if (attempt === 200) throw new Error("dockerd does not answer");
    await sleep(100);
  }
  return engine("docker", command, [], async () => {
    daemon.kill("SIGTERM");
    await gone;
    removeCgroups("docker");
  });
}

function engine(name, command, runFlags, stop = async () => {}) {
  const close = async () => {
    const ids = (await tryRun(...command("ps", "-aq"))).stdout.split("\n").filter(Boolean);
    if (ids.length > 0) await tryRun(...command("rm", "-f", ...ids));
    await stop();
    if (name === "podman") removeCgroups("libpod_parent");
  };
  return {
    name,
    command,
    close,
    isEngine: true,
    start: (network) => command("run", "--rm", ...network, ...runFlags, image, "true"),
    background: (id, ...program) =>
      command("run", "-d", "--name", id, "--network", "none", ...runFlags, image, ...program),
    pidOf: async (id) => Number(await run(...command("inspect", "--format", "{{.State.Pid}}", id))),
  };
}

/** ts-runc, runc and crun with a bundle that is already unpacked: the floor, without image, network, log or supervisor. */
async function bareRuntimes(workDir, archive) {
  const bundle = path.join(workDir, "bundle");
  const rootfs = path.join(bundle, "rootfs");
  mkdirSync(rootfs, { recursive: true });
  await run("sh", ["-c", `cd ${bundle} && tar xf ${archive} && tar xf "$(ls *.tar | head -1)" -C rootfs`]);
  await run("runc", ["spec", "-b", bundle]);
  const spec = JSON.parse(await run("cat", [path.join(bundle, "config.json")]));
  spec.process = { ...spec.process, terminal: false, args: ["true"] };
  writeFileSync(path.join(bundle, "config.json"), JSON.stringify(spec));
  const programs = { "ts-runc": path.join(projectDir, "bin/ts-runc"), runc: "/usr/sbin/runc", crun: "/usr/bin/crun" };
  return Object.entries(programs)
    .filter(([, file]) => existsSync(file))
    .map(([name, file]) => ({
      name: `${name} (bare)`,
      isEngine: false,
      start: () => [file, ["run", "-b", bundle, `bench-${name}`]],
      // No pipes: the container would keep those of create open until its end.
      lifecycle: (id) => [
        ["sh", ["-c", `exec "$@" </dev/null >/dev/null 2>&1`, "sh", file, "create", "-b", bundle, id]],
        [file, ["start", id]],
        [file, ["delete", "--force", id]],
      ],
      close: async () => {},
    }));
}

/** The empty parent cgroups that docker and podman leave behind, deepest first. */
function removeCgroups(name) {
  const root = "/sys/fs/cgroup";
  for (const controller of readdirSync(root)) {
    const dir = path.join(root, controller, name);
    if (!existsSync(dir)) continue;
    const inner = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
    const deepestFirst = inner
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort((a, b) => b.length - a.length);
    for (const empty of [...deepestFirst, dir]) {
      try {
        rmdirSync(empty);
      } catch {
        return; // still in use: not ours to insist
      }
    }
  }
}
