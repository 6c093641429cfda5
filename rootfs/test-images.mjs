// Real images for tests and benchmarks, made on this machine from the distribution's packages, in one OCI layout
// (.cache/test-images/layout) and pushed from there into a registry's storage (.cache/test-images/registry) by skopeo.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { run } from "../scripts/setup/command.mjs";
import { startRegistry } from "../scripts/setup/registry.mjs";
import { cacheDir, unlessUnchanged } from "../scripts/setup/stamp.mjs";
import { fetchBusybox } from "./busybox.mjs";
import { layerTime, minbase, packagesLayer } from "./debian.mjs";
import { appletsOf, busyboxImage, busyboxRootfs } from "./embedded.mjs";
import { addImage, addLayer, createLayout, mediaTypes } from "./oci.mjs";
import { tar } from "./tar.mjs";

const here = path.join(cacheDir, "test-images");
export const testImageStorage = path.join(here, "registry");
export const benchImageStorage = path.join(here, "bench-registry");

const debianName = { x64: "amd64", arm64: "arm64" }[process.arch] ?? process.arch;
const created = new Date(layerTime * 1000).toISOString().replace(".000Z", "Z");
const fastGzip = { mediaType: mediaTypes.gzipLayer, compress: (bytes) => gzipSync(bytes, { level: 1 }) };
const zstd = {
  mediaType: mediaTypes.zstdLayer,
  compress: (bytes) => execFileSync("zstd", ["-q", "-c"], { input: bytes, maxBuffer: 2 ** 30 }),
};
const searchPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const inputs = ["debian", "test-images", "embedded", "busybox", "oci", "tar"].map((name) => `rootfs/${name}.mjs`);

/** Builds and pushes what is missing:
 * debian:minbase, debian-python:3 and nginx:latest (both on the same base layer), multi:latest (amd64 + arm64),
 * busybox:zstd, busybox:uncompressed, busybox:schema2. */
export function ensureTestImages() {
  return unlessUnchanged(
    "test-images",
    { inputs, facts: [process.arch], output: ".cache/test-images/registry" },
    async () => {
      const layout = createLayout(path.join(here, "layout"));
      const base = await minbase();
      const baseLayer = addLayer(layout, base.tar, fastGzip);
      const images = [
        ["debian:minbase", debianImage(layout, [baseLayer])],
        ["debian-python:3", await pythonImage(layout, base, baseLayer)],
        ["nginx:latest", await nginxImage(layout, base, baseLayer)],
        ...(await busyboxImages(layout)),
      ];
      await publish(layout, images, testImageStorage);
      return `${images.length} images built`;
    },
  );
}

/** bench:five, some 160 MB in five layers. Not among the above because only benchmarks need it. */
export function ensureBenchImage() {
  return unlessUnchanged(
    "bench-image",
    { inputs, facts: [process.arch], output: ".cache/test-images/bench-registry" },
    async () => {
      const layout = createLayout(path.join(here, "bench-layout"));
      const base = await minbase();
      const layers = [addLayer(layout, base.tar, fastGzip)];
      for (const packages of [["python3"], ["perl", "git"], ["libllvm14"], ["vim"]]) {
        layers.push(addLayer(layout, await packagesLayer(packages, base), fastGzip));
      }
      await publish(layout, [["bench:five", debianImage(layout, layers)]], benchImageStorage);
      const size = layers.reduce((total, { descriptor }) => total + descriptor.size, 0);
      return `bench:five built, ${Math.round(size / 1e6)} MB compressed`;
    },
  );
}

function debianImage(layout, layers, config = {}) {
  const history = layers.map((_, index) => `rootfs/test-images.mjs layer ${index + 1}`);
  const basic = { Env: [searchPath], Cmd: ["bash"] };
  return addImage(layout, { architecture: debianName, created, config: { ...basic, ...config }, layers, history });
}

async function pythonImage(layout, base, baseLayer) {
  const layer = addLayer(layout, await packagesLayer(["python3"], base), fastGzip);
  return debianImage(layout, [baseLayer, layer], { Cmd: ["python3"] });
}

/** A web server with every field of an image config that `run` has to honour. */
async function nginxImage(layout, base, baseLayer) {
  const conf = [
    "pid /tmp/nginx.pid; error_log /dev/stderr; worker_processes 1; daemon off;",
    "events { worker_connections 64; }",
    "http { access_log /dev/stdout; client_body_temp_path /tmp/b; proxy_temp_path /tmp/p; fastcgi_temp_path /tmp/f;",
    "  uwsgi_temp_path /tmp/u; scgi_temp_path /tmp/s;",
    "  server { listen 8080; root /srv/www; location /healthy { return 200 'ok'; } } }",
    "",
  ].join("\n");
  const files = { "etc/nginx/nginx.conf": conf, "srv/www/index.html": "<h1>served from a container</h1>\n" };
  const layer = addLayer(layout, await packagesLayer(["nginx"], { ...base, files }), fastGzip);
  return debianImage(layout, [baseLayer, layer], {
    User: "www-data",
    Env: [searchPath, "NGINX_MODE=test"],
    Entrypoint: ["nginx"],
    Cmd: ["-c", "/etc/nginx/nginx.conf"],
    ExposedPorts: { "8080/tcp": {} },
    Volumes: { "/var/cache/nginx": {} },
    WorkingDir: "/srv/www",
    StopSignal: "SIGQUIT",
    Labels: { "org.opencontainers.image.title": "nginx" },
    Healthcheck: { Test: ["CMD-SHELL", "nginx -t"], Interval: 5_000_000_000, Timeout: 2_000_000_000, Retries: 2 },
  });
}

async function busyboxImages(layout) {
  const [own, other] = debianName === "arm64" ? ["arm64", "amd64"] : ["amd64", "arm64"];
  const [busybox, foreign] = [await fetchBusybox(own), await fetchBusybox(other)];
  const applets = await appletsOf(busybox.program);
  const image = (program, architecture, compression) => {
    const layer = addLayer(layout, tar(busyboxRootfs(program, applets)), compression);
    return addImage(layout, busyboxImage(program, architecture, [layer]));
  };
  const gzipped = image(busybox, own, fastGzip);
  const platforms = [gzipped, image(foreign, other, fastGzip)];
  const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: platforms };
  return [
    ["multi:latest", layout.json(index, mediaTypes.index)],
    ["busybox:zstd", image(busybox, own, zstd)],
    ["busybox:uncompressed", image(busybox, own, {})],
    ["busybox:schema2", gzipped, ["--format=v2s2"]],
  ];
}

/** Fills a registry's storage from scratch. skopeo finds an image of a layout by its ref.name annotation. */
async function publish(layout, images, storage) {
  const annotated = ([name, descriptor]) => ({
    ...descriptor,
    annotations: { "org.opencontainers.image.ref.name": name },
  });
  layout.index(images.map(annotated));
  rmSync(storage, { recursive: true, force: true });
  mkdirSync(storage, { recursive: true });
  const registry = await startRegistry({ storage });
  try {
    for (const [name, , options = []] of images) {
      const to = `docker://${registry.host}/${name}`;
      await run("skopeo", [
        "copy",
        "-q",
        "--all",
        "--dest-tls-verify=false",
        ...options,
        `oci:${layout.dir}:${name}`,
        to,
      ]);
    }
  } finally {
    await registry.stop();
  }
}

if (process.argv[1] === import.meta.filename) {
  const wanted = process.argv.includes("--bench") ? ensureBenchImage : ensureTestImages;
  console.log(await wanted(), existsSync(testImageStorage) ? testImageStorage : "");
}
