// The distribution-spec client: what a reference means right now, and the bytes behind a digest. Nothing it returns is
// unverified, except the raw body that download.ts asks for and verifies together with what it has on disk.

import { Readable } from "node:stream";
import { messageOf } from "../base/index.ts";
import { answerError } from "./answer-error.ts";
import { Authorizer, type AuthRequest } from "./auth.ts";
import { type Expected, readBody, readBounded, verifiedChunks, verifyBytes } from "./body.ts";
import { type Credential, CredentialStore } from "./credentials.ts";
import { type Capability, defaultConfigRoots, loadHosts, type RegistryHost } from "./hosts.ts";
import type { Environment } from "./proxy.ts";
import type { Reference } from "./reference.ts";
import { RegistryError } from "./registry-error.ts";
import { defaultRetryPolicy, type RetryPolicy, withRetries } from "./retry.ts";
import { defaultTimeouts, type HttpResponse, Transport } from "./transport.ts";

export interface RegistryClientOptions {
  /** Proxy variables, HOME, DOCKER_CONFIG, and PATH for credential helpers. */
  readonly env: Environment;
  readonly configRoots?: readonly string[];
  readonly insecureRegistries?: readonly string[];
  /** Instead of the one that `env` leads to. */
  readonly dockerConfigFile?: string;
  /** Asked before config.json, by the name of the registry (or mirror) that wants to know who we are. */
  readonly credentialFor?: (registry: string) => Credential | undefined;
  readonly userAgent?: string;
  readonly retry?: RetryPolicy;
  readonly timeouts?: Partial<typeof defaultTimeouts | Record<keyof typeof defaultTimeouts, number>>;
}

/** One request about a registry's content. */
export interface Call {
  readonly reference: Pick<Reference, "domain" | "repository">;
  /** Below /v2/: "library/nginx/manifests/latest". */
  readonly path: string;
  readonly capability: Capability;
  readonly method?: "GET" | "HEAD";
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly doing: string;
  readonly notFoundHint?: string;
  /** false: one try per host; the caller has its own loop. */
  readonly retry?: boolean;
}

/** A body that starts at `offset`, not verified. */
export interface RawBlob {
  readonly offset: number;
  readonly chunks: AsyncGenerator<Buffer, void, undefined>;
}

const maxErrorBytes = 64 * 1024;

export class RegistryClient {
  readonly credentials: CredentialStore;
  readonly retry: RetryPolicy;
  readonly #options: RegistryClientOptions;
  readonly #transport: Transport;
  readonly #authorizer: Authorizer;
  readonly #hosts = new Map<string, Promise<RegistryHost[]>>();

  constructor(options: RegistryClientOptions) {
    this.#options = options;
    this.retry = options.retry ?? defaultRetryPolicy;
    this.credentials = new CredentialStore(options.env, options.dockerConfigFile);
    this.#transport = new Transport({
      env: options.env,
      userAgent: options.userAgent ?? "ts-run",
      ...defaultTimeouts,
      ...options.timeouts,
    });
    this.#authorizer = this.#authorizerFor(
      async (registry) => options.credentialFor?.(registry) ?? this.credentials.find(registry),
    );
  }

  /** Closes idle connections; the client is of no use afterwards. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  /** The answer with status 200 or 206 of the first host that gives one. */
  async call(call: Call): Promise<HttpResponse> {
    const hosts = (await this.#hostsOf(call.reference.domain)).filter((host) => host.capabilities.has(call.capability));
    const failures: RegistryError[] = [];
    for (const host of hosts) {
      const policy = call.retry === false || host.mirror ? { ...this.retry, attempts: 1 } : this.retry;
      try {
        return await withRetries(policy, call.signal, () => this.#callHost(host, call));
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        failures.push(error);
      }
    }
    const last = failures.pop();
    if (last === undefined) {
      throw new RegistryError(
        "ERR_REGISTRY",
        `${call.doing}: no host of ${call.reference.domain} has the capability ${call.capability}`,
        {
          hint: `check certs.d/${call.reference.domain}/hosts.toml`,
        },
      );
    }
    throw withMirrors(last, failures, call.doing);
  }

  /** A blob from its first to its last byte; the stream fails at the end unless digest and size are right. */
  async openBlob(reference: Reference, descriptor: Expected, signal: AbortSignal): Promise<Readable> {
    const doing = `downloading ${descriptor.digest} from ${reference.domain}/${reference.repository}`;
    const response = await this.call({ ...blobCall(reference, descriptor, doing), signal });
    const chunks = readBody(response.body, { url: response.url, doing, signal });
    return Readable.from(verifiedChunks(chunks, descriptor, doing), { objectMode: false });
  }

  /** A small blob (an image config) in memory, verified. */
  async fetchBlob(
    reference: Reference,
    descriptor: Expected,
    options: { maxBytes: number; signal: AbortSignal },
  ): Promise<Buffer> {
    const doing = `downloading ${descriptor.digest} from ${reference.domain}/${reference.repository}`;
    const response = await this.call({ ...blobCall(reference, descriptor, doing), signal: options.signal });
    const bytes = await readBounded(response.body, options.maxBytes, {
      url: response.url,
      doing,
      signal: options.signal,
    });
    verifyBytes(bytes, descriptor, doing);
    return bytes;
  }

  /** Asks for the bytes from `offset` on; the answer says where it really starts (0 when the registry ignores ranges). */
  async openRawBlob(
    reference: Reference,
    descriptor: Expected,
    options: { offset: number; signal: AbortSignal },
  ): Promise<RawBlob> {
    const { offset, signal } = options;
    const doing = `downloading ${descriptor.digest} from ${reference.domain}/${reference.repository}`;
    const headers = offset === 0 ? {} : { range: `bytes=${offset}-` };
    const response = await this.call({ ...blobCall(reference, descriptor, doing), headers, signal, retry: false });
    const chunks = readBody(response.body, { url: response.url, doing, signal });
    if (response.status !== 206) return { offset: 0, chunks };
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers["content-range"] ?? "");
    const total = range?.[2] === "*" ? descriptor.size : Number(range?.[2]);
    if (range === null || Number(range[1]) !== offset || total !== descriptor.size) {
      response.body.destroy();
      throw new RegistryError("ERR_REGISTRY", `${doing}: ${response.url.host} sent another range than was asked for`, {
        retry: "always",
        status: 206,
      });
    }
    return { offset, chunks };
  }

  /** Proves credentials against /v2/ and stores them. */
  async login(
    registry: string,
    credential: { username: string; password: string },
    signal: AbortSignal,
  ): Promise<{ where: string }> {
    const doing = `logging in to ${registry}`;
    const host = (await this.#hostsOf(registry)).find(({ mirror }) => !mirror);
    if (host === undefined) throw new RegistryError("ERR_REGISTRY", `${doing}: no host is configured`);
    const authorizer = this.#authorizerFor(async () => ({ kind: "password", ...credential }));
    const auth = { registry, host, scope: "", signal, doing };
    const response = await this.#authorized(authorizer, auth, { method: "GET", path: "", headers: {} }).catch(
      (error) => {
        const refused = error instanceof RegistryError && error.code === "ERR_UNAUTHORIZED" && error.status === 401;
        throw refused ? wrongPassword(doing, 401) : error; // said by the token server
      },
    );
    const body = await readBounded(response.body, maxErrorBytes, { url: response.url, doing, signal });
    if (response.status === 401 || response.status === 403) throw wrongPassword(doing, response.status);
    if (response.status !== 200)
      throw answerError({
        doing,
        registry,
        response,
        body,
        notFoundHint: `${registry} does not look like a registry: it has no /v2/`,
      });
    return this.credentials.store(registry, credential);
  }

  /** Forgets the credentials of a registry; false when there were none. */
  async logout(registry: string): Promise<boolean> {
    return this.credentials.erase(registry);
  }

  async #callHost(host: RegistryHost, call: Call): Promise<HttpResponse> {
    const { reference, signal, doing } = call;
    const registry = host.mirror ? host.apiUrl.host : reference.domain;
    const auth = { registry, host, scope: `repository:${reference.repository}:pull`, signal, doing };
    const query = host.mirror ? { ns: reference.domain } : undefined;
    const response = await this.#authorized(this.#authorizer, auth, {
      method: call.method ?? "GET",
      path: call.path,
      headers: call.headers ?? {},
      query,
    });
    if (response.status === 200 || response.status === 206) return response;
    const body = await readBounded(response.body, maxErrorBytes, { url: response.url, doing, signal }).catch(
      (error: unknown) => Buffer.from(messageOf(error)),
    );
    throw answerError({
      doing,
      registry,
      response,
      body,
      ...(call.notFoundHint === undefined ? {} : { notFoundHint: call.notFoundHint }),
    });
  }

  /** Sends, answers one challenge with fresh credentials, and leaves a second 401 to the caller: no loops. */
  async #authorized(
    authorizer: Authorizer,
    auth: AuthRequest,
    ask: {
      method: "GET" | "HEAD";
      path: string;
      headers: Readonly<Record<string, string>>;
      query?: Record<string, string> | undefined;
    },
  ): Promise<HttpResponse> {
    const url = new URL(`${auth.host.apiUrl.href.replace(/\/$/, "")}/${ask.path}`);
    for (const [name, value] of Object.entries(ask.query ?? {})) url.searchParams.set(name, value);
    const send = (authorization: string | undefined) =>
      this.#transport.request({
        method: ask.method,
        url,
        headers: { ...auth.host.headers, ...ask.headers, ...(authorization === undefined ? {} : { authorization }) },
        tls: auth.host.tls,
        signal: auth.signal,
        doing: auth.doing,
      });
    const cached = authorizer.cached(auth);
    const first = await send(cached);
    // A 401 from where we were redirected to is not the registry's: our credentials are none of its business.
    if (first.status !== 401 || first.url.origin !== url.origin) return first;
    first.body.on("error", () => undefined).resume();
    return send(await authorizer.answer(auth, first.headers["www-authenticate"], cached));
  }

  #authorizerFor(findCredential: (registry: string) => Promise<Credential | undefined>): Authorizer {
    return new Authorizer({ transport: this.#transport, findCredential, retry: this.retry });
  }

  #hostsOf(registry: string): Promise<RegistryHost[]> {
    let hosts = this.#hosts.get(registry);
    if (hosts === undefined) {
      hosts = loadHosts(registry, {
        configRoots: this.#options.configRoots ?? defaultConfigRoots,
        insecureRegistries: this.#options.insecureRegistries ?? [],
      });
      this.#hosts.set(registry, hosts);
    }
    return hosts;
  }
}

/** The last host is often one that this machine is not meant to reach; then the answer that matters is a mirror's. */
function withMirrors(last: RegistryError, mirrors: readonly RegistryError[], doing: string): RegistryError {
  if (mirrors.length === 0) return last;
  const said = mirrors.map(({ message }) =>
    message.startsWith(`${doing}: `) ? message.slice(doing.length + 2) : message,
  );
  return new RegistryError(last.code, `${last.message}; before it, ${said.join("; ")}`, {
    cause: last,
    hint: last.hint,
    retry: last.retry,
    retryAfterMs: last.retryAfterMs,
    ...(last.status === undefined ? {} : { status: last.status }),
  });
}

function wrongPassword(doing: string, status: number): RegistryError {
  return new RegistryError("ERR_UNAUTHORIZED", `${doing}: the registry refuses this user name or password`, {
    status,
    hint: "check both; some registries want an access token as password",
  });
}

function blobCall(reference: Reference, descriptor: Expected, doing: string) {
  return {
    reference,
    path: `${reference.repository}/blobs/${descriptor.digest}`,
    capability: "pull" as const,
    doing,
    notFoundHint: `the registry lost a layer of this image; it has to be pushed again`,
  };
}
