// Skipping a test takes a condition and a reason, so that no skip is silent: `npm test` prints every reason, and fails on a
// skip without one and on one that test/setup/allowed-skips.json does not allow.
import { appendFileSync } from "node:fs";
import { expect } from "vitest";

/** Where `skipUnless` leaves its reasons for test/setup/skip-reporter.ts; unset when vitest is called by hand. */
const reasonsFile = process.env.TS_RUN_SKIP_REASONS_FILE;

/**
 * For `test.skipIf(...)` and `describe.skipIf(...)`: true when to be skipped. `what` completes "this machine lacks ...".
 * A reason counts for the whole file, so give a file one condition or make the reasons say which tests they mean.
 */
export function skipUnless(condition: boolean, what: string): boolean {
  if (condition) return false;
  const file = expect.getState().testPath ?? "";
  if (reasonsFile) appendFileSync(reasonsFile, `${JSON.stringify({ file, reason: `this machine lacks ${what}` })}\n`);
  return true;
}
