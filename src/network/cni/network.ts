// A CNI network: ADD through the plugins in their order, each with the result of the one before it; DEL in reverse.

import { mkdirSync } from "node:fs";
import { messageOf, TsRunError } from "../../base/index.ts";
import { type CachedAttachment, CniCache } from "./cache.ts";
import {
  type CniConfiguration,
  type CniPluginConfiguration,
  findCniConfiguration,
  parseCniConfiguration,
} from "./configuration.ts";
import { type CniCommand, callCniPlugin, findProgram } from "./plugin.ts";
import { type CniResult, parseCniResult } from "./result.ts";

/** A pod's place in the network. */
export interface CniAttachment {
  readonly containerId: string;
  /** Path of the network namespace; empty when it is gone, which DEL has to bear. */
  readonly netns: string;
  readonly ifName: string;
  /** CNI_ARGS, such as K8S_POD_NAME. */
  readonly args?: Readonly<Record<string, string>>;
  /** For plugins that declare the capability: portMappings, bandwidth, ipRanges, dns, mac, ... */
  readonly capabilities?: Readonly<Record<string, unknown>>;
}

export interface CniOptions {
  readonly configDir?: string; // /etc/cni/net.d
  readonly pluginDirs?: readonly string[]; // /opt/cni/bin, /usr/lib/cni (Debian's)
  readonly cacheDir?: string; // /var/lib/cni/results
  readonly timeoutMs?: number; // of one plugin; 60 s
}

export type CniStatus =
  | { readonly ready: true; readonly name: string }
  | { readonly ready: false; readonly reason: string };

export class CniNetwork {
  readonly #options: Required<CniOptions>;
  readonly #cache: CniCache;

  constructor(options: CniOptions = {}) {
    this.#options = {
      configDir: options.configDir ?? "/etc/cni/net.d",
      pluginDirs: options.pluginDirs ?? ["/opt/cni/bin", "/usr/lib/cni"],
      cacheDir: options.cacheDir ?? "/var/lib/cni/results",
      timeoutMs: options.timeoutMs ?? 60_000,
    };
    this.#cache = new CniCache(this.#options.cacheDir);
  }

  /** Whether a network is configured at all: without, the caller has its own. */
  isConfigured(): boolean {
    return "configuration" in findCniConfiguration(this.#options.configDir);
  }

  /** What the node's NetworkReady says. STATUS is asked of plugins from specification 1.1.0 on. */
  async status(): Promise<CniStatus> {
    const found = findCniConfiguration(this.#options.configDir);
    if ("missing" in found) return { ready: false, reason: found.missing };
    const { configuration } = found;
    try {
      for (const plugin of configuration.plugins) {
        findProgram(plugin.type, this.#options.pluginDirs);
        if (isAtLeast(configuration.cniVersion, "1.1.0")) await this.#call("STATUS", { configuration, plugin });
      }
    } catch (error) {
      const hint = error instanceof TsRunError && error.hint !== undefined ? ` (${error.hint})` : "";
      return { ready: false, reason: `${messageOf(error)}${hint}` };
    }
    return { ready: true, name: configuration.name };
  }

  /** Undone whole when any plugin fails. Throws ERR_NETWORK, ERR_NOT_FOUND without configuration or plugin. */
  async add(attachment: CniAttachment): Promise<CniResult> {
    const configuration = this.#configuration();
    let previous = "";
    try {
      for (const plugin of configuration.plugins)
        previous = await this.#call("ADD", { configuration, plugin, attachment, previous });
      const result = parseCniResult(previous, configuration.name);
      this.#save(configuration, attachment, previous);
      return result;
    } catch (error) {
      await this.#undo(configuration, attachment, undefined).catch(() => undefined); // the cause is what is told
      throw error;
    }
  }

  /** Idempotent: what was never added, or is gone, is no error. With the configuration that ADD had. */
  async del(attachment: CniAttachment): Promise<void> {
    for (const cached of this.#attachmentsOf(attachment)) {
      const configuration = parseCniConfiguration(Buffer.from(cached.config, "base64").toString(), "cached result");
      const capabilities = cached.capabilityArgs ?? attachment.capabilities;
      const args = cached.cniArgs ? Object.fromEntries(cached.cniArgs) : attachment.args;
      const same = { ...attachment, ...(args && { args }), ...(capabilities && { capabilities }) };
      await this.#undo(configuration, same, JSON.stringify(cached.result));
      this.#cache.remove(cached);
    }
  }

  async check(attachment: CniAttachment): Promise<void> {
    const configuration = this.#configuration();
    if (configuration.disableCheck || !isAtLeast(configuration.cniVersion, "0.4.0")) return;
    const cached = this.#cache.find({ ...attachment, networkName: configuration.name });
    const previous = cached ? JSON.stringify(cached.result) : undefined;
    for (const plugin of configuration.plugins)
      await this.#call("CHECK", { configuration, plugin, attachment, ...(previous !== undefined && { previous }) });
  }

  /** Removes what belongs to nobody in `valid`: by DEL of what the cache knows, then by the plugins' own GC (1.1.0). */
  async gc(valid: readonly Pick<CniAttachment, "containerId" | "ifName">[]): Promise<void> {
    const found = findCniConfiguration(this.#options.configDir);
    if ("missing" in found || found.configuration.disableGC) return;
    const { configuration } = found;
    const isValid = (one: Pick<CniAttachment, "containerId" | "ifName">): boolean =>
      valid.some(({ containerId, ifName }) => containerId === one.containerId && ifName === one.ifName);
    const mine = this.#cache.list().filter(({ networkName }) => networkName === configuration.name);
    for (const stale of mine.filter((one) => !isValid(one)))
      await this.del({ containerId: stale.containerId, ifName: stale.ifName, netns: "" });
    if (!isAtLeast(configuration.cniVersion, "1.1.0")) return;
    const attachments = valid.map(({ containerId, ifName }) => ({ containerID: containerId, ifname: ifName }));
    const extra = { "cni.dev/valid-attachments": attachments, "cni.dev/attachments": attachments };
    for (const plugin of configuration.plugins) await this.#call("GC", { configuration, plugin, extra });
  }

  #configuration(): CniConfiguration {
    const found = findCniConfiguration(this.#options.configDir);
    if ("configuration" in found) return found.configuration;
    throw new TsRunError("ERR_NOT_FOUND", `connect a pod to its network: ${found.missing}`);
  }

  /** The cached ones, whichever network made them; without any, one of the network that is configured now. */
  #attachmentsOf(attachment: CniAttachment): CachedAttachment[] {
    const found = findCniConfiguration(this.#options.configDir);
    const { containerId, ifName, netns } = attachment;
    const all = this.#cache.list().filter((one) => one.containerId === containerId && one.ifName === ifName);
    if (all.length > 0 || "missing" in found) return all;
    const { name: networkName } = found.configuration;
    const config = Buffer.from(JSON.stringify(listOf(found.configuration))).toString("base64");
    return [{ kind: "cniCacheV1", containerId, ifName, networkName, netns, config, result: undefined }];
  }

  async #undo(configuration: CniConfiguration, attachment: CniAttachment, previous: string | undefined): Promise<void> {
    const failures: unknown[] = [];
    const hasResult = previous !== undefined && isAtLeast(configuration.cniVersion, "0.4.0");
    for (const plugin of configuration.plugins.toReversed())
      await this.#call("DEL", { configuration, plugin, attachment, ...(hasResult && { previous }) }).catch((error) =>
        failures.push(error),
      );
    if (failures.length > 0) throw failures[0];
  }

  async #call(
    command: CniCommand,
    about: {
      configuration: CniConfiguration;
      plugin: CniPluginConfiguration;
      attachment?: CniAttachment;
      previous?: string;
      extra?: object;
    },
  ): Promise<string> {
    const { configuration, plugin, attachment, previous, extra } = about;
    const { name, cniVersion } = configuration;
    return await callCniPlugin({
      command,
      type: plugin.type,
      parameters: attachment ? parametersOf(attachment) : {},
      configuration: {
        ...withoutCapabilities(plugin),
        ...extra,
        name,
        cniVersion,
        ...runtimeConfig(plugin, attachment),
        ...(previous ? { prevResult: JSON.parse(previous) as unknown } : {}),
      },
      pluginDirs: this.#options.pluginDirs,
      timeoutMs: this.#options.timeoutMs,
    });
  }

  #save(configuration: CniConfiguration, attachment: CniAttachment, result: string): void {
    mkdirSync(this.#options.cacheDir, { recursive: true, mode: 0o700 });
    const { containerId, ifName, netns, args, capabilities } = attachment;
    this.#cache.save({
      kind: "cniCacheV1",
      containerId,
      ifName,
      networkName: configuration.name,
      netns,
      config: Buffer.from(JSON.stringify(listOf(configuration))).toString("base64"),
      ...(args && { cniArgs: Object.entries(args) }),
      ...(capabilities && { capabilityArgs: capabilities }),
      result: JSON.parse(result) as unknown,
    });
  }
}

function listOf({ name, cniVersion, plugins, disableCheck, disableGC }: CniConfiguration): object {
  return { cniVersion, name, disableCheck, disableGC, plugins };
}

function parametersOf({ containerId, netns, ifName, args }: CniAttachment): Record<string, string> {
  const pairs = Object.entries(args ?? {}).map(([name, value]) => `${name}=${value}`);
  return {
    CNI_CONTAINERID: containerId,
    CNI_NETNS: netns,
    CNI_IFNAME: ifName,
    ...(pairs.length > 0 && { CNI_ARGS: pairs.join(";") }),
  };
}

function withoutCapabilities({ capabilities: _, ...plugin }: CniPluginConfiguration): object {
  return plugin;
}

/** Only what the plugin says it understands. */
function runtimeConfig(plugin: CniPluginConfiguration, attachment: CniAttachment | undefined): object {
  const wanted = Object.entries(attachment?.capabilities ?? {}).filter(
    ([name]) => plugin.capabilities?.[name] === true,
  );
  return wanted.length > 0 ? { runtimeConfig: Object.fromEntries(wanted) } : {};
}

function isAtLeast(version: string, wanted: string): boolean {
  const [a, b] = [version, wanted].map((text) => text.split(".").map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
