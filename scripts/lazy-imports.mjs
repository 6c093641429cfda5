// An esbuild plugin: a module is evaluated when the first of its names is used, not when somebody imports it. A command
// then pays for what its path touches (of our modules, of node's own, of packages), and the sources keep plain static
// imports. `import "x"` and `export * from "x"` stay as eager as they are written.

import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { transform } from "esbuild";

const namespace = "ts-run";

/** For the head of the bundle: what every transformed module uses instead of esbuild's own helpers. */
export const helpers = `
const lazy_export = (target, all) => {
  for (const name in all) Object.defineProperty(target, name, { get: all[name], enumerable: true });
};
const lazy_reExport = (target, module) => {
  for (const key of Object.getOwnPropertyNames(module))
    if (key !== "default" && !Object.hasOwn(target, key))
      Object.defineProperty(target, key, { get: () => module[key], enumerable: true });
};
const lazy_toESM = (module) => module.__esModule ? module : Object.create(module, { default: { value: module } });
const lazy_toCommonJS = (names) => Object.defineProperty(names, "__esModule", { value: true });
`;

export const lazyImports = {
  name: "lazy-imports",
  setup(build) {
    const { absWorkingDir = ".", define, target, charset } = build.initialOptions;
    // Also import(): the script that bin/launch.cjs makes of the bundle has require() only.
    const supported = { "dynamic-import": false };
    // A namespace of its own: by package.json a file would be an ES module, whatever its text says.
    build.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path), namespace }));
    build.onLoad({ filter: /./, namespace }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const sourcefile = join("..", relative(absWorkingDir, path));
      const options = { loader: "ts", format: "cjs", platform: "node", target, charset, define, supported };
      const { code } = await transform(source, { ...options, sourcefile, sourcemap: "inline" });
      return { contents: makeLazy(code), loader: "js", resolveDir: dirname(path) };
    });
  },
};

// What esbuild's CommonJS looks like. A statement that does not match stays eager: slower, and no less right.
const importStatement = /^var (import_\w+) = (?:__toESM\(require\((".*?")\)(?:, 1)?\)|require\((".*?")\));$/gm;

/** `import_x.name` becomes `import_x().name`, line by line, so that source maps stay true. */
export function makeLazy(code) {
  const names = [];
  const declared = withoutPrelude(code).replace(importStatement, (_, name, interop, plain) => {
    names.push(name);
    const module = interop === undefined ? `require(${plain})` : `lazy_toESM(require(${interop}))`;
    return `var ${name}_, ${name} = () => ${name}_ ??= ${module};`;
  });
  return names
    .reduce(
      (text, name) =>
        text
          .replace(new RegExp(`\\bnew ${name}\\.([\\w$.]+)`, "g"), `new (${name}().$1)`)
          .replace(new RegExp(`\\b${name}\\.`, "g"), `${name}().`),
      declared,
    )
    .replace(/\b__(export|reExport|toESM|toCommonJS)\(/g, "lazy_$1(");
}

/** Blanks the helpers that esbuild puts before a module's exports. */
function withoutPrelude(code) {
  const end = /^var \w+_exports = \{\};$/m.exec(code)?.index ?? 0;
  return code.slice(0, end).replace(/[^\n]/g, "") + code.slice(end);
}
