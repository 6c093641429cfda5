// Reads the source tree for the architecture tests: files, their imports, their lines.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const sourceDir = path.resolve(import.meta.dirname, "../../src");

export interface Source {
  /** Relative to src/, such as "plan/op.ts". */
  file: string;
  /** The first folder, or "" for a file directly in src/. */
  folder: string;
  text: string;
  /** Relative imports resolved to paths below src/; packages and node: modules as written. */
  imports: { specifier: string; target: string }[];
}

export const sources: readonly Source[] = readdirSync(sourceDir, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => readSource(path.relative(sourceDir, path.join(entry.parentPath, entry.name))))
  .sort((a, b) => a.file.localeCompare(b.file));

function readSource(file: string): Source {
  const text = readFileSync(path.join(sourceDir, file), "utf8");
  const folder = file.includes("/") ? file.slice(0, file.indexOf("/")) : "";
  const imports = importSpecifiers(text).map((specifier) => ({
    specifier,
    target: specifier.startsWith(".") ? path.join(path.dirname(file), specifier) : specifier,
  }));
  return { file, folder, text, imports };
}

/** Static, re-exporting, dynamic and type imports alike: a type import is a dependency of the reader, too. */
function importSpecifiers(text: string): string[] {
  const code = withoutComments(text);
  const patterns = [/\bfrom\s*"([^"]+)"/g, /\bimport\s*"([^"]+)"/g, /\bimport\(\s*"([^"]+)"\s*\)/g];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].flatMap((match) => match[1] ?? []));
}

/** Good enough for looking at identifiers: drops block comments and lines that are comments. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}
