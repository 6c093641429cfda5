// Network configurations as other runtimes read them: of the files in /etc/cni/net.d the first in order of their names
// that holds a usable list (CNI specification 1.1.0, section 1; a single plugin's .conf is a list of one).

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hasErrno, isFileName, messageOf, TsRunError } from "../../base/index.ts";

/** One plugin's part; what its type does not concern us with is passed on as it is. */
export interface CniPluginConfiguration {
  readonly type: string;
  readonly capabilities?: Readonly<Record<string, boolean>>;
  readonly [field: string]: unknown;
}

export interface CniConfiguration {
  readonly file: string;
  readonly name: string;
  readonly cniVersion: string;
  readonly disableCheck: boolean;
  readonly disableGC: boolean;
  readonly plugins: readonly CniPluginConfiguration[];
}

const SUFFIX = /\.(conf|conflist|json)$/;
// As libcni accepts them: they become file names.
const NETWORK_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;

export type FoundConfiguration =
  | { readonly configuration: CniConfiguration }
  /** Why there is no network: the text goes into the node's NetworkReady condition. */
  | { readonly missing: string };

/** Never throws for what files hold: a broken one is skipped, and named when no other is usable. */
export function findCniConfiguration(directory: string): FoundConfiguration {
  const problems: string[] = [];
  for (const name of listFiles(directory)) {
    const file = join(directory, name);
    try {
      return { configuration: parseCniConfiguration(readFileSync(file, "utf8"), file) };
    } catch (error) {
      problems.push(messageOf(error));
    }
  }
  if (problems.length > 0) return { missing: problems.join("; ") };
  return { missing: `no network configuration in ${directory}` };
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => SUFFIX.test(name))
      .sort();
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return [];
    throw error;
  }
}

/** Throws ERR_INVALID_SPEC. */
export function parseCniConfiguration(text: string, file: string): CniConfiguration {
  const json = parseObject(text, file);
  const { name, cniVersion = "0.1.0", plugins = [json] } = json;
  if (typeof name !== "string" || !NETWORK_NAME.test(name)) throw broken(file, "it has no usable name");
  if (typeof cniVersion !== "string") throw broken(file, "cniVersion is no text");
  if (!Array.isArray(plugins) || plugins.length === 0) throw broken(file, "it lists no plugins");
  for (const plugin of plugins as unknown[])
    if (!isPlugin(plugin)) throw broken(file, "a plugin of it has no usable type, the name of its program");
  return {
    file,
    name,
    cniVersion,
    disableCheck: json.disableCheck === true,
    disableGC: json.disableGC === true,
    plugins: plugins as CniPluginConfiguration[],
  };
}

function isPlugin(value: unknown): value is CniPluginConfiguration {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  return typeof value.type === "string" && isFileName(value.type);
}

function parseObject(text: string, file: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw broken(file, messageOf(error));
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw broken(file, "it is not an object");
  return json as Record<string, unknown>;
}

function broken(file: string, what: string): TsRunError {
  return new TsRunError("ERR_INVALID_SPEC", `read network configuration ${file}: ${what}`, {
    hint: "its form is that of https://github.com/containernetworking/cni/blob/spec-v1.1.0/SPEC.md",
  });
}
