// Metrics as bytes of the wire, straight from their values. At 500 containers they are 25,000 messages, nearly all of whose
// bytes repeat: made as objects and encoded one by one, they keep the event loop for a tenth of a second. Everything that
// repeats is encoded once by the generated code; fields of a message may come in any order, and in parts one after the
// other (protobuf.dev, "Encoding").

import {
  ContainerMetrics,
  type DeepPartial,
  Metric,
  type MetricType,
  PodSandboxMetrics,
  UInt64Value,
} from "../../cri-wire/index.ts";

/** The tag of the only field of the message that is encoded there: one byte for field numbers up to 15. */
function tagOf(encoded: Uint8Array): number {
  return encoded[0] as number;
}

const metricTag = (example: DeepPartial<Metric>): number => tagOf(Metric.encode(Metric.fromPartial(example)).finish());
const LABEL_TAG = metricTag({ labelValues: ["x"] });
const VALUE_TAG = metricTag({ value: { value: 1n } });
const NUMBER_TAG = tagOf(UInt64Value.encode({ value: 1n }).finish());

interface Owner {
  readonly idTag: number;
  readonly metricsTag: number;
}

const containerTag = (example: DeepPartial<ContainerMetrics>): number =>
  tagOf(ContainerMetrics.encode(ContainerMetrics.fromPartial(example)).finish());
const podTag = (example: DeepPartial<PodSandboxMetrics>): number =>
  tagOf(PodSandboxMetrics.encode(PodSandboxMetrics.fromPartial(example)).finish());

/** The messages that metrics are in. */
export const CONTAINER: Owner = {
  idTag: containerTag({ containerId: "x" }),
  metricsTag: containerTag({ metrics: [{}] }),
};
export const POD: Owner = { idTag: podTag({ podSandboxId: "x" }), metricsTag: podTag({ metrics: [{}] }) };
const CONTAINERS_TAG = podTag({ containerMetrics: [{}] });

/** What all samples of a metric begin with. */
export function metricHead(name: string, metricType: MetricType): Uint8Array {
  return Metric.encode(Metric.fromPartial({ name, metricType })).finish();
}

/** What all metrics that were looked at together have. */
export function metricTime(timestamp: bigint): Uint8Array {
  return Metric.encode(Metric.fromPartial({ timestamp })).finish();
}

/** Writes a ContainerMetrics or PodSandboxMetrics message. */
export class MetricWriter {
  readonly #message = new Bytes();
  /** The time and the first labels, which are the same in all of them. */
  readonly #subject = new Bytes();
  #subjectBytes: Uint8Array = this.#subject.view();
  #metricsTag = 0;

  begin({ idTag, metricsTag }: Owner, id: string, time: Uint8Array, labels: readonly string[]): void {
    this.#metricsTag = metricsTag;
    this.#message.length = 0; // of a message that an error left unended
    this.#subject.length = 0;
    this.#message.text(idTag, id);
    this.#subject.part(time);
    for (const label of labels) this.#subject.text(LABEL_TAG, label);
    this.#subjectBytes = this.#subject.view();
  }

  /** `value` is rounded: a count, as the CRI has them. */
  add(head: Uint8Array, labels: readonly string[], value: number): void {
    const message = this.#message;
    const count = Math.max(0, Math.round(value));
    const counted = count === 0 ? 0 : 1 + varintSize(count); // proto3 leaves zeros out
    let size = head.length + this.#subjectBytes.length + 2 + counted;
    for (const label of labels) size += textSize(label);
    message.prefix(this.#metricsTag, size);
    message.part(head);
    message.part(this.#subjectBytes);
    for (const label of labels) message.text(LABEL_TAG, label);
    message.prefix(VALUE_TAG, counted);
    if (counted > 0) message.prefix(NUMBER_TAG, count);
  }

  /** In a pod's message, those of its containers, in the end. */
  end(containers: readonly Message[] = []): Message {
    const own = this.#message.take();
    return [own, ...repeated(CONTAINERS_TAG, containers)];
  }
}

/** Bytes in parts, which are put together once: all messages are megabytes. */
export type Message = readonly Buffer[];

/** The messages of a repeated field. `example` is an encoding of the message around them that has nothing else. */
export function listMessage(example: Uint8Array, messages: readonly Message[]): Buffer {
  return Buffer.concat(repeated(tagOf(example), messages));
}

function repeated(tag: number, messages: readonly Message[]): Buffer[] {
  const prefixes = new Bytes();
  return messages.flatMap((message) => {
    prefixes.prefix(
      tag,
      message.reduce((total, { length }) => total + length, 0),
    );
    return [prefixes.take(), ...message];
  });
}

/** A tag and a number. */
const MAX_PREFIX = 1 + 10;

/** Bytes that grow, used again and again. */
class Bytes {
  #bytes = Buffer.allocUnsafe(64);
  length = 0;

  prefix(tag: number, value: number): void {
    this.#reserve(MAX_PREFIX);
    this.#bytes[this.length++] = tag;
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes[this.length++] = (rest % 128) + 128;
    this.#bytes[this.length++] = rest;
  }

  text(tag: number, text: string): void {
    const size = Buffer.byteLength(text);
    this.prefix(tag, size);
    this.#reserve(size);
    this.length += this.#bytes.write(text, this.length);
  }

  part(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Until the next change. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  /** What was written since the last call. */
  take(): Buffer {
    const taken = Buffer.from(this.view());
    this.length = 0;
    return taken;
  }

  #reserve(size: number): void {
    if (this.length + size <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafe(2 * (this.length + size));
    bytes.set(this.view());
    this.#bytes = bytes;
  }
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++;
  return size;
}

function textSize(text: string): number {
  const size = Buffer.byteLength(text);
  return 1 + varintSize(size) + size;
}
