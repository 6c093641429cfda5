// KVM where it works. /dev/kvm may be there and useless (nested hosts): only a guest that came up proves it, and what was
// found holds until the host is booted again.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheDir } from "../../scripts/setup/stamp.mjs";
import { boot } from "./machine.mjs";

/** @returns {Promise<{ accelerator: "kvm" | "tcg", why: string }>} */
export async function chooseAccelerator({ name, kernel, packages }) {
  try {
    accessSync("/dev/kvm", constants.R_OK | constants.W_OK);
  } catch {
    return { accelerator: "tcg", why: "no /dev/kvm" };
  }
  const bootId = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  const known = path.join(cacheDir, "vm", `kvm-${name}-${bootId}.json`);
  if (existsSync(known)) return JSON.parse(readFileSync(known, "utf8"));
  const choice = await tryKvm({ kernel, packages });
  mkdirSync(path.dirname(known), { recursive: true });
  writeFileSync(known, JSON.stringify(choice));
  return choice;
}

async function tryKvm({ kernel, packages }) {
  const trial = { init: "plain", accelerator: "kvm", command: "true", timeLimitMs: 10_000, consoleFile: "/dev/null" };
  const { code, ending } = await boot({ kernel, packages, ...trial });
  if (code === 0) return { accelerator: "kvm", why: "a trial boot succeeded" };
  return { accelerator: "tcg", why: `a trial boot with KVM did not: ${ending.split("\n")[0]}` };
}
