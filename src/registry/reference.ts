// Image references as docker resolves them: "nginx" is docker.io/library/nginx:latest.

import { TsRunError } from "../base/index.ts";

/** A complete reference; `tag` is filled with "latest" when the text has neither tag nor digest. */
export interface Reference {
  /** Registry as written, with port: "docker.io", "localhost:5000". */
  readonly domain: string;
  /** Repository path without the registry: "library/nginx". */
  readonly repository: string;
  readonly tag?: string;
  /** "sha256:…"; wins over the tag when both are there. */
  readonly digest?: string;
}

const defaultDomain = "docker.io";
const legacyDomain = "index.docker.io";
const officialNamespace = "library/";

const pathComponent = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const domainPattern =
  /^(?:(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])(?:\.(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]))*|\[[0-9A-Fa-f:]+\])(?::[0-9]+)?$/;
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const hexLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Parses what a user typed. Throws ERR_USAGE that names the part which is wrong. */
export function parseReference(text: string): Reference {
  if (text === "") throw refused(text, "it is empty", "give an image such as nginx:1.27");
  if (/^[a-f0-9]{64}$/.test(text)) {
    throw refused(text, "64 hexadecimal digits are an image id, not a name", "write name@sha256:… to pull by digest");
  }
  const { name, digest } = splitDigest(text);
  const { domain, rest } = splitDomain(name);
  const { path, tag } = splitTag(rest);
  checkDomain(text, domain);
  if (digest !== undefined) checkDigest(text, digest);
  if (tag !== undefined) checkTag(text, tag);
  checkPath(text, path);
  const repository = domain === defaultDomain && !path.includes("/") ? officialNamespace + path : path;
  return {
    domain,
    repository,
    ...(tag !== undefined ? { tag } : digest === undefined ? { tag: "latest" } : {}),
    ...(digest !== undefined ? { digest } : {}),
  };
}

/** The full form: "docker.io/library/nginx:latest". */
export function formatReference(reference: Reference): string {
  return `${reference.domain}/${reference.repository}${suffix(reference)}`;
}

/** The short form people write: "nginx:latest". */
export function familiarName(reference: Reference): string {
  if (reference.domain !== defaultDomain) return formatReference(reference);
  const inLibrary = reference.repository.startsWith(officialNamespace);
  const short = inLibrary ? reference.repository.slice(officialNamespace.length) : reference.repository;
  return (short.includes("/") && inLibrary ? reference.repository : short) + suffix(reference);
}

/** True for "sha256:<64 hex>" and the longer registered algorithms. */
export function isDigest(text: string): boolean {
  const colon = text.indexOf(":");
  const hex = text.slice(colon + 1);
  return colon > 0 && hex.length === hexLengths[text.slice(0, colon)] && /^[a-f0-9]+$/.test(hex);
}

function suffix({ tag, digest }: Reference): string {
  return (tag === undefined ? "" : `:${tag}`) + (digest === undefined ? "" : `@${digest}`);
}

function splitDigest(text: string): { name: string; digest?: string } {
  const at = text.indexOf("@");
  return at < 0 ? { name: text } : { name: text.slice(0, at), digest: text.slice(at + 1) };
}

/** The first component is a registry when it can't be a docker.io namespace: it has a dot, a port, capitals, or is "localhost". */
function splitDomain(name: string): { domain: string; rest: string } {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const isDomain = slash >= 0 && (/[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase());
  if (!isDomain) return { domain: defaultDomain, rest: name };
  return { domain: first === legacyDomain ? defaultDomain : first, rest: name.slice(slash + 1) };
}

function splitTag(rest: string): { path: string; tag?: string } {
  const colon = rest.indexOf(":", rest.lastIndexOf("/") + 1);
  return colon < 0 ? { path: rest } : { path: rest.slice(0, colon), tag: rest.slice(colon + 1) };
}

function checkDomain(text: string, domain: string): void {
  const port = /:([0-9]+)$/.exec(domain)?.[1];
  if (!domainPattern.test(domain) || (port !== undefined && Number(port) > 65535)) {
    throw refused(text, `"${domain}" is not a registry host`, "write HOST[:PORT]/NAME[:TAG]");
  }
}

function checkPath(text: string, path: string): void {
  if (path === "") throw refused(text, "the repository name is missing", "write [HOST/]NAME[:TAG]");
  if (path !== path.toLowerCase()) {
    throw refused(text, `the repository name "${path}" has capital letters`, `write ${path.toLowerCase()}`);
  }
  if (path.length > 255) throw refused(text, "the repository name is longer than 255 characters");
  const bad = path.split("/").find((component) => !pathComponent.test(component));
  if (bad === undefined) return;
  throw refused(
    text,
    bad === "" ? "the repository name has an empty component" : `"${bad}" is not a valid repository name component`,
    "use lower-case letters and digits, separated by one of . _ __ or dashes",
  );
}

function checkTag(text: string, tag: string): void {
  if (tagPattern.test(tag)) return;
  const reason =
    tag === ""
      ? "the tag after ':' is empty"
      : tag.length > 128
        ? "the tag is longer than 128 characters"
        : `"${tag}" is not a valid tag`;
  throw refused(text, reason, "a tag is letters, digits, _ . and -, and doesn't start with . or -");
}

function checkDigest(text: string, digest: string): void {
  if (isDigest(digest)) return;
  throw refused(text, `"${digest}" is not a digest`, "a digest is sha256: and 64 lower-case hexadecimal digits");
}

function refused(text: string, reason: string, hint?: string): TsRunError {
  const shown = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return new TsRunError("ERR_USAGE", `reading image reference ${JSON.stringify(shown)}: ${reason}`, { hint });
}
