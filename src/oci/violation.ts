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

export function duplicatesOf<T>(list: readonly T[] | undefined, key: (item: T) => string): number[] {
  const seen = new Set<string>();
  return (list ?? []).flatMap((item, index) => {
    if (seen.has(key(item))) return [index];
    seen.add(key(item));
    return [];
  });
}

export function escapePointer(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}
