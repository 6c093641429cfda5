// The embedded default image ts-run/busybox: made on this machine from the distribution's busybox-static, no registry needed.
// The layer is stored uncompressed: compressed bytes differ between versions of zlib, and the image's digest should not.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fetchBusybox, listApplets } from "./busybox.mjs";
import { addImage, addLayer, archiveLayout, createLayout, named } from "./oci.mjs";
import { tar } from "./tar.mjs";

export const embeddedImage = "ts-run/busybox";
const reference = "docker.io/ts-run/busybox:latest";
const debianNames = { x64: "amd64", arm64: "arm64" };

/** Writes `<dir>/layout` (OCI image layout), `<dir>/image.tar` (the same as oci-archive) and `<dir>/busybox` (its program). */
export async function buildEmbeddedImage(dir) {
  const architecture = debianNames[process.arch];
  if (architecture === undefined) throw new Error(`no default image for ${process.arch}; known are x64 and arm64`);
  const busybox = await fetchBusybox(architecture);
  const applets = await appletsOf(busybox.program);

  const layout = createLayout(path.join(dir, "layout"));
  const layer = addLayer(layout, tar(busyboxRootfs(busybox, applets)));
  const manifest = addImage(layout, busyboxImage(busybox, architecture, [layer]));
  layout.index([named(manifest, reference)]);
  archiveLayout(layout.dir, path.join(dir, "image.tar"));
  writeFileSync(path.join(dir, "busybox"), busybox.program, { mode: 0o755 });
  return `built from busybox-static ${busybox.version}`;
}

export function busyboxImage(busybox, architecture, layers) {
  return {
    architecture,
    created: new Date(busybox.mtime * 1000).toISOString().replace(".000Z", "Z"),
    config: {
      Env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
      Cmd: ["sh"],
      WorkingDir: "/",
      Labels: { "org.opencontainers.image.title": "busybox", "org.opencontainers.image.version": busybox.version },
    },
    layers,
    history: [`rootfs/embedded.mjs: busybox-static ${busybox.version}`],
  };
}

/** The program must run to tell its applets, and a buffer cannot. */
export async function appletsOf(program) {
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-applets-"));
  try {
    const file = path.join(dir, "busybox");
    writeFileSync(file, program);
    chmodSync(file, 0o755);
    return await listApplets(file);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const etc = {
  passwd:
    "root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false\nwww-data:x:33:33:www-data:/var/www:/bin/false\n" +
    "nobody:x:65534:65534:nobody:/home:/bin/false\n",
  group: "root:x:0:\ndaemon:x:1:\nadm:x:4:\ntty:x:5:\nwww-data:x:33:\nusers:x:100:\nnogroup:x:65534:\n",
  shadow: "root:*:::::::\ndaemon:*:::::::\nwww-data:*:::::::\nnobody:*:::::::\n",
  hosts: "127.0.0.1\tlocalhost\n::1\tlocalhost\n",
  hostname: "",
  "resolv.conf": "",
  "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
};

/** Everything in the image, parents before children. */
export function busyboxRootfs({ program, mtime, copyright, version }, applets) {
  const directories = [
    "bin",
    "dev",
    "etc",
    "home",
    "mnt",
    "opt",
    "proc",
    "root",
    "run",
    "sbin",
    "srv",
    "sys",
    "tmp",
    "usr",
    "usr/bin",
    "usr/local",
    "usr/local/bin",
    "usr/sbin",
    "usr/share",
    "usr/share/doc",
    "usr/share/doc/busybox-static",
    "var",
    "var/log",
    "var/tmp",
    "var/www",
  ];
  const modes = { root: 0o700, tmp: 0o1777, "var/tmp": 0o1777 };
  const release = `NAME=busybox\nID=busybox\nPRETTY_NAME="busybox ${version} (ts-run)"\n`;
  return [
    ...directories.map((name) => ({ path: `${name}/`, type: "directory", mode: modes[name] ?? 0o755 })),
    { path: "bin/busybox", mode: 0o755, content: program },
    ...applets.map((name) => ({ path: name, type: "symlink", mode: 0o777, target: pathToBusybox(name) })),
    ...Object.entries(etc).map(([name, content]) => ({
      path: `etc/${name}`,
      mode: name === "shadow" ? 0o640 : 0o644,
      content,
    })),
    { path: "etc/os-release", content: release },
    { path: "usr/share/doc/busybox-static/copyright", content: copyright },
  ].map((entry) => ({ ...entry, mtime }));
}

function pathToBusybox(applet) {
  return path.posix.relative(path.posix.dirname(applet), "bin/busybox");
}
