// features.md asks that the runtime recognises what it lists: each entry is tried here, and what is left out is refused.
import { beforeAll, describe, expect, test } from "vitest";
import { TsRunError } from "../../../src/base/index.ts";
import { CAPABILITIES } from "../../../src/linux/index.ts";
import {
  HOOK_NAMES,
  MEMORY_POLICY_FLAGS,
  MEMORY_POLICY_MODES,
  NAMESPACE_TYPES,
  OPTIONAL_MOUNT_OPTIONS,
  REQUIRED_MOUNT_OPTIONS,
  type RuntimeMount,
  type RuntimeSpec,
  SECCOMP_ACTIONS,
  SECCOMP_FLAGS,
  validateRuntimeSpec,
} from "../../../src/oci/index.ts";
import { features } from "../../../src/runtime/index.ts";
import { compileRuncPlan } from "../../golden/plans/compile-runc.ts";
import { hostFacts } from "../../golden/plans/facts.ts";

// biome-ignore lint/suspicious/noExplicitAny: the document of features.md, whose form is what is tested
let printed: any;
beforeAll(() => {
  printed = features({ facts: hostFacts([6, 18]) });
});

const good: RuntimeSpec = {
  ociVersion: "1.3.0",
  root: { path: "rootfs" },
  process: { user: { uid: 0, gid: 0 }, args: ["/bin/true"], cwd: "/" },
  linux: { namespaces: [{ type: "mount" }, { type: "network" }], cgroupsPath: "/ts-runc/c1" },
};
const withLinux = (change: object): RuntimeSpec => ({ ...good, linux: { ...good.linux, ...change } });

/** Neither the validation nor the compiler has anything against it. */
function isHonoured(spec: RuntimeSpec): boolean {
  const [violation] = validateRuntimeSpec(spec);
  if (violation) throw new Error(`${violation.pointer}: ${violation.rule}`);
  try {
    return compileRuncPlan(spec).lanes.parent.length > 0;
  } catch (error) {
    if (error instanceof TsRunError && error.code === "ERR_UNSUPPORTED") return false;
    throw error;
  }
}

describe("features()", () => {
  test("has versions that config.json may have", () => {
    for (const ociVersion of [printed.ociVersionMin, printed.ociVersionMax])
      expect(validateRuntimeSpec({ ...good, ociVersion })).toEqual([]);
    expect(validateRuntimeSpec({ ...good, ociVersion: "2.0.0" })).toHaveLength(1);
  });

  test("lists the hooks that are performed, and no others", () => {
    const performed = HOOK_NAMES.filter((name) => isHonoured({ ...good, hooks: { [name]: [{ path: "/bin/hook" }] } }));
    expect(printed.hooks).toEqual(performed);
  });

  test("lists only mount options of the specification, and only those that are honoured", () => {
    const words: readonly string[] = [...REQUIRED_MOUNT_OPTIONS, ...OPTIONAL_MOUNT_OPTIONS];
    expect(printed.mountOptions.filter((word: string) => !words.includes(word))).toEqual([]);
    expect(REQUIRED_MOUNT_OPTIONS.filter((word) => !printed.mountOptions.includes(word))).toEqual([]);
    const mapping = [{ containerID: 0, hostID: 1000, size: 1 }];
    const mappings = { uidMappings: mapping, gidMappings: mapping };
    const mountWith = (word: string): RuntimeMount => ({
      destination: "/data",
      source: "/data",
      type: "tmpfs",
      options: word.endsWith("idmap") ? ["bind", word] : [word],
      ...(word.endsWith("idmap") && mappings),
    });
    expect(printed.mountOptions.filter((word: string) => !isHonoured({ ...good, mounts: [mountWith(word)] }))).toEqual(
      [],
    );
  });

  test("lists namespaces and capabilities by the names that config.json has", () => {
    const mapping = [{ containerID: 0, hostID: 1000, size: 1 }];
    for (const type of printed.linux.namespaces) {
      const namespaces = [...new Set(["mount", type])].map((one) => ({ type: one }));
      const mappings = type === "user" ? { uidMappings: mapping, gidMappings: mapping } : {};
      expect([type, isHonoured({ ...good, linux: { namespaces, ...mappings } as RuntimeSpec["linux"] & {} })]).toEqual([
        type,
        true,
      ]);
    }
    expect(printed.linux.namespaces).toHaveLength(NAMESPACE_TYPES.length);
    expect(printed.linux.capabilities).toEqual(CAPABILITIES);
  });

  test("lists the seccomp constants that are compiled, and no others", () => {
    const profile = (change: object) => withLinux({ seccomp: { defaultAction: "SCMP_ACT_ALLOW", ...change } });
    const rule = (action: string, op: string) =>
      profile({
        syscalls: [{ names: ["kexec_load"], action, args: [{ index: 0, value: 1, op }] }],
        ...(action === "SCMP_ACT_NOTIFY" && { listenerPath: "/run/agent" }),
      });
    const { actions, operators, archs, knownFlags, supportedFlags } = printed.linux.seccomp;
    expect(actions).toEqual(SECCOMP_ACTIONS.filter((name) => isHonoured(rule(name, "SCMP_CMP_EQ"))).toSorted());
    for (const op of operators) expect(isHonoured(rule("SCMP_ACT_LOG", op))).toBe(true);
    for (const name of archs) expect(isHonoured(profile({ architectures: [name] }))).toBe(true);
    expect(knownFlags).toEqual(SECCOMP_FLAGS.filter((name) => isHonoured(profile({ flags: [name] }))).toSorted());
    expect(supportedFlags.filter((name: string) => !knownFlags.includes(name))).toEqual([]);
  });

  test("tells which objects of config.json are honoured", () => {
    const { cgroup, intelRdt, memoryPolicy, mountExtensions, netDevices } = printed.linux;
    expect(cgroup).toMatchObject({ v1: true, v2: true, systemd: true, systemdUser: false });
    expect(cgroup.rdma).toBe(isHonoured(withLinux({ resources: { rdma: { mlx5_1: { hcaHandles: 3 } } } })));
    expect(intelRdt.enabled).toBe(isHonoured(withLinux({ intelRdt: { closID: "a" } })));
    expect(intelRdt.schemata).toBe(isHonoured(withLinux({ intelRdt: { schemata: ["L3:0=f"] } })));
    expect(intelRdt.monitoring).toBe(isHonoured(withLinux({ intelRdt: { enableMonitoring: true } })));
    expect(netDevices.enabled).toBe(isHonoured(withLinux({ netDevices: { eth1: {} } })));
    expect(mountExtensions.idmap.enabled).toBe(printed.mountOptions.includes("idmap"));
    const nodesOf = (mode: string) => (/DEFAULT|LOCAL/.test(mode) ? {} : { nodes: "0" });
    const modes = MEMORY_POLICY_MODES.filter((mode) =>
      isHonoured(withLinux({ memoryPolicy: { mode, ...nodesOf(mode) } })),
    );
    expect(memoryPolicy.modes).toEqual(modes);
    const flags = MEMORY_POLICY_FLAGS.filter((flag) =>
      isHonoured(withLinux({ memoryPolicy: { mode: "MPOL_BIND", nodes: "0", flags: [flag] } })),
    );
    expect(memoryPolicy.flags).toEqual(flags);
  });
});
