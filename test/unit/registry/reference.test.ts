import { describe, expect, test } from "vitest";
import { familiarName, formatReference, parseReference } from "../../../src/registry/index.ts";

const digest = `sha256:${"a".repeat(64)}`;

describe("a reference", () => {
  test.each([
    ["nginx", "docker.io/library/nginx:latest"],
    ["nginx:1.27", "docker.io/library/nginx:1.27"],
    ["user/app", "docker.io/user/app:latest"],
    ["docker.io/nginx", "docker.io/library/nginx:latest"],
    ["index.docker.io/library/nginx", "docker.io/library/nginx:latest"],
    [`ghcr.io/a/b@${digest}`, `ghcr.io/a/b@${digest}`],
    [`nginx:1@${digest}`, `docker.io/library/nginx:1@${digest}`],
    ["localhost:5000/x", "localhost:5000/x:latest"],
    ["localhost/x", "localhost/x:latest"],
    ["[::1]:5000/x", "[::1]:5000/x:latest"],
    ["Host/x", "Host/x:latest"], // capitals can't be a namespace, so it is a registry, as docker has it
    ["a.b/c__d/e--f.g_h:T-1", "a.b/c__d/e--f.g_h:T-1"],
    ["nginx:5000", "docker.io/library/nginx:5000"],
  ])("%s means %s", (text, full) => {
    expect(formatReference(parseReference(text))).toBe(full);
  });

  test.each([
    ["docker.io/library/nginx:latest", "nginx:latest"],
    ["docker.io/user/app:1", "user/app:1"],
    ["ghcr.io/a/b:1", "ghcr.io/a/b:1"],
    ["library/a/b", "library/a/b:latest"],
  ])("%s is shown as %s", (text, short) => {
    expect(familiarName(parseReference(text))).toBe(short);
    expect(parseReference(familiarName(parseReference(text)))).toEqual(parseReference(text));
  });

  test.each([
    ["", "it is empty"],
    ["Nginx", 'the repository name "Nginx" has capital letters'],
    ["a.b/C:1", 'the repository name "C" has capital letters'],
    ["nginx:", "the tag after ':' is empty"],
    ["nginx:-x", '"-x" is not a valid tag'],
    [`nginx:${"t".repeat(129)}`, "the tag is longer than 128 characters"],
    ["nginx@sha256:abc", '"sha256:abc" is not a digest'],
    ["nginx@md5:aaaa", '"md5:aaaa" is not a digest'],
    ["a//b", "the repository name has an empty component"],
    ["a/b_", '"b_" is not a valid repository name component'],
    ["../etc/passwd", '".." is not a registry host'],
    ["https://ghcr.io/a/b", '"https:" is not a registry host'],
    ["host:99999/x", '"host:99999" is not a registry host'],
    ["a.b/", "the repository name is missing"],
    ["a".repeat(64), "64 hexadecimal digits are an image id, not a name"],
    [`x/${"y".repeat(256)}`, "the repository name is longer than 255 characters"],
    ["nginx\n", '"nginx\n" is not a valid repository name component'],
  ])("%j is refused because %s", (text, reason) => {
    expect(() => parseReference(text)).toThrow(reason);
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: "ERR_USAGE" }));
  });

  test("takes a tag of exactly 128 characters", () => {
    expect(parseReference(`nginx:${"t".repeat(128)}`).tag).toHaveLength(128);
  });
});
