// A process of its own that downloads one blob, to be killed: node pull-program.mjs HOST REPOSITORY DIGEST SIZE STORE
import { lockFile } from "../../../src/native/index.ts";
import { downloadBlobs, parseReference, RegistryClient } from "../../../src/registry/index.ts";

const [host = "", repository = "", digest = "", size = "", storeDir = ""] = process.argv.slice(2);
const client = new RegistryClient({ env: {}, configRoots: [], dockerConfigFile: "/nonexistent" });
await downloadBlobs(client, parseReference(`${host}/${repository}`), [{ digest, size: Number(size) }], {
  storeDir,
  lockFile,
  signal: new AbortController().signal,
  onProgress: (event) => process.stdout.write(`${event.phase} ${event.current}\n`),
});
await client.close();
