// Types of generate.mjs for the tests, which are TypeScript.
/** Committed path -> content. */
export function generate(): Record<string, string>;
/** Paths of committed files that differ from what is generated. */
export function drift(): string[];
