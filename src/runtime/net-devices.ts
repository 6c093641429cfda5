// The devices of linux.netDevices as they are now, in this process's network namespace: a move takes their addresses away.

import { TsRunError } from "../base/index.ts";
import { dumpAddresses, dumpLinks, NETLINK_ROUTE, parseKeptAddresses, parseLinks } from "../linux/index.ts";
import { checkReplies, kernelExchange } from "../network/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import type { NetDevice } from "../plan/index.ts";

/** By their names here; undefined where the spec names none. Throws ERR_NOT_FOUND. */
export function findNetDevices({ linux }: RuntimeSpec): Record<string, NetDevice> | undefined {
  const names = Object.keys(linux?.netDevices ?? {});
  if (names.length === 0) return undefined;
  const ask = (request: Uint8Array) => checkReplies(kernelExchange(NETLINK_ROUTE, request), "list network devices");
  const links = parseLinks(ask(dumpLinks()));
  const addresses = ask(dumpAddresses());
  return Object.fromEntries(
    names.map((name): [string, NetDevice] => {
      const index = links.find((link) => link.name === name)?.index;
      if (index === undefined)
        throw new TsRunError("ERR_NOT_FOUND", `/linux/netDevices/${name}: no network device has this name here`, {
          hint: "`ip link` lists them; one that is in another network namespace has to be moved here first",
        });
      return [name, { index, addresses: parseKeptAddresses(addresses, index) }];
    }),
  );
}
