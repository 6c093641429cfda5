// Sizes as docker reads them: binary multiples whatever the spelling ("64m", "1.5GiB", "512kb").

import { usageError } from "../usage-error.ts";

const POWERS = "bkmgtp";

export function parseSize(value: string, typed: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmgtp])?(?:i?b)?$/i.exec(value);
  const bytes = match && Math.floor(Number(match[1]) * 1024 ** POWERS.indexOf((match[2] ?? "b").toLowerCase()));
  if (bytes === null || !Number.isSafeInteger(bytes)) {
    throw usageError(
      `parse ${typed}: "${value}" is not a size`,
      "write a number with a unit b, k, m, g or t, such as 64m",
    );
  }
  return bytes;
}
