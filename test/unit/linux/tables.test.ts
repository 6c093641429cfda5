// The kernel's numbers as data, against this machine's own headers where they are installed.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  arm64Syscalls,
  CAPABILITIES,
  capabilitiesOfMask,
  capabilityNumber,
  errnoName,
  errnoNumber,
  type FlagName,
  flagsWithPrefix,
  flagValue,
  i386Syscalls,
  RLIMITS,
  rlimitNumber,
  signalName,
  signalNumber,
  syscallNumber,
  x64Syscalls,
} from "../../../src/linux/index.ts";
import { skipUnless } from "../../setup/skips.ts";

const unistd = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h";
const unistd32 = "/usr/include/x86_64-linux-gnu/asm/unistd_32.h";
const hasCompiler = existsSync(unistd) && spawnSync("cc", ["--version"]).status === 0;

function numbersIn(header: string): [string, number][] {
  const lines = readFileSync(header, "utf8").matchAll(/^#define __NR_(\w+) (\d+)$/gm);
  return [...lines].map(([, name = "", number = ""]) => [name, Number(number)]);
}

/** What C thinks of these constants; those that its headers do not know are left out. */
function valuesInC(names: readonly string[]): Map<string, bigint> {
  const headers = [
    "fcntl.h",
    "signal.h",
    "sys/stat.h",
    "sys/ioctl.h",
    "sys/socket.h",
    "sys/resource.h",
    "linux/mount.h",
  ];
  const kernel = ["capability", "keyctl", "openat2", "prctl", "sched", "seccomp"].map((name) => `linux/${name}.h`);
  const print = (name: string) => `#ifdef ${name}\nprintf("${name} %llu\\n", (unsigned long long)(${name}));\n#endif\n`;
  const source = [
    "#define _GNU_SOURCE\n#include <stdio.h>\n",
    ...[...headers, ...kernel].map((name) => `#include <${name}>\n`),
    "int main(void) {\n",
    ...names.map(print),
    "return 0; }\n",
  ].join("");
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-flags-"));
  try {
    const built = spawnSync("cc", ["-x", "c", "-w", "-o", path.join(dir, "flags"), "-"], {
      input: source,
      encoding: "utf8",
    });
    if (built.status !== 0) throw new Error(built.stderr);
    const lines = spawnSync(path.join(dir, "flags"), { encoding: "utf8" }).stdout.trim().split("\n");
    return new Map(lines.map((line) => [line.split(" ")[0] ?? "", BigInt(line.split(" ")[1] ?? "")]));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe("syscallNumber()", () => {
  test("knows the calls of plans on both architectures", () => {
    const numbers = (["openat2", "mount_setattr", "clone3", "pivot_root", "execve"] as const).map((name) => [
      syscallNumber(name, "x64"),
      syscallNumber(name, "arm64"),
    ]);
    expect(numbers).toEqual([
      [437, 437],
      [442, 442],
      [435, 435],
      [155, 41],
      [59, 221],
    ]);
  });

  test.skipIf(skipUnless(existsSync(unistd), "the x86_64 kernel headers (linux-libc-dev)"))(
    "agrees with every line of the machine's unistd headers",
    () => {
      const table: Record<string, number> = x64Syscalls;
      const found = numbersIn(unistd);
      expect(found.length).toBeGreaterThan(350);
      expect(found.filter(([name, number]) => table[name] !== number)).toEqual([]);
      const table32: Record<string, number> = i386Syscalls;
      expect(numbersIn(unistd32).filter(([name, number]) => table32[name] !== number)).toEqual([]);
    },
  );

  test("gives no number twice within an architecture", () => {
    for (const table of [x64Syscalls, arm64Syscalls]) {
      const numbers = Object.values(table);
      expect(numbers.length - new Set(numbers).size).toBe(0);
    }
  });
});

describe("flagValue()", () => {
  test("differs between architectures only where fcntl.h does", () => {
    const differing = flagsWithPrefix("").filter((name) => flagValue(name, "x64") !== flagValue(name, "arm64"));
    expect(differing.sort()).toEqual(["O_DIRECT", "O_DIRECTORY", "O_LARGEFILE", "O_NOFOLLOW", "O_TMPFILE"]);
  });

  test.skipIf(skipUnless(hasCompiler, "a C compiler with the x86_64 kernel headers"))("agrees with C", () => {
    // libc says O_LARGEFILE is 0 on 64-bit machines; capability and keyctl numbers below 0 are ints in C, u32 here.
    const asked = flagsWithPrefix("").filter((name) => name !== "O_LARGEFILE");
    const inC = valuesInC(asked);
    expect(inC.size).toBeGreaterThan(300);
    const wrong = [...inC].filter(([name, value]) => {
      const ours = flagValue(name as FlagName, "x64");
      return ours !== value && BigInt.asUintN(32, ours) !== BigInt.asUintN(32, value);
    });
    expect(wrong).toEqual([]);
    for (const name of ["O_PATH", "MOUNT_ATTR_RDONLY", "CLONE_NEWNS", "PR_CAPBSET_DROP", "RESOLVE_IN_ROOT"])
      expect(inC.has(name)).toBe(true);
  });
});

describe("capabilities", () => {
  test("have the kernel's numbers", () => {
    expect(["CAP_CHOWN", "CAP_SYS_ADMIN", "CAP_CHECKPOINT_RESTORE"].map(capabilityNumber)).toEqual([0, 21, 40]);
    expect(capabilityNumber("CAP_FLY")).toBeUndefined();
  });

  test("of a mask are its bits by name", () => {
    expect(capabilitiesOfMask((1n << 21n) | 1n)).toEqual(["CAP_CHOWN", "CAP_SYS_ADMIN"]);
    expect(capabilitiesOfMask((1n << 41n) - 1n)).toEqual([...CAPABILITIES]);
  });
});

describe("signalNumber()", () => {
  test("reads names with and without SIG, in any case, and numbers", () => {
    expect(["KILL", "SIGTERM", "hup", "SigUsr1", "9", "64"].map(signalNumber)).toEqual([9, 15, 1, 10, 9, 64]);
  });

  test("counts real-time signals from libc's SIGRTMIN (34) up and from SIGRTMAX (64) down", () => {
    const words = ["SIGRTMIN", "RTMIN+3", "rtmax", "SIGRTMAX-14", "RTMIN+30"];
    expect(words.map(signalNumber)).toEqual([34, 37, 64, 50, 64]);
  });

  test("knows nothing that the kernel does not", () => {
    const words = ["", "SIG", "0", "65", "-9", "RTMIN-1", "RTMAX+1", "RTMIN+31", "SIGFOO", "9x", "toString"];
    expect(words.map(signalNumber)).toEqual(words.map(() => undefined));
  });

  test("and signalName() undo each other", () => {
    for (let number = 1; number <= 64; number++) {
      if (number === 32 || number === 33) continue; // libc keeps these two to itself
      expect(signalNumber(signalName(number))).toBe(number);
    }
    expect(signalName(32)).toBe("signal 32");
  });

  test("agrees with Node where both know a name", () => {
    const known = Object.entries(constants.signals).map(([name, number]) => [name, signalNumber(name), number]);
    expect(known.filter(([, ours, theirs]) => ours !== undefined && ours !== theirs)).toEqual([]);
    expect(known.filter(([, ours]) => ours !== undefined).length).toBeGreaterThan(28);
  });
});

describe("errno", () => {
  test("names and numbers agree with Node's", () => {
    const synonyms = ["ENOTSUP", "EWOULDBLOCK"]; // of EOPNOTSUPP and EAGAIN
    const names = Object.keys(constants.errno).filter((name) => !synonyms.includes(name));
    const wrong = names.filter((name) => errnoName(constants.errno[name as "ENOENT"]) !== name);
    expect(wrong).toEqual([]);
    expect(errnoNumber("ENOENT")).toBe(2);
    expect(errnoName(2)).toBe("ENOENT");
    expect(errnoName(9999)).toBe("errno 9999");
  });
});

describe("rlimits", () => {
  test("have the kernel's order", () => {
    expect([rlimitNumber("RLIMIT_CPU"), rlimitNumber("RLIMIT_NOFILE"), RLIMITS.length]).toEqual([0, 7, 16]);
    expect(rlimitNumber("RLIMIT_FUN")).toBeUndefined();
  });
});
