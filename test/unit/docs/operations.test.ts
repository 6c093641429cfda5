// docs/operations.md is made from the compiler and may not drift from it. To write it anew:
// npx vitest run --project unit --update test/unit/docs
import path from "node:path";
import { expect, test } from "vitest";
import { renderPlan } from "../../../src/explain/index.ts";
import type { CgroupHost } from "../../../src/linux/index.ts";
import { compile } from "../engine/diagnose/fixture.ts";

const here = { version: 2, root: "/sys/fs/cgroup" } as const;
const cgroup: CgroupHost = {
  mode: "v2",
  unifiedRoot: "/sys/fs/cgroup",
  controllers: { memory: here, cpu: here, cpuset: here, pids: here, io: here },
  named: {},
};
const network = {
  bridgeIndex: 3,
  hostInterface: "ts-web",
  hostIndex: 1000,
  containerInterface: "eth0",
  macAddress: "02:00:0a:59:00:02",
  addresses: [{ ip: "10.89.0.2", prefixLength: 16 }],
  gateways: ["10.89.0.1"],
  mtu: 1500,
  release: [],
  leaseFiles: ["/run/ts-run/network/leases/10.89.0.2"],
};
const options = {
  resources: {
    memoryBytes: 64 * 1024 * 1024,
    deviceReadBps: [],
    deviceWriteBps: [],
    deviceReadIops: [],
    deviceWriteIops: [],
  },
  flagOf: { "resources.memoryBytes": "-m 64m" },
};

test("docs/operations.md lists the operations in the order in which they run", async () => {
  const { plan, spec, sources } = compile({ options, cgroup, network });
  const input = { title: "ts-run run -m 64m shop:1 /bin/app", plan, spec, sources };
  const page = `# The operations of a container

<!-- Made by test/unit/docs/operations.test.ts from the plan compiler: do not edit. -->

This is what \`ts-run explain -m 64m shop:1 /bin/app\` prints on a host with cgroup v2: all that is done to make a container,
in order, with the reason and who asked for it. [How it works](how-it-works.md) explains the columns.

\`\`\`text
${renderPlan(input, { format: "text", width: 140, color: false })}\`\`\`
`;
  await expect(page).toMatchFileSnapshot(path.resolve(import.meta.dirname, "../../../docs/operations.md"));
});
