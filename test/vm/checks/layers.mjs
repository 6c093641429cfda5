// Images of many layers and user namespaces, where kernels differ: lowerdir+ came with 6.8, idmapped tmpfs with 6.3.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { addImage, addLayer, archiveLayout, createLayout, named } from "../../../rootfs/oci.mjs";
import { tar } from "../../../rootfs/tar.mjs";
import { cacheDir } from "../../../scripts/setup/stamp.mjs";
import { assert, check, fails, image, ok, sh, shortCheck, tsRun } from "../harness.mjs";

const look = "ls /layers | wc -l; cat /top; test -e /gone && echo still there";

shortCheck("an image of 12 layers: each is above the one before", async () => {
  await loadLayers("ts-run/layers:12", 12);
  const { stdout, stderr } = await tsRun("run", "--rm", "--network=none", "ts-run/layers:12", "sh", "-c", look);
  assert.equal(stdout, "12\n12", stderr);
});

check("an image of 100 layers runs, though its paths do not fit into one mount(2) of an older kernel", async () => {
  await loadLayers("ts-run/layers:100", 100);
  const { stdout, stderr } = await tsRun("run", "--rm", "--network=none", "ts-run/layers:100", "sh", "-c", look);
  assert.equal(stdout, "100\n100", stderr);
});

check("a user namespace of its own: root inside is nobody outside, or the kernel's lack is named", async () => {
  const { code, stdout, stderr } = await tsRun(
    "run",
    "--rm",
    "--network=none",
    "--userns=private",
    image,
    "sh",
    "-c",
    "id -u; cat /proc/self/uid_map; touch /a && stat -c %u /a /bin",
  );
  if (code === 125) return assert.match(stderr, /hint: /);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^0\n\s+0\s+[1-9]\d+\s+\d+\n0\n0$/);
});

check("AppArmor: an unknown profile is refused by its name, unconfined is taken", async () => {
  assert.match(
    await fails("run", "--rm", "--security-opt", "apparmor=no-such-profile", image, "true"),
    /no-such-profile/,
  );
  assert.equal((await sh("cat /proc/self/attr/current", "--security-opt", "apparmor=unconfined")).output, "unconfined");
});

/** The embedded image below layers that each add /layers/<n> and rewrite /top; the last removes /gone, which the first made. */
async function loadLayers(reference, count) {
  const dir = mkdtempSync(path.join(tmpdir(), "layers-"));
  try {
    const layout = createLayout(path.join(dir, "layout"));
    const { config, base } = readEmbedded();
    const added = Array.from({ length: count }, (_, index) => addLayer(layout, tar(layerOf(index + 1, count))));
    const layers = [addLayer(layout, base), ...added];
    const history = layers.map((_, index) => `layer ${index}`);
    const manifest = addImage(layout, { ...config, layers, history });
    layout.index([named(manifest, `docker.io/${reference}`)]);
    archiveLayout(layout.dir, path.join(dir, "image.tar"));
    await ok("load", "-q", "-i", path.join(dir, "image.tar"));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function layerOf(number, count) {
  const gone = number === 1 ? [{ path: "gone" }] : number === count ? [{ path: ".wh.gone" }] : [];
  return [
    { path: "layers/", type: "directory", mode: 0o755 },
    { path: `layers/${number}` },
    { path: "top", content: `${number}\n` },
    ...gone,
  ];
}

function readEmbedded() {
  const layout = path.join(cacheDir, "embedded/layout");
  const blob = (descriptor) => readFileSync(path.join(layout, "blobs", descriptor.digest.replace(":", "/")));
  const index = JSON.parse(readFileSync(path.join(layout, "index.json"), "utf8"));
  const manifest = JSON.parse(blob(index.manifests[0]).toString());
  const { architecture, created, config } = JSON.parse(blob(manifest.config).toString());
  return { config: { architecture, created, config }, base: blob(manifest.layers[0]) };
}
