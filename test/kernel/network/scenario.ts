// Runs inside a fresh network namespace (see bridge.test.ts), which plays the host, so that the real host stays as it is.
// A second namespace plays a machine on the host's network; two more play containers. Prints one JSON object of
// observations; the test file says what they should be.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import { NETLINK_NETFILTER, NETLINK_ROUTE, NLM_F_ACK, parseMessages } from "../../../src/linux/index.ts";
import { netlinkExchange, netlinkOpen } from "../../../src/native/index.ts";
import {
  findForwardDrops,
  findNetworkLeftovers,
  kernelExchange,
  networkStats,
  type PortRequest,
  type PreparedNetwork,
  prepareNetwork,
  releaseNetwork,
  removeNetwork,
} from "../../../src/network/index.ts";
import type { PlanInput } from "../../../src/plan/input.ts";
import type { Op } from "../../../src/plan/op.ts";
import { planNetwork } from "../../../src/plan/passes/network.ts";

const stateDir = process.argv[2] ?? "";
const children: ChildProcess[] = [];
const alive = new Set<string>();
const host = {
  configPath: `${stateDir}/network.json`,
  stateDir,
  exchange: kernelExchange,
  runDir: "/run/test",
  isAlive: (id: string) => alive.has(id),
};
const hostAddress = "198.51.100.1";
const seen: Record<string, unknown> = {};

interface Machine {
  readonly pid: number;
}

/** A process in a network namespace of its own; waits until it is there. */
async function machine(): Promise<Machine> {
  const child = spawn("unshare", ["--net", "sh", "-c", "echo there; exec sleep 300"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  return { pid: child.pid ?? 0 };
}

function send(op: Op | undefined, values: Readonly<Record<string, number>>, inside?: Machine): string | null {
  const buffer = op?.args[1];
  if (typeof buffer !== "object" || !("bytes" in buffer)) throw new Error("not a netlink op");
  const bytes = Buffer.from(buffer.bytes);
  for (const { slot, at } of op?.patches ?? []) bytes.writeInt32LE(values[slot] ?? 0, at);
  const netns = inside === undefined ? undefined : fs.openSync(`/proc/${inside.pid}/ns/net`, "r");
  // an nf_tables batch begins with a message of type 0x10, as does a link's, but never without NLM_F_ACK
  const protocol = ((parseMessages(bytes)[0]?.flags ?? 0) & NLM_F_ACK) === 0 ? NETLINK_NETFILTER : NETLINK_ROUTE;
  return netlinkExchange(netlinkOpen(protocol, netns), bytes).error;
}

const exchanges = (ops: readonly Op[] | undefined) => (ops ?? []).filter((op) => op.call === "netlink");

async function container(name: string, publish: PortRequest[], ip?: string) {
  const id = name.repeat(64).slice(0, 64);
  alive.add(id);
  const network = await prepareNetwork(host, { containerId: id, name, publish, ...(ip === undefined ? {} : { ip }) });
  const lanes = planNetwork({
    spec: { linux: { namespaces: [{ type: "network" }] } },
    network: network.attachment,
  } as unknown as PlanInput);
  const inside = await machine();
  const errors = [
    ...exchanges(lanes.parentAfter).map((op) => send(op, { initPid: inside.pid })),
    ...exchanges(lanes.container).map((op) => send(op, {}, inside)),
  ];
  return { id, network, lanes, inside, errors };
}

function enter(where: Machine | undefined, program: string): string[] {
  const node = [process.execPath, "-e", program];
  return where === undefined ? node : ["nsenter", "--net", "-t", String(where.pid), ...node];
}

function ask(where: Machine | undefined, program: string): string {
  const [command = "", ...args] = enter(where, program);
  return execFileSync(command, args, { encoding: "utf8", timeout: 10_000 });
}

/** What a TCP server says to us when we connect, or the errno. */
function tcp(where: Machine | undefined, address: string, port: number): string {
  return ask(
    where,
    `const s = require("net").connect({ host: ${JSON.stringify(address)}, port: ${port}, timeout: 1500 });
     s.on("data", (d) => { process.stdout.write(d); s.destroy(); });
     s.on("error", (e) => process.stdout.write(e.code));
     s.on("timeout", () => { process.stdout.write("timeout"); s.destroy(); });`,
  );
}

function udp(where: Machine | undefined, address: string, port: number): string {
  return ask(
    where,
    `const s = require("dgram").createSocket("udp4");
     s.on("message", (d) => { process.stdout.write(d); s.close(); clearTimeout(t); });
     const t = setTimeout(() => { process.stdout.write("timeout"); s.close(); }, 1500);
     s.send("hello", ${port}, ${JSON.stringify(address)});`,
  );
}

/** TCP on 80 and UDP on 53: each answers with the address it was called from. */
async function serve(where: Machine): Promise<void> {
  const [command = "", ...args] = enter(
    where,
    `require("net").createServer((c) => { c.on("error", () => {}); c.end("tcp from " + c.remoteAddress); }).listen(80, "0.0.0.0", () => {
       const u = require("dgram").createSocket("udp4");
       u.on("message", (m, r) => u.send("udp from " + r.address, r.port, r.address));
       u.bind(53, () => console.log("ready"));
     });`,
  );
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
}

/** A client that sends from one and the same UDP port before and after the port is published. */
async function steadyClient(outside: Machine): Promise<string[]> {
  const ask53 = () =>
    ask(
      outside,
      `const s = require("dgram").createSocket("udp4");
       const t = setTimeout(() => { process.stdout.write("timeout"); s.close(); }, 1000);
       s.on("message", (d) => { process.stdout.write(d); s.close(); clearTimeout(t); });
       s.bind(40000, () => s.send("hello", 5354, "${hostAddress}"));`,
    );
  const before = ask53();
  const late = await container("d", [{ hostPort: 5354, containerPort: 53, protocol: "udp" }]);
  await serve(late.inside);
  const after = ask53();
  late.network.undo();
  return [before, after];
}

async function refusal(prepare: () => Promise<PreparedNetwork>): Promise<string> {
  try {
    (await prepare()).undo();
    return "no error";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function shell(where: Machine | undefined, script: string): string {
  const enterArgs = where === undefined ? [] : ["nsenter", "--net", "-t", String(where.pid)];
  const [command = "", ...args] = [...enterArgs, "sh", "-ec", script];
  return execFileSync(command, args, { encoding: "utf8" });
}

async function observe(): Promise<void> {
  const outside = await machine();
  shell(undefined, `ip link set lo up; ip link add wan type veth peer name lan netns ${outside.pid}`);
  shell(
    undefined,
    `ip addr add ${hostAddress}/24 dev wan; ip link set wan mtu 1400 up; ip route add default via 198.51.100.2`,
  );
  shell(outside, "ip link set lo up; ip addr add 198.51.100.2/24 dev lan; ip link set lan up");

  const web = await container("a", [
    { hostPort: 8080, containerPort: 80, protocol: "tcp" },
    { hostPort: 5353, containerPort: 53, protocol: "udp" },
    { hostIp: "127.0.0.1", hostPort: 8081, containerPort: 80, protocol: "tcp" },
    { containerPort: 80, protocol: "tcp" },
  ]);
  const other = await container("b", []);
  await Promise.all([serve(web.inside), serve(outside)]);
  const picked = web.network.ports[3]?.hostPort ?? 0;
  seen.errors = [...web.errors, ...other.errors];
  seen.addresses = [web.network.ip, other.network.ip, web.network.gateway, web.network.attachment.mtu];
  seen.inside = shell(web.inside, "ip -o -4 addr show dev eth0; ip route show default; ip -o link show lo");

  seen.thisMachine = [
    tcp(undefined, "127.0.0.1", 8080),
    tcp(undefined, "127.0.0.1", 8081),
    tcp(undefined, hostAddress, 8080),
    tcp(undefined, "127.0.0.1", picked),
    udp(undefined, "127.0.0.1", 5353),
    udp(undefined, hostAddress, 5353),
  ];
  seen.outside = [tcp(outside, hostAddress, 8080), udp(outside, hostAddress, 5353), tcp(outside, hostAddress, picked)];
  shell(outside, "ip route add 10.89.0.0/16 via 198.51.100.1");
  seen.outsideRefused = [tcp(outside, hostAddress, 8081), tcp(outside, web.network.ip, 80)];
  seen.neighbour = [
    tcp(other.inside, web.network.ip, 80),
    tcp(other.inside, hostAddress, 8080),
    udp(other.inside, web.network.gateway, 5353),
  ];
  seen.itself = tcp(web.inside, hostAddress, 8080);
  seen.outgoing = tcp(other.inside, "198.51.100.2", 80);
  seen.stats = networkStats(web.inside.pid).rxBytes > 500 && networkStats(web.inside.pid).txBytes > 500;

  seen.conflicts = [
    await refusal(() =>
      prepareNetwork(host, {
        containerId: "c",
        name: "c",
        publish: [{ hostPort: 8080, containerPort: 1, protocol: "tcp" }],
      }),
    ),
    await refusal(() => prepareNetwork(host, { containerId: "c", name: "c", publish: [], ip: web.network.ip })),
  ];
  shell(undefined, "nft flush ruleset || true");
  const third = await container("c", [], "10.89.7.7");
  seen.afterFlush = [third.network.ip, tcp(outside, hostAddress, 8080)];
  seen.drops = findForwardDrops(kernelExchange);

  alive.delete(other.id);
  seen.leftovers = findNetworkLeftovers(host).map(({ what }) => what.replace(/interface ts\w+/, "interface of b"));
  for (const leftover of findNetworkLeftovers(host)) leftover.remove();
  seen.leftoversAfter = findNetworkLeftovers(host).length;

  seen.inUse = removeNetwork(host);
  seen.exitLane = exchanges(web.lanes.exit).map((op) => send(op, {}));
  seen.afterExitLane = [tcp(outside, hostAddress, 8080), tcp(undefined, "127.0.0.1", 8081)];
  releaseNetwork(host, web.id);
  releaseNetwork(host, web.id);
  seen.steadyClient = await steadyClient(outside);
  third.network.undo();
  alive.clear();
  seen.leases = fs.readdirSync(`${stateDir}/leases`);
  seen.removed = removeNetwork(host);
  seen.rulesAfter = shell(undefined, "command -v nft >/dev/null && nft list ruleset || true");
  seen.linksAfter = shell(undefined, "ip -o link").includes("ts-run0");
}

try {
  await observe();
  process.stdout.write(JSON.stringify(seen));
} finally {
  for (const child of children) child.kill("SIGKILL");
}
process.exit(0);
