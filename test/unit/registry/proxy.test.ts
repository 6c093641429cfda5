import { expect, test } from "vitest";
import { findProxy } from "../../../src/registry/proxy.ts";

const env = { HTTPS_PROXY: "http://secure-proxy:3128", http_proxy: "plain-proxy:8080" };
const proxyOf = (url: string, noProxy?: string) =>
  findProxy(new URL(url), noProxy === undefined ? env : { ...env, NO_PROXY: noProxy })?.host;

test("each scheme has its proxy, and the scheme of the proxy may be left out", () => {
  expect(proxyOf("https://ghcr.io/v2/")).toBe("secure-proxy:3128");
  expect(proxyOf("http://registry.lan/v2/")).toBe("plain-proxy:8080");
  expect(findProxy(new URL("https://ghcr.io"), {})).toBeUndefined();
});

test.each(["http://localhost:5000", "http://127.0.0.5", "https://[::1]:5000"])("%s is never proxied", (url) => {
  expect(proxyOf(url)).toBeUndefined();
});

test.each([
  ["https://ghcr.io", "*", true],
  ["https://ghcr.io", "ghcr.io", true],
  ["https://a.ghcr.io", "ghcr.io", true],
  ["https://xghcr.io", "ghcr.io", false],
  ["https://ghcr.io", ".ghcr.io", false],
  ["https://a.ghcr.io", "x, .ghcr.io", true],
  ["https://ghcr.io:8443", "ghcr.io:8443", true],
  ["https://ghcr.io", "ghcr.io:8443", false],
  ["https://10.1.2.3", "10.0.0.0/8", true],
  ["https://11.1.2.3", "10.0.0.0/8", false],
  ["https://[fd00::1]:5000", "fd00::/8", true],
])("%s with NO_PROXY=%s goes direct: %s", (url, noProxy, direct) => {
  expect(proxyOf(url, noProxy) === undefined).toBe(direct);
});

test("a proxy address that is none is refused without showing it, since it may hold a password", () => {
  const broken = () => findProxy(new URL("https://ghcr.io"), { HTTPS_PROXY: "socks5://user:secret@x" });
  expect(broken).toThrow("reading the environment variable HTTPS_PROXY");
  expect(broken).not.toThrow("secret");
});
