// The wire: what is committed is what the contract says, and values come through unharmed.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { drift } from "../../../scripts/cri/generate.mjs";
import {
  ContainerState,
  ContainerStatus,
  ImageServiceService,
  PodSandboxConfig,
  RuntimeServiceService,
} from "../../../src/cri-wire/index.ts";

const contract = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../../../proto/runtime.v1/contract.json"), "utf8"),
) as { services: Record<string, Record<string, [string, string]>> };

describe("proto/runtime.v1 and src/cri-wire", () => {
  // A compiler starts: slow on a busy machine.
  test("are what scripts/cri/generate.mjs makes of contract.json", { timeout: 90_000 }, () => {
    expect(drift()).toEqual([]);
  });

  test("offer every RPC of the contract under its gRPC path", () => {
    const offered = [...Object.values(RuntimeServiceService), ...Object.values(ImageServiceService)].map(
      (rpc) => `${rpc.path} ${rpc.responseStream ? "stream" : "unary"}`,
    );
    const wanted = Object.entries(contract.services).flatMap(([service, rpcs]) =>
      Object.entries(rpcs).map(
        ([name, [, response]]) =>
          `/runtime.v1.${service}/${name} ${response.startsWith("stream ") ? "stream" : "unary"}`,
      ),
    );
    expect(wanted).toHaveLength(43);
    expect(offered.toSorted()).toEqual(wanted.toSorted());
  });

  test("carry nanoseconds since 1970, which do not fit into a number", () => {
    const status = ContainerStatus.fromPartial({
      id: "a",
      state: ContainerState.CONTAINER_EXITED,
      finishedAt: 1_795_000_000_123_456_789n,
    });
    expect(ContainerStatus.decode(ContainerStatus.encode(status).finish()).finishedAt).toBe(1_795_000_000_123_456_789n);
  });

  test("write and read JSON without a loss, which is how records are kept", () => {
    const config = PodSandboxConfig.fromPartial({
      metadata: { name: "web", uid: "u", namespace: "default", attempt: 3 },
      labels: { "a/b": "c" },
      linux: { securityContext: { runAsUser: { value: 2n ** 40n }, supplementalGroups: [1n] } },
    });
    expect(PodSandboxConfig.fromJSON(JSON.parse(JSON.stringify(PodSandboxConfig.toJSON(config))))).toEqual(config);
  });
});
