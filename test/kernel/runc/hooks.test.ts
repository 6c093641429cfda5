// The six kinds of hooks: when they run, what they are told, and what becomes of a container whose hook fails.
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

const KINDS = ["prestart", "createRuntime", "createContainer", "startContainer", "poststart", "poststop"] as const;
type Kind = (typeof KINDS)[number];

describe.skipIf(cannotRunBundles())("hooks", () => {
  let runtime: OciRuntime;
  let trail: string;

  beforeAll(() => {
    runtime = new OciRuntime();
    trail = path.join(runtime.rootfs, "out", "trail"); // startContainer hooks see it as /out/trail
    // On the host and in the container by the same name: paths of hooks are the host's, and of startContainer the container's.
    for (const dir of [runtime.dir, path.join(runtime.rootfs, "bin")]) {
      const inside = dir !== runtime.dir;
      const file = path.join(dir, "hook");
      const target = inside ? "/out/trail" : trail;
      writeFileSync(file, `#!/bin/sh\n{ echo "$1 $WHO $(readlink /proc/self/ns/mnt)"; cat; echo; } >> ${target}\n`);
      chmodSync(file, 0o755);
    }
  });

  afterAll(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  const script = (name: string, text: string): string => {
    const file = path.join(runtime.dir, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  };

  const withHooks = (hooks: Partial<Record<Kind, object[]>>, command = "echo program >> /out/trail"): void => {
    writeFileSync(trail, "");
    runtime.write(command, (spec) => Object.assign(spec, { hooks, annotations: { "org.test": 'quo"ted' } }));
  };

  test("run in the order of the life cycle, in the namespaces of their kind, with the state on stdin", () => {
    const id = runtime.id("order");
    const host = path.join(runtime.dir, "hook");
    const hook = (kind: Kind) => [
      {
        path: kind === "startContainer" ? "/bin/hook" : host,
        args: ["hook", kind],
        env: ["WHO=me", "PATH=/bin:/usr/bin"],
      },
    ];
    withHooks(Object.fromEntries(KINDS.map((kind) => [kind, hook(kind)])), "echo program >> /out/trail; sleep 100");
    runtime.create(id);
    const { pid } = runtime.state(id);
    const before = entries(trail);
    expect(before.map(({ words }) => words[0])).toEqual(["prestart", "createRuntime", "createContainer"]);
    runtime.ok("start", id);
    runtime.ok("kill", id, "KILL");
    runtime.ok("delete", "--force", id);
    const all = entries(trail);
    expect(all.map(({ words }) => words[0]).filter((word) => word !== "program")).toEqual([...KINDS]);
    expect(all.every(({ words }) => words[0] === "program" || words[1] === "me")).toBe(true);
    const state = (kind: Kind) => all.find(({ words }) => words[0] === kind)?.state;
    const common = {
      id,
      bundle: runtime.bundle,
      annotations: { "org.test": 'quo"ted' },
      ociVersion: expect.any(String),
    };
    expect(state("prestart")).toMatchObject({ ...common, pid, status: isOurs ? "created" : expect.any(String) });
    expect(state("createRuntime")).toMatchObject({ ...common, pid, status: "creating" });
    expect(state("createContainer")).toMatchObject({ ...common, status: "creating" });
    expect(state("startContainer")).toMatchObject({ ...common, status: "created" });
    expect(state("poststart")).toMatchObject({ ...common, pid, status: "running" });
    expect(state("poststop")).toMatchObject({ ...common, status: "stopped" });
    const namespaceOf = (kind: Kind) => all.find(({ words }) => words[0] === kind)?.words[2];
    expect(namespaceOf("createRuntime")).toBe(namespaceOf("poststop"));
    expect(namespaceOf("createContainer")).not.toBe(namespaceOf("createRuntime"));
    expect(namespaceOf("startContainer")).toBe(namespaceOf("createContainer"));
  });

  test.each(["prestart", "createRuntime", "createContainer"] as const)(
    "of kind %s that fails is an error of create, with what it said, and leaves nothing",
    (kind) => {
      const id = runtime.id(`fails-${kind}`);
      withHooks({ [kind]: [{ path: script("fail", "echo the reason >&2; exit 7") }] });
      const { code, stderr } = runtime.run(["create", id]);
      expect(code).toBe(1);
      expect(stderr).toMatch(isOurs ? /fail: exit status 7 \[config\.json \/hooks\/.*\/0\]: the reason/ : /the reason/);
      expect(runtime.leftovers()).toEqual([]);
    },
  );

  test("of kind startContainer that fails keeps the program from running", () => {
    const id = runtime.id("fails-start");
    withHooks({ startContainer: [{ path: "/bin/sh", args: ["sh", "-c", "exit 3"] }] });
    runtime.create(id);
    expect(runtime.run(["start", id]).code).not.toBe(0);
    expect(runtime.state(id).status).toBe("stopped");
    expect(readFileSync(trail, "utf8")).toBe("");
    runtime.ok("delete", id);
  });

  test.skipIf(!isOurs)("of kind poststart that fails stops the container", async () => {
    const id = runtime.id("fails-poststart");
    withHooks({ poststart: [{ path: script("fail", "exit 3") }] }, "sleep 100");
    runtime.create(id);
    expect(runtime.run(["start", id]).stderr).toMatch(/exit status 3 \[config\.json \/hooks\/poststart\/0\]/);
    await runtime.until(id, "stopped");
    runtime.ok("delete", id);
  });

  test("of kind poststop that fail do not keep the container", () => {
    const id = runtime.id("fails-poststop");
    withHooks({
      poststop: [
        { path: script("fail", "exit 3") },
        { path: path.join(runtime.dir, "hook"), args: ["hook", "second"] },
      ],
    });
    runtime.run(["run", id]);
    expect(entries(trail).map(({ words }) => words[0])).toEqual(["program", "second"]);
    expect(runtime.leftovers()).toEqual([]);
  });

  test.each(["createRuntime", "createContainer"] as const)(
    "of kind %s that hang are killed after their timeout",
    (kind) => {
      const id = runtime.id(`hangs-${kind}`);
      withHooks({ [kind]: [{ path: script("hang", "exec sleep 1000"), timeout: 1 }] });
      const started = Date.now();
      const { code, stderr } = runtime.run(["create", id]);
      expect([code, Date.now() - started < 10_000]).toEqual([1, true]);
      if (isOurs) expect(stderr).toMatch(/it did not end within 1 s \[config\.json \/hooks\/.*\/0\/timeout\]/);
      expect(runtime.leftovers()).toEqual([]);
    },
  );

  test("that are not there are named", () => {
    withHooks({ createRuntime: [{ path: "/no/such/hook" }] });
    const { code, stderr } = runtime.run(["create", runtime.id("absent")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(isOurs ? /run hook \/no\/such\/hook: execve\(2\) returned ENOENT/ : /no\/such\/hook/);
    expect(existsSync(path.join(runtime.root, runtime.id("absent")))).toBe(false);
  });
});

interface Entry {
  readonly words: string[];
  readonly state: Record<string, unknown> | undefined;
}

/** A line of words and a line of JSON for each hook; one line for the program. */
function entries(file: string): Entry[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.flatMap((line, i): Entry[] => {
    if (line.startsWith("{")) return [];
    const next = lines[i + 1];
    const state = next?.startsWith("{") ? (JSON.parse(next) as Record<string, unknown>) : undefined;
    return [{ words: line.split(" "), state }];
  });
}
