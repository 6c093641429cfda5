// Stand-ins, made of the distribution's packages, for the images that critest pulls by name from registry.k8s.io, gcr.io
// and k8s.gcr.io: in one registry storage (.cache/critest-images/registry), for a loopback registry behind certs.d.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { run } from "../scripts/setup/command.mjs";
import { startRegistry } from "../scripts/setup/registry.mjs";
import { cacheDir, projectDir, unlessUnchanged } from "../scripts/setup/stamp.mjs";
import { fetchBusybox } from "./busybox.mjs";
import { layerTime, minbase, packagesLayer } from "./debian.mjs";
import { appletsOf, busyboxImage, busyboxRootfs } from "./embedded.mjs";
import { addImage, addLayer, createLayout, mediaTypes } from "./oci.mjs";
import { tar } from "./tar.mjs";

const here = path.join(cacheDir, "critest-images");
export const critestImageStorage = path.join(here, "registry");
/** manifest digest of test-image-digest: critest's own constant cannot be met by other bytes. */
export const digestFile = path.join(here, "test-image-digest.txt");

const architecture = { x64: "amd64", arm64: "arm64" }[process.arch] ?? process.arch;
const created = new Date(layerTime * 1000).toISOString().replace(".000Z", "Z");
const fastGzip = { mediaType: mediaTypes.gzipLayer, compress: (bytes) => gzipSync(bytes, { level: 1 }) };
const searchPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const staging = "k8s-staging-cri-tools";
const inputs = ["critest-images", "debian", "embedded", "busybox", "oci", "tar"].map((name) => `rootfs/${name}.mjs`);

export function ensureCritestImages() {
  return unlessUnchanged(
    "critest-images",
    { inputs, facts: [process.arch], output: ".cache/critest-images/registry" },
    async () => {
      const layout = createLayout(path.join(here, "layout"));
      const busybox = await busyboxVariants(layout);
      const images = [...busybox, pause(layout), ...(await webServers(layout))];
      await publish(layout, images);
      const digest = busybox.find(([name]) => name === `${staging}/test-image-digest:latest`)?.[1].digest ?? "";
      writeFileSync(digestFile, digest);
      return `${images.length} images built`;
    },
  );
}

async function busyboxVariants(layout) {
  const busybox = await fetchBusybox(architecture);
  const rootfs = [...hardlinked(busyboxRootfs(busybox, await appletsOf(busybox.program))), ...(await programs())];
  const base = addLayer(layout, tar(rootfs), fastGzip);
  const plain = busyboxImage(busybox, architecture, [base]);
  const variant = (config = {}, layers = []) =>
    addImage(layout, {
      ...plain,
      config: { ...plain.config, ...config },
      layers: [base, ...layers],
      history: [...plain.history, ...layers.map(() => "rootfs/critest-images.mjs")],
    });
  const file = (name, content, mode = 0o644) => addLayer(layout, tar([{ path: name, content, mode }]), fastGzip);
  const test = (name) => variant({}, [file(name, name)]);
  const accounts = [
    ["etc/passwd", "root:x:0:0:root:/root:/bin/sh\ndefault-user:x:1000:1000::/home/default-user:/bin/sh\n"],
    ["etc/group", "root:x:0:\ndefault-user:x:1000:\ngroup-defined-in-image:x:50000:default-user\n"],
  ].map(([name, content]) => file(name, content));
  const tags = test("test-image-tags");
  return [
    ["e2e-test-images/busybox:1.29-2", variant()],
    ["e2e-test-images/nonewprivs:1.3", variant({ Cmd: ["/nnp"] }, [file("nnp", effectiveUid(), 0o4755)])],
    [`${staging}/test-image-user-uid:latest`, variant({ User: "1002" })],
    [`${staging}/test-image-user-username:latest`, variant({ User: "www-data" })],
    [`${staging}/test-image-user-uid-group:latest`, variant({ User: "1003:1004" })],
    [`${staging}/test-image-user-username-group:latest`, variant({ User: "www-data:1004" })],
    [`${staging}/test-image-predefined-group:latest`, variant({ User: "1000" }, accounts)],
    ...["latest", "digest"].map((name) => [`${staging}/test-image-${name}:latest`, test(`test-image-${name}`)]),
    ...["1", "2", "3"].map((name) => [`${staging}/test-image-${name}:latest`, test(`test-image-${name}`)]),
    ...["1", "2", "3"].map((tag) => [`${staging}/test-image-tags:${tag}`, tags]),
    ...["test", "all"].map((tag) => [`${staging}/test-image-tag:${tag}`, test(`test-image-tag-${tag}`)]),
  ];
}

/** critest masks /bin/ls, and a mask follows a symbolic link: to busybox itself. */
function hardlinked(entries) {
  const isApplet = ({ type, target = "" }) => type === "symlink" && target.endsWith("busybox");
  return entries
    .filter((entry) => entry.path !== "bin/sh")
    .map((entry) => (isApplet(entry) ? { ...entry, type: "hardlink", target: "bin/busybox" } : entry));
}

/**
 * What the distribution's static busybox lacks and critest executes: this machine's own programs, with the libraries they
 * need; and the shell of the other busybox, which looks for programs instead of preferring its own applets.
 */
async function programs() {
  const names = ["/usr/bin/ipcs", "/usr/bin/pgrep"];
  const shell = await packagedFile("busybox", "bin/busybox");
  const listed = await run("ldd", [...names, shell.file]);
  const libraries = new Set([...listed.matchAll(/(\/lib\S+) \(/g)].map(([, file]) => file));
  const files = [
    { path: "bin/sh", content: shell.content, mode: 0o755 },
    ...[...names, ...libraries].map((file) => ({ path: file.slice(1), content: readFileSync(file), mode: 0o755 })),
  ];
  rmSync(shell.dir, { recursive: true, force: true });
  const directories = new Set(files.flatMap(({ path: file }) => parents(file)));
  return [...[...directories].map((name) => ({ path: `${name}/`, type: "directory", mode: 0o755 })), ...files];
}

/** A file of a package that need not be installed. The caller removes `dir`. */
async function packagedFile(name, file) {
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-package-"));
  await run("apt-get", ["-q", "-o", "APT::Sandbox::User=root", "download", name], { cwd: dir });
  const deb = readdirSync(dir).find((entry) => entry.endsWith(".deb"));
  await run("dpkg-deb", ["-x", path.join(dir, deb ?? ""), path.join(dir, "root")]);
  const place = [path.join(dir, "root", file), path.join(dir, "root/usr", file)].find((entry) => existsSync(entry));
  if (place === undefined) throw new Error(`the package ${name} has no ${file}`);
  return { dir, file: place, content: readFileSync(place) };
}

function parents(file) {
  const names = file.split("/").slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join("/")).filter((name) => name.startsWith("lib"));
}

/** A set-user-ID program that says whose rights it has. */
function effectiveUid() {
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-nnp-"));
  try {
    const source =
      '#include <stdio.h>\n#include <unistd.h>\nint main(void) { return printf("Effective uid: %d\\n", geteuid()) < 0; }\n';
    execFileSync("cc", ["-static", "-Os", "-s", "-x", "c", "-", "-o", path.join(dir, "nnp")], { input: source });
    return readFileSync(path.join(dir, "nnp"));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** One image under the name that two registries give it. */
function pause(layout) {
  const content = readFileSync(path.join(projectDir, "build/Release/init"));
  const layer = addLayer(layout, tar([{ path: "pause", content, mode: 0o755 }]), fastGzip);
  const config = { Entrypoint: ["/pause"], User: "65535:65535" };
  return ["pause:3.9", addImage(layout, { architecture, created, config, layers: [layer], history: ["init"] })];
}

async function webServers(layout) {
  const base = await minbase();
  const baseLayer = addLayer(layout, base.tar, fastGzip);
  // GNU grep warns about the NUL bytes of a command line on stderr, which critest wants to be empty.
  const { program } = await fetchBusybox(architecture);
  const grep = addLayer(layout, tar([{ path: "usr/local/bin/grep", content: program, mode: 0o755 }]), fastGzip);
  const nginx = async (port) => {
    const files = { "etc/nginx/nginx.conf": nginxConf(port), "srv/www/index.html": "<h1>nginx</h1>\n" };
    const layer = addLayer(layout, await packagesLayer(["nginx-light"], { ...base, files }), fastGzip);
    return webImage(layout, [baseLayer, layer, grep], ["nginx", "-c", "/etc/nginx/nginx.conf"]);
  };
  const apache = addLayer(layout, await packagesLayer(["apache2-bin"], { ...base, files: apacheFiles() }), fastGzip);
  // The program's own name is what the log shows.
  const httpd = addLayer(layout, tar([{ path: "usr/sbin/httpd", type: "symlink", target: "apache2" }]), fastGzip);
  return [
    ["e2e-test-images/nginx:1.14-2", await nginx(80)],
    [`${staging}/hostnet-nginx-${architecture}:latest`, await nginx(12003)],
    [
      "e2e-test-images/httpd:2.4.39-4",
      webImage(layout, [baseLayer, apache, httpd], ["httpd", "-D", "FOREGROUND", "-f", "/etc/httpd.conf"]),
    ],
  ];
}

function webImage(layout, layers, command) {
  const history = layers.map((_, index) => `rootfs/critest-images.mjs layer ${index + 1}`);
  const config = { Env: [searchPath], Cmd: command, ExposedPorts: { "80/tcp": {} } };
  return addImage(layout, { architecture, created, config, layers, history });
}

function nginxConf(port) {
  return [
    "pid /var/run/nginx.pid; error_log /dev/stderr; worker_processes 1; daemon off; user www-data;",
    "events { worker_connections 64; }",
    "http { access_log /dev/stdout; client_body_temp_path /tmp/b; proxy_temp_path /tmp/p; fastcgi_temp_path /tmp/f;",
    `  uwsgi_temp_path /tmp/u; scgi_temp_path /tmp/s; server { listen ${port}; root /srv/www; } }`,
    "",
  ].join("\n");
}

function apacheFiles() {
  const modules = "/usr/lib/apache2/modules";
  const conf = [
    "ServerName localhost",
    "Listen 80",
    `LoadModule mpm_event_module ${modules}/mod_mpm_event.so`,
    `LoadModule authz_core_module ${modules}/mod_authz_core.so`,
    `LoadModule dir_module ${modules}/mod_dir.so`,
    "DocumentRoot /srv/www",
    "<Directory /srv/www>\nRequire all granted\n</Directory>",
    "ErrorLog /proc/self/fd/2",
    "LogLevel notice",
    "PidFile /tmp/httpd.pid",
    "DefaultRuntimeDir /tmp",
    "User www-data",
    "Group www-data",
    "",
  ].join("\n");
  return { "etc/httpd.conf": conf, "srv/www/index.html": "<h1>httpd</h1>\n" };
}

/** Fills a registry's storage from scratch. skopeo finds an image of a layout by its ref.name annotation. */
async function publish(layout, images) {
  layout.index(
    images.map(([name, descriptor]) => ({
      ...descriptor,
      annotations: { "org.opencontainers.image.ref.name": name },
    })),
  );
  rmSync(critestImageStorage, { recursive: true, force: true });
  mkdirSync(critestImageStorage, { recursive: true });
  const registry = await startRegistry({ storage: critestImageStorage });
  try {
    for (const [name] of images) {
      const to = `docker://${registry.host}/${name}`;
      await run("skopeo", [
        "copy",
        "-q",
        "--preserve-digests",
        "--dest-tls-verify=false",
        `oci:${layout.dir}:${name}`,
        to,
      ]);
    }
  } finally {
    await registry.stop();
  }
}

if (process.argv[1] === import.meta.filename) console.log(await ensureCritestImages(), critestImageStorage);
