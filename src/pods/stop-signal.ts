// Which signal asks a container to end: its configuration's, its image's, or SIGTERM. Pure.

import { type ContainerConfig, Signal } from "../cri-wire/index.ts";
import type { ImageRecord } from "../images/index.ts";
import { signalNumber } from "../linux/index.ts";

const names = Object.fromEntries(Object.entries(Signal).map(([name, number]) => [number, name]));

/** As signalNumber() reads it: "SIGTERM", "SIGRTMIN+3". */
export function stopSignalOf(config: Pick<ContainerConfig, "stopSignal">, image: Pick<ImageRecord, "config">): string {
  if (config.stopSignal !== Signal.SIGNAL_RUNTIME_DEFAULT) return nameOf(config.stopSignal);
  const own = image.config.StopSignal;
  return own !== undefined && signalNumber(own) !== undefined ? own : "SIGTERM";
}

/** SIGNAL_SIGRTMINPLUS3 is SIGRTMIN+3. */
function nameOf(signal: Signal): string {
  const name = (names[signal] ?? "SIGNAL_SIGTERM").replace(/^SIGNAL_/, "");
  return name.replace(/PLUS(\d+)$/, "+$1").replace(/MINUS(\d+)$/, "-$1");
}

/** The CRI's word for a signal, for ContainerStatus. */
export function signalOfName(name: string): Signal {
  const number = signalNumber(name);
  const entry = Object.entries(Signal).find(
    ([, value]) => value !== Signal.SIGNAL_RUNTIME_DEFAULT && signalNumber(nameOf(value)) === number,
  );
  return entry ? entry[1] : Signal.SIGNAL_RUNTIME_DEFAULT;
}
