import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ContainerStore } from "../../../src/containers/index.ts";
import {
  networkFileContents,
  networkFileMounts,
  networkFilesDir,
  writeNetworkFiles,
} from "../../../src/engine/network-files.ts";
import { addContainer, removeRoots, runOptions, servicesWith, temporaryRoots } from "./samples.ts";

const destinations = (options: Parameters<typeof runOptions>[0]) =>
  networkFileMounts(runOptions(options), "/files").map(({ mount }) => mount.destination);

describe("mounts of the files about names", () => {
  it("binds all three, read-only for a read-only container", () => {
    const mounts = networkFileMounts(runOptions({ readOnly: true }), "/files");
    expect(mounts.map(({ mount }) => mount.source)).toEqual(["/files/hosts", "/files/hostname", "/files/resolv.conf"]);
    expect(mounts.every(({ mount }) => mount.options?.includes("ro"))).toBe(true);
  });

  it("leaves out what the user mounts there himself, or a host directory around it", () => {
    const bind = { type: "bind" as const, source: "/x", readOnly: false, recursive: true, createSource: true };
    expect(destinations({ mounts: [{ ...bind, target: "/etc/hosts" }] })).toEqual([
      "/etc/hostname",
      "/etc/resolv.conf",
    ]);
    expect(destinations({ mounts: [{ ...bind, target: "/etc" }] })).toEqual([]);
    expect(destinations({ mounts: [{ ...bind, target: "/etc/host" }] })).toHaveLength(3);
  });

  it("keeps them over a volume at /etc, which would otherwise lose the container its name", () => {
    expect(destinations({ mounts: [{ type: "volume", target: "/etc", readOnly: false, noCopy: false }] })).toHaveLength(
      3,
    );
  });

  it("says which flags decided", () => {
    const flagOf = { dns: "--dns 192.0.2.1", dnsSearch: "--dns-search a.test" };
    expect(networkFileMounts(runOptions({ flagOf }), "/files").map(({ source }) => source)).toEqual([
      "default",
      "default",
      "flag --dns 192.0.2.1 --dns-search a.test",
    ]);
  });
});

describe("contents of the files about names", () => {
  it("names the container by its short id unless told otherwise", () => {
    const id = "a".repeat(64);
    expect(networkFileContents(runOptions(), { id, ip: "10.0.0.2" }).hosts).toContain(`10.0.0.2\t${"a".repeat(12)}\n`);
    expect(networkFileContents(runOptions({ hostname: "web" }), { id }).hostname).toBe("web\n");
  });

  it("resolves host-gateway to the bridge, and to this machine itself on the host's network", () => {
    const options = { addHost: [{ name: "gw", ip: "host-gateway" }] };
    expect(networkFileContents(runOptions(options), { id: "b", gateway: "10.0.0.1" }).hosts).toContain("10.0.0.1\tgw");
    expect(networkFileContents(runOptions({ ...options, network: "host" }), { id: "b" }).hosts).toContain(
      "127.0.0.1\tgw",
    );
    expect(() => networkFileContents(runOptions({ ...options, network: "none" }), { id: "b" })).toThrow(/host-gateway/);
  });
});

describe("files about names on disk", () => {
  let roots: ReturnType<typeof temporaryRoots>;
  beforeEach(() => {
    roots = temporaryRoots();
  });
  afterEach(() => removeRoots(roots));

  it("can be read by everybody whatever the umask, and are rewritten in place", () => {
    const containers = new ContainerStore(roots);
    const container = addContainer(containers, { options: runOptions({ hostname: "web" }) });
    const file = path.join(container.paths.filesDir, "hosts");
    const umask = process.umask(0o077);
    try {
      writeNetworkFiles(servicesWith({ containers }), container, { ip: "10.0.0.2" });
    } finally {
      process.umask(umask);
    }
    const before = fs.statSync(file);
    writeNetworkFiles(servicesWith({ containers }), container, { ip: "10.0.0.3" });
    expect(before.mode & 0o777).toBe(0o644);
    expect(fs.statSync(file).ino).toBe(before.ino);
    expect(fs.readFileSync(file, "utf8")).toContain("10.0.0.3\tweb");
  });

  it("are those of the container whose network is joined, through any number of joins", () => {
    const containers = new ContainerStore(roots);
    const owner = addContainer(containers, { name: "owner" });
    addContainer(containers, { name: "peer", options: runOptions({ network: { container: "owner" } }) });
    const options = runOptions({ network: { container: "peer" } });
    expect(networkFilesDir(servicesWith({ containers }), options, "/own")).toBe(owner.paths.filesDir);
    const joined = addContainer(containers, { options });
    writeNetworkFiles(servicesWith({ containers }), joined);
    expect(fs.existsSync(joined.paths.filesDir)).toBe(false);
  });
});
