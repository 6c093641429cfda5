// What the runtime spec offers and this version does not do yet is refused by name: nothing is silently ignored.

import { TsRunError } from "../base/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";

export function refuseUnsupported(spec: RuntimeSpec): void {
  const found = unsupportedFields(spec);
  if (found.length === 0) return;
  throw new TsRunError(
    "ERR_UNSUPPORTED",
    `compile config.json: ${found.join(", ")} cannot be honoured by this version of ts-run`,
    {
      hint: "remove the field, or run this bundle with another runtime",
    },
  );
}

/** Pointers of what this version does not do on any host; `features` tells the same. */
export function unsupportedFields(spec: RuntimeSpec): string[] {
  const asked: [pointer: string, used: boolean][] = [["/linux/intelRdt", spec.linux?.intelRdt !== undefined]];
  return asked.filter(([, used]) => used).map(([pointer]) => pointer);
}
