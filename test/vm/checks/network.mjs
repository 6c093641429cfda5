// Published ports and the way out, on a firewall that is the distribution's own.
import { spawn } from "node:child_process";
import { readlinkSync } from "node:fs";
import { assert, check, command, image, ok, shortCheck, start, until } from "../harness.mjs";

shortCheck("a published port answers on the host", async () => {
  await start("echo hello >/tmp/index.html; httpd -f -p 80 -h /tmp", "-p", "8080:80");
  await until(
    "it answers",
    async () => (await command("curl", "-s", "-m", "3", "http://127.0.0.1:8080/")).stdout === "hello",
  );
});

check("a container reaches another network as the host, and that network reaches the published port", async () => {
  const outside = await openOutside();
  try {
    const greet = "while ! echo hi | nc -w 2 192.168.99.2 7000; do sleep 0.2; done";
    await start(`${greet}; httpd -f -p 80 -h /etc`, "-p", "8081:80");
    await until("the greeting arrives from the host's address", () => outside.said().includes("192.168.99.1 says hi"));
    const answer = await command("nsenter", outside.net, "curl", "-s", "-m", "5", "http://192.168.99.1:8081/hostname");
    assert.match(answer.stdout, /^[0-9a-f]{12}$/, answer.stderr);
  } finally {
    outside.close();
  }
});

const listen = `require("node:net").createServer((socket) => socket.on("data", (text) => {
  console.log(socket.remoteAddress + " says " + text);
  socket.end();
})).listen(7000, "0.0.0.0")`;

/** Another machine, as far as the network can tell: a namespace with a wire to it, 192.168.99.1 here and .2 there. */
async function openOutside() {
  const machine = spawn("unshare", ["--net", process.execPath, "-e", listen], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  machine.stdout.on("data", (text) => {
    said += text;
  });
  const namespace = `/proc/${machine.pid}/ns/net`;
  const net = `--net=${namespace}`;
  await until("the namespace is there", () => readlinkSync(namespace) !== readlinkSync("/proc/self/ns/net"));
  const ip = (words) => command("ip", ...words.split(" "));
  const there = (words) => command("nsenter", net, "ip", ...words.split(" "));
  await ip(`link add outside type veth peer name inside netns ${machine.pid}`);
  await ip("addr add 192.168.99.1/24 dev outside");
  await ip("link set outside up");
  await there("addr add 192.168.99.2/24 dev inside");
  await there("link set inside up");
  return { net, said: () => said, close: () => machine.kill("SIGKILL") };
}

check("nothing of a removed container is left in the firewall and among the interfaces", async () => {
  const { id } = await start("sleep 60", "-p", "8082:80");
  await ok("rm", "-f", id);
  assert.doesNotMatch((await command("ip", "-br", "link")).stdout, /^ts[0-9a-f]{8}/m);
  assert.doesNotMatch((await command("nft", "list", "ruleset")).stdout, /8082/);
  assert.equal((await command("ts-run", "run", "--rm", image, "echo", "again")).stdout, "again");
});
