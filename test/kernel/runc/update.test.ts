// update: new limits for a container, from flags and from documents; all of them or none.
import { existsSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import type { CgroupController } from "../../../src/linux/index.ts";
import { cgroupDirectories } from "../../../src/plan/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunBundles, isOurs, OciRuntime, type Result } from "./oci-runtime.ts";

const host = detectCgroupHost();
const MiB = 1024 * 1024;
const disk = readdirSync("/sys/block")
  .filter((name) => /^(vd|sd|nvme|xvd)/.test(name))
  .map((name) => readFileSync(`/sys/block/${name}/dev`, "utf8").trim().split(":").map(Number))[0];

describe.skipIf(cannotRunBundles())("update of a running container", () => {
  let runtime: OciRuntime;
  let id: string;
  let path: string;
  beforeAll(() => {
    runtime = new OciRuntime();
    id = runtime.id("update");
    path = `/ts-runc-update-${process.pid}/${id}`;
    runtime.write("x=$(head -c 8000000 /dev/zero | tr '\\0' x); echo ready >/out/ready; sleep 600; echo $x", (spec) => {
      if (!spec.linux) return;
      Object.assign(spec.linux, {
        cgroupsPath: path,
        resources: {
          ...spec.linux.resources,
          memory: { limit: 64 * MiB, swap: 64 * MiB },
          cpu: { quota: 50_000, period: 100_000, shares: 512 },
          pids: { limit: 32 },
        },
      });
    });
    runtime.create(id);
    runtime.ok("start", id);
  });
  afterAll(() => {
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
    const above = path.slice(0, path.lastIndexOf("/"));
    for (const directory of cgroupDirectories(host, above)) if (existsSync(directory)) rmdirSync(directory);
  });

  const file = (controller: CgroupController, version1: string, version2 = version1): string => {
    const found = host.controllers[controller] ?? host.controllers.blkio;
    return readFileSync(`${found?.root}${path}/${found?.version === 1 ? version1 : version2}`, "utf8").trim();
  };
  const isVersion1 = host.controllers.memory?.version === 1;
  const memory = (): number[] => {
    const limit = Number(file("memory", "memory.limit_in_bytes", "memory.max"));
    const swap = file("memory", "memory.memsw.limit_in_bytes", "memory.swap.max");
    return [limit, isVersion1 ? Number(swap) : limit + Number(swap)].map((bytes) => bytes / MiB);
  };
  const quota = (): string =>
    host.controllers.cpu?.version === 1
      ? `${file("cpu", "cpu.cfs_quota_us")} ${file("cpu", "cpu.cfs_period_us")}`
      : file("cpu", "", "cpu.max");
  const document = (resources: object): Result =>
    runtime.run(["update", "--resources", "-", id], { input: JSON.stringify(resources), stdio: "pipe" });

  test("raises and lowers memory and swap, in whichever order the kernel takes them", () => {
    runtime.ok("update", "--memory", "128m", "--memory-swap", "192m", id);
    expect(memory()).toEqual([128, 192]);
    expect(document({ memory: { limit: 48 * MiB, swap: 48 * MiB } }).code).toBe(0);
    expect(memory()).toEqual([48, 48]);
    runtime.ok("update", "--memory", "56m", "--memory-swap", "64m", id);
    expect(memory()).toEqual([56, 64]);
  });

  test("keeps the period of a new quota and the quota of a new period", () => {
    runtime.ok("update", "--cpu-quota", "60000", id);
    expect(quota()).toBe("60000 100000");
    runtime.ok("update", "--cpu-period", "50000", id);
    expect(quota()).toBe("60000 50000");
    runtime.ok("update", "--cpu-quota", "20000", "--cpu-period", "100000", id);
    expect(quota()).toBe("20000 100000");
  });

  test.skipIf(!isOurs)("changes burst with its quota, and shares with idle", () => {
    runtime.ok("update", "--cpu-quota", "90000", "--cpu-burst", "80000", id);
    runtime.ok("update", "--cpu-quota", "30000", "--cpu-burst", "10000", id);
    expect([quota(), file("cpu", "cpu.cfs_burst_us", "cpu.max.burst")]).toEqual(["30000 100000", "10000"]);
    runtime.ok("update", "--cpu-idle", "1", id);
    runtime.ok("update", "--cpu-idle", "0", "--cpu-share", "1024", id);
    expect(file("cpu", "cpu.shares", "cpu.weight")).toBe(host.controllers.cpu?.version === 1 ? "1024" : "100");
  });

  test("limits processes, CPUs and disks; minus one takes the limit away", () => {
    runtime.ok("update", "--pids-limit", "20", "--cpuset-cpus", "0", id);
    expect([file("pids", "pids.max"), file("cpuset", "cpuset.cpus")]).toEqual(["20", "0"]);
    runtime.ok("update", "--pids-limit", "-1", id);
    expect(file("pids", "pids.max")).toBe("max");
  });

  test.skipIf(skipUnless(disk !== undefined, "a disk whose rate could be limited"))(
    "limits the rates of one disk by a document, and takes them away again",
    () => {
      const [major = 0, minor = 0] = disk ?? [];
      const rates = () => file("io", "blkio.throttle.read_bps_device", "io.max");
      const of = (rate: number) => ({ blockIO: { throttleReadBpsDevice: [{ major, minor, rate }] } });
      expect(document(of(1_000_000)).code).toBe(0);
      expect(rates()).toContain("1000000");
      expect(document(of(0)).code).toBe(0);
      expect(rates()).toBe("");
    },
  );

  test.skipIf(!isOurs)("changes nothing when one of the new limits is refused", () => {
    runtime.ok("update", "--memory", "56m", "--memory-swap", "64m", "--pids-limit", "20", id);
    const { code, stderr } = document({
      memory: { limit: 100 * MiB, swap: 120 * MiB },
      pids: { limit: 5 },
      cpu: { cpus: "4000" },
    });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/cpuset.cpus: E[A-Z]+[\s\S]*hint: name CPUs/)]);
    expect([memory(), file("pids", "pids.max")]).toEqual([[56, 64], "20"]);
    expect(document({ devices: [{ allow: true, access: "rwm" }] }).stderr).toContain("device rules");
    expect(document({ memory: { limit: -7 }, pids: { limit: -9 } }).stderr).toMatch(/\/memory\/limit.*\/pids\/limit/);
    expect(runtime.run(["update", "--memory", "much", id]).stderr).toContain("--memory much: not a size");
  });

  test.skipIf(!isOurs)("takes an engine's whole linux.resources back, device rules and all", () => {
    const spec = JSON.parse(readFileSync(`${runtime.bundle}/config.json`, "utf8"));
    const { code, stderr } = document({ ...spec.linux.resources, pids: { limit: 44 } });
    expect([code, stderr, file("pids", "pids.max")]).toEqual([0, "", "44"]);
  });

  test("refuses a memory limit below what is in use, where that is asked for", async () => {
    await expect.poll(() => runtime.out("ready"), { timeout: 30_000 }).toBeDefined();
    const before = memory();
    const { code, stderr } = document({ memory: { limit: 2 * MiB, checkBeforeUpdate: true } });
    expect(code).not.toBe(0);
    if (isOurs) expect(stderr).toMatch(/it uses .* more than the new limit of 2 MiB/);
    expect(memory()).toEqual(before);
    expect(runtime.state(id).status).toBe("running");
  });
});
