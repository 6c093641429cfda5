// Answers a registry's 401: Basic, or a Bearer token from its token server, cached per registry and scope.

import { messageOf } from "../base/index.ts";
import { answerError } from "./answer-error.ts";
import { readBounded } from "./body.ts";
import { type Challenge, parseChallenges } from "./challenge.ts";
import type { Credential } from "./credentials.ts";
import type { RegistryHost, TlsFiles } from "./hosts.ts";
import { RegistryError } from "./registry-error.ts";
import { defaultRetryPolicy, type RetryPolicy, withRetries } from "./retry.ts";
import type { Transport } from "./transport.ts";

export interface AuthorizerOptions {
  readonly transport: Transport;
  /** Credentials of a registry; may fail (a broken helper), then we go on anonymously and mention it when refused. */
  readonly findCredential: (registry: string) => Promise<Credential | undefined>;
  readonly retry?: RetryPolicy;
  readonly now?: () => number;
}

export interface AuthRequest {
  /** As in the reference; the user's name for the account. */
  readonly registry: string;
  readonly host: RegistryHost;
  /** "repository:library/nginx:pull", or "" for /v2/ itself. */
  readonly scope: string;
  readonly signal: AbortSignal;
  readonly doing: string;
}

interface CachedHeader {
  readonly value: string;
  readonly expiresAtMs: number;
}

const clientId = "ts-run";
const maxTokenAnswerBytes = 1 << 20;
// A token is dropped this long before it expires, so that it doesn't run out between our clock and the registry's.
const expiryMarginMs = 5_000;

export class Authorizer {
  readonly #options: AuthorizerOptions;
  readonly #headers = new Map<string, CachedHeader>();
  readonly #underway = new Map<string, Promise<string>>();

  constructor(options: AuthorizerOptions) {
    this.#options = options;
  }

  /** The Authorization header that worked last time, if it is still good. */
  cached(request: AuthRequest): string | undefined {
    const entry = this.#headers.get(cacheKey(request));
    return entry !== undefined && entry.expiresAtMs > this.#now() ? entry.value : undefined;
  }

  /** A fresh header for a 401's challenges. `refused` is the header that was just refused, if one was sent. */
  async answer(
    request: AuthRequest,
    wwwAuthenticate: string | undefined,
    refused: string | undefined,
  ): Promise<string> {
    const key = cacheKey(request);
    const current = this.cached(request);
    if (current !== undefined && current !== refused) return current; // a parallel request was faster
    this.#headers.delete(key);
    let underway = this.#underway.get(key);
    if (underway === undefined) {
      underway = this.#fresh(request, parseChallenges(wwwAuthenticate ?? "")).finally(() => this.#underway.delete(key));
      this.#underway.set(key, underway);
    }
    return underway;
  }

  async #fresh(request: AuthRequest, challenges: readonly Challenge[]): Promise<string> {
    const { credential, problem } = await this.#credential(request.registry);
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    const basic = challenges.find(({ scheme }) => scheme === "basic");
    if (bearer !== undefined) {
      if (credential?.kind === "registryToken") return this.#remember(request, `Bearer ${credential.token}`, Infinity);
      const { token, lifetimeMs } = await this.#fetchToken(request, bearer, credential, problem);
      return this.#remember(request, `Bearer ${token}`, lifetimeMs);
    }
    if (basic !== undefined) {
      if (credential?.kind !== "password") throw unauthorized(request, problem);
      return this.#remember(request, basicHeader(credential), Infinity);
    }
    const offered = challenges.map(({ scheme }) => scheme).join(", ") || "no way";
    throw new RegistryError(
      "ERR_UNAUTHORIZED",
      `${request.doing}: ${request.registry} wants a login and offers ${offered} to do it; Basic and Bearer are supported`,
      { status: 401 },
    );
  }

  async #credential(registry: string): Promise<{ credential?: Credential; problem?: string }> {
    try {
      const credential = await this.#options.findCredential(registry);
      return credential === undefined ? {} : { credential };
    } catch (error) {
      return { problem: messageOf(error) };
    }
  }

  #remember(request: AuthRequest, value: string, lifetimeMs: number): string {
    this.#headers.set(cacheKey(request), { value, expiresAtMs: this.#now() + lifetimeMs - expiryMarginMs });
    return value;
  }

  async #fetchToken(
    request: AuthRequest,
    challenge: Challenge,
    credential: Credential | undefined,
    problem: string | undefined,
  ): Promise<{ token: string; lifetimeMs: number }> {
    const realm = realmOf(request, challenge);
    if (credential !== undefined && realm.protocol === "http:" && request.host.apiUrl.protocol === "https:") {
      throw new RegistryError(
        "ERR_UNAUTHORIZED",
        `${request.doing}: the token server ${realm.host} of ${request.registry} is plain HTTP; credentials are not sent there`,
      );
    }
    const doing = `${request.doing}: getting a token from ${realm.host}`;
    const scope = request.scope === "" ? (challenge.parameters.scope ?? "") : request.scope;
    const call = tokenCall(realm, { service: challenge.parameters.service, scope }, credential);
    return withRetries(this.#options.retry ?? defaultRetryPolicy, request.signal, async () => {
      const response = await this.#options.transport.request({
        ...call,
        tls: tlsFor(realm, request.host),
        signal: request.signal,
        doing,
      });
      const body = await readBounded(response.body, maxTokenAnswerBytes, {
        url: response.url,
        doing,
        signal: request.signal,
      });
      if (response.status === 401 || response.status === 403) {
        throw credential === undefined ? unauthorized(request, problem) : rejected(request);
      }
      if (response.status !== 200) throw answerError({ doing, registry: request.registry, response, body });
      return parseTokenAnswer(body, doing);
    });
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

export function basicHeader({ username, password }: { readonly username: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

/** ERR_UNAUTHORIZED for somebody who did not log in. */
export function unauthorized({ doing, registry }: AuthRequest, problem?: string): RegistryError {
  return new RegistryError(
    "ERR_UNAUTHORIZED",
    `${doing}: ${registry} wants a login${problem === undefined ? "" : ` (${problem})`}`,
    {
      status: 401,
      hint: `ts-run login ${registry}`,
    },
  );
}

/** ERR_UNAUTHORIZED for credentials that were refused. */
export function rejected({ doing, registry }: AuthRequest): RegistryError {
  return new RegistryError("ERR_UNAUTHORIZED", `${doing}: ${registry} refuses the stored credentials`, {
    status: 401,
    hint: `ts-run login ${registry}`,
  });
}

function cacheKey({ host, registry, scope }: AuthRequest): string {
  return `${host.apiUrl.origin} ${registry} ${scope}`;
}

function realmOf(request: AuthRequest, challenge: Challenge): URL {
  const realm = challenge.parameters.realm ?? "";
  if (!URL.canParse(realm) || !/^https?:$/.test(new URL(realm).protocol)) {
    throw new RegistryError(
      "ERR_REGISTRY",
      `${request.doing}: ${request.registry} names no usable token server (realm ${JSON.stringify(realm.slice(0, 200))})`,
    );
  }
  return new URL(realm);
}

/** The registry's own TLS settings hold for its own host; elsewhere only its CA may help. */
function tlsFor(realm: URL, host: RegistryHost): TlsFiles {
  return realm.host === host.apiUrl.host ? host.tls : { ca: host.tls.ca, client: [], skipVerify: false };
}

function tokenCall(
  realm: URL,
  ask: { service: string | undefined; scope: string },
  credential: Credential | undefined,
) {
  const fields = new URLSearchParams();
  if (ask.service !== undefined) fields.set("service", ask.service);
  if (ask.scope !== "") fields.set("scope", ask.scope);
  if (credential?.kind === "identityToken") {
    fields.set("grant_type", "refresh_token");
    fields.set("refresh_token", credential.token);
    fields.set("client_id", clientId);
    return {
      method: "POST" as const,
      url: realm,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: fields.toString(),
    };
  }
  const url = new URL(realm);
  for (const [name, value] of fields) url.searchParams.append(name, value);
  if (credential?.kind === "password") url.searchParams.set("account", credential.username);
  return {
    method: "GET" as const,
    url,
    headers:
      credential?.kind === "password" ? { authorization: basicHeader(credential) } : ({} as Record<string, string>),
  };
}

function parseTokenAnswer(body: Buffer, doing: string): { token: string; lifetimeMs: number } {
  let answer: { token?: unknown; access_token?: unknown; expires_in?: unknown } | null;
  try {
    answer = JSON.parse(body.toString("utf8")) as typeof answer;
  } catch (error) {
    throw new RegistryError("ERR_REGISTRY", `${doing}: the answer is not JSON`, { cause: error });
  }
  const token = answer?.token || answer?.access_token;
  // A token goes into a header: anything but its plain characters would be an injection.
  if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token))
    throw new RegistryError("ERR_REGISTRY", `${doing}: the answer has no usable token`);
  const seconds = typeof answer?.expires_in === "number" && answer.expires_in > 0 ? answer.expires_in : 60;
  return { token, lifetimeMs: Math.max(seconds, 60) * 1000 };
}
