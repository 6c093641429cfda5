// What validation finds, and where the specification says so.

export interface Violation {
  /** RFC 6901 pointer into config.json. */
  readonly pointer: string;
  /** The sentence that is broken, as the specification (or, where it is silent, the kernel) has it. */
  readonly rule: string;
  readonly url: string;
}

export type Report = (pointer: string, rule: string, anchor: string) => void;

const SPEC = "https://github.com/opencontainers/runtime-spec/blob/v1.3.0";

/** A collector for one document of the specification: "config.md" or "config-linux.md". */
export function reporter(document: string, violations: Violation[]): Report {
  return (pointer, rule, anchor) => {
    violations.push({ pointer, rule, url: `${SPEC}/${document}#${anchor}` });
  };
}

/** One line: where, what, and the section to read. */
export function violationText({ pointer, rule, url }: Violation): string {
  return `${pointer}: ${rule} (${url.slice(SPEC.length + 1)})`;
}

export function duplicatesOf<T>(list: readonly T[] | undefined, key: (item: T) => string): number[] {
  const seen = new Set<string>();
  return (list ?? []).flatMap((item, index) => {
    if (seen.has(key(item))) return [index];
    seen.add(key(item));
    return [];
  });
}

/** RFC 6901; "" for the whole document. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${escapePointer(String(key))}`).join("");
}

export function escapePointer(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** "0-3,7" as cpuset(7) has it: ranges that do not run backwards. */
export function isNumberList(text: string): boolean {
  return text.split(",").every((part) => {
    const [, first, last] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    return first !== undefined && (last === undefined || Number(first) <= Number(last));
  });
}
