// HTTP with what registries need of it: per-host TLS, proxies, and redirects that don't carry credentials to strangers.
// The only user of undici, which is loaded on first use.

import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import type { Dispatcher } from "undici";
import { messageOf, TsRunError } from "../base/index.ts";
import type { TlsFiles } from "./hosts.ts";
import { networkError } from "./network-error.ts";
import { type Environment, findProxy } from "./proxy.ts";
import { cancelled, RegistryError } from "./registry-error.ts";

export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly tls: TlsFiles;
  readonly signal: AbortSignal;
  /** "pulling nginx:latest", for errors. */
  readonly doing: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; the first value of repeated ones, except www-authenticate, which is joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
  /** After redirects. */
  readonly url: URL;
}

export interface TransportOptions {
  readonly env: Environment;
  readonly userAgent: string;
  readonly connectTimeoutMs: number;
  /** Longest wait for the answer's headers. */
  readonly headersTimeoutMs: number;
  /** Longest wait for the next byte of a body. */
  readonly stallTimeoutMs: number;
}

export const defaultTimeouts = { connectTimeoutMs: 15_000, headersTimeoutMs: 30_000, stallTimeoutMs: 30_000 } as const;

const maxRedirects = 10;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
// Where distributions keep the CA bundle that update-ca-certificates and friends maintain; Node has only its own roots.
const systemCaFiles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

export class Transport {
  readonly #options: TransportOptions;
  readonly #dispatchers = new Map<string, Promise<Dispatcher>>();
  #roots: Promise<readonly string[]> | undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    let { url, headers, tls } = request;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      const response = await this.#once({ ...request, url, headers, tls });
      const { location } = response.headers;
      if (!redirectStatuses.has(response.status) || location === undefined || request.method === "POST")
        return response;
      response.body.on("error", () => undefined).resume();
      const next = redirectTarget(location, url, request.doing);
      if (next.origin !== url.origin) {
        headers = withoutSecrets(headers);
        // The operator's CA may also have signed the storage behind the registry; a client key or "don't verify" is for the named host alone.
        tls = { ca: tls.ca, client: [], skipVerify: false };
      }
      url = next;
    }
    throw new RegistryError(
      "ERR_REGISTRY",
      `${request.doing}: ${request.url.host} redirected more than ${maxRedirects} times`,
    );
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#dispatchers.values());
    this.#dispatchers.clear();
    await Promise.all(open.map((result) => (result.status === "fulfilled" ? result.value.destroy() : undefined)));
  }

  async #once({ method, url, headers, body, tls, signal, doing }: HttpRequest): Promise<HttpResponse> {
    if (signal.aborted) throw cancelled(doing, signal.reason);
    const proxy = findProxy(url, this.#options.env);
    try {
      const [{ request }, dispatcher] = await Promise.all([import("undici"), this.#dispatcher(url, tls, proxy)]);
      const response = await request(url, {
        method,
        headers: { "user-agent": this.#options.userAgent, "accept-encoding": "identity", ...headers },
        ...(body === undefined ? {} : { body }),
        dispatcher,
        signal,
      });
      return { status: response.statusCode, headers: flatten(response.headers), body: response.body, url };
    } catch (error) {
      if (signal.aborted) throw cancelled(doing, error);
      throw networkError(doing, url, error, proxy);
    }
  }

  #dispatcher(url: URL, tls: TlsFiles, proxy: URL | undefined): Promise<Dispatcher> {
    const key = JSON.stringify([proxy?.href, url.protocol === "https:" ? tls : undefined]);
    let dispatcher = this.#dispatchers.get(key);
    if (dispatcher === undefined) {
      dispatcher = this.#createDispatcher(url, tls, proxy);
      this.#dispatchers.set(key, dispatcher);
    }
    return dispatcher;
  }

  async #createDispatcher(url: URL, tls: TlsFiles, proxy: URL | undefined): Promise<Dispatcher> {
    const { Agent, ProxyAgent } = await import("undici");
    const { connectTimeoutMs, headersTimeoutMs, stallTimeoutMs } = this.#options;
    const secure =
      url.protocol === "https:"
        ? { secureContext: await this.#secureContext(tls), rejectUnauthorized: !tls.skipVerify }
        : {};
    const common = {
      headersTimeout: headersTimeoutMs,
      bodyTimeout: stallTimeoutMs,
      keepAliveTimeout: 10_000,
      connections: 8,
    };
    const connect = { timeout: connectTimeoutMs, autoSelectFamily: true, ...secure };
    if (proxy === undefined) return new Agent({ ...common, connect });
    const token = proxyToken(proxy);
    return new ProxyAgent({
      ...common,
      uri: proxy.origin,
      proxyTunnel: url.protocol === "https:",
      requestTls: connect,
      proxyTls: {
        timeout: connectTimeoutMs,
        ...(proxy.protocol === "https:" ? { secureContext: await this.#secureContext({ ...tls, client: [] }) } : {}),
      },
      ...(token === undefined ? {} : { token }),
    });
  }

  async #secureContext(tls: TlsFiles): Promise<SecureContext> {
    const ca = [...(await this.#systemRoots()), ...tls.ca];
    const [cert, key] = [tls.client.map((pair) => pair.cert), tls.client.map((pair) => pair.key)];
    try {
      for (const text of tls.ca) new X509Certificate(text); // createSecureContext skips what it can't read
      return createSecureContext({ ca, cert, key });
    } catch (error) {
      throw new TsRunError("ERR_USAGE", `loading the certificates configured for a registry: ${messageOf(error)}`, {
        cause: error,
        hint: "ca, client certificate and key in certs.d have to be PEM files that belong together",
      });
    }
  }

  #systemRoots(): Promise<readonly string[]> {
    this.#roots ??= loadSystemRoots(this.#options.env);
    return this.#roots;
  }
}

async function loadSystemRoots(env: Environment): Promise<readonly string[]> {
  for (const file of [env.SSL_CERT_FILE ?? "", ...systemCaFiles]) {
    if (file === "") continue;
    const bundle = await readFile(file, "utf8").catch(() => undefined);
    if (bundle?.includes("BEGIN CERTIFICATE")) return [bundle];
  }
  return rootCertificates;
}

function redirectTarget(location: string, base: URL, doing: string): URL {
  if (!URL.canParse(location, base.href))
    throw new RegistryError("ERR_REGISTRY", `${doing}: ${base.host} redirected to an address that does not parse`);
  const next = new URL(location, base);
  if (!/^https?:$/.test(next.protocol)) {
    throw new RegistryError("ERR_REGISTRY", `${doing}: ${base.host} redirected to ${next.protocol}, which is not HTTP`);
  }
  if (base.protocol === "https:" && next.protocol === "http:") {
    throw new RegistryError(
      "ERR_REGISTRY",
      `${doing}: ${base.host} redirected from https to plain http on ${next.host}`,
    );
  }
  return next;
}

/** Accept and Range are about the content; everything else was meant for the first host. */
function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^(accept|range)$/i.test(name)));
}

function proxyToken(proxy: URL): string | undefined {
  if (proxy.username === "") return undefined;
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const all = Array.isArray(value) ? value : [value];
    flat[name.toLowerCase()] = name.toLowerCase() === "www-authenticate" ? all.join(", ") : (all[0] ?? "");
  }
  return flat;
}
