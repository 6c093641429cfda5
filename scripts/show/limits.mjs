// Limits, each shown by running into it.
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { readCpuUsageUs } from "../demo/cgroup-files.mjs";

const busybox = "ts-run/busybox";

export async function showLimits(session) {
  session.title("Limits: 64 MB of memory, half a CPU, 16 processes");
  showMemory(session);
  await showCpu(session);
  session.say("");
  const forks = "for i in $(seq 1 20); do sleep 1 & done; wait";
  session.show(["run", "--rm", "--pids-limit", "16", busybox, "sh", "-c", forks], { code: 2, says: /can't fork/ });
}

function showMemory(session) {
  const hog = ["dd", "if=/dev/zero", "of=/dev/null", "bs=300M", "count=1"];
  session.show(["run", "--name", "hog", "-m", "64m", "--memory-swap", "64m", busybox, ...hog], { code: 137 });
  session.show(["inspect", "--format", "{{.State.OOMKilled}}: {{.State.Evidence.Sentence}}", "hog"], {
    says: /true: .*dd.*killed at the limit of 64 MiB/,
  });
  session.show(["ps", "-a"]);
  session.run("rm", "hog");
}

async function showCpu(session) {
  session.say("");
  const loops = "while :; do :; done & while :; do :; done";
  session.show(["run", "-d", "--name", "busy", "--cpus", "0.5", busybox, "sh", "-c", loops]);
  const pid = Number(session.run("inspect", "--format", "{{.State.Pid}}", "busy").stdout);
  let used = 0;
  // The limit is never exceeded; it is used up when the machine has the time, which beside other work takes tries.
  for (let attempt = 0; attempt < 5 && used < 0.45; attempt++) {
    await sleep(500);
    const before = { usageUs: readCpuUsageUs(pid), at: performance.now() };
    await sleep(4000);
    used = (readCpuUsageUs(pid) - before.usageUs) / 1000 / (performance.now() - before.at);
  }
  session.show(["stats", "--no-stream", "busy"]);
  session.measure(`two busy loops used ${used.toFixed(3)} CPUs of 0.5`, used > 0.45 && used < 0.55);
  session.run("rm", "-f", "busy");
}
