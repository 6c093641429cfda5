#!/usr/bin/env node
// `npm run test:vm`: boots kernels with pure cgroup v2 in QEMU and runs our tests inside. Flags after `--`:
//   --short            the checks that fit into two minutes of software emulation (a part of `npm test`)
//   --kernel=6.1,6.12  which kernels (default: all)
//   --time-limit=S     seconds per kernel
//   -- COMMAND...      run this inside instead, e.g. `npm run test:vm -- --kernel=6.1 -- ts-run doctor`
import { parseArgs } from "node:util";
import { conclude } from "../../scripts/setup/tests.mjs";
import { runGuests, whyNoGuests } from "./guests.mjs";
import { kernels } from "./kernel.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: "boolean" }, kernel: { type: "string" }, "time-limit": { type: "string" } },
});
const lacks = await whyNoGuests();
if (lacks !== undefined) throw new Error(`this machine lacks ${lacks}`);
const chosen = values.kernel?.split(",") ?? Object.keys(kernels);
const result = await runGuests(chosen, {
  short: values.short ?? false,
  ...(positionals.length > 0 && { command: positionals }),
  ...(values["time-limit"] !== undefined && { timeLimitMs: Number(values["time-limit"]) * 1000 }),
});
for (const failure of result.failures) console.error(failure);
conclude(result);
