// What went over the interfaces of network namespaces, asked for by their files: no process has to live in them.

import { readInterfaces } from "../native/index.ts";

export interface InterfaceUsage {
  readonly name: string;
  readonly rxBytes: number;
  readonly rxPackets: number;
  readonly rxErrors: number;
  readonly rxDropped: number;
  readonly txBytes: number;
  readonly txPackets: number;
  readonly txErrors: number;
  readonly txDropped: number;
}

/** In the order of `namespaces`, without loopback; none for a namespace that is gone. */
export async function interfaceUsages(namespaces: readonly string[]): Promise<InterfaceUsage[][]> {
  return (await readInterfaces(namespaces)).map(parseInterfaces);
}

/** proc_pid_net(5), dev: two lines of heading, then a name and 16 numbers per line. */
function parseInterfaces(text: string): InterfaceUsage[] {
  return text.split("\n").flatMap((line) => {
    const colon = line.lastIndexOf(":");
    const name = line.slice(0, colon).trim();
    if (colon < 0 || name === "lo") return [];
    const numbers = line
      .slice(colon + 1)
      .trim()
      .split(/ +/)
      .map(Number);
    const [rxBytes = 0, rxPackets = 0, rxErrors = 0, rxDropped = 0] = numbers;
    const [txBytes = 0, txPackets = 0, txErrors = 0, txDropped = 0] = numbers.slice(8);
    return [{ name, rxBytes, rxPackets, rxErrors, rxDropped, txBytes, txPackets, txErrors, txDropped }];
  });
}
