// Our own server, with state of its own. Its bridge is in the bench's network namespace.
import { spawn } from "node:child_process";
import path from "node:path";
import { run } from "../../scripts/setup/command.mjs";
import { cacheDir, projectDir } from "../../scripts/setup/stamp.mjs";
import { connectWhenReady } from "./client.mjs";

const cli = path.join(projectDir, "bin/ts-run");
const runDir = "/run/ts-run";
const socketPath = `${runDir}/cri.sock`;

export async function tsRunServer(dir) {
  const root = path.join(dir, "root");
  const places = ["--", cli, "--root", root, "--run-dir", runDir];
  await run(process.execPath, [...places, "load", "-i", path.join(cacheDir, "embedded/image.tar")]);
  const server = { name: "ts-run", root, runDir };
  server.start = async () => {
    const args = [...places, "cri", "--cgroup-driver", "cgroupfs", "--cni-conf-dir", path.join(dir, "no-cni")];
    server.process = spawn(
      process.execPath,
      [...(process.env.TS_RUN_BENCH_NODE_ARGS ?? "").split(" ").filter(Boolean), ...args],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    server.stderr = "";
    server.process.stderr.on("data", (text) => {
      server.stderr += text;
    });
    server.gone = new Promise((resolve) => server.process.once("close", resolve));
    server.client = await connectWhenReady(socketPath);
  };
  server.stop = async (signal) => {
    server.process.kill(signal);
    await server.gone;
    server.client.close();
  };
  server.close = () => server.stop("SIGTERM");
  await server.start();
  const { runtimeVersion } = await server.client.call("version");
  server.version = `ts-run ${runtimeVersion}`;
  return server;
}
