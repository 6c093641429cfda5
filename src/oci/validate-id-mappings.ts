// Rules on lists of id mappings, of a user namespace and of mounts.

import type { LinuxIdMapping } from "./runtime-spec.ts";
import type { Report } from "./violation.ts";

/** What the kernel says EINVAL to when it is written to a uid_map (user_namespaces(7)). */
export function validateIdMappings(
  lists: Readonly<Record<string, readonly LinuxIdMapping[] | undefined>>,
  at: string,
  anchor: string,
  report: Report,
): void {
  for (const [name, list = []] of Object.entries(lists))
    list.forEach(({ containerID, hostID, size }, i) => {
      if (size === 0) report(`${at}/${name}/${i}/size`, "size is the number of ids to be mapped: at least 1", anchor);
      else if (containerID + size > 2 ** 32 || hostID + size > 2 ** 32)
        report(`${at}/${name}/${i}/size`, "ids end at 4294967295", anchor);
      else if (hasOverlap(list, i))
        report(`${at}/${name}/${i}`, "ranges must not overlap those of other entries (user_namespaces(7))", anchor);
    });
}

/** With any entry before it: each overlap is told once. */
function hasOverlap(list: readonly LinuxIdMapping[], index: number): boolean {
  const one = list[index];
  const meet = (a: number, b: number, sizeA: number, sizeB: number) => a < b + sizeB && b < a + sizeA;
  return list
    .slice(0, index)
    .some(
      (other) =>
        one !== undefined &&
        (meet(one.containerID, other.containerID, one.size, other.size) ||
          meet(one.hostID, other.hostID, one.size, other.size)),
    );
}
