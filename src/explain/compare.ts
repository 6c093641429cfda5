// Longest common subsequence of two lists, as a list of changes. Plans have some hundred calls: the plain table will do.

export interface Change<T> {
  readonly kind: "same" | "removed" | "added" | "changed";
  readonly a?: T;
  readonly b?: T;
}

/** `key` decides sameness; a removed and an added neighbour that are `isRelated` become one change. */
export function compare<T>(
  a: readonly T[],
  b: readonly T[],
  how: { key: (item: T) => string; isRelated: (a: T, b: T) => boolean },
): Change<T>[] {
  const keysA = a.map(how.key);
  const keysB = b.map(how.key);
  const lengths = table(keysA, keysB);
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  const changes: Change<T>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && y !== undefined && keysA[i] === keysB[j]) {
      changes.push({ kind: "same", a: x, b: y });
      i++;
      j++;
    } else if (x !== undefined && (y === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: "removed", a: x });
      i++;
    } else if (y !== undefined) {
      changes.push({ kind: "added", b: y });
      j++;
    }
  }
  return joinRelated(changes, how.isRelated);
}

/** lengths[i][j]: longest common subsequence of a from i and b from j on. */
function table(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    const [row = [], below = []] = [lengths[i], lengths[i + 1]];
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return lengths;
}

/** Within one block of changes, each removed item takes the first added one that is related to it. */
function joinRelated<T>(changes: readonly Change<T>[], isRelated: (a: T, b: T) => boolean): Change<T>[] {
  const joined: Change<T>[] = [];
  for (let start = 0; start < changes.length; ) {
    let end = start;
    while (end < changes.length && changes[end]?.kind !== "same") end++;
    const block = changes.slice(start, end);
    const taken = new Set<Change<T>>();
    for (const change of block) {
      if (taken.has(change)) continue;
      const { a } = change;
      const partner =
        a === undefined
          ? undefined
          : block.find(
              (other) => other.kind === "added" && other.b !== undefined && !taken.has(other) && isRelated(a, other.b),
            );
      if (partner?.b !== undefined && a !== undefined) {
        taken.add(partner);
        joined.push({ kind: "changed", a, b: partner.b });
      } else joined.push(change);
    }
    const same = changes[end];
    if (same) joined.push(same);
    start = end + 1;
  }
  return joined.filter(
    (change) => change.kind !== "added" || !joined.some((other) => other.kind === "changed" && other.b === change.b),
  );
}
