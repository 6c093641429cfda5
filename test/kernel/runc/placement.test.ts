// cgroupsPath and --cgroup-manager: where a container's cgroup is, and who makes it.
import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { detectCgroupHost } from "../../../src/cgroups/index.ts";
import { cgroupDirectories } from "../../../src/plan/index.ts";
import { skipUnless } from "../../setup/skips.ts";
import { cannotRunBundles, eventually, isOurs, OciRuntime } from "./oci-runtime.ts";

const host = detectCgroupHost();

describe.skipIf(cannotRunBundles())("the cgroup of a container", () => {
  let runtime: OciRuntime;
  let id: string;
  beforeEach(() => {
    runtime = new OciRuntime();
    id = runtime.id("placed");
  });
  afterEach(() => {
    runtime.ok("delete", "--force", id);
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  const write = (cgroupsPath: string | undefined, resources?: object): void =>
    runtime.write("sleep 60", (spec) => {
      if (!spec.linux) return;
      if (cgroupsPath === undefined) delete spec.linux.cgroupsPath;
      else spec.linux.cgroupsPath = cgroupsPath;
      Object.assign(spec.linux, { resources: resources ?? spec.linux.resources });
    });
  /** Of init, in each hierarchy, each once. */
  const paths = (): string[] => {
    const lines = readFileSync(`/proc/${runtime.state(id).pid}/cgroup`, "utf8")
      .trim()
      .split("\n");
    return [...new Set(lines.map((line) => line.slice(line.indexOf("/"))))];
  };

  test.skipIf(!isOurs)(
    "is below /ts-runc when its path is relative, and named by the container when there is none",
    () => {
      write(`deep/${id}`);
      runtime.create(id);
      expect(paths()).toEqual([`/ts-runc/deep/${id}`]);
      runtime.ok("delete", "--force", id);
      // The cgroup between ours and the container's was made on the way, and is whoever's who named it.
      for (const directory of cgroupDirectories(host, "/ts-runc/deep")) rmdirSync(directory);
      write(undefined);
      runtime.create(id);
      expect(paths()).toEqual([`/ts-runc/${id}`]);
    },
  );

  test.skipIf(!isOurs)("is never above or at the root of the hierarchy", () => {
    for (const bad of ["/../etc", "../../x", "/", "/a/../../b"]) {
      write(bad);
      expect(runtime.run(["create", id]).stderr, bad).toContain("/linux/cgroupsPath");
    }
  });

  test.skipIf(!isOurs)("in systemd's form is made by systemd only", () => {
    write(`system.slice:ts:${id}`);
    expect(runtime.run(["create", id]).stderr).toMatch(
      /slice:prefix:name is the form of systemd.*\nhint: .*--systemd-cgroup/,
    );
    expect(runtime.run(["--cgroup-manager", "cgroupd", "create", id]).stderr).toContain(
      "cgroupfs, systemd or disabled",
    );
  });

  test.skipIf(!isOurs || skipUnless(!existsSync("/run/systemd/system"), "a host without systemd"))(
    "cannot be made by systemd where that does not run",
    () => {
      write(undefined);
      for (const flags of [["--systemd-cgroup"], ["--cgroup-manager", "systemd"]])
        expect(runtime.run([...flags, "create", id]).stderr).toMatch(
          /systemd does not run on this host.*\nhint: .*cgroupfs/,
        );
    },
  );

  test.skipIf(!isOurs)("is the container's alone: one with processes in it, or a frozen one, is refused", () => {
    write(`/${id}`);
    runtime.create(id);
    const other = runtime.id("second");
    const { pid } = runtime.state(id);
    expect(runtime.run(["create", other]).stderr).toMatch(
      new RegExp(`cgroup is not empty, process ${pid} run.*\nhint:`),
    );
    expect(runtime.state(id).status).toBe("created");
    runtime.ok("delete", "--force", id);
    if (host.unifiedRoot === undefined) return;
    mkdirSync(`${host.unifiedRoot}/${id}`);
    writeFileSync(`${host.unifiedRoot}/${id}/cgroup.freeze`, "1");
    expect(runtime.run(["create", id]).stderr).toContain("cgroup unexpectedly frozen");
    rmdirSync(`${host.unifiedRoot}/${id}`);
  });

  test.skipIf(!isOurs || skipUnless(host.unifiedRoot !== undefined, "a cgroup v2 mount"))(
    "joins the threaded subtree it is put below",
    async () => {
      const above = `${host.unifiedRoot}/${id}`;
      mkdirSync(`${above}/threads`, { recursive: true });
      writeFileSync(`${above}/threads/cgroup.type`, "threaded"); // its parent is "domain threaded" now
      write(`/${id}/inside`);
      runtime.create(id);
      expect(readFileSync(`${above}/inside/cgroup.type`, "utf8")).toBe("threaded\n");
      expect(readFileSync(`${above}/inside/cgroup.threads`, "utf8")).toBe(`${runtime.state(id).pid}\n`);
      runtime.ok("start", id);
      expect(JSON.parse(runtime.ok("ps", "-f", "json", id))).toEqual([runtime.state(id).pid]);
      runtime.ok("exec", id, "true");
      runtime.ok("delete", "--force", id);
      rmdirSync(`${above}/threads`);
      for (const directory of cgroupDirectories(host, `/${id}`)) if (existsSync(directory)) rmdirSync(directory);
    },
  );

  test.skipIf(!isOurs || skipUnless(host.mode === "v2", "cgroup v2 without v1"))(
    "below one with processes of its own may be counted by threaded controllers only, which is said by name",
    async () => {
      const above = `${host.unifiedRoot}/${id}`;
      mkdirSync(above);
      const sleeper = spawn("sleep", ["300"]);
      const gone = new Promise((resolve) => sleeper.on("close", resolve));
      writeFileSync(`${above}/cgroup.procs`, String(sleeper.pid));
      write(`/${id}/inside`, { memory: { limit: 64 * 1024 * 1024 }, pids: { limit: 9 } });
      expect(runtime.run(["create", id]).stderr).toMatch(
        /memory\/limit.*cgroup.subtree_control: EBUSY[\s\S]*hint: processes run in/,
      );
      write(`/${id}/inside`, {});
      runtime.create(id); // without statistics, rather than not at all
      expect(readFileSync(`${above}/inside/cgroup.type`, "utf8")).toBe("domain\n");
      runtime.ok("delete", "--force", id);
      write(`/${id}/inside`, { pids: { limit: 9 } });
      runtime.create(id);
      expect(readFileSync(`${above}/inside/cgroup.type`, "utf8")).toBe("threaded\n");
      expect(readFileSync(`${above}/inside/pids.max`, "utf8")).toBe("9\n");
      runtime.ok("delete", "--force", id);
      sleeper.kill("SIGKILL");
      await gone;
      rmdirSync(above);
    },
  );

  test("may be divided by the container: who joins later is where its init is", async () => {
    write(`/${id}`);
    runtime.create(id);
    runtime.ok("start", id);
    const root = host.unifiedRoot ?? host.controllers.pids?.root;
    const inner = `${root}/${id}/inner`;
    mkdirSync(inner);
    writeFileSync(`${inner}/cgroup.procs`, String(runtime.state(id).pid));
    if (host.mode === "v2") writeFileSync(`${root}/${id}/cgroup.subtree_control`, "+pids +memory");
    const lines = runtime.ok("exec", id, "cat", "/proc/self/cgroup").trim().split("\n");
    expect(lines.filter((line) => line.endsWith("/inner"))).toHaveLength(1);
  });

  test.skipIf(skipUnless(host.mode === "v2", "cgroup v2 without v1"))(
    "belongs to the container's root where it has a user namespace and a writable mount of it",
    async () => {
      const script =
        "mkdir /sys/fs/cgroup/inner && echo 0 >/sys/fs/cgroup/inner/cgroup.procs && echo +pids >/sys/fs/cgroup/cgroup.subtree_control";
      runtime.write(`busybox ${script}; echo $? >/out/done; sleep 60`, (spec) => {
        if (!spec.linux) return;
        spec.linux.cgroupsPath = `/${id}`;
        spec.linux.namespaces = [...(spec.linux.namespaces ?? []), { type: "user" }];
        spec.linux.uidMappings = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
        spec.linux.gidMappings = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
        const mount = spec.mounts?.find(({ destination }) => destination === "/sys/fs/cgroup");
        if (mount) mount.options = ["nosuid", "noexec", "nodev"];
      });
      for (const directory of [runtime.rootfs, `${runtime.rootfs}/out`]) chownSync(directory, 100_000, 100_000);
      runtime.create(id);
      runtime.ok("start", id);
      await eventually(() => runtime.out("done") !== undefined, 30_000);
      expect(runtime.out("done")).toBe("0\n");
      expect(statSync(`${host.unifiedRoot}/${id}/memory.max`).uid).toBe(0); // its own limits are not its to change
    },
  );

  test.skipIf(!isOurs)(
    "is none with --cgroup-manager disabled: limits are refused, processes listed by namespace",
    async () => {
      write("/nowhere", { memory: { limit: 64 * 1024 * 1024 } });
      expect(runtime.run(["--cgroup-manager", "disabled", "create", id]).stderr).toContain(
        "limiting by /linux/resources/memory: cgroups are switched off",
      );
      write("/nowhere", { devices: [{ allow: false, access: "rwm" }] });
      runtime.detached("--cgroup-manager=disabled", "create", id);
      runtime.ok("start", id);
      const own = readFileSync("/proc/self/cgroup", "utf8");
      expect(readFileSync(`/proc/${runtime.state(id).pid}/cgroup`, "utf8")).toBe(own);
      await eventually(() => JSON.parse(runtime.ok("ps", "-f", "json", id)).includes(runtime.state(id).pid));
      expect(runtime.run(["pause", id]).stderr).toContain("it has none");
      expect(existsSync(`${host.controllers.pids?.root}/nowhere`)).toBe(false);
    },
  );
});
