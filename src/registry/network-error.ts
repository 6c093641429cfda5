// What a socket, TLS or HTTP parser failure means for the person who typed the command.

import { messageOf, TsRunError } from "../base/index.ts";
import { RegistryError, type Retry } from "./registry-error.ts";

interface Meaning {
  readonly says: string;
  readonly hint?: string;
  readonly retry: Retry;
}

/** Turns anything a request threw into ERR_NETWORK with cause and hint; TsRunErrors pass through. */
export function networkError(doing: string, url: URL, error: unknown, proxy?: URL): TsRunError {
  if (error instanceof TsRunError) return error;
  const code = codeOf(error);
  // Without a code it is no failure of the network, but something that will fail the same way again.
  const unknown: Meaning = { says: messageOf(error) || code, retry: code === "" ? "never" : "always" };
  const meaning = (proxy !== undefined && proxyMeaning(code, proxy)) || meaningOf(code, url) || unknown;
  const says = code === "" || meaning.says.includes(code) ? meaning.says : `${meaning.says} (${code})`;
  return new RegistryError("ERR_NETWORK", `${doing}: ${says}`, {
    cause: error,
    hint: meaning.hint,
    retry: meaning.retry,
  });
}

/** With a proxy, every connection is made to it; the rest (TLS, HTTP) is with the host behind. */
function proxyMeaning(code: string, proxy: URL): Meaning | undefined {
  const hint = "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY";
  if (code === "UND_ERR_ABORTED")
    return { says: `the proxy ${proxy.host} refuses to connect there`, hint, retry: "never" };
  const meaning = connecting.has(code) ? meaningOf(code, proxy) : undefined;
  return meaning === undefined ? undefined : { ...meaning, says: `${meaning.says}, the proxy`, hint };
}

const connecting: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Node and undici nest the telling code in `cause`, and in `errors` when several addresses were tried. */
function codeOf(error: unknown): string {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth++) {
    const { code, cause, errors } = current as { code?: unknown; cause?: unknown; errors?: unknown };
    const inner = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
    const generic = code === undefined || code === "UND_ERR" || code === "UND_ERR_SOCKET";
    if (typeof code === "string" && (!generic || inner === undefined || inner === null)) return code;
    current = inner;
  }
  return "";
}

function meaningOf(code: string, url: URL): Meaning | undefined {
  const known = fixed[code];
  if (known !== undefined) return known(url);
  if (/^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/.test(code)) return notTls(url);
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_") || code.includes("CERT")) {
    return { says: `TLS with ${url.host} failed`, hint: caHint(url), retry: "never" };
  }
  if (code.startsWith("HPE_"))
    return { says: `${url.host} does not speak HTTP on this port`, hint: "check host and port", retry: "never" };
  return undefined;
}

const untrusted = (url: URL): Meaning => ({
  says: `the certificate of ${url.host} is not trusted`,
  hint: caHint(url),
  retry: "never",
});
const timedOut = (url: URL): Meaning => ({
  says: `${url.host} did not answer in time`,
  hint: "check the network, a firewall or HTTPS_PROXY",
  retry: "always",
});
const noRoute = (url: URL): Meaning => ({
  says: `no route to ${url.host}`,
  hint: "check the network of this host (ip route)",
  retry: "midway",
});
const noName = (url: URL): Meaning => ({
  says: `the name ${url.hostname} does not resolve`,
  hint: "check the registry's name and /etc/resolv.conf",
  retry: "midway",
});
const cut = (url: URL): Meaning => ({ says: `${url.host} closed the connection`, retry: "always" });

const fixed: Readonly<Record<string, (url: URL) => Meaning>> = {
  ECONNREFUSED: (url) => ({
    says: `connection refused by ${url.host}`,
    hint: "check that a registry listens there, and the port",
    retry: "midway",
  }),
  ENOTFOUND: noName,
  EAI_AGAIN: (url) => ({ ...noName(url), says: `the name ${url.hostname} can't be resolved right now` }),
  ECONNRESET: cut,
  EPIPE: cut,
  UND_ERR_SOCKET: cut,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: cut,
  ERR_STREAM_PREMATURE_CLOSE: cut,
  ETIMEDOUT: timedOut,
  UND_ERR_CONNECT_TIMEOUT: timedOut,
  UND_ERR_HEADERS_TIMEOUT: timedOut,
  UND_ERR_BODY_TIMEOUT: (url) => ({ says: `${url.host} stopped sending`, retry: "always" }),
  UND_ERR_HEADERS_OVERFLOW: (url) => ({ says: `${url.host} answered with oversized headers`, retry: "never" }),
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  DEPTH_ZERO_SELF_SIGNED_CERT: (url) => ({ ...untrusted(url), says: `the certificate of ${url.host} is self-signed` }),
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: (url) => ({
    says: `the certificate of ${url.host} has expired`,
    hint: "check this host's clock (date), or have the registry's certificate renewed",
    retry: "never",
  }),
  CERT_NOT_YET_VALID: (url) => ({
    says: `the certificate of ${url.host} is not valid yet`,
    hint: "check this host's clock (date)",
    retry: "never",
  }),
  ERR_TLS_CERT_ALTNAME_INVALID: (url) => ({
    says: `the certificate is not for ${url.hostname}`,
    hint: "use the name that the certificate was issued for",
    retry: "never",
  }),
};

function notTls(url: URL): Meaning {
  return {
    says: `${url.host} does not speak TLS`,
    hint: `if it is a plain-HTTP registry, put server = "http://${url.host}" into /etc/ts-run/certs.d/${url.host}/hosts.toml`,
    retry: "never",
  };
}

function caHint(url: URL): string {
  return `put the CA certificate into /etc/ts-run/certs.d/${url.host}/ca.crt`;
}
