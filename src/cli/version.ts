// Replaced by nothing: the version is read from package.json at build time by esbuild's JSON loader.

import manifest from "../../package.json" with { type: "json" };

export const VERSION: string = manifest.version;
