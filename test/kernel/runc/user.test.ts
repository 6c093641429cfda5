// Who the container's process is: user, groups, rights, limits, and user namespaces.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CAPABILITIES } from "../../../src/linux/index.ts";
import { cannotRunBundles, isCrun, isOurs, OciRuntime } from "./oci-runtime.ts";

type Change = NonNullable<Parameters<OciRuntime["write"]>[1]>;
type Process = NonNullable<Parameters<Change>[0]["process"]>;

const ownStatus = readFileSync("/proc/self/status", "utf8");
const field = (status: string, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, "m").exec(status)?.[1]?.trim() ?? "";
const mask = (names: readonly string[]): bigint =>
  names.reduce((bits, name) => bits | (1n << BigInt((CAPABILITIES as readonly string[]).indexOf(name))), 0n);
const masksOf = (status: string) =>
  ["CapBnd", "CapPrm", "CapEff", "CapInh", "CapAmb"].map((name) => BigInt(`0x${field(status, name)}`));
const ours = CAPABILITIES.filter((_, number) => (BigInt(`0x${field(ownStatus, "CapEff")}`) >> BigInt(number)) & 1n);

let runtime: OciRuntime;
beforeEach(() => {
  runtime = new OciRuntime();
  runtime.openToOthers();
});
afterEach(() => {
  runtime.close();
  expect(runtime.leftovers()).toEqual([]);
});
const run = (script: string, change: Change): string => {
  runtime.write(script, change);
  return runtime.ok("run", runtime.id("user"));
};
const as = (script: string, fields: Partial<Process>): string =>
  run(script, (spec) => {
    Object.assign(spec.process ?? {}, fields);
  });

describe.skipIf(cannotRunBundles())("a container's process", () => {
  test("may create files as the mask says, and as 022 when it says nothing", () => {
    const script = "umask; id -G; touch /tmp/file 2>/dev/null; cat /proc/self/setgroups 2>/dev/null";
    expect(
      as(script, { user: { uid: 0, gid: 0 } })
        .split("\n")
        .slice(0, 2),
    ).toEqual(["0022", "0"]);
    const [umask, groups] = as(script, { user: { uid: 5, gid: 6, umask: 0o77, additionalGids: [7, 8, 6] } }).split(
      "\n",
    );
    expect([umask, groups]).toEqual(["0077", "6 7 8"]);
  });

  test("has every capability that is asked for and can be had, and runs without the others", () => {
    const asked = [...CAPABILITIES, "CAP_TELEPORT"];
    const sets = { bounding: asked, permitted: asked, effective: asked, inheritable: asked, ambient: asked };
    runtime.write("cat /proc/self/status", (spec) => {
      Object.assign(spec.process ?? {}, { capabilities: sets });
    });
    const { code, stdout, stderr } = runtime.run(["run", runtime.id("caps")]);
    if (!isOurs && (code !== 0 || isCrun)) return; // runc and crun refuse what they lack themselves, against config.md
    expect([code, ...masksOf(stdout)]).toEqual([0, ...new Array<bigint>(5).fill(mask(ours))]);
    if (isOurs)
      expect(stderr).toMatch(/ignoring what cannot be granted:.* CAP_TELEPORT \(this kernel does not know it\)/);
  });

  test("has the sets that differ as they are", () => {
    const capabilities = {
      bounding: ["CAP_CHOWN", "CAP_KILL", "CAP_NET_RAW"],
      permitted: ["CAP_CHOWN", "CAP_KILL"],
      effective: ["CAP_KILL"],
      inheritable: ["CAP_KILL", "CAP_NET_RAW"],
      ambient: ["CAP_KILL"],
    };
    const status = as("cat /proc/self/status", { user: { uid: 9, gid: 9 }, capabilities });
    // execve of a user that is not root keeps what is ambient (capabilities(7))
    const kill = ["CAP_KILL"];
    expect(masksOf(status)).toEqual([
      mask(capabilities.bounding),
      mask(kill),
      mask(kill),
      mask(capabilities.inheritable),
      mask(kill),
    ]);
  });

  test("without no_new_privs may gain rights by a set-user-ID program, with it never", () => {
    const fields = (noNewPrivileges: boolean) => field(as("cat /proc/self/status", { noNewPrivileges }), "NoNewPrivs");
    expect([fields(true), fields(false)]).toEqual(["1", "0"]);
  });

  test("has its limits and its OOM score exactly, and an error names one that cannot be had", () => {
    const limits = [
      { type: "RLIMIT_CORE", soft: 0, hard: 4096 },
      { type: "RLIMIT_STACK", soft: 1_048_576, hard: 1_048_576 },
      { type: "RLIMIT_MSGQUEUE", soft: 1000, hard: 2000 },
    ];
    const output = as("cat /proc/self/limits /proc/self/oom_score_adj", { rlimits: limits, oomScoreAdj: 77 });
    expect(output).toMatch(/core file size +0 +4096 /);
    expect(output).toMatch(/stack size +1048576 +1048576 /);
    expect(output).toMatch(/msgqueue size +1000 +2000 /);
    expect(output.trim().split("\n").at(-1)).toBe("77");
    if (ours.includes("CAP_SYS_RESOURCE")) return;
    runtime.write("true", (spec) => {
      Object.assign(spec.process ?? {}, { oomScoreAdj: -5 });
    });
    const { code, stderr } = runtime.run(["run", runtime.id("score")]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/oom_score_adj|oomScoreAdj/);
  });

  test("that exec starts has the rights and limits of the container where its document says nothing", async () => {
    const id = runtime.id("defaults");
    const capabilities = { bounding: ["CAP_KILL"], permitted: ["CAP_KILL"], effective: ["CAP_KILL"] };
    runtime.write("sleep 600", (spec) => {
      Object.assign(spec.process ?? {}, {
        capabilities,
        oomScoreAdj: 55,
        scheduler: { policy: "SCHED_BATCH", nice: 3 },
      });
    });
    runtime.create(id);
    runtime.ok("start", id);
    await runtime.until(id, "running");
    const file = path.join(runtime.dir, "process.json");
    const args = ["sh", "-c", "cat /proc/self/status /proc/self/oom_score_adj; cut -d' ' -f41 /proc/self/stat"];
    writeFileSync(file, JSON.stringify({ user: { uid: 0, gid: 0 }, cwd: "/", env: ["PATH=/bin"], args }));
    const output = runtime.ok("exec", "--process", file, id);
    expect(masksOf(output).slice(0, 3)).toEqual(new Array<bigint>(3).fill(mask(["CAP_KILL"])));
    if (!isCrun) expect(output.trim().split("\n").slice(-2)).toEqual(["55", "3"]);
  });
});

describe.skipIf(cannotRunBundles())("a user namespace", () => {
  const inNamespace =
    (mappings: [container: number, host: number, size: number][], change: Change = () => {}): Change =>
    (spec) => {
      const list = mappings.map(([containerID, hostID, size]) => ({ containerID, hostID, size }));
      Object.assign(spec.linux ?? {}, { uidMappings: list, gidMappings: list });
      spec.linux?.namespaces?.push({ type: "user" });
      change(spec);
    };
  const mapOf = (text: string) =>
    text
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/).map(Number));

  test("has every line of its mapping, up to the kernel's 340", () => {
    const mappings = Array.from({ length: 340 }, (_, i): [number, number, number] => [i, 2000 + 2 * i, 1]);
    const short = [
      [0, 100_000, 5],
      [5, 300_000, 1],
      [1000, 200_000, 2],
    ] satisfies [number, number, number][];
    expect(mapOf(run("cat /proc/self/uid_map", inNamespace(short)))).toEqual(short);
    if (isOurs) expect(mapOf(run("cat /proc/self/gid_map", inNamespace(mappings)))).toEqual(mappings);
    runtime.write("true", inNamespace([...mappings, [5000, 9000, 1]]));
    expect(runtime.run(["run", runtime.id("many")]).code).not.toBe(0);
  });

  test("whose lines are longer than the kernel takes, or overlap, is refused by name", () => {
    const long = Array.from({ length: 300 }, (_, i): [number, number, number] => [i, 1_000_000_000 + 2 * i, 1]);
    for (const mappings of [
      long,
      [
        [0, 1000, 10],
        [5, 5000, 10],
      ],
    ] satisfies [number, number, number][][]) {
      runtime.write("true", inNamespace(mappings));
      const { code, stderr } = runtime.run(["run", runtime.id("refused")]);
      expect(code).not.toBe(0);
      if (isOurs) expect(stderr).toContain("/linux/uidMappings");
    }
  });

  test("lets the process be any of its users, with groups, and refuses one it does not have", () => {
    const output = run(
      "id -u; id -G; cat /proc/self/oom_score_adj; cut -d' ' -f41 /proc/self/stat",
      inNamespace([[0, 100_000, 10]], (spec) => {
        Object.assign(spec.process ?? {}, {
          user: { uid: 3, gid: 4, additionalGids: [5] },
          oomScoreAdj: 66,
          scheduler: { policy: "SCHED_BATCH" },
        });
      }),
    );
    expect(output.trim().split("\n")).toEqual(["3", "4 5", "66", "3"]);
    runtime.write(
      "true",
      inNamespace([[0, 100_000, 10]], (spec) => {
        Object.assign(spec.process ?? {}, { user: { uid: 10, gid: 0 } });
      }),
    );
    const { code, stderr } = runtime.run(["run", runtime.id("nobody")]);
    expect(code).not.toBe(0);
    if (isOurs) expect(stderr).toContain("/process/user/uid");
  });

  test("of a running container is where exec runs too, with the host's limits and scores", async () => {
    const id = runtime.id("exec");
    const ioClass = isOurs ? "IOPRIO_CLASS_RT" : "IOPRIO_CLASS_BE"; // which takes no rights
    runtime.write(
      "sleep 600",
      inNamespace([[0, 100_000, 100]], (spec) => {
        Object.assign(spec.process ?? {}, { oomScoreAdj: 44, ioPriority: { class: ioClass, priority: 2 } });
      }),
    );
    runtime.create(id);
    runtime.ok("start", id);
    await runtime.until(id, "running");
    const script = "readlink /proc/self/ns/user; id -u; cat /proc/self/oom_score_adj; busybox ionice -p $$";
    const output = runtime.ok("exec", "--user", "7:8", id, "sh", "-c", script).trim().split("\n");
    const init = runtime.ok("exec", id, "readlink", "/proc/1/ns/user").trim();
    expect(output.slice(0, 2)).toEqual([init, "7"]);
    if (!isCrun) expect(output.slice(2)).toEqual(["44", `${isOurs ? "realtime" : "best-effort"}: prio 2`]);
  });
});
