// The conversation with criu, held with a program that answers as criu does and does nothing.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { criuFeatures, criuVersion, findCriu, requestCriu } from "../../../src/criu/index.ts";

const dir = mkdtempSync("/tmp/ts-runc-criu-");
afterAll(() => rmSync(dir, { recursive: true }));

/** `answers`: what is sent after the request, in hex; each but the last is a notification that waits for its answer. */
function fakeCriu(name: string, answers: readonly string[], after = ""): string {
  const file = path.join(dir, name);
  writeFileSync(
    file,
    `#!/usr/bin/env python3
import os, socket, sys
assert sys.argv[1:] == ["swrk", "3"]
peer = socket.socket(fileno=3)
log = open(${JSON.stringify(`${file}.log`)}, "w")
print(peer.recv(65536).hex(), file=log, flush=True)
answers = ${JSON.stringify(answers)}
for n, answer in enumerate(answers):
    peer.send(bytes.fromhex(answer))
    if n + 1 < len(answers): print(peer.recv(65536).hex(), file=log, flush=True)
${after}
`,
  );
  chmodSync(file, 0o755);
  return file;
}

const env = [`PATH=${process.env.PATH}`];
const options = { imagesDirFd: 0, logFile: "x", root: "/" };
const NOTIFY = `080610012a0c0a08${Buffer.from("post-dmp").toString("hex")}102a`; // its script, pid 42

describe("requestCriu()", () => {
  test("answers every notification and gives the pid of what was restored", async () => {
    const program = fakeCriu("restore", [NOTIFY, NOTIFY, "08021001" + "2203" + "08b960"]);
    const scripts: string[] = [];
    const pid = await requestCriu(
      { program, env },
      {
        type: "restore",
        options,
        onNotify: ({ script, pid: of }) => {
          scripts.push(`${script} ${of}`);
        },
      },
    );
    expect([pid, scripts]).toEqual([12345, ["post-dmp 42", "post-dmp 42"]]);
  });

  test("makes criu give up when a notification cannot be done, and throws why", async () => {
    const program = fakeCriu("refused", [NOTIFY, "08021000"]);
    const request = requestCriu(
      { program, env },
      {
        type: "restore",
        options,
        onNotify: () => {
          throw new Error("no such hook");
        },
      },
    );
    await expect(request).rejects.toThrow("no such hook");
  });

  test("tells criu's refusal with its errno, and its silence", async () => {
    const refusing = fakeCriu("refusing", ["08011000" + "3803"]);
    await expect(requestCriu({ program: refusing, env }, { type: "dump", options })).rejects.toThrow(
      "criu failed: ESRCH",
    );
    const silent = fakeCriu("silent", []);
    await expect(requestCriu({ program: silent, env }, { type: "dump", options })).rejects.toThrow("without an answer");
  });

  test("kills a criu that waits for others, when told to end", async () => {
    const program = fakeCriu("waiting", [NOTIFY, "08011001"], "import time; time.sleep(60)");
    const abort = new AbortController();
    const request = requestCriu(
      { program, env, signal: abort.signal },
      { type: "dump", options, onNotify: () => abort.abort() },
    );
    const begun = Date.now();
    await request.catch(() => undefined);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });
});

describe("criuVersion() and criuFeatures()", () => {
  test("read their answers", async () => {
    const version = fakeCriu("version", ["080a1001" + "5206" + "080410022001"]);
    expect(await criuVersion({ program: version, env })).toBe(40_201);
    const features = fakeCriu("features", ["08091001" + "4204" + "08001001"]);
    expect(await criuFeatures({ program: features, env })).toEqual({ memoryTracking: false, lazyPages: true });
  });
});

describe("findCriu()", () => {
  test("looks in PATH, or takes the path it is given", () => {
    expect(findCriu([`PATH=/nowhere:${dir}`], "version")).toBe(path.join(dir, "version"));
    expect(findCriu([], path.join(dir, "version"))).toBe(path.join(dir, "version"));
  });

  test("says what to do where there is none", () => {
    expect(() => findCriu(["PATH=/nowhere"], "no-such-criu")).toThrow(
      expect.objectContaining({ code: "ERR_UNSUPPORTED", hint: expect.stringContaining("--criu") }) as Error,
    );
    expect(() => findCriu([], "/no/criu")).toThrow("find criu: no program /no/criu");
  });
});
