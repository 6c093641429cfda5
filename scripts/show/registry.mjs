// Pull, run, look into, publish, stop and remove: real images made of distribution packages, from Debian's docker-registry.
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export async function showRegistry(session) {
  session.title("Images from a real registry (docker-registry; its address below)");
  for (const name of ["debian:minbase", "debian-python:3", "nginx:latest"]) session.show(["pull", session.image(name)]);
  const blobs = session.registry
    .requests()
    .filter((line) => line.startsWith("GET ") && line.includes("/blobs/"))
    .map((line) => line.slice(line.lastIndexOf("/") + 1));
  session.measure(
    `by the registry's own log, ${blobs.length} blobs were fetched (3 configs, 3 layers), none of them twice`,
    blobs.length === 6 && new Set(blobs).size === 6,
  );
  for (const [name, kind] of [
    ["busybox:zstd", "zstd layer"],
    ["busybox:schema2", "docker schema 2"],
    ["multi:latest", "index of two platforms"],
  ]) {
    session.say(`\n# ${kind}`);
    session.show(["run", "--rm", session.image(name), "echo", "hello from", name], { says: /hello from/ });
  }
  session.show(["images"]);
  await showServer(session);
  const source = `oci:${path.join(session.root, "images")}:${session.image("nginx:latest")}`;
  session.say("\n# another client reads our store");
  session.program("skopeo", ["inspect", "--format", "{{.Digest}} {{.Os}}/{{.Architecture}}", source], {
    says: /^sha256:[0-9a-f]{64} linux/,
  });
  const sum = "import sys; print(sys.version.split()[0], sum(range(10)))";
  session.show(["run", "--rm", session.image("debian-python:3"), "python3", "-c", sum], { says: / 45$/m });
}

async function showServer(session) {
  session.say("");
  session.show(["run", "-d", "--name", "web", "-p", "127.0.0.1:8080:8080", session.image("nginx:latest")]);
  await untilReady(session);
  session.show(["ps"]);
  session.show(["port", "web"], { says: /8080\/tcp -> 127\.0\.0\.1:8080/ });
  const get = "fetch('http://127.0.0.1:8080/').then(async (r) => console.log(r.status, await r.text()))";
  session.program(process.execPath, ["-e", get], { says: /200 <h1>served from a container/ });
  session.show(["exec", "web", "sh", "-c", "id; pwd; cat /proc/1/comm"], { says: /www-data/ });
  session.show(["logs", "web"], { says: /"GET \/ HTTP\/1\.1" 200/ });
  session.show(["stats", "--no-stream", "web"]);
  session.show(["rmi", session.image("nginx:latest")], { code: 125, says: /web/ });
  session.show(["stop", "web"]);
  session.show(["inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", "web"], { says: /exited 0/ });
  session.show(["rm", "-v", "web"]);
}

async function untilReady(session) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (session.run("exec", "web", "cat", "/tmp/nginx.pid").status === 0) return;
    await sleep(50);
  }
}
