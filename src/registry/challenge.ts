// WWW-Authenticate (RFC 9110, section 11.6.1): one header may carry several challenges, each with parameters.

export interface Challenge {
  /** Lower case: "bearer", "basic". */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

// A token68, a name=value pair or a scheme; which one it is shows in what follows it.
const tokenPattern = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;

/** Parses the header; what can't be read ends the list instead of failing, since any challenge we know is enough. */
export function parseChallenges(header: string): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  const reader = new Reader(header);
  for (;;) {
    reader.skip(/[\s,]*/y);
    const token = reader.take(tokenPattern);
    if (token === undefined) return challenges;
    const equals = reader.take(/\s*=\s*/y);
    const current = challenges.at(-1);
    if (equals === undefined) {
      challenges.push({ scheme: token.toLowerCase(), parameters: Object.create(null) as Record<string, string> });
    } else {
      const value = reader.quoted() ?? reader.take(tokenPattern);
      if (value === undefined || current === undefined) return challenges;
      current.parameters[token.toLowerCase()] = value;
    }
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    this.#at += found.length;
    return found;
  }

  skip(pattern: RegExp): void {
    this.take(pattern);
  }

  quoted(): string | undefined {
    const found = this.take(/"(?:[^"\\]|\\.)*"/y);
    return found?.slice(1, -1).replace(/\\(.)/g, "$1");
  }
}
