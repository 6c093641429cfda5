// What a container mounts below a Bidirectional volume spreads to the host only through a mount that is shared there, and what
// the host mounts reaches a HostToContainer volume only through one that is shared or a slave.

import { realpathSync } from "node:fs";
import { TsRunError } from "../base/index.ts";
import { type ContainerConfig, MountPropagation } from "../cri-wire/index.ts";

interface Need {
  readonly name: string;
  readonly words: string;
  readonly hint: (place: string) => string;
  isMet(mount: HostMount): boolean;
}

const BIDIRECTIONAL: Need = {
  name: "Bidirectional",
  words: "not a shared mount",
  hint: (place) => `\`mount --make-rshared ${place}\`, or HostToContainer propagation`,
  isMet: ({ isShared }) => isShared,
};

const HOST_TO_CONTAINER: Need = {
  name: "HostToContainer",
  words: "neither a shared mount nor a slave",
  hint: (place) => `\`mount --make-rshared ${place}\`, or no propagation`,
  isMet: ({ isShared, isSlave }) => isShared || isSlave,
};

const NEEDS: Partial<Record<MountPropagation, Need>> = {
  [MountPropagation.PROPAGATION_BIDIRECTIONAL]: BIDIRECTIONAL,
  [MountPropagation.PROPAGATION_HOST_TO_CONTAINER]: HOST_TO_CONTAINER,
};

/** `mountinfo` is the host's (proc(5)). Throws ERR_INVALID_SPEC for a volume that would silently be a private one. */
export function checkPropagation({ mounts }: Pick<ContainerConfig, "mounts">, mountinfo: () => string): void {
  const wanted = mounts.flatMap(({ hostPath, containerPath, propagation, image }) => {
    const need = image === undefined ? NEEDS[propagation] : undefined;
    return need ? [{ hostPath, containerPath, need }] : [];
  });
  if (wanted.length === 0) return;
  const lines = mountinfo().trim().split("\n").map(parse);
  for (const { hostPath, containerPath, need } of wanted) {
    const source = realpathSync(hostPath);
    const holding = lines.filter(({ place }) => isBelow(source, place));
    const longest = Math.max(...holding.map(({ place }) => place.length));
    const mount = holding.findLast(({ place }) => place.length === longest); // the last of a stack covers the others
    if (mount && need.isMet(mount)) continue;
    const place = mount?.place ?? "/";
    throw new TsRunError(
      "ERR_INVALID_SPEC",
      `mount ${hostPath} at ${containerPath} with ${need.name} propagation: ${place}, which it is on, is ${need.words}`,
      { hint: need.hint(place) },
    );
  }
}

function isBelow(path: string, place: string): boolean {
  return place === "/" || path === place || path.startsWith(`${place}/`);
}

interface HostMount {
  readonly place: string;
  readonly isShared: boolean;
  readonly isSlave: boolean;
}

/** "36 35 98:0 /root /place options shared:1 master:2 - type source options"; spaces and the like are octal. */
function parse(line: string): HostMount {
  const fields = line.split(" ");
  const optional = fields.slice(6, fields.indexOf("-", 6));
  const place = (fields[4] ?? "").replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
  const has = (word: string): boolean => optional.some((field) => field.startsWith(`${word}:`));
  return { place, isShared: has("shared"), isSlave: has("master") };
}
