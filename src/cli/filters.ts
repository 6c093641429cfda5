// --filter KEY=VALUE: values of one key are alternatives, different keys must all hold, as in docker.

import type { Occurrence } from "./parse-arguments.ts";
import { nearest } from "./suggest.ts";
import { usageError } from "./usage-error.ts";

export type Predicate<T> = (item: T) => boolean;
/** Makes the test for one value; may throw ERR_USAGE. `items` is the whole list, for before/since. */
export type Filter<T> = (value: string, typed: string, items: readonly T[]) => Predicate<T>;

export function compileFilters<T>(
  known: Readonly<Record<string, Filter<T>>>,
  occurrences: readonly Occurrence[],
): (items: readonly T[]) => T[] {
  const parsed = occurrences.map(({ value, typed }) => ({ ...splitFilter(value, typed, known), typed }));
  return (items) => {
    const byKey = new Map<string, Predicate<T>[]>();
    for (const { key, value, typed, filter } of parsed)
      byKey.set(key, [...(byKey.get(key) ?? []), filter(value, typed, items)]);
    // every label must match, one of the other values of a key is enough
    return items.filter((item) =>
      [...byKey].every(([key, tests]) =>
        key === "label" ? tests.every((test) => test(item)) : tests.some((test) => test(item)),
      ),
    );
  };
}

function splitFilter<T>(
  text: string,
  typed: string,
  known: Readonly<Record<string, Filter<T>>>,
): { key: string; value: string; filter: Filter<T> } {
  const equals = text.indexOf("=");
  const key = equals < 0 ? text : text.slice(0, equals);
  const filter = Object.hasOwn(known, key) ? known[key] : undefined;
  if (filter && equals > 0) return { key, value: text.slice(equals + 1), filter };
  const near = filter ? undefined : nearest(key, Object.keys(known));
  const hint = near
    ? `did you mean ${near}=?`
    : `known filters: ${Object.keys(known)
        .map((name) => `${name}=`)
        .join(", ")}`;
  throw usageError(
    filter ? `parse ${typed}: the filter has no value` : `parse ${typed}: unknown filter "${key}"`,
    hint,
  );
}

/** label=KEY or label=KEY=VALUE */
export function labelFilter<T extends { labels: Record<string, string> }>(value: string): Predicate<T> {
  const equals = value.indexOf("=");
  if (equals < 0) return ({ labels }) => Object.hasOwn(labels, value);
  return ({ labels }) => labels[value.slice(0, equals)] === value.slice(equals + 1);
}

export function booleanFilter(value: string, typed: string): boolean {
  if (/^(true|1|t)$/i.test(value)) return true;
  if (/^(false|0|f)$/i.test(value)) return false;
  throw usageError(`parse ${typed}: "${value}" is neither true nor false`);
}
