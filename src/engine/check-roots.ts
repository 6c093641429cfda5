// --root and --run-dir, before anything is made in them.

import { TsRunError } from "../base/index.ts";
import { containerPaths, type Roots } from "../containers/index.ts";

/** sun_path of a unix socket address holds 108 bytes, the last of them 0 (unix(7)). */
const SOCKET_PATH_MAX = 107;

export function checkRoots(roots: Roots): void {
  for (const [flag, dir] of [
    ["--root", roots.root],
    ["--run-dir", roots.runDir],
  ] as const) {
    if (!/^\/(proc|sys|dev)(\/|$)/.test(dir) || dir.startsWith("/dev/shm/")) continue;
    throw new TsRunError("ERR_USAGE", `${flag} ${dir}: no state can be kept there`, {
      hint: "choose a directory on a disk (--root) or on a tmpfs such as /run (--run-dir)",
    });
  }
  const longest = Buffer.byteLength(containerPaths(roots, "0".repeat(64)).controlSocket);
  if (longest <= SOCKET_PATH_MAX) return;
  throw new TsRunError(
    "ERR_USAGE",
    `--run-dir ${roots.runDir}: it is ${longest - SOCKET_PATH_MAX} bytes too long for the sockets in it`,
    {
      hint: "choose a shorter one, such as /run/ts-run",
    },
  );
}
