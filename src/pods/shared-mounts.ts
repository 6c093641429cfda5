// What a container mounts below a Bidirectional volume spreads to the host only through a mount that is shared there.

import { realpathSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { type ContainerConfig, MountPropagation } from "../cri-wire/index.ts";

/** `mountinfo` is the host's (proc(5)). Throws ERR_INVALID_SPEC for a volume that would silently be a private one. */
export function checkBidirectional({ mounts }: Pick<ContainerConfig, "mounts">, mountinfo: () => string): void {
  const wanted = mounts.filter(
    ({ propagation, image }) => propagation === MountPropagation.PROPAGATION_BIDIRECTIONAL && image === undefined,
  );
  if (wanted.length === 0) return;
  const lines = mountinfo().trim().split("\n").map(parse);
  for (const { hostPath, containerPath } of wanted) {
    const source = realpathSync(hostPath);
    const holding = lines.filter(({ place }) => isBelow(source, place));
    const longest = Math.max(...holding.map(({ place }) => place.length));
    const mount = holding.findLast(({ place }) => place.length === longest); // the last of a stack covers the others
    if (mount?.isShared) continue;
    const place = mount?.place ?? "/";
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `mount ${hostPath} at ${containerPath} with Bidirectional propagation: ${place}, which it is on, is not a shared mount`,
      { hint: `\`mount --make-rshared ${place}\`, or HostToContainer propagation` },
    );
  }
}

function isBelow(path: string, place: string): boolean {
  return place === "/" || path === place || path.startsWith(`${place}/`);
}

/** "36 35 98:0 /root /place options shared:1 master:2 - type source options"; spaces and the like are octal. */
function parse(line: string): { readonly place: string; readonly isShared: boolean } {
  const fields = line.split(" ");
  const optional = fields.slice(6, fields.indexOf("-", 6));
  const place = (fields[4] ?? "").replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
  return { place, isShared: optional.some((field) => field.startsWith("shared:")) };
}
