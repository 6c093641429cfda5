// docker's detach key sequences ("ctrl-p,ctrl-q", "a,ctrl-]") and the scanner that finds one in terminal input.

import { TsRunError } from "../base/index.ts";

/** Bytes of a key sequence; empty when detaching is switched off. */
export function parseDetachKeys(text: string): number[] {
  if (text === "") return [];
  return text.split(",").map((key) => {
    if (key.length === 1) return key.charCodeAt(0);
    const control = /^ctrl-([a-z@[\\\]^_])$/i.exec(key)?.[1];
    if (control === undefined) {
      throw new TsRunError("ERR_USAGE", `parse detach keys ${JSON.stringify(text)}: ${JSON.stringify(key)} is no key`, {
        hint: 'keys are single characters or ctrl- and one of a-z @ [ \\ ] ^ _, separated by commas, such as "ctrl-p,ctrl-q"',
      });
    }
    return control.toUpperCase().charCodeAt(0) & 0x1f;
  });
}

/** Splits input at a detach sequence. Keeps back the bytes that may be the beginning of one until it knows. */
export class DetachScanner {
  private readonly keys: readonly number[];
  private matched = 0;

  constructor(keys: readonly number[]) {
    this.keys = keys;
  }

  scan(input: Uint8Array): { pass: Buffer; detach: boolean } {
    const pass: number[] = [];
    for (const byte of input) {
      if (this.keys.length > 0 && byte === this.keys[this.matched]) {
        if (++this.matched === this.keys.length) return { pass: Buffer.from(pass), detach: true };
        continue;
      }
      pass.push(...this.keys.slice(0, this.matched));
      this.matched = byte === this.keys[0] && this.keys.length > 1 ? 1 : 0;
      if (this.matched === 0) pass.push(byte);
    }
    return { pass: Buffer.from(pass), detach: false };
  }
}
