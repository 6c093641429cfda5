// A user's session on the command line with real images from a real registry: pull, run, publish, exec, logs, stop, rm.
// Pulls run in the host's network, where the registry is; containers in the network of the installation under test.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cli, cannotRunContainers, eventually, type Result } from "../setup/cli.ts";
import { hasTestImages, startImageRegistry, startPrivateRegistry, type TestRegistry } from "../setup/registry.ts";
import { skipUnless } from "../setup/skips.ts";

const program = path.resolve(import.meta.dirname, "../../bin/ts-run");
const foreignPlatform = process.arch === "arm64" ? "linux/amd64" : "linux/arm64";
const nativePlatform = process.arch === "arm64" ? "linux/arm64" : "linux/amd64";
const skip = skipUnless(hasTestImages, "the images of rootfs/test-images.mjs") || cannotRunContainers();

describe.skipIf(skip)("a session with a real registry", () => {
  let registry: TestRegistry;
  let cli: Cli;
  let home: string;
  beforeAll(async () => {
    registry = await startImageRegistry();
    cli = await Cli.open();
    home = mkdtempSync(path.join(tmpdir(), "ts-run-home-"));
  });
  afterAll(async () => {
    const left = await cli.close();
    await registry.stop();
    rmSync(home, { recursive: true, force: true });
    expect(left).toEqual([]);
  });

  const onHost = (args: readonly string[], { input = "", root = cli.root } = {}): Promise<Result> =>
    new Promise((resolve) => {
      const argv = ["--root", root, "--run-dir", cli.runDir, ...args];
      const env = { PATH: process.env.PATH, HOME: home };
      const child = execFile(program, argv, { env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
      );
      child.stdin?.on("error", () => {}); // most commands do not read it
      child.stdin?.end(input);
    });
  const pull = async (name: string, ...flags: string[]): Promise<string> => {
    const { code, stdout, stderr } = await onHost(["pull", ...flags, `${registry.host}/${name}`]);
    expect(stderr + stdout).toContain("Digest: sha256:");
    expect(code).toBe(0);
    return stderr + stdout;
  };
  const image = (name: string): string => `${registry.host}/${name}`;
  /** A page through a published port, asked for by a program outside every container. */
  const page = (url: string): string =>
    cli.inNetwork(process.execPath, "-e", `fetch("${url}").then((r) => r.text()).then((text) => console.log(text))`);

  test("a layer that three images share is fetched once", async () => {
    await pull("debian:minbase");
    expect(await pull("debian-python:3")).toMatch(/^[0-9a-f]{12}: exists$/m);
    expect(await pull("nginx:latest")).toMatch(/^[0-9a-f]{12}: exists$/m);
    const base = (await cli.inspect(image("debian:minbase"))).RootFS.Layers;
    for (const name of ["debian-python:3", "nginx:latest"])
      expect((await cli.inspect(image(name))).RootFS.Layers.slice(0, 1)).toEqual(base);
    const blobs = registry.requests().filter((line) => line.startsWith("GET ") && line.includes("/blobs/"));
    // three configs, the shared base, two layers on top of it: each once
    const digests = blobs.map((line) => line.slice(line.lastIndexOf("/") + 1));
    expect(digests).toHaveLength(6);
    expect(new Set(digests).size).toBe(6);
  });

  test("what is there already is not fetched again", async () => {
    const before = registry.requests().length;
    expect(await pull("nginx:latest")).not.toContain("downloading");
    const blobs = registry
      .requests()
      .slice(before)
      .filter((line) => line.includes("/blobs/"));
    expect(blobs).toEqual([]);
  });

  test("a program of a distribution runs in its image", async () => {
    const sum = "import sqlite3, ssl, sys; print(sum(range(10)), sys.version_info.major)";
    expect(await cli.ok("run", "--rm", image("debian-python:3"), "python3", "-c", sum)).toBe("45 3");
    expect(await cli.ok("run", "--rm", image("debian:minbase"), "cat", "/etc/debian_version")).toMatch(/^\d+/);
  });

  test("a web server answers through its published port, and stops with the signal that its image asks for", async () => {
    await cli.ok("run", "-d", "--name", "web", "-p", "18080:8080", image("nginx:latest"));
    expect(await cli.ok("port", "web")).toMatch(/^8080\/tcp -> 0\.0\.0\.0:18080/);
    await eventually(async () => (await cli.run(["exec", "web", "cat", "/tmp/nginx.pid"])).code === 0);
    expect(page("http://127.0.0.1:18080/")).toContain("<h1>served from a container</h1>");

    expect(await cli.ok("exec", "web", "id", "-un")).toBe("www-data");
    expect(await cli.ok("exec", "web", "sh", "-c", "pwd; echo $NGINX_MODE")).toBe("/srv/www\ntest");
    expect(await cli.ok("logs", "web")).toMatch(/"GET \/ HTTP\/1\.1" 200/);

    await cli.ok("stop", "web");
    expect((await cli.inspect("web")).State).toMatchObject({ Status: "exited", ExitCode: 0, OOMKilled: false });
    expect(await cli.fails("rmi", image("nginx:latest"))).toContain("web");
    await cli.ok("rm", "-v", "web");
    expect(await cli.ok("ps", "-aq")).toBe("");
  });

  test("zstd, uncompressed and docker schema 2 images come in whole", async () => {
    for (const name of ["busybox:zstd", "busybox:uncompressed", "busybox:schema2"]) {
      // a store of its own each: the same files in another form would not be unpacked again
      const root = mkdtempSync(path.join(tmpdir(), "ts-run-store-"));
      try {
        const { stdout, stderr } = await onHost(["pull", image(name)], { root });
        expect(stderr + stdout).toMatch(/: unpacking$/m);
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
      await pull(name);
      expect(await cli.ok("run", "--rm", image(name), "echo", name)).toBe(name);
    }
  });

  test("an index is pulled for the platform asked for; the foreign one is stored and refused to run", async () => {
    await pull("multi:latest", "--platform", foreignPlatform);
    const [, architecture] = foreignPlatform.split("/");
    expect(await cli.inspect(image("multi:latest"))).toMatchObject({ Architecture: architecture, Os: "linux" });
    const { code, stderr } = await cli.run(["run", "--rm", image("multi:latest"), "true"]);
    expect(stderr).toContain(`it is for ${foreignPlatform}, this host is ${nativePlatform}`);
    expect(stderr).toMatch(new RegExp(`^hint: .*--platform ${nativePlatform}`, "m"));
    expect(code).toBe(125);
    await pull("multi:latest");
    expect(await cli.ok("run", "--rm", image("multi:latest"), "echo", "native")).toBe("native");
  });

  test("skopeo reads every image from our store", async () => {
    for (const name of ["debian-python:3", "nginx:latest", "busybox:zstd"]) {
      const source = `oci:${path.join(cli.root, "images")}:${image(name)}`;
      const found = JSON.parse(execFileSync("skopeo", ["inspect", source], { encoding: "utf8" }));
      const { RepoDigests } = await cli.inspect(image(name));
      expect(RepoDigests).toContain(`${image(name.replace(/:.*/, ""))}@${found.Digest}`);
      execFileSync("skopeo", ["copy", "-q", source, `oci:${home}/copy:copied`]); // reads every blob, and checks its digest
    }
  });

  test("an unknown image and a dead registry are refused with the cause, and change nothing", async () => {
    const before = await cli.ok("images", "-q");
    const unknown = await onHost(["pull", image("nothing:here")]);
    expect(unknown.code).toBe(125);
    expect(unknown.stderr).toMatch(/404|not found|no such|unknown/i);
    const dead = await onHost(["pull", "localhost:1/x:y"]);
    expect(dead.code).toBe(125);
    expect(dead.stderr).toMatch(/ECONNREFUSED|refused/);
    expect(await cli.ok("images", "-q")).toBe(before);
  });

  test("a private registry wants a login, keeps to it, and forgets it at logout", async () => {
    const vault = await startPrivateRegistry();
    try {
      const name = `${vault.host}/secret/busybox:1`;
      const from = `docker://${image("busybox:schema2")}`;
      const plain = ["--src-tls-verify=false", "--dest-tls-verify=false", "--dest-creds=tester:secret"];
      execFileSync("skopeo", ["copy", "-q", ...plain, from, `docker://${name}`]);

      const stranger = await onHost(["pull", name]);
      expect([stranger.code, stranger.stderr]).toEqual([
        125,
        expect.stringMatching(/wants a login\nhint: ts-run login/),
      ]);
      const wrong = await onHost(["login", "-u", "tester", "--password-stdin", vault.host], { input: "guess\n" });
      expect(wrong.code).not.toBe(0);
      const right = await onHost(["login", "-u", "tester", "--password-stdin", vault.host], { input: "secret\n" });
      expect([right.code, right.stderr + right.stdout]).toEqual([0, expect.stringMatching(/succe/i)]);
      expect((await onHost(["pull", "-q", name])).code).toBe(0);
      expect(await cli.ok("run", "--rm", name, "echo", "let in")).toBe("let in");
      expect((await onHost(["logout", vault.host])).code).toBe(0);
      expect((await onHost(["pull", name])).code).toBe(125);
    } finally {
      await vault.stop();
    }
  });
});
