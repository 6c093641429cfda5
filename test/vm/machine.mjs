// One run of QEMU: boots a kernel, runs one command inside, and is over after the time limit at the latest. It cannot outlive
// this process: the kernel kills it with its parent.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fetchBusybox } from "../../rootfs/busybox.mjs";
import { projectDir } from "../../scripts/setup/stamp.mjs";
import { clockOptions } from "./clock.mjs";
import { makeInitrd } from "./initrd.mjs";

const kernelOptions = [
  ["console=ttyS0", "quiet", "panic=-1", "8250.nr_uarts=1", "nowatchdog", "audit=0", "mitigations=off", "nokaslr"],
  // Software emulation makes these the longest parts of the boot, or makes them complain.
  ["cryptomgr.notests", "init_on_alloc=0", "random.trust_cpu=on"],
  ["psi=1"], // Debian builds it in and leaves it off on some series
].flat();

/** The plain guest has no AppArmor, so that both kinds of host are seen. */
const kernelOptionsOf = {
  plain: ["apparmor=0"],
  systemd: [
    ["apparmor=1", "security=apparmor", "lsm=landlock,lockdown,yama,integrity,apparmor,bpf"],
    ["systemd.unified_cgroup_hierarchy=1", "systemd.log_target=console", "systemd.show_status=0"],
  ].flat(),
};

/**
 * @param {{ init: "plain" | "systemd", kernel: { image: string, modules: string[] }, packages: string, command: string,
 *   timeLimitMs: number, consoleFile: string, accelerator: "kvm" | "tcg", onOutput?: (text: string) => void }} options
 * @returns {Promise<{ code: number | undefined, report: string, ending: string }>} code: the command's; undefined if it did
 *   not come so far. report: what it wrote to TS_RUN_GUEST_REPORT
 */
export async function boot({ init, kernel, packages, command, timeLimitMs, consoleFile, accelerator, onOutput }) {
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-vm-"));
  try {
    const [initrd, result, report] = ["initrd", "result", "report"].map((name) => path.join(dir, name));
    const { program: busybox } = await fetchBusybox("amd64");
    const settings = { PROJECT: projectDir, INIT: init };
    writeFileSync(initrd, makeInitrd({ busybox, modules: kernel.modules, command, settings }));
    for (const file of [result, report]) writeFileSync(file, "");
    const options = [
      ...kernelOptions,
      ...kernelOptionsOf[init],
      ...(accelerator === "tcg" ? await clockOptions() : []),
    ];
    const args = qemuArguments({ kernel, options, packages, initrd, result, report, consoleFile, accelerator });
    const ending = await runBounded("setpriv", ["--pdeathsig", "KILL", "qemu-system-x86_64", ...args], {
      timeLimitMs,
      onOutput: onOutput ?? (() => {}),
    });
    const code = readFileSync(result, "utf8").trim();
    return { code: code === "" ? undefined : Number(code), report: readFileSync(report, "utf8"), ending };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function qemuArguments({ kernel, options, packages, initrd, result, report, consoleFile, accelerator }) {
  return [
    ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"],
    ["-M", "q35", "-cpu", "max", "-smp", "2", "-m", "1536M"],
    ["-accel", accelerator === "tcg" ? "tcg,thread=multi" : accelerator],
    ["-kernel", kernel.image, "-initrd", initrd, "-append", options.join(" ")],
    ["-serial", `file:${consoleFile}`, "-device", "virtio-rng-pci"],
    ...share("host", "/"),
    ...share("packages", packages),
    ["-device", "virtio-serial-pci"],
    ...port("output", "stdio", "signal=off"),
    ...port("result", "file", `path=${result}`),
    ...port("report", "file", `path=${report}`),
    // A disk of nothing, to throttle.
    ["-blockdev", "driver=null-co,node-name=scratch,size=67108864,read-zeroes=on"],
    ["-device", "virtio-blk-pci,drive=scratch"],
  ].flat();
}

/** A directory of this machine, to be read only. */
function share(name, directory) {
  return [
    ["-fsdev", `local,id=${name},path=${directory},security_model=none,readonly=on,multidevs=remap`],
    ["-device", `virtio-9p-pci,fsdev=${name},mount_tag=${name}`],
  ];
}

/** A file in the guest that is a stream of ours. */
function port(name, kind, options) {
  return [
    ["-chardev", `${kind},id=${name},${options}`],
    ["-device", `virtserialport,chardev=${name},name=${name}`],
  ];
}

/** Resolves, when the program is gone, to how it ended, in words. */
function runBounded(program, args, { timeLimitMs, onOutput }) {
  return new Promise((resolve) => {
    // QEMU takes the end of its input for a port that nobody listens to, so the input stays open.
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
    let complaint = "";
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, timeLimitMs);
    child.stdout.setEncoding("utf8").on("data", onOutput);
    child.stderr.setEncoding("utf8").on("data", (text) => {
      complaint += text;
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      resolve(error.message);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (isLate) resolve(`killed at the time limit of ${timeLimitMs / 1000} s`);
      else
        resolve(code === 0 ? "powered off" : `QEMU ended with ${signal ?? `exit code ${code}`}: ${complaint.trim()}`);
    });
  });
}
