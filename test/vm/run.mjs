#!/usr/bin/env node
// `npm run test:vm`: boots guests with pure cgroup v2 in QEMU and runs our tests inside. Flags after `--`:
//   --init=plain,systemd      which kinds of guest (default: both)
//   --kernel=6.1,6.12,newest  which kernels (default: 6.1 for the plain guest, the newest for the one with systemd)
//   --report                  only the report's rows, as a table
//   --short                   what `npm test` runs
//   --only=TEXT               only checks whose name has this text
//   --time-limit=S            seconds per guest, after which it is killed (default: 2400)
//   -- COMMAND...             run this inside instead: `npm run test:vm -- --init=plain -- ts-run doctor`
import { parseArgs } from "node:util";
import { guestSteps, runSteps } from "../../scripts/setup/steps.mjs";
import { conclude } from "../../scripts/setup/tests.mjs";
import { runGuests, usualGuests, whyNoGuests } from "./guests.mjs";
import { kernels } from "./kernel.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    init: { type: "string", default: "plain,systemd" },
    kernel: { type: "string" },
    report: { type: "boolean" },
    short: { type: "boolean" },
    only: { type: "string" },
    "time-limit": { type: "string", default: "2400" },
  },
});
await runSteps(guestSteps);
const lacks = await whyNoGuests();
if (lacks !== undefined) throw new Error(`this machine lacks ${lacks}`);
const result = await runGuests(chosenGuests(), {
  args: [values.report && "--report", values.short && "--short", values.only && `--only=${values.only}`].filter(
    Boolean,
  ),
  ...(positionals.length > 0 && { command: positionals }),
  timeLimitMs: Number(values["time-limit"]) * 1000,
});
for (const failure of result.failures) console.error(failure);
conclude(result);

function chosenGuests() {
  const usual = Object.fromEntries(usualGuests.map(({ init, kernel }) => [init, kernel]));
  return known("--init", values.init, usual).flatMap((init) => {
    const chosen = values.kernel === undefined ? [usual[init]] : known("--kernel", values.kernel, kernels);
    return chosen.map((kernel) => ({ init, kernel }));
  });
}

function known(flag, text, choices) {
  const words = text.split(",");
  const unknown = words.find((word) => !Object.hasOwn(choices, word));
  if (unknown !== undefined) throw new Error(`${flag}=${unknown}: there is ${Object.keys(choices).join(", ")}`);
  return words;
}
