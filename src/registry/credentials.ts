// Who we are to a registry: docker's config.json (auths, credHelpers, credsStore), read and written so that docker,
// podman and we can share it.

import { mkdir, open, readFile, realpath, rename, rm } from "node:fs/promises";
import path from "node:path";
import { hasErrno, messageOf, TsRunError } from "../base/index.ts";
import { eraseWithHelper, getFromHelper, storeWithHelper } from "./credential-helper.ts";
import type { Environment } from "./proxy.ts";

export type Credential =
  | { readonly kind: "password"; readonly username: string; readonly password: string }
  /** An OAuth2 refresh token. */
  | { readonly kind: "identityToken"; readonly token: string }
  /** Sent as the bearer token itself. */
  | { readonly kind: "registryToken"; readonly token: string };

interface AuthEntry {
  auth?: unknown;
  username?: unknown;
  password?: unknown;
  identitytoken?: unknown;
  registrytoken?: unknown;
}

interface ConfigFile {
  auths?: Record<string, AuthEntry>;
  credHelpers?: Record<string, string>;
  credsStore?: string;
  [field: string]: unknown;
}

const dockerHubKey = "https://index.docker.io/v1/";

export class CredentialStore {
  readonly file: string;
  readonly #env: Environment;

  /** `file` defaults to $DOCKER_CONFIG/config.json or $HOME/.docker/config.json of `env`. */
  constructor(env: Environment, file?: string) {
    this.#env = env;
    this.file = file ?? path.join(env.DOCKER_CONFIG || path.join(env.HOME || "/root", ".docker"), "config.json");
  }

  /** What is known for the registry, or undefined: then we are anonymous. */
  async find(registry: string): Promise<Credential | undefined> {
    const config = await this.#load();
    const helper = helperFor(config, registry);
    if (helper !== undefined) {
      const found = await getFromHelper(helper, storageKey(registry), this.#env);
      if (found !== undefined) return found;
    }
    return entryFor(config, registry, this.file);
  }

  /** Stores through the configured helper, or in the file (mode 0600). Says where. */
  async store(registry: string, credential: { username: string; password: string }): Promise<{ where: string }> {
    const config = await this.#load();
    const helper = helperFor(config, registry);
    const key = storageKey(registry);
    if (helper !== undefined) {
      await storeWithHelper(
        helper,
        { ServerURL: key, Username: credential.username, Secret: credential.password },
        this.#env,
      );
      await this.#save({ ...config, auths: { ...config.auths, [key]: {} } }); // docker lists logins by these empty entries
      return { where: `docker-credential-${helper}` };
    }
    const auth = Buffer.from(`${credential.username}:${credential.password}`).toString("base64");
    await this.#save({ ...config, auths: { ...without(config.auths, registry), [key]: { auth } } });
    return { where: this.file };
  }

  /** False when there was nothing to forget. */
  async erase(registry: string): Promise<boolean> {
    const config = await this.#load();
    const helper = helperFor(config, registry);
    const inHelper =
      helper !== undefined && (await getFromHelper(helper, storageKey(registry), this.#env)) !== undefined;
    if (inHelper) await eraseWithHelper(helper, storageKey(registry), this.#env);
    const rest = without(config.auths, registry);
    const inFile = Object.keys(rest).length < Object.keys(config.auths ?? {}).length;
    if (inFile) await this.#save({ ...config, auths: rest });
    return inHelper || inFile;
  }

  async #load(): Promise<ConfigFile> {
    let text: string;
    try {
      text = await readFile(this.file, "utf8");
    } catch (error) {
      if (hasErrno(error, "ENOENT", "ENOTDIR")) return {};
      throw new TsRunError("ERR_USAGE", `reading ${this.file}: ${messageOf(error)}`, { cause: error });
    }
    return parseConfig(text, this.file);
  }

  /** Temp file + fsync + rename; through a symlink, so that a linked config stays linked. */
  async #save(config: ConfigFile): Promise<void> {
    const target = await realpath(this.file).catch(() => this.file);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const temporary = `${target}.tmp-${process.pid}-${Date.now().toString(36)}`;
    try {
      const handle = await open(temporary, "wx", 0o600);
      try {
        await handle.writeFile(`${JSON.stringify(config, null, "\t")}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      const code = hasErrno(error, "ENOSPC", "EDQUOT") ? "ERR_NO_SPACE" : "ERR_USAGE";
      throw new TsRunError(code, `writing ${target}: ${messageOf(error)}`, { cause: error });
    }
  }
}

/** Key of a registry in config.json and in helpers: docker.io has its historical one. */
export function storageKey(registry: string): string {
  return registry === "docker.io" || registry === "index.docker.io" || registry === "registry-1.docker.io"
    ? dockerHubKey
    : registry;
}

function parseConfig(text: string, file: string): ConfigFile {
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw corrupt(file, "it is not JSON", error);
  }
  if (!isRecord(value)) throw corrupt(file, "it is not a JSON object");
  if (value.auths !== undefined && !(isRecord(value.auths) && Object.values(value.auths).every(isRecord)))
    throw corrupt(file, "auths is not an object of objects");
  if (value.credHelpers !== undefined && !isRecord(value.credHelpers))
    throw corrupt(file, "credHelpers is not an object");
  return value as ConfigFile;
}

function helperFor(config: ConfigFile, registry: string): string | undefined {
  const helper = config.credHelpers?.[registry] ?? config.credHelpers?.[storageKey(registry)] ?? config.credsStore;
  return typeof helper === "string" && helper !== "" ? helper : undefined;
}

function entryFor(config: ConfigFile, registry: string, file: string): Credential | undefined {
  const auths = config.auths ?? {};
  const key = storageKey(registry);
  const entry = auths[key] ?? Object.entries(auths).find(([name]) => hostOf(name) === hostOf(key))?.[1];
  return entry === undefined ? undefined : decodeEntry(entry, registry, file);
}

function decodeEntry(entry: AuthEntry, registry: string, file: string): Credential | undefined {
  if (typeof entry.identitytoken === "string" && entry.identitytoken !== "")
    return { kind: "identityToken", token: entry.identitytoken };
  if (typeof entry.registrytoken === "string" && entry.registrytoken !== "")
    return { kind: "registryToken", token: entry.registrytoken };
  if (typeof entry.auth === "string" && entry.auth !== "") {
    const pair = Buffer.from(entry.auth, "base64").toString("utf8");
    const colon = pair.indexOf(":");
    if (colon <= 0) throw corrupt(file, `the auth of ${registry} is not base64 of USER:PASSWORD`);
    return { kind: "password", username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, "") };
  }
  if (typeof entry.username === "string" && typeof entry.password === "string" && entry.username !== "") {
    return { kind: "password", username: entry.username, password: entry.password };
  }
  return undefined;
}

function without(auths: ConfigFile["auths"], registry: string): Record<string, AuthEntry> {
  const host = hostOf(storageKey(registry));
  return Object.fromEntries(Object.entries(auths ?? {}).filter(([name]) => hostOf(name) !== host));
}

/** "https://host:port/v1/" and "host:port" are the same registry. */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, "").split("/")[0] ?? key;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function corrupt(file: string, reason: string, cause?: unknown): TsRunError {
  return new TsRunError("ERR_USAGE", `reading ${file}: ${reason}`, { cause, hint: `repair or remove ${file}` });
}
