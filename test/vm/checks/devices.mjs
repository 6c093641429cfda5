// v2 has no devices controller: a BPF program on the cgroup decides.
import { assert, check, command, image, sh, start, tsRun } from "../harness.mjs";

check("a device that is not allowed can be made, but not opened; an allowed one can", async () => {
  const { output } = await sh(
    "mknod /tmp/mem c 1 1 && head -c 1 /tmp/mem; mknod /tmp/zero c 1 5 && head -c 3 /tmp/zero | wc -c",
  );
  assert.match(output, /^3$/m);
  assert.match(output, /\/tmp\/mem: Operation not permitted/);
});

check("--device opens one device, with the access it names", async () => {
  const readOnly = await sh("head -c 3 /dev/disk | wc -c; (: >/dev/disk); echo $?", "--device", "/dev/vda:/dev/disk:r");
  assert.match(readOnly.output, /^3\n1\n/);
  assert.match(readOnly.output, /can't create \/dev\/disk: Operation not permitted/);
  const all = await sh(": >/dev/vda; echo $?", "--device", "/dev/vda");
  assert.equal(all.output, "0");
});

check("exec is held to the same devices", async () => {
  const { id } = await start("sleep 60");
  const { stderr } = await tsRun("exec", id, "sh", "-c", "mknod /tmp/disk b 254 0; head -c 1 /tmp/disk");
  assert.match(stderr, /Operation not permitted/);
});

check("a privileged container may open any", async () => {
  assert.equal((await sh("head -c 3 /dev/vda | wc -c", "--privileged")).output, "3");
});

check("a terminal works under the device rules", async () => {
  const { stdout } = await command("script", "-qec", `ts-run run --rm -it --network=none ${image} tty`, "/dev/null");
  assert.match(stdout, /\/dev\/pts\/0/);
});
