// Plans as the engine compiles them, stopped at an op of choice, with a container's files in memory.

import { buildSpec } from "../../../../src/engine/build-spec.ts";
import {
  explainStoppedPlan,
  type Found,
  type FoundFile,
  type HostView,
  type RootfsView,
} from "../../../../src/engine/diagnose/index.ts";
import type { RunOptions } from "../../../../src/engine/types.ts";
import type { CgroupHost } from "../../../../src/linux/index.ts";
import type { RuntimeMount } from "../../../../src/oci/index.ts";
import { compilePlan, type NetworkAttachment, type Op, type Plan } from "../../../../src/plan/index.ts";
import { cgroupV2, hostFacts, runOptions } from "../samples.ts";

export interface File {
  readonly mode?: number;
  readonly uid?: number;
  readonly content?: string | Uint8Array;
  readonly link?: string;
}

export interface Case {
  readonly options?: Partial<RunOptions>;
  readonly user?: number;
  readonly mounts?: readonly { mount: RuntimeMount; source: string }[];
  readonly cgroup?: CgroupHost;
  readonly network?: NetworkAttachment;
  readonly at: (op: Op) => boolean;
  readonly errno: string;
  readonly files?: Readonly<Record<string, File>>;
  readonly host?: Partial<HostView>;
}

/** "ERR_X: message\n  hint: what to do", as the CLI shows it. */
export function explain(about: Case): string {
  const { plan, spec, sources } = compile(about);
  for (const [lane, ops] of Object.entries(plan.lanes)) {
    const op = ops.findLast(about.at);
    if (op === undefined) continue;
    const failure = { plan, lane, op, errno: about.errno };
    const error = explainStoppedPlan(failure, {
      name: "web",
      image: "shop:1",
      layers: { lowerDirs: ["/lib/top", "/lib/base"], upperDir: "/lib/upper" },
      spec,
      sources,
      rootfs: fakeRootfs(about.files ?? {}),
      host: fakeHost(about.host),
    });
    return `${error.code}: ${error.message}\n  hint: ${error.hint}`;
  }
  throw new Error("the plan has no such op");
}

export function compile({
  options = {},
  user = 0,
  mounts = [],
  cgroup = cgroupV2,
  network,
}: Omit<Case, "at" | "errno">): { plan: Plan } & ReturnType<typeof buildSpec> {
  const built = buildSpec({
    id: "c0ffee".padEnd(64, "0"),
    options: runOptions({ image: "shop:1", command: ["/bin/app"], ...options }),
    image: { entrypoint: [], command: [], env: [], labels: {}, exposedPorts: [], volumes: [] },
    user: { uid: user, gid: user, additionalGids: [], home: "/" },
    host: hostFacts(),
    hostname: "web",
    mounts,
    devices: [],
    joined: {},
    deviceNumbers: {},
    initProgram: "",
  });
  const plan = compilePlan({
    spec: built.spec,
    rootfs: {
      type: "overlay",
      source: "overlay",
      lowerDirs: ["/lib/top", "/lib/base"],
      upperDir: "/lib/upper",
      workDir: "/lib/work",
      options: [],
    },
    host: hostFacts(),
    cgroup,
    ...(network ? { network } : {}),
    stdio: { kind: "pipes", stdin: false },
    paths: { mountpoint: "/run/ts-run/rootfs" },
    waitForStart: false,
  });
  return { plan, ...built };
}

function fakeHost(changes: Partial<HostView> = {}): HostView {
  return {
    architecture: "x64",
    capabilities: ["CAP_SYS_ADMIN", "CAP_MKNOD"],
    read: () => undefined,
    exists: () => true,
    isDirectory: () => true,
    space: () => ({ type: 0xef53, freeBytes: 2 ** 30, freeInodes: 1000, hasInodes: true }),
    ...changes,
  };
}

/** Parents of every file exist, are 0755 and belong to root, unless they are listed themselves. */
export function fakeRootfs(files: Readonly<Record<string, File>>): RootfsView {
  const all: Record<string, File> = { "/": {} };
  for (const path of Object.keys(files)) {
    const names = path.split("/").filter(Boolean);
    names.forEach((_, i) => {
      all[`/${names.slice(0, i + 1).join("/")}`] ??= { mode: 0o755 };
    });
  }
  Object.assign(all, files);
  const find = (path: string, link?: { path: string; target: string }): Found => {
    const names = path.split("/").filter(Boolean);
    const parents: FoundFile[] = [];
    for (let i = 0; i <= names.length; i++) {
      const at = `/${names.slice(0, i).join("/")}`;
      const file = all[at];
      const above = parents.at(-1);
      if (above && above.kind !== "directory") return { kind: "missing", reason: "not a directory", at: above.path };
      if (file === undefined) return { kind: "missing", reason: "absent", at, ...(link ? { link } : {}) };
      if (file.link !== undefined)
        return find([file.link, ...names.slice(i)].join("/"), { path: at, target: file.link });
      const found = foundOf(at, file, [...parents]);
      if (i === names.length) return found;
      parents.push(found);
    }
    throw new Error("not reached");
  };
  return {
    find,
    readHead: (file) => Buffer.from(all[file.path]?.content ?? ""),
    list: (path) =>
      Object.keys(all).flatMap((name) =>
        name !== "/" && name.slice(0, name.lastIndexOf("/") || 1) === path
          ? [name.slice(name.lastIndexOf("/") + 1)]
          : [],
      ),
  };
}

function foundOf(path: string, { content, mode = 0o755, uid = 0 }: File, parents: FoundFile[]): FoundFile {
  return {
    kind: content === undefined ? "directory" : "file",
    path,
    hostPath: path,
    mode,
    uid,
    gid: uid,
    size: content?.length ?? 0,
    parents,
  };
}

/** The smallest ELF program with a machine and, when given, a loader. */
export function elf(about: { machine?: number; loader?: string; bits?: 32 | 64; type?: number }): Uint8Array {
  const { machine = 62, loader, bits = 64, type = 2 } = about;
  const header = Buffer.alloc(bits === 64 ? 64 : 52);
  header.set([0x7f, 0x45, 0x4c, 0x46, bits === 64 ? 2 : 1, 1, 1]);
  header.writeUInt16LE(type, 16);
  header.writeUInt16LE(machine, 18);
  if (loader === undefined) return header;
  const entry = Buffer.alloc(56);
  const text = Buffer.from(`${loader}\0`);
  header.writeUInt32LE(64, 32);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(1, 56);
  entry.writeUInt32LE(3, 0);
  entry.writeUInt32LE(64 + 56, 8);
  entry.writeUInt32LE(text.length, 32);
  return Buffer.concat([header, entry, text]);
}
