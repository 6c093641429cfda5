// io.max on a disk that is otherwise as fast as memory.
import { assert, check, read, sh, start } from "../harness.mjs";

const writeDisk = "time dd if=/dev/zero of=/dev/vda bs=64k count=64 oflag=direct";

check("io.max: writing 4 MiB at 1 MiB/s takes 4 s, and no time without the limit", async () => {
  const fast = await secondsOf(writeDisk, "--device", "/dev/vda");
  const slow = await secondsOf(writeDisk, "--device", "/dev/vda", "--device-write-bps", "/dev/vda:1mb");
  assert.ok(slow > 3 && slow < 8, `took ${slow} s`);
  assert.ok(fast < slow / 2, `${fast} s without a limit, ${slow} s with it`);
});

check("io.max: reading is limited by operations too", async () => {
  const readDisk = "time dd if=/dev/vda of=/dev/null bs=64k count=60 iflag=direct";
  const slow = await secondsOf(readDisk, "--device", "/dev/vda", "--device-read-iops", "/dev/vda:20");
  assert.ok(slow > 2 && slow < 8, `took ${slow} s`);
});

check("all four rates of one device stand side by side", async () => {
  const flags = ["--device-read-bps", "--device-write-bps"].flatMap((flag) => [flag, "/dev/vda:2mb"]);
  const { cgroup } = await start(
    "sleep 60",
    ...flags,
    "--device-read-iops",
    "/dev/vda:30",
    "--device-write-iops",
    "/dev/vda:40",
  );
  assert.match(read(cgroup, "io.max"), /^\d+:0 rbps=2097152 wbps=2097152 riops=30 wiops=40$/);
});

async function secondsOf(script, ...flags) {
  const { output } = await sh(script, ...flags);
  const match = /^real\s+(\d+)m ([\d.]+)s/m.exec(output);
  assert.ok(match, output);
  return Number(match[1]) * 60 + Number(match[2]);
}
