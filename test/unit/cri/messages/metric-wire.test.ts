// Metrics that are written as bytes are what the generated code reads, and would have written itself.
import { describe, expect, test } from "vitest";
import {
  CONTAINER,
  listMessage,
  MetricWriter,
  metricHead,
  metricTime,
  POD,
} from "../../../../src/cri/messages/metric-wire.ts";
import {
  ContainerMetrics,
  ListPodSandboxMetricsResponse,
  Metric,
  MetricType,
  PodSandboxMetrics,
  StreamPodSandboxMetricsResponse,
} from "../../../../src/cri-wire/index.ts";

const at = 1_795_800_000_123_456_789n;
const base = ["web", "0123456789abcdef".repeat(4), "registry.k8s.io/nginx:1.14", "web_0", "default", "ünïcode-ポッド"];
const values = [0, 1, 127, 128, 16_383, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER];

function message(value: number, ...labels: string[]): Metric {
  const metric = { name: "container_x_total", timestamp: at, metricType: MetricType.COUNTER };
  return Metric.fromPartial({ ...metric, labelValues: [...base, ...labels], value: { value: BigInt(value) } });
}

describe("MetricWriter", () => {
  const head = metricHead("container_x_total", MetricType.COUNTER);

  test("writes containers in pods in a list, as the generated code reads them", () => {
    const writer = new MetricWriter();
    const containers = ["c1", "c2"].map((id) => {
      writer.begin(CONTAINER, id, metricTime(at), base);
      for (const value of values) writer.add(head, ["eth0", "", "ü"], value);
      return writer.end();
    });
    writer.begin(POD, "p1", metricTime(at), base);
    writer.add(head, [], 5);
    const pod = writer.end(containers);
    writer.begin(POD, "p2", metricTime(at), base);
    const expected = [
      PodSandboxMetrics.fromPartial({
        podSandboxId: "p1",
        metrics: [message(5)],
        containerMetrics: ["c1", "c2"].map((containerId) =>
          ContainerMetrics.fromPartial({
            containerId,
            metrics: values.map((value) => message(value, "eth0", "", "ü")),
          }),
        ),
      }),
      PodSandboxMetrics.fromPartial({ podSandboxId: "p2" }),
    ];
    const pods = [pod, writer.end()];
    const example = ListPodSandboxMetricsResponse.fromPartial({ podMetrics: [{}] });
    const list = listMessage(ListPodSandboxMetricsResponse.encode(example).finish(), pods);
    expect(ListPodSandboxMetricsResponse.decode(list).podMetrics).toEqual(expected);
    const whole = ListPodSandboxMetricsResponse.encode({ podMetrics: expected }).finish();
    expect(list.length).toBe(whole.length);
    const streamed = StreamPodSandboxMetricsResponse.fromPartial({ podSandboxMetrics: [{}] });
    const part = listMessage(StreamPodSandboxMetricsResponse.encode(streamed).finish(), pods);
    expect(StreamPodSandboxMetricsResponse.decode(part).podSandboxMetrics).toEqual(expected);
  });

  test("rounds to counts, and takes what is below zero for none", () => {
    const writer = new MetricWriter();
    writer.begin(CONTAINER, "c", metricTime(at), []);
    for (const value of [1.4, 1.5, -3]) writer.add(head, [], value);
    const { metrics } = ContainerMetrics.decode(Buffer.concat(writer.end()));
    expect(metrics.map(({ value }) => value?.value)).toEqual([1n, 2n, 0n]);
  });

  test("grows with what it is given, and forgets it", () => {
    const writer = new MetricWriter();
    const long = "x".repeat(100_000);
    writer.begin(CONTAINER, "long", metricTime(at), [long]);
    writer.add(head, [long], 1);
    const [first] = ContainerMetrics.decode(Buffer.concat(writer.end())).metrics;
    expect(first?.labelValues).toEqual([long, long]);
    writer.begin(CONTAINER, "short", metricTime(at), []);
    expect(ContainerMetrics.decode(Buffer.concat(writer.end()))).toEqual({ containerId: "short", metrics: [] });
  });

  test("begins anew after a message that was not ended", () => {
    const writer = new MetricWriter();
    writer.begin(CONTAINER, "broken", metricTime(at), base);
    writer.add(head, [], 1);
    writer.begin(CONTAINER, "whole", metricTime(at), []);
    expect(ContainerMetrics.decode(Buffer.concat(writer.end()))).toEqual({ containerId: "whole", metrics: [] });
  });

  test("makes an empty list of no pods", () => {
    const example = ListPodSandboxMetricsResponse.fromPartial({ podMetrics: [{}] });
    expect(listMessage(ListPodSandboxMetricsResponse.encode(example).finish(), [])).toHaveLength(0);
  });
});
