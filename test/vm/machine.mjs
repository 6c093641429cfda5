// One run of QEMU: boots a kernel, runs one command inside, and is over after the time limit at the latest. It cannot outlive
// this process: the kernel kills it with its parent.
import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fetchBusybox } from "../../rootfs/busybox.mjs";
import { projectDir } from "../../scripts/setup/stamp.mjs";
import { makeInitrd } from "./initrd.mjs";

const kernelOptions = [
  ["console=ttyS0", "quiet", "panic=-1", "8250.nr_uarts=1", "nowatchdog", "audit=0", "mitigations=off", "nokaslr"],
  // Software emulation makes these the longest parts of the boot, or makes them complain.
  ["cryptomgr.notests", "no_timer_check", "tsc=reliable", "init_on_alloc=0", "random.trust_cpu=on"],
  ["psi=1"], // Debian builds it in and leaves it off on some series
].flat();

/**
 * @param {{ kernel: { image: string, modules: string[] }, command: string, timeLimitMs: number, consoleFile: string,
 *   accelerator: "kvm" | "tcg", onOutput?: (text: string) => void }} options
 * @returns {Promise<{ code: number | undefined, ending: string }>} code: the command's; undefined if it did not come so far
 */
export async function boot({ kernel, command, timeLimitMs, consoleFile, accelerator, onOutput = () => {} }) {
  const dir = mkdtempSync(path.join(tmpdir(), "ts-run-vm-"));
  try {
    const initrd = path.join(dir, "initrd");
    const result = path.join(dir, "result");
    const { program: busybox } = await fetchBusybox("amd64");
    writeFileSync(initrd, makeInitrd({ busybox, modules: kernel.modules, command, cwd: projectDir }));
    writeFileSync(result, "");
    const args = qemuArguments({ kernel, initrd, result, consoleFile, accelerator });
    const ending = await runBounded("setpriv", ["--pdeathsig", "KILL", "qemu-system-x86_64", ...args], {
      timeLimitMs,
      onOutput,
    });
    const code = readFileSync(result, "utf8").trim();
    return { code: code === "" ? undefined : Number(code), ending };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function qemuArguments({ kernel, initrd, result, consoleFile, accelerator }) {
  return [
    ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"],
    ["-M", "q35", "-cpu", "max", "-smp", "2", "-m", "1536M"],
    ["-accel", accelerator === "tcg" ? "tcg,thread=multi" : accelerator],
    ["-kernel", kernel.image, "-initrd", initrd, "-append", kernelOptions.join(" ")],
    ["-serial", `file:${consoleFile}`, "-device", "virtio-rng-pci"],
    ["-fsdev", "local,id=host,path=/,security_model=none,readonly=on,multidevs=remap"],
    ["-device", "virtio-9p-pci,fsdev=host,mount_tag=host"],
    [
      "-device",
      "virtio-serial-pci",
      "-chardev",
      "stdio,id=output,signal=off",
      "-chardev",
      `file,id=result,path=${result}`,
    ],
    ["-device", "virtserialport,chardev=output,name=output", "-device", "virtserialport,chardev=result,name=result"],
    // A disk of nothing, to throttle.
    ["-blockdev", "driver=null-co,node-name=scratch,size=67108864,read-zeroes=on"],
    ["-device", "virtio-blk-pci,drive=scratch"],
  ].flat();
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

/** /dev/kvm may be there and useless (nested hosts): only a guest that came up proves it. */
export async function chooseAccelerator(kernel, consoleFile) {
  try {
    accessSync("/dev/kvm", constants.R_OK | constants.W_OK);
  } catch {
    return { accelerator: "tcg", why: "no /dev/kvm" };
  }
  const probe = await boot({ kernel, command: "true", timeLimitMs: 10_000, consoleFile, accelerator: "kvm" });
  if (probe.code === 0) return { accelerator: "kvm", why: "a trial boot succeeded" };
  return { accelerator: "tcg", why: `a trial boot with KVM did not: ${probe.ending.split("\n")[0]}` };
}
