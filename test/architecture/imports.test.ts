// design.md section 3 as a test: who may import whom. A new edge is a decision; write its reason here.
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Source, sourceDir, sources } from "./sources.ts";

/** Lowest first; a folder may import every folder of a lower row. */
const layers: readonly (readonly string[])[] = [
  ["base"],
  ["oci", "linux", "cri-wire"],
  ["plan"],
  ["native"],
  ["executor", "cgroups", "criu", "network", "logs", "registry", "streaming"],
  ["snapshots"],
  ["images", "containers", "runtime"],
  ["engine"],
  ["pods"],
  ["cri"],
  ["kubelet", "explain"],
  ["cli"],
];

/** Seams: downward edges that are forbidden all the same. */
const forbidden: Readonly<Record<string, { folders: readonly string[]; because: string }>> = {
  containers: { folders: ["images", "registry"], because: "the bundle is the seam" },
  snapshots: { folders: ["containers"], because: "Mount[] is the seam" },
  kubelet: { folders: ["containers", "engine"], because: "the CRI is the seam" },
  explain: { folders: ["native", "executor"], because: "explaining does no I/O" },
};

/** Edges beyond the table, each with its reason. "folder -> folder" for all of its files. */
const exceptions: Readonly<Record<string, string>> = {};

const levelOf = (folder: string) => layers.findIndex((layer) => layer.includes(folder));

describe("imports", () => {
  test("are looked at in a source tree that is really there", () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(sources.length);
  });

  test("lead to files that exist", () => {
    const dangling = relativeImports(sources).filter(({ target }) => !existsSync(path.join(sourceDir, target)));
    expect(dangling.map(({ from, target }) => `${from} -> ${target}`)).toEqual([]);
  });

  test("name every folder in the table of layers", () => {
    const folders = new Set(sources.map((source) => source.folder));
    expect([...folders].filter((folder) => levelOf(folder) === -1)).toEqual([]);
  });

  for (const folder of layers.flat()) {
    const below = layers.slice(0, levelOf(folder)).flat();
    const allowed = below.filter((name) => !forbidden[folder]?.folders.includes(name));
    test(`of ${folder}/ go to ${allowed.join(", ") || "nothing of ours"} only`, () => {
      const strays = relativeImports(sources.filter((source) => source.folder === folder)).filter(
        ({ toFolder }) => toFolder !== folder && !allowed.includes(toFolder) && !exceptions[`${folder} -> ${toFolder}`],
      );
      expect(strays.map(({ from, target }) => `${from} -> ${target}`)).toEqual([]);
    });
  }

  test("of another folder go through its index", () => {
    const aroundIndex = relativeImports(sources).filter(
      ({ fromFolder, toFolder, target }) => fromFolder !== toFolder && target !== `${toFolder}/index.ts`,
    );
    expect(aroundIndex.map(({ from, target }) => `${from} -> ${target}`)).toEqual([]);
  });

  test("of plan/ and explain/ do no I/O", () => {
    const doing = /^node:(fs|fs\/promises|child_process|http|https|dgram)$/;
    const pure = sources.filter((source) => ["oci", "linux", "cri-wire", "plan", "explain"].includes(source.folder));
    const strays = pure.flatMap(({ file, imports, text }) =>
      imports
        .filter(({ specifier }) => doing.test(specifier) || (specifier === "node:net" && !importsOnlyIsIp(text)))
        .map(({ specifier }) => `${file} -> ${specifier}`),
    );
    expect(strays).toEqual([]);
  });

  test("are never of a folder that could hold anything", () => {
    const vague = /(^|\/)(utils?|common|helpers?|shared|misc)(\/|\.ts$)/;
    expect(sources.map((source) => source.file).filter((file) => vague.test(file))).toEqual([]);
  });
});

/** node:net also has the one address parser that Node offers, and parsing is pure. */
function importsOnlyIsIp(text: string): boolean {
  return /import \{ (isIP(v4|v6)?(, )?)+ \} from "node:net"/.test(text);
}

function relativeImports(files: readonly Source[]) {
  return files.flatMap(({ file, folder, imports }) =>
    imports
      // The version is written in package.json and nowhere else.
      .filter(({ specifier, target }) => specifier.startsWith(".") && target !== "../package.json")
      .map(({ target }) => ({ from: file, fromFolder: folder, target, toFolder: target.split("/")[0] ?? "" })),
  );
}
