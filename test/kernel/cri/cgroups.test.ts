// ts-run cri with the cgroupfs driver on pure cgroup v2.
import { mkdirSync, rmdirSync } from "node:fs";
import { describe } from "vitest";
import { CgroupDriver } from "../../../src/cri-wire/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunPods, cgroupHost, podCgroupTests } from "./pod-cgroups.ts";

const { unifiedRoot = "", mode } = cgroupHost;
const pathOf = (uid: string): string => `/kubepods/burstable/pod${uid}`;

describe.skipIf(cannotRunPods() || skipUnless(mode === "v2", "cgroup v2 without v1"))("pods by cgroupfs", () => {
  podCgroupTests({
    wire: CgroupDriver.CGROUPFS,
    flags: ["--cgroup-driver", "cgroupfs"],
    makePod: async (uid) => {
      mkdirSync(`${unifiedRoot}${pathOf(uid)}`, { recursive: true });
      return pathOf(uid);
    },
    removePod: async (uid) => rmdirSync(`${unifiedRoot}${pathOf(uid)}`),
    nameOf: (id) => id,
  });
});
