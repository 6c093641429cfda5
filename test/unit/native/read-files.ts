// readFilesIn() for tests that name whole paths.
import { readFilesIn } from "../../../src/native/index.ts";

export async function readFiles(paths: readonly string[]): Promise<(string | undefined)[]> {
  return (await readFilesIn(paths, [["", ""]])).map(([content]) => content);
}
