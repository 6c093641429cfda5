// Debian's docker-registry on a free loopback port, as a child that cannot outlive its caller by accident.
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * @param {{ storage?: string, readOnly?: boolean, htpasswd?: string, deletes?: boolean }} [options]
 *   storage: a directory to serve and keep; without it a temporary one. htpasswd: lines of that file (bcrypt).
 * @returns {Promise<{ host: string, pid: number, storage: string, requests(): string[], stop(): Promise<void> }>}
 *   requests: every "METHOD /path" so far, as the registry itself logs them
 */
export async function startRegistry({ storage, readOnly = false, htpasswd, deletes = true } = {}) {
  const program = ["/usr/bin/docker-registry", "/usr/bin/registry"].find((file) => existsSync(file));
  if (program === undefined) throw new Error("the package docker-registry is not installed");
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-registry-"));
  const port = await freePort();
  const root = storage ?? path.join(dir, "storage");
  const config = path.join(dir, "config.yml");
  if (htpasswd !== undefined) writeFileSync(path.join(dir, "htpasswd"), htpasswd);
  writeFileSync(config, JSON.stringify(configuration({ root, port, readOnly, deletes, dir, htpasswd }))); // JSON is YAML

  const accessLog = path.join(dir, "access.log");
  const logFd = openSync(accessLog, "a");
  const child = spawn(program, ["serve", config], { stdio: ["ignore", logFd, "pipe"] });
  closeSync(logFd);
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    log = (log + text).slice(-4000);
  });
  const killChild = () => child.kill("SIGKILL");
  process.once("exit", killChild);
  const gone = new Promise((resolve) => child.once("close", resolve));
  const stop = async () => {
    process.off("exit", killChild);
    child.kill("SIGTERM");
    await Promise.race([gone, sleep(3000, undefined, { ref: false }).then(() => child.kill("SIGKILL"))]);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await answers(`http://127.0.0.1:${port}/v2/`, child);
  } catch (error) {
    await stop();
    throw new Error(`start docker-registry: ${error.message}\n${log}`);
  }
  const requests = () => [...readFileSync(accessLog, "utf8").matchAll(/"([A-Z]+ \S+) HTTP/g)].map((match) => match[1]);
  return { host: `localhost:${port}`, pid: child.pid, storage: root, requests, stop };
}

function configuration({ root, port, readOnly, deletes, dir, htpasswd }) {
  const auth = { htpasswd: { realm: "ts-run tests", path: path.join(dir, "htpasswd") } };
  return {
    version: "0.1",
    log: { level: "warn" },
    storage: {
      filesystem: { rootdirectory: root },
      delete: { enabled: deletes },
      maintenance: { readonly: { enabled: readOnly }, uploadpurging: { enabled: false } },
    },
    http: { addr: `127.0.0.1:${port}` },
    ...(htpasswd !== undefined && { auth }),
  };
}

/** Any HTTP answer will do: with a password file it is 401. */
async function answers(url, child) {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) return;
    await sleep(50);
  }
  throw new Error(`no answer from ${url} in 10 s`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
