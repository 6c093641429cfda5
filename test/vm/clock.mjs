// Emulated guests see this machine's time stamp counter. Their kernel finds out how fast it counts by comparing it with
// timers that QEMU emulates, which goes wrong when this machine is busy: then all time in the guest runs at a wrong speed,
// several times too fast even. So the number is measured here and told to the kernel.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { run } from "../../scripts/setup/command.mjs";
import { cacheDir, unlessUnchanged } from "../../scripts/setup/stamp.mjs";

const source = "test/vm/tsc-frequency.c";
const program = path.join(cacheDir, "vm/tsc-frequency");

/** Kernel options for an emulated guest. */
export async function clockOptions() {
  mkdirSync(path.dirname(program), { recursive: true });
  await unlessUnchanged("tsc-frequency", { inputs: [source], output: ".cache/vm/tsc-frequency" }, () =>
    run("cc", ["-O1", "-o", program, path.join(import.meta.dirname, path.basename(source))]),
  );
  return [`tsc_early_khz=${(await run(program, [])).trim()}`, "tsc=reliable", "no_timer_check"];
}
