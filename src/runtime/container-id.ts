// Ids as runc takes them: they become file names below --root.

import { TsRunError } from "../base/index.ts";

const ID = /^[a-zA-Z0-9_+-][a-zA-Z0-9_+.-]*$/;
const MAX_BYTES = 255; // of one file name

/** Throws ERR_USAGE. */
export function checkContainerId(id: string): void {
  if (id.length <= MAX_BYTES && ID.test(id)) return;
  throw new TsRunError("ERR_USAGE", `invalid container id ${JSON.stringify(id)}`, {
    hint: "an id has 1 to 255 of the characters a-z A-Z 0-9 _ + - . and does not begin with a dot",
  });
}
