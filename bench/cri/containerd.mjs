// containerd 2 of the Debian sid root, run inside it (chroot), with runc and the CNI bridge of there.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../scripts/setup/command.mjs";
import { cacheDir } from "../../scripts/setup/stamp.mjs";
import { connectWhenReady } from "./client.mjs";

export const sidRoot = process.env.TS_RUN_BENCH_SID ?? "/srv/sid";
const home = "/run/bench"; // inside the root, on the bench's tmpfs; its data is on the disk, as ours is
const pause = "docker.io/ts-run/pause:latest";

/** undefined where there is none. */
export async function containerdServer(workDir) {
  if (!existsSync(path.join(sidRoot, "usr/bin/containerd"))) return undefined;
  const outside = (file) => path.join(sidRoot, home, file);
  for (const dir of ["net.d", "data"]) mkdirSync(outside(dir), { recursive: true });
  const data = path.join(workDir, "containerd");
  mkdirSync(data, { recursive: true });
  await mountInto(data, outside("data"));
  writeFileSync(outside("config.toml"), config);
  writeFileSync(outside("net.d/10-bench.conflist"), JSON.stringify(network));
  const log = openSync("/tmp/crimeasure-containerd.log", "w");
  const daemon = spawn("chroot", [sidRoot, "containerd", "-c", `${home}/config.toml`], { stdio: ["ignore", log, log] });
  const gone = new Promise((resolve) => daemon.once("close", resolve));
  const stop = async () => {
    daemon.kill("SIGTERM");
    await gone;
  };
  const client = await connectWhenReady(outside("c.sock")).catch(async (error) => {
    await stop();
    throw error;
  });
  await importImages(workDir, outside);
  const { runtimeVersion } = await client.call("version");
  const runc = /\d\S*/.exec(await run("chroot", [sidRoot, "runc", "--version"]))?.[0];
  return {
    name: "containerd",
    version: `containerd ${runtimeVersion} with runc ${runc}`,
    client,
    close: async () => {
      client.close();
      await stop();
    },
  };
}

/** In the bench's own mount namespace. */
async function mountInto(data, target) {
  await run("mount", ["--bind", data, target]);
  for (const dir of ["proc", "sys", "dev"]) await run("mount", ["--rbind", `/${dir}`, path.join(sidRoot, dir)]);
}

const config = `version = 3
root = "${home}/data"
state = "${home}/state"
[grpc]
  address = "${home}/c.sock"
[plugins."io.containerd.cri.v1.images".pinned_images]
  sandbox = "${pause}"
[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
[plugins."io.containerd.cri.v1.runtime".cni]
  bin_dirs = ["/usr/lib/cni"]
  conf_dir = "${home}/net.d"
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
`;

const network = {
  cniVersion: "1.0.0",
  name: "bench",
  plugins: [
    {
      type: "bridge",
      bridge: "benchcni0",
      isGateway: true,
      ipMasq: true,
      ipam: {
        type: "host-local",
        dataDir: `${home}/ipam`,
        ranges: [[{ subnet: "10.77.0.0/16" }]],
        routes: [{ dst: "0.0.0.0/0" }],
      },
    },
  ],
};

/** The same image as ours, and once more as a pause image that sleeps. */
async function importImages(workDir, outside) {
  const layout = path.join(cacheDir, "embedded/layout");
  const pauseLayout = path.join(workDir, "pause");
  cpSync(layout, pauseLayout, { recursive: true });
  rewriteAsPause(pauseLayout);
  for (const [name, dir] of [
    ["image", layout],
    ["pause", pauseLayout],
  ]) {
    await run("tar", ["-C", dir, "-cf", outside(`${name}.tar`), "."]);
    const ctr = ["ctr", "-a", `${home}/c.sock`, "-n", "k8s.io", "images", "import", `${home}/${name}.tar`];
    await run("chroot", [sidRoot, ...ctr]);
  }
}

function rewriteAsPause(dir) {
  const blob = (digest) => path.join(dir, "blobs", ...digest.split(":"));
  const read = (file) => JSON.parse(readFileSync(file, "utf8"));
  const store = (content) => {
    const bytes = Buffer.from(JSON.stringify(content));
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    writeFileSync(blob(digest), bytes);
    return { digest, size: bytes.length };
  };
  const index = read(path.join(dir, "index.json"));
  const manifest = read(blob(index.manifests[0].digest));
  const image = read(blob(manifest.config.digest));
  image.config = { ...image.config, Entrypoint: ["/bin/sleep", "1000000"], Cmd: [] };
  Object.assign(manifest.config, store(image));
  Object.assign(index.manifests[0], store(manifest));
  index.manifests[0].annotations = { "io.containerd.image.name": pause };
  writeFileSync(path.join(dir, "index.json"), JSON.stringify(index));
}
