// ts-run cri on a host that systemd has booted: its driver is systemd's, and pods are slices that the kubelet has systemd make.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe } from "vitest";
import { SystemdManager, type UnitProperty } from "../../../src/cgroups/systemd/manager.ts";
import { CgroupDriver } from "../../../src/cri-wire/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunPods, cgroupHost, podCgroupTests } from "../cri/pod-cgroups.ts";

const hasScopes = existsSync("/run/systemd/system") && cgroupHost.mode === "v2";
const sliceOf = (uid: string): string => `kubepods-burstable-pod${uid.replaceAll("-", "_")}.slice`;
const nameOf = (id: string): string => `cri-ts-run-${id}.scope`;

describe.skipIf(cannotRunPods() || skipUnless(hasScopes, "systemd on cgroup v2"))("pods by systemd", () => {
  podCgroupTests({
    wire: CgroupDriver.SYSTEMD,
    flags: [], // it finds out
    makePod: async (uid) => {
      await withManager((manager) => manager.startTransientUnit(sliceOf(uid), sliceProperties));
      return `/kubepods.slice/kubepods-burstable.slice/${sliceOf(uid)}`;
    },
    removePod: (uid) => withManager((manager) => manager.stopUnit(sliceOf(uid))),
    nameOf,
    properties: (id, ...names) =>
      Object.fromEntries(
        systemctl("show", nameOf(id), ...names.flatMap((name) => ["-p", name])).map((line) => line.split("=")),
      ),
    units: () => systemctl("list-units", "--all", "--plain", "--no-legend", nameOf("*")),
  });
});

/** As the kubelet's, with a limit for the whole pod. */
const sliceProperties: UnitProperty[] = [
  ["Wants", { signature: "as", value: ["kubepods-burstable.slice"] }],
  ["DefaultDependencies", { signature: "b", value: false }],
  ["MemoryMax", { signature: "t", value: BigInt(512 * 1024 * 1024) }],
  ...["CPUAccounting", "MemoryAccounting", "TasksAccounting", "IOAccounting"].map(
    (name): UnitProperty => [name, { signature: "b", value: true }],
  ),
];

async function withManager(act: (manager: SystemdManager) => Promise<void>): Promise<void> {
  const manager = await SystemdManager.connect();
  try {
    await act(manager);
  } finally {
    manager.close();
  }
}

function systemctl(...words: string[]): string[] {
  const lines = execFileSync("systemctl", words, { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line !== "");
}
