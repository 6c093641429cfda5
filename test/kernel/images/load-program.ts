// Loads an image into a store, to be killed at it: load-program.ts ROOT SOURCE

import { ImageStore } from "../../../src/images/index.ts";

const [root = "", source = ""] = process.argv.slice(2);
await new ImageStore(root).importImage(source, { signal: new AbortController().signal });
