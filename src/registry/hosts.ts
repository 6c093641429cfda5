// Which hosts answer for a registry, in which order and with which TLS: containerd's certs.d/<host>/hosts.toml, and
// docker's form of the same directory (*.crt, *.cert + *.key).

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { hasErrno, TsRunError } from "../base/index.ts";
import { isLoopback } from "./proxy.ts";
import { isTable, parseToml, TomlError, type TomlTable, type TomlValue } from "./toml.ts";

export type Capability = "pull" | "resolve" | "push";

export interface TlsFiles {
  /** Additional roots, PEM texts. */
  readonly ca: readonly string[];
  readonly client: readonly { readonly cert: string; readonly key: string }[];
  readonly skipVerify: boolean;
}

/** One place to ask. `apiUrl` ends in "/v2" unless override_path says otherwise. */
export interface RegistryHost {
  readonly apiUrl: URL;
  readonly capabilities: ReadonlySet<Capability>;
  readonly tls: TlsFiles;
  readonly headers: Readonly<Record<string, string>>;
  /** A mirror: asked with ?ns=<registry>, and its failure is not final. */
  readonly mirror: boolean;
}

export interface HostOptions {
  /** First directory that knows the registry wins. */
  readonly configRoots: readonly string[];
  /** Registries spoken to by plain HTTP: "host", "host:port". */
  readonly insecureRegistries: readonly string[];
}

export const defaultConfigRoots = ["/etc/ts-run/certs.d", "/etc/containerd/certs.d", "/etc/docker/certs.d"] as const;

const noTls: TlsFiles = { ca: [], client: [], skipVerify: false };
const everything: ReadonlySet<Capability> = new Set(["pull", "resolve", "push"]);

/** Mirrors first, in the order of the file, then the registry itself. */
export async function loadHosts(registry: string, options: HostOptions): Promise<RegistryHost[]> {
  const directory = await findDirectory(registry, options.configRoots);
  const upstream = defaultUrl(registry, options.insecureRegistries);
  if (directory === undefined) return [plainHost(upstream, noTls)];
  const file = path.join(directory, "hosts.toml");
  const text = await readIfThere(file);
  if (text === undefined) return [plainHost(upstream, await loadDockerCertificates(directory))];
  return parseHosts(text, { file, registry, upstream });
}

/** True when docker and we speak plain HTTP to this host without being told to. */
export function isPlainHttp(registry: string, insecureRegistries: readonly string[]): boolean {
  const { hostname } = new URL(`http://${registry}`);
  return isLoopback(hostname) || insecureRegistries.some((entry) => entry === registry || entry === hostname);
}

function defaultUrl(registry: string, insecureRegistries: readonly string[]): URL {
  const host = registry === "docker.io" ? "registry-1.docker.io" : registry;
  return new URL(`${isPlainHttp(registry, insecureRegistries) ? "http" : "https"}://${host}/v2`);
}

function plainHost(apiUrl: URL, tls: TlsFiles): RegistryHost {
  // A CA for a loopback registry means that it speaks TLS after all.
  const url = new URL(apiUrl);
  if (tls.ca.length > 0 || tls.client.length > 0) url.protocol = "https:";
  return { apiUrl: url, capabilities: everything, tls, headers: {}, mirror: false };
}

/** containerd's candidates: host_port_, host:port, and _default last. */
async function findDirectory(registry: string, roots: readonly string[]): Promise<string | undefined> {
  const exact = [registry.replace(/:([0-9]+)$/, "_$1_"), registry];
  const candidates = [
    ...roots.flatMap((root) => exact.map((name) => path.join(root, name))),
    ...roots.map((root) => path.join(root, "_default")),
  ];
  for (const candidate of candidates) {
    try {
      if ((await readdir(candidate)).length > 0) return candidate;
    } catch (error) {
      if (!hasErrno(error, "ENOENT", "ENOTDIR")) throw unreadable(candidate, error);
    }
  }
  return undefined;
}

async function loadDockerCertificates(directory: string): Promise<TlsFiles> {
  const names = (await readdir(directory)).sort();
  const read = (name: string) => readRequired(path.join(directory, name));
  const ca = await Promise.all(names.filter((name) => name.endsWith(".crt")).map(read));
  const client = [];
  for (const name of names.filter((one) => one.endsWith(".cert"))) {
    const key = name.replace(/\.cert$/, ".key");
    if (!names.includes(key))
      throw new TsRunError("ERR_USAGE", `reading ${path.join(directory, name)}: its key ${key} is missing`);
    client.push({ cert: await read(name), key: await read(key) });
  }
  return { ca, client, skipVerify: false };
}

interface HostsFile {
  readonly file: string;
  readonly registry: string;
  readonly upstream: URL;
}

async function parseHosts(text: string, source: HostsFile): Promise<RegistryHost[]> {
  const document = parseDocument(text, source.file);
  const server = optionalString(document, "server", source.file);
  const { host: hosts = {}, server: _server, ...rootFields } = document;
  if (!isTable(hosts)) throw invalid(source.file, "host is not a table");
  const mirrors = Object.entries(hosts).map(([url, fields]) => {
    if (!isTable(fields)) throw invalid(source.file, `host."${url}" is not a table`);
    return readHost(url, fields, source, true);
  });
  // The root's fields describe the server itself, as containerd has it.
  const own = readHost(server ?? source.upstream.href, rootFields, source, false);
  return Promise.all([...mirrors, own]);
}

async function readHost(address: string, fields: TomlTable, source: HostsFile, mirror: boolean): Promise<RegistryHost> {
  const { file } = source;
  const unknown = Object.keys(fields).find((key) => !knownFields.has(key));
  if (unknown !== undefined) throw invalid(file, `unknown field ${unknown} for ${address}`);
  const headers = Object.fromEntries(
    Object.entries(isTable(fields.header) ? fields.header : {}).map(([name, value]) => [
      name.toLowerCase(),
      strings(value, `header ${name}`, file).join(", "),
    ]),
  );
  return {
    apiUrl: apiUrl(address, optionalBoolean(fields, "override_path", file), file),
    capabilities: capabilities(fields.capabilities, file),
    tls: await readTls(fields, file),
    headers,
    mirror,
  };
}

const knownFields = new Set(["capabilities", "ca", "client", "skip_verify", "header", "override_path", "dial_timeout"]);

function apiUrl(address: string, overridePath: boolean, file: string): URL {
  const text = address.includes("://")
    ? address
    : `${isPlainHttp(address.split("/")[0] ?? "", []) ? "http" : "https"}://${address}`;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw invalid(file, `"${address}" is not an http or https address`);
  const url = new URL(text);
  url.pathname = url.pathname.replace(/\/+$/, "");
  if (!overridePath && !url.pathname.endsWith("/v2")) url.pathname = `${url.pathname.replace(/\/$/, "")}/v2`;
  return url;
}

function capabilities(value: TomlValue | undefined, file: string): ReadonlySet<Capability> {
  if (value === undefined) return everything;
  const names = strings(value, "capabilities", file);
  const unknown = names.find((name) => !(everything as ReadonlySet<string>).has(name));
  if (unknown !== undefined) throw invalid(file, `unknown capability "${unknown}"; there are pull, resolve and push`);
  return new Set(names as Capability[]);
}

async function readTls(fields: TomlTable, file: string): Promise<TlsFiles> {
  const read = (name: string) => readRequired(path.resolve(path.dirname(file), name));
  const ca = await Promise.all((fields.ca === undefined ? [] : strings(fields.ca, "ca", file)).map(read));
  const client = await Promise.all(
    clientPairs(fields.client, file).map(async ([cert, key]) => ({ cert: await read(cert), key: await read(key) })),
  );
  return { ca, client, skipVerify: optionalBoolean(fields, "skip_verify", file) };
}

/** client = "both.pem", ["a.pem", …] (each with certificate and key) or [["cert", "key"], …]. */
function clientPairs(value: TomlValue | undefined, file: string): (readonly [string, string])[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? (value as readonly TomlValue[]) : [value]).map((entry) => {
    const [cert, key = cert] = strings(entry, "client", file).filter((name) => name !== "");
    if (cert === undefined || key === undefined) throw invalid(file, "client has an empty entry");
    return [cert, key] as const;
  });
}

function strings(value: TomlValue | undefined, field: string, file: string): string[] {
  const list = Array.isArray(value) ? (value as readonly TomlValue[]) : [value];
  if (!list.every((entry) => typeof entry === "string"))
    throw invalid(file, `${field} is not a string or a list of strings`);
  return list as string[];
}

function optionalString(table: TomlTable, field: string, file: string): string | undefined {
  const value = table[field];
  if (value !== undefined && typeof value !== "string") throw invalid(file, `${field} is not a string`);
  return value;
}

function optionalBoolean(table: TomlTable, field: string, file: string): boolean {
  const value = table[field] ?? false;
  if (typeof value !== "boolean") throw invalid(file, `${field} is not true or false`);
  return value;
}

function parseDocument(text: string, file: string): TomlTable {
  try {
    return parseToml(text);
  } catch (error) {
    if (error instanceof TomlError) throw invalid(`${file}:${error.line}`, error.message);
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (hasErrno(error, "ENOENT")) return undefined;
    throw unreadable(file, error);
  }
}

async function readRequired(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

function invalid(where: string, message: string): TsRunError {
  return new TsRunError("ERR_USAGE", `reading ${where}: ${message}`);
}

function unreadable(file: string, cause: unknown): TsRunError {
  const code = (cause as { code?: unknown }).code;
  return new TsRunError("ERR_USAGE", `reading ${file}: ${String(code)}`, { cause });
}
