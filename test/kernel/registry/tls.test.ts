// HTTPS registries with certificates as the world has them: private CA, self-signed, expired, for another name, through a proxy.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { createServer as createTlsServer, type Server } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  parseReference,
  RegistryClient,
  type RegistryClientOptions,
  resolveImage,
} from "../../../src/registry/index.ts";
import { skipUnless } from "../../setup/skips.ts";

const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, config: {}, layers: [] }));
const dir = mkdtempSync(path.join(tmpdir(), "ts-run-tls-"));
const file = (name: string) => path.join(dir, name);
const roots = file("certs.d");
const servers: (Server | HttpServer)[] = [];

const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: dir, stdio: "pipe" });
const hasOpenssl = (() => {
  try {
    return openssl("version").length > 0;
  } catch {
    return false;
  }
})();

/** name.crt and name.key for `hosts`, signed by the CA, or by itself. `days` may be negative. */
function makeCertificate(name: string, hosts: string, days: number, signer?: "ca"): void {
  openssl(
    "req",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.csr`,
    "-subj",
    `/CN=${name}`,
  );
  writeFileSync(file(`${name}.ext`), hosts === "" ? "basicConstraints=critical,CA:TRUE" : `subjectAltName=${hosts}`);
  const by =
    signer === undefined ? ["-signkey", `${name}.key`] : ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial"];
  openssl(
    "x509",
    "-req",
    "-in",
    `${name}.csr`,
    "-out",
    `${name}.crt`,
    "-days",
    String(days),
    "-extfile",
    `${name}.ext`,
    ...by,
  );
}

async function listen<T extends Server | HttpServer>(server: T): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function startTls(name: string, options: { requestCert?: boolean } = {}): Promise<number> {
  const tls = {
    key: readFileSync(file(`${name}.key`)),
    cert: readFileSync(file(`${name}.crt`)),
    ca: readFileSync(file("ca.crt")),
    rejectUnauthorized: true,
    ...options,
  };
  return listen(
    createTlsServer(tls, (_request, response) =>
      response.setHeader("content-type", "application/vnd.oci.image.manifest.v1+json").end(manifest),
    ),
  );
}

function configure(host: string, text: string): void {
  mkdirSync(path.join(roots, host), { recursive: true });
  writeFileSync(path.join(roots, host, "hosts.toml"), text);
}

async function resolve(host: string, options: Partial<RegistryClientOptions> = {}) {
  const client = new RegistryClient({
    env: {},
    configRoots: [roots],
    dockerConfigFile: "/nonexistent",
    retry: { attempts: 1, baseMs: 1, maxMs: 1 },
    ...options,
  });
  try {
    return await resolveImage(client, parseReference(`${host}/a:1`), {
      platform: { os: "linux", architecture: "amd64" },
      signal: new AbortController().signal,
    });
  } finally {
    await client.close();
  }
}

describe.skipIf(skipUnless(hasOpenssl, "openssl"))("a TLS registry", () => {
  beforeAll(() => {
    makeCertificate("ca", "", 10);
    makeCertificate("good", "IP:127.0.0.1,DNS:reg.test", 10, "ca");
    makeCertificate("elsewhere", "DNS:other.test", 10, "ca");
    makeCertificate("self", "IP:127.0.0.1", 10);
    makeCertificate("expired", "IP:127.0.0.1", -1, "ca");
    makeCertificate("client", "DNS:me", 10, "ca");
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
    rmSync(roots, { recursive: true, force: true });
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test("with a private CA is trusted once certs.d has the CA", async () => {
    const host = `127.0.0.1:${await startTls("good")}`;
    configure(host, `server = "https://${host}"`);
    await expect(resolve(host)).rejects.toMatchObject({
      code: "ERR_NETWORK",
      message: expect.stringContaining("is not trusted"),
      hint: `put the CA certificate into /etc/ts-run/certs.d/${host}/ca.crt`,
    });
    configure(host, `server = "https://${host}"\nca = "${file("ca.crt")}"`);
    expect((await resolve(host)).manifest.bytes.equals(manifest)).toBe(true);
  });

  test.each([
    ["self", "is self-signed"],
    ["expired", "has expired"],
    ["elsewhere", "the certificate is not for 127.0.0.1"],
  ])("whose certificate is %s is refused because it %s, unless skip_verify says otherwise", async (name, reason) => {
    const host = `127.0.0.1:${await startTls(name)}`;
    configure(host, `server = "https://${host}"\nca = "${file("ca.crt")}"`);
    await expect(resolve(host)).rejects.toMatchObject({
      code: "ERR_NETWORK",
      message: expect.stringContaining(reason),
      hint: expect.any(String),
    });
    configure(host, `server = "https://${host}"\nskip_verify = true`);
    expect((await resolve(host)).manifest.bytes.equals(manifest)).toBe(true);
  });

  test("that asks for a client certificate gets it", async () => {
    const host = `127.0.0.1:${await startTls("good", { requestCert: true })}`;
    const base = `server = "https://${host}"\nca = "${file("ca.crt")}"`;
    configure(host, base);
    await expect(resolve(host)).rejects.toMatchObject({ code: "ERR_NETWORK" });
    configure(host, `${base}\nclient = [["${file("client.crt")}", "${file("client.key")}"]]`);
    expect((await resolve(host)).manifest.bytes.equals(manifest)).toBe(true);
  });

  test("with a CA file that is none is refused at once", async () => {
    const host = `127.0.0.1:${await startTls("good")}`;
    writeFileSync(file("junk.crt"), "-----BEGIN CERTIFICATE-----\njunk\n-----END CERTIFICATE-----\n");
    configure(host, `server = "https://${host}"\nca = "${file("junk.crt")}"`);
    await expect(resolve(host)).rejects.toMatchObject({ code: "ERR_USAGE" });
  });

  test("that is none says so, with the way to plain HTTP", async () => {
    const port = await listen(createServer((_request, response) => response.end()));
    const host = `127.0.0.1:${port}`;
    configure(host, `server = "https://${host}"`);
    await expect(resolve(host)).rejects.toMatchObject({
      message: expect.stringContaining("does not speak TLS"),
      hint: expect.stringContaining(`server = "http://${host}"`),
    });
  });

  test("is reached through HTTPS_PROXY by CONNECT, and its name is the proxy's to resolve", async () => {
    const port = await startTls("good");
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket) => {
      asked.push(`${request.url} ${request.headers["proxy-authorization"]}`);
      const upstream = connect(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy());
      socket.on("error", () => upstream.destroy());
    });
    const proxyPort = await listen(proxy);
    configure("reg.test", `server = "https://reg.test"\nca = "${file("ca.crt")}"`);
    const image = await resolve("reg.test", { env: { HTTPS_PROXY: `http://u:p@127.0.0.1:${proxyPort}` } });
    expect(image.manifest.bytes.equals(manifest)).toBe(true);
    expect(asked[0]).toBe(`reg.test:443 Basic ${Buffer.from("u:p").toString("base64")}`);
  });
});
