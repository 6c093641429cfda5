// The network of containers as a user meets it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busybox, Cli, cannotRunContainers, eventually } from "../../setup/cli.ts";

const server = ["sh", "-c", "mkdir /www; echo page >/www/index.html; exec httpd -f -p 80 -h /www"];

describe.skipIf(cannotRunContainers())("the network", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await Cli.open();
  });
  afterAll(async () => expect(await cli.close()).toEqual([]));
  const page = 'fetch("http://" + process.argv[1]).then((r) => r.text()).then((t) => process.stdout.write(t))';
  const fetch = (address: string): string => cli.inNetwork(process.execPath, "-e", page, address);

  test("gives a container an address, a route and names for both", async () => {
    const output = await cli.sh("ip -4 -o addr show eth0; ip route; cat /etc/hosts; hostname");
    const address = output.match(/inet (10\.\S+)\/16/)?.[1] ?? "none";
    expect(output).toMatch(/default via 10\.\d+\.0\.1 dev eth0/);
    expect(output).toContain("127.0.0.1\tlocalhost");
    expect(output).toMatch(new RegExp(`^${address.replaceAll(".", "\\.")}\\s+[0-9a-f]{12}$`, "m"));
  });

  test("has the names it is told: --hostname, --domainname, --add-host, --dns, --dns-search", async () => {
    const flags = [
      "--hostname",
      "me",
      "--domainname",
      "example.org",
      "--add-host",
      "db:10.1.2.3",
      "--add-host",
      "gw:host-gateway",
    ];
    const output = await cli.sh("hostname; cat /proc/sys/kernel/domainname /etc/hostname /etc/hosts", ...flags);
    expect(output).toMatch(/^me\nexample\.org\nme\n/);
    expect(output).toMatch(/^10\.1\.2\.3\s+db$/m);
    expect(output).toMatch(/^10\.\d+\.0\.1\s+gw$/m);
    const dns = await cli.sh(
      "cat /etc/resolv.conf",
      "--dns",
      "9.9.9.9",
      "--dns-search",
      "example.org",
      "--dns-option",
      "ndots:3",
    );
    expect(dns).toMatch(/nameserver 9\.9\.9\.9/);
    expect(dns).toMatch(/search example\.org/);
    expect(dns).toMatch(/options ndots:3/);
  });

  test("publishes a port on every address, or on one, and takes it back", async () => {
    await cli.ok("run", "-d", "--name", "web", "-p", "18081:80", "-p", "127.0.0.1:18082:80", busybox, ...server);
    await eventually(() => attempt(() => fetch("127.0.0.1:18081")) === "page\n");
    expect(fetch("127.0.0.1:18082")).toBe("page\n");
    const ip = (await cli.inspect("web")).NetworkSettings.IPAddress;
    expect(fetch(ip)).toBe("page\n");
    expect(await cli.sh(`wget -q -O - http://${ip}/`)).toBe("page");
    const taken = await cli.fails("run", "--rm", "-p", "18081:80", busybox, "true");
    expect(taken).toMatch(/18081.*web/s);
    expect(await cli.ok("port", "web")).toContain("80/tcp -> 0.0.0.0:18081");
    await cli.ok("rm", "-f", "web");
    expect(attempt(() => fetch("127.0.0.1:18081"))).toBe("");
    await cli.ok("run", "--rm", "-p", "18081:80", busybox, "true");
  });

  test("publishes ranges, UDP, and a free port of its own choice", async () => {
    await cli.ok(
      "run",
      "-d",
      "--name",
      "many",
      "-p",
      "18090-18092:90-92",
      "-p",
      "53:53/udp",
      "-p",
      "80",
      busybox,
      "sleep",
      "100",
    );
    const ports = await cli.ok("port", "many");
    for (const line of ["90/tcp -> 0.0.0.0:18090", "92/tcp -> 0.0.0.0:18092", "53/udp -> 0.0.0.0:53"])
      expect(ports).toContain(line);
    expect(ports).toMatch(/^80\/tcp -> 0\.0\.0\.0:[1-9]\d{3,4}/m);
    await cli.ok("rm", "-f", "many");
  });

  test("gives the address of --ip, once", async () => {
    const subnet = (await cli.sh("ip -4 -o addr show eth0")).match(/inet (10\.\d+)\./)?.[1];
    const address = `${subnet}.7.7`;
    await cli.ok("run", "-d", "--name", "fixed", "--ip", address, busybox, "sleep", "100");
    expect((await cli.inspect("fixed")).NetworkSettings.IPAddress).toBe(address);
    expect(await cli.fails("run", "--rm", "--ip", address, busybox, "true")).toContain(address);
    await cli.ok("rm", "-f", "fixed");
  });

  test("is only a loopback with --network none", async () => {
    expect(await cli.sh("ip -o link | wc -l; ping -c1 -w1 127.0.0.1 >/dev/null && echo up", "--network", "none")).toBe(
      "1\nup",
    );
    const { stderr } = await cli.run(["run", "--rm", "--network", "none", "-p", "80:80", busybox, "true"]);
    expect(stderr).toContain("-p has no effect with --network none");
  });

  test("is another container's with --network container:NAME, its names included", async () => {
    await cli.ok("run", "-d", "--name", "owner", "--hostname", "owner-host", busybox, ...server);
    const output = () =>
      cli.run([
        "run",
        "--rm",
        "--network",
        "container:owner",
        busybox,
        "sh",
        "-c",
        "hostname; wget -q -O - http://127.0.0.1/",
      ]);
    await eventually(async () => (await output()).stdout === "owner-host\npage\n");
    await cli.ok("rm", "-f", "owner");
  });

  test("keeps its address over a restart of the container", async () => {
    await cli.ok("run", "-d", "--name", "steady", busybox, "sleep", "100");
    await cli.ok("restart", "-t", "0", "steady");
    const { IPAddress } = (await cli.inspect("steady")).NetworkSettings;
    expect(await cli.ok("exec", "steady", "ip", "-4", "-o", "addr", "show", "eth0")).toContain(`inet ${IPAddress}/`);
    expect(await cli.ok("exec", "steady", "grep", IPAddress, "/etc/hosts")).toContain(IPAddress);
    await cli.ok("rm", "-f", "steady");
  });
});

function attempt(act: () => string): string {
  try {
    return act();
  } catch {
    return "";
  }
}
