// /etc/hosts, /etc/hostname and /etc/resolv.conf: files of the container's own directory, bound over the image's. They are
// written anew at every start, in place, because a container's mounts show the file, not its name.

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shortId } from "../base/index.ts";
import type { Container } from "../containers/index.ts";
import { hostnameFile, hostsFile, readHostResolver, resolverFile } from "../network/index.ts";
import type { RuntimeMount } from "../oci/index.ts";
import { usesUserNamespace } from "./build-spec.ts";
import type { Services } from "./services.ts";
import type { MountOption, RunOptions } from "./types.ts";

const NAMES = ["hosts", "hostname", "resolv.conf"] as const;
type FileName = (typeof NAMES)[number];

/** Binds for those of the three files that the user does not mount himself. `filesDir` is of the container that owns the network. */
export function networkFileMounts(options: RunOptions, filesDir: string): { mount: RuntimeMount; source: string }[] {
  const shared =
    typeof options.network === "object" ? `flag --network container:${options.network.container}` : undefined;
  return NAMES.filter((name) => !options.mounts.some((mount) => covers(mount, `/etc/${name}`))).map((name) => ({
    mount: {
      destination: `/etc/${name}`,
      type: "bind",
      source: join(filesDir, name),
      options: ["bind", "rprivate", options.readOnly ? "ro" : "rw", ...(usesUserNamespace(options) ? ["idmap"] : [])],
    },
    source: shared ?? originOf(name, options),
  }));
}

/** A mount at this place, or a host directory around it: what the user put there is what the container shall see. */
function covers({ type, target }: MountOption, path: string): boolean {
  return target === path || (type === "bind" && path.startsWith(`${target}/`));
}

function originOf(name: FileName, { flagOf }: RunOptions): string {
  const fields: Record<FileName, readonly (keyof RunOptions)[]> = {
    hosts: ["addHost", "hostname"],
    hostname: ["hostname"],
    "resolv.conf": ["dns", "dnsSearch", "dnsOption"],
  };
  const flags = fields[name].flatMap((field) => flagOf[field] ?? []);
  return flags.length > 0 ? `flag ${flags.join(" ")}` : "default";
}

/** Where the files of this network are: with --network container:X they are X's. */
export function networkFilesDir(services: Services, options: RunOptions, ownFilesDir: string): string {
  if (typeof options.network !== "object") return ownFilesDir;
  const owner = services.containers.get(options.network.container);
  return networkFilesDir(services, owner.record.options as RunOptions, owner.paths.filesDir);
}

/** Before every start. `address` is the bridge's lease; without it the container has no address of its own. */
export function writeNetworkFiles(
  services: Services,
  container: Container,
  address: { readonly ip?: string; readonly gateway?: string } = {},
): void {
  const options = container.record.options as RunOptions;
  if (typeof options.network === "object") return; // the files are the other container's
  const contents = networkFileContents(options, { id: container.id, ...address });
  const { filesDir } = services.containers.paths(container.id);
  mkdirSync(filesDir, { recursive: true, mode: 0o700 });
  for (const name of NAMES) {
    const path = join(filesDir, name);
    writeFileSync(path, contents[name]);
    chmodSync(path, 0o644); // whatever the umask: programs in the container that are not root read them, too
  }
}

/** Also for checking the flags before anything is made: throws ERR_USAGE for an address that is none. */
export function networkFileContents(
  options: RunOptions,
  about: { readonly id: string; readonly ip?: string; readonly gateway?: string },
): Record<FileName, string> {
  const sharesHostNetwork = options.network === "host";
  const hostname = options.hostname ?? shortId(about.id);
  const { ip, gateway } = about;
  return {
    hosts: hostsFile({
      hostname,
      ...(options.domainname === undefined ? {} : { domainname: options.domainname }),
      ...(ip === undefined ? {} : { ip }),
      ...(gateway === undefined ? (sharesHostNetwork ? { gateway: "127.0.0.1" } : {}) : { gateway }),
      addHost: options.addHost,
    }),
    hostname: hostnameFile(hostname),
    "resolv.conf": resolverFile({
      host: readHostResolver(),
      dns: options.dns,
      dnsSearch: options.dnsSearch,
      dnsOption: options.dnsOption,
      sharesHostNetwork,
    }),
  };
}
