// exec, attach and port-forward as kubelets and people reach them: over SPDY/3.1 and WebSocket, with single-use URLs.
import net from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type StreamHandlers, type StreamingServer, startStreamingServer } from "../../../src/streaming/index.ts";
import { SpdyClient } from "./spdy-client.ts";

let server: StreamingServer | undefined;
const clients: SpdyClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.destroy();
  await server?.close();
});

const unused: StreamHandlers = {
  exec: () => Promise.reject(new Error("not this one")),
  attach: () => Promise.reject(new Error("not this one")),
  portForward: () => Promise.reject(new Error("not this one")),
};

async function start(handlers: Partial<StreamHandlers>): Promise<StreamingServer> {
  server = await startStreamingServer({ ...unused, ...handlers });
  return server;
}

function spdy(url: string, protocol = "v4.channel.k8s.io"): SpdyClient {
  const client = new SpdyClient(url, { "X-Stream-Protocol-Version": protocol });
  clients.push(client);
  return client;
}

const request = { containerId: "c1", command: ["cat"], tty: false, stdin: true, stdout: true, stderr: true };

/** Says what it was given on stderr, copies stdin to stdout, and ends with 7. */
const copier: Partial<StreamHandlers> = {
  exec: async ({ command, containerId }, { stdin, stdout, stderr }) => {
    stderr?.write(`${containerId} ${command.join(" ")}`);
    if (stdin) for await (const chunk of stdin) if (stdout && !stdout.write(chunk)) await drained(stdout);
    return { exitCode: 7 };
  },
};

function drained(stream: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => stream.once("drain", resolve));
}

describe("a streaming URL", () => {
  test("is absolute, and on loopback", async () => {
    expect((await start({})).exec(request)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/exec\/[\w-]{20,}$/);
  });

  test("works once", async () => {
    const url = (await start(copier)).exec(request);
    expect(await spdy(url).upgraded()).toMatch(
      /^HTTP\/1\.1 101 .*X-Stream-Protocol-Version: v4\.channel\.k8s\.io\r\n/s,
    );
    expect(await spdy(url).upgraded()).toMatch(/^HTTP\/1\.1 404 /);
  });

  test("of an exec is none for attach", async () => {
    const url = (await start({})).exec(request).replace("/exec/", "/attach/");
    expect(await spdy(url).upgraded()).toMatch(/^HTTP\/1\.1 404 /);
  });

  test("is given out a thousand times at most while nobody comes", async () => {
    const { exec } = await start({});
    for (let i = 0; i < 1000; i++) exec(request);
    expect(() => exec(request)).toThrow("1000 are waiting");
  });

  test("needs an upgrade, and a protocol that both know", async () => {
    const { exec } = await start({});
    expect((await fetch(exec(request))).status).toBe(400);
    expect(await spdy(exec(request), "v9.channel.k8s.io").upgraded()).toMatch(/^HTTP\/1\.1 403 .*no common protocol/s);
  });
});

describe("exec over SPDY", () => {
  async function session(protocol: string, handlers: Partial<StreamHandlers>, change: Partial<typeof request> = {}) {
    const client = spdy((await start(handlers)).exec({ ...request, ...change }), protocol);
    await client.upgraded();
    const error = await client.open({ streamtype: "error" });
    return { client, error };
  }

  test("copies all three streams, and tells the exit code as a Status", async () => {
    const { client, error } = await session("v4.channel.k8s.io", copier);
    const stdin = await client.open({ streamtype: "stdin" });
    const stdout = await client.open({ streamtype: "stdout" });
    const stderr = await client.open({ streamtype: "stderr" });
    client.send(stdin, "one ");
    client.send(stdin, "two", true);
    await client.until(() => client.closed);
    expect([client.text(stdout), client.text(stderr)]).toEqual(["one two", "c1 cat"]);
    expect(JSON.parse(client.text(error))).toMatchObject({
      status: "Failure",
      reason: "NonZeroExitCode",
      details: { causes: [{ reason: "ExitCode", message: "7" }] },
    });
    expect([error, stdout, stderr].every((id) => client.ended.has(id))).toBe(true);
    expect(client.frames.at(-1)?.type).toBe("goAway");
  });

  test("moves 16 MB both ways, in order", async () => {
    const { client } = await session("v4.channel.k8s.io", copier, { stderr: false });
    const stdin = await client.open({ streamtype: "stdin" });
    const stdout = await client.open({ streamtype: "stdout" });
    const data = Buffer.alloc(16 * 1024 * 1024, "0123456789abcdef\n");
    for (let at = 0; at < data.length; at += 65536) client.send(stdin, data.subarray(at, at + 65536));
    client.send(stdin, "", true);
    await client.until(() => client.closed);
    expect(client.bytes(stdout).equals(data)).toBe(true);
  });

  test("keeps no listener of the times it waited for the reader", async () => {
    let listeners = 0;
    const { client } = await session("v4.channel.k8s.io", {
      exec: async (_, { stdin }) => {
        for await (const _chunk of stdin ?? []) await new Promise((resolve) => setTimeout(resolve, 1));
        listeners = stdin?.listenerCount("close") ?? -1;
        return { exitCode: 0 };
      },
    });
    const stdin = await client.open({ streamtype: "stdin" });
    await client.open({ streamtype: "stdout" });
    await client.open({ streamtype: "stderr" });
    for (let i = 0; i < 100; i++) client.send(stdin, Buffer.alloc(256 * 1024));
    client.send(stdin, "", true);
    await client.until(() => client.closed);
    expect(listeners).toBeLessThan(5);
  });

  test.each([
    ["v2.channel.k8s.io", "command terminated with non-zero exit code: exit status 7"],
    ["channel.k8s.io", "command terminated with non-zero exit code: exit status 7"],
  ])("tells the exit code in words to clients of %s", async (protocol, text) => {
    const { client, error } = await session(protocol, copier, { stdin: false, stderr: false });
    await client.open({ streamtype: "stdout" });
    await client.until(() => client.closed);
    expect(client.text(error)).toBe(text);
  });

  test("tells a failure of ours as an internal error", async () => {
    const { client, error } = await session("v4.channel.k8s.io", {}, { stdin: false, stderr: false });
    await client.open({ streamtype: "stdout" });
    await client.until(() => client.closed);
    expect(JSON.parse(client.text(error))).toMatchObject({
      status: "Failure",
      reason: "InternalError",
      message: "not this one",
    });
  });

  test("passes terminal sizes on", async () => {
    const sizes: object[] = [];
    const handlers: Partial<StreamHandlers> = {
      exec: (_, { onResize }) =>
        new Promise((resolve) => {
          onResize((size) => {
            if (sizes.push(size) === 2) resolve({ exitCode: 0 });
          });
        }),
    };
    const { client, error } = await session("v4.channel.k8s.io", handlers, { tty: true, stdin: false, stderr: false });
    await client.open({ streamtype: "stdout" });
    const resize = await client.open({ streamtype: "resize" });
    client.send(resize, '{"Width":80,"Height":24}\n{"Width":1');
    client.send(resize, '00,"Height":30}');
    await client.until(() => client.closed);
    expect(sizes).toEqual([
      { width: 80, height: 24 },
      { width: 100, height: 30 },
    ]);
    expect(JSON.parse(client.text(error))).toMatchObject({ status: "Success" });
  });

  test("aborts when the client leaves", async () => {
    let aborted = false;
    const { client } = await session(
      "v4.channel.k8s.io",
      {
        exec: (_, { signal }) =>
          new Promise((resolve) => {
            signal.addEventListener("abort", () => {
              aborted = true;
              resolve({ exitCode: 137 });
            });
          }),
      },
      { stdin: false, stderr: false },
    );
    await client.open({ streamtype: "stdout" });
    client.socket.destroy();
    await client.until(() => aborted);
  });

  test("answers pings, and ends a connection that breaks the protocol", async () => {
    const { client } = await session("v4.channel.k8s.io", copier);
    client.socket.write(Buffer.from("8003000600000004" + "00000001", "hex"));
    await client.until(() => client.frames.some((frame) => frame.type === "ping" && frame.id === 1));
    client.socket.write(Buffer.from("8003000100000012" + "00000003" + "00000000" + "0000" + "ffffffffffffffff", "hex"));
    await client.until(() => client.closed);
    expect(client.frames.at(-1)?.type).toBe("goAway");
  });
});

describe("port-forward over SPDY", () => {
  const echo: Partial<StreamHandlers> = {
    portForward: async ({ port }, stream) => {
      if (port === 1) throw new Error("connect to port 1: connection refused");
      stream.on("data", (chunk: Buffer) => stream.write(`${port}:${chunk}`));
      await new Promise((resolve) => stream.once("end", resolve));
    },
  };

  async function pair(client: SpdyClient, port: number, id: string) {
    const headers = { port: String(port), requestid: id };
    const error = await client.open({ ...headers, streamtype: "error" });
    const data = await client.open({ ...headers, streamtype: "data" });
    return { error, data };
  }

  test("serves several connections at once, and tells on the error stream what went wrong", async () => {
    const client = spdy((await start(echo)).portForward({ podSandboxId: "p1", ports: [] }), "portforward.k8s.io");
    expect(await client.upgraded()).toContain("X-Stream-Protocol-Version: portforward.k8s.io");
    const first = await pair(client, 80, "0");
    const refused = await pair(client, 1, "1");
    const second = await pair(client, 81, "2");
    client.send(second.data, "b", true);
    client.send(first.data, "a", true);
    await client.until(() => [first, second, refused].every(({ data }) => client.ended.has(data)));
    expect([client.text(first.data), client.text(second.data)]).toEqual(["80:a", "81:b"]);
    expect(client.text(refused.error)).toBe("connect to port 1: connection refused");
    expect(client.text(first.error)).toBe("");
  });
});

describe("WebSocket", () => {
  async function messagesOf(
    url: string,
    protocol: string,
    speak: (socket: WebSocket) => void,
  ): Promise<Map<number, string>> {
    const socket = new WebSocket(url.replace("http", "ws"), protocol);
    const texts = new Map<number, string>();
    socket.on("message", (data: Buffer) => {
      texts.set(data[0] ?? 0, (texts.get(data[0] ?? 0) ?? "") + data.subarray(1).toString());
    });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    speak(socket);
    await new Promise((resolve) => socket.once("close", resolve));
    return texts;
  }

  test("exec of v5.channel.k8s.io can end stdin", async () => {
    const url = (await start(copier)).exec(request);
    const texts = await messagesOf(url, "v5.channel.k8s.io", (socket) => {
      socket.send(Buffer.from("\0hello"));
      socket.send(Buffer.of(255, 0));
    });
    expect([texts.get(1), texts.get(2)]).toEqual(["hello", "c1 cat"]);
    expect(JSON.parse(texts.get(3) ?? "")).toMatchObject({ reason: "NonZeroExitCode" });
  });

  test("exec of v4.channel.k8s.io has no such message", async () => {
    const url = (await start(copier)).exec({ ...request, stdin: false });
    const texts = await messagesOf(url, "v4.channel.k8s.io", (socket) => socket.send(Buffer.of(255, 0)));
    expect(texts.get(2)).toBe("c1 cat");
  });

  test("of another protocol is refused", async () => {
    const url = (await start(copier)).exec(request);
    await expect(messagesOf(url, "base64.channel.k8s.io", () => undefined)).rejects.toThrow("403");
  });

  test("port-forward has SPDY inside", async () => {
    const { portForward } = await start({});
    const url = new URL(portForward({ podSandboxId: "p1", ports: [] }));
    const socket = net.connect(Number(url.port), url.hostname);
    const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13";
    const upgrade = "Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket";
    const protocol = "Sec-WebSocket-Protocol: SPDY/3.1+portforward.k8s.io";
    socket.write(`GET ${url.pathname} HTTP/1.1\r\n${upgrade}\r\n${key}\r\n${protocol}\r\n\r\n`);
    const ping = "800300060000000400000001";
    socket.write(Buffer.from(`828c00000000${ping}`, "hex")); // one binary message, masked by zeros
    let answer = Buffer.alloc(0);
    while (!answer.toString("hex").endsWith(`820c${ping}`))
      answer = Buffer.concat([answer, await new Promise<Buffer>((resolve) => socket.once("data", resolve))]);
    expect(answer.toString()).toContain("Sec-WebSocket-Protocol: SPDY/3.1+portforward.k8s.io\r\n");
    socket.destroy();
  });
});
