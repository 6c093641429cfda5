// Container, exec and image-independent ids: 64 lower-case hex digits, as docker and podman print them.

import { randomBytes } from "./random.ts";

const ID_PATTERN = /^[0-9a-f]{64}$/;
const ID_PREFIX_PATTERN = /^[0-9a-f]{1,64}$/;

/** How many digits people are shown. */
export const SHORT_ID_LENGTH = 12;

/** A new random id. Never all digits in its short form, which `hostname` and some tools would take for a number. */
export function newId(): string {
  for (;;) {
    const id = randomBytes(32).toString("hex");
    if (/[a-f]/.test(id.slice(0, SHORT_ID_LENGTH))) return id;
  }
}

export function isId(text: string): boolean {
  return ID_PATTERN.test(text);
}

/** True for what a user may type instead of a whole id. */
export function isIdPrefix(text: string): boolean {
  return ID_PREFIX_PATTERN.test(text);
}

export function shortId(id: string): string {
  return id.slice(0, SHORT_ID_LENGTH);
}
