// A seccomp filter is for the program: it neither meets the calls that make the container nor needs rights that stay.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannotRunBundles, isOurs, OciRuntime } from "./oci-runtime.ts";

// What comes before execve and after the point where a filter without no_new_privs used to be.
const ours = "openat2 prctl setgroups setresgid setresuid umask fchdir close_range accept4 dup3 mkdir mkdirat";

describe.skipIf(cannotRunBundles() || !isOurs)("a filter that refuses what the runtime itself calls", () => {
  let runtime: OciRuntime;
  beforeEach(() => {
    runtime = new OciRuntime();
  });
  afterEach(() => {
    expect(runtime.leftovers()).toEqual([]);
    runtime.close();
  });

  const run = (noNewPrivileges: boolean, uid: number, refused: string): string => {
    runtime.write("cat /proc/self/status; mkdir /tmp/made 2>&1", (spec) => {
      Object.assign(spec.process ?? {}, { noNewPrivileges, user: { uid, gid: uid } });
      const syscalls = [{ names: refused.split(" "), action: "SCMP_ACT_ERRNO" as const, errnoRet: 126 }];
      if (spec.linux) spec.linux.seccomp = { defaultAction: "SCMP_ACT_ALLOW", syscalls };
    });
    return runtime.run(["run", runtime.id(`filter-${uid}-${noNewPrivileges}`)]).stdout;
  };

  for (const uid of [0, 1000]) {
    test(`lets a container start all the same, as uid ${uid}`, () => {
      const output = run(true, uid, `${ours} capset`);
      expect(output).toMatch(/^Seccomp:\s2$/m);
      expect(output).toMatch(/mkdir.*(Required key|Key has|126|not available)/i);
    });

    test(`without no_new_privs too, where only capset is ours, and leaves no right behind, as uid ${uid}`, () => {
      const output = run(false, uid, ours);
      expect(output).toMatch(/^Seccomp:\s2$/m);
      expect(output).toMatch(/^NoNewPrivs:\s0$/m);
      // kill, net_bind_service and audit_write of runc's default; without a file's capabilities uid 1000 has none.
      expect(output).toMatch(uid === 0 ? /^CapPrm:\s0+20000420$/m : /^CapPrm:\s0+$/m);
    });
  }
});
