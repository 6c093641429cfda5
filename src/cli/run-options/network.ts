// Flags about names and the network.

import { checkHostname, checkIp, parseAddHost } from "../values/names.ts";
import { parseNetwork } from "../values/namespaces.ts";
import { parsePorts } from "../values/port.ts";
import { type RunOption, toggle } from "./option.ts";

export const networkOptions: readonly RunOption[] = [
  {
    name: "network",
    kind: "string",
    value: "MODE",
    field: "network",
    complete: ["bridge", "none", "host"],
    help: "bridge (default), none, host or container:NAME",
    apply: applyNetwork,
  },
  {
    name: "net",
    kind: "string",
    value: "MODE",
    field: "network",
    complete: ["bridge", "none", "host"],
    help: "Same as --network",
    apply: applyNetwork,
  },
  {
    name: "ip",
    kind: "string",
    value: "ADDRESS",
    field: "ip",
    help: "Address on the bridge",
    apply: (draft, { value, typed }) => {
      draft.ip = checkIp(value, typed);
    },
  },
  {
    name: "publish",
    short: "p",
    kind: "list",
    value: "[IP:][PORT:]PORT[/udp]",
    field: "publish",
    help: "Publish a port, or equal ranges of ports, of the container",
    apply: (draft, { value, typed }) => void draft.publish.push(...parsePorts(value, typed)),
  },
  toggle("publish-all", "publishAll", "Publish every exposed port on a free host port", "P"),
  {
    name: "hostname",
    short: "h",
    kind: "string",
    value: "NAME",
    field: "hostname",
    help: "Host name in the container",
    apply: (draft, { value, typed }) => {
      draft.hostname = checkHostname(value, typed);
    },
  },
  {
    name: "domainname",
    kind: "string",
    value: "NAME",
    field: "domainname",
    help: "NIS domain name in the container",
    apply: (draft, { value, typed }) => {
      draft.domainname = checkHostname(value, typed);
    },
  },
  {
    name: "add-host",
    kind: "list",
    value: "NAME:IP",
    field: "addHost",
    help: "Line in /etc/hosts; the IP may be host-gateway",
    apply: (draft, { value, typed }) => void draft.addHost.push(parseAddHost(value, typed)),
  },
  {
    name: "dns",
    kind: "list",
    value: "ADDRESS",
    field: "dns",
    help: "Name server",
    apply: (draft, { value, typed }) => void draft.dns.push(checkIp(value, typed)),
  },
  {
    name: "dns-search",
    kind: "list",
    value: "DOMAIN",
    field: "dnsSearch",
    help: "Search domain",
    apply: (draft, { value }) => void draft.dnsSearch.push(value),
  },
  {
    name: "dns-option",
    kind: "list",
    value: "OPTION",
    field: "dnsOption",
    help: "Option line of /etc/resolv.conf",
    apply: (draft, { value }) => void draft.dnsOption.push(value),
  },
];

function applyNetwork(...[draft, { value, typed }]: Parameters<RunOption["apply"]>): void {
  const network = parseNetwork(value, typed);
  if (network !== undefined) draft.network = network;
}
