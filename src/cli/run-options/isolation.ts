// Flags about privileges and namespaces.

import { usageError } from "../usage-error.ts";
import { parsePair } from "../values/env.ts";
import { parseCapability } from "../values/names.ts";
import { parseHostOrPrivate, parseIpc, parsePid, parseTimeOffset, parseUserns } from "../values/namespaces.ts";
import { parseSecurity } from "../values/security.ts";
import { parseUlimit } from "../values/ulimit.ts";
import { type RunOption, toggle } from "./option.ts";

export const isolationOptions: readonly RunOption[] = [
  toggle("privileged", "privileged", "All capabilities and devices, no seccomp filter, nothing masked"),
  {
    name: "cap-add",
    kind: "list",
    value: "CAPABILITY",
    field: "capAdd",
    help: "Add a capability, such as NET_ADMIN, or ALL",
    apply: (draft, { value, typed }) => void draft.capAdd.push(parseCapability(value, typed)),
  },
  {
    name: "cap-drop",
    kind: "list",
    value: "CAPABILITY",
    field: "capDrop",
    help: "Drop a capability, or ALL",
    apply: (draft, { value, typed }) => void draft.capDrop.push(parseCapability(value, typed)),
  },
  {
    name: "security-opt",
    kind: "list",
    value: "OPTION",
    field: "seccomp",
    fieldOf: (value) =>
      value.startsWith("no-new") ? "noNewPrivileges" : value.startsWith("apparmor") ? "apparmor" : "seccomp",
    help: "no-new-privileges, seccomp=unconfined, seccomp=FILE, apparmor=PROFILE",
    apply: (draft, { value, typed, context }) => void Object.assign(draft, parseSecurity(value, typed, context.cwd)),
  },
  {
    name: "ulimit",
    kind: "list",
    value: "NAME=SOFT[:HARD]",
    field: "ulimits",
    help: "Resource limit of processes, such as nofile=1024:2048",
    apply: (draft, { value, typed }) => void draft.ulimits.push(parseUlimit(value, typed)),
  },
  {
    name: "sysctl",
    kind: "list",
    value: "KEY=VALUE",
    field: "sysctls",
    help: "Kernel parameter of the container's namespaces",
    apply: (draft, { value, typed }) => {
      const [key, text] = parsePair(value, typed);
      if (!/^[a-z0-9_-]+([./][a-zA-Z0-9_-]+)+$/.test(key))
        throw usageError(`parse ${typed}: "${key}" is not a kernel parameter`, "write net.ipv4.ip_forward=1");
      draft.sysctls[key] = text;
      return [key];
    },
  },
  {
    name: "pid",
    kind: "string",
    value: "MODE",
    field: "pid",
    help: "PID namespace: host or container:NAME",
    apply: (draft, { value, typed }) => void Object.assign(draft, optional("pid", parsePid(value, typed))),
  },
  {
    name: "ipc",
    kind: "string",
    value: "MODE",
    field: "ipc",
    help: "IPC namespace: host, private, none or container:NAME",
    apply: (draft, { value, typed }) => void Object.assign(draft, optional("ipc", parseIpc(value, typed))),
  },
  {
    name: "uts",
    kind: "string",
    value: "MODE",
    field: "uts",
    complete: ["host", "private"],
    help: "UTS namespace: host or private",
    apply: (draft, { value, typed }) => {
      if (parseHostOrPrivate(value, typed) === "host") draft.uts = "host";
    },
  },
  {
    name: "cgroupns",
    kind: "string",
    value: "MODE",
    field: "cgroupns",
    complete: ["host", "private"],
    help: "Cgroup namespace: host or private",
    apply: (draft, { value, typed }) => {
      draft.cgroupns = parseHostOrPrivate(value, typed);
    },
  },
  {
    name: "userns",
    kind: "string",
    value: "MODE",
    field: "userns",
    complete: ["host", "private"],
    help: "User namespace: host, private, or private:HOST-UID[:SIZE] to choose the mapping",
    apply: (draft, { value, typed }) => {
      draft.userns = parseUserns(value, typed);
    },
  },
  {
    name: "time-offset",
    kind: "list",
    value: "CLOCK=SECONDS",
    field: "timeOffsets",
    help: "Time namespace: boottime=SECONDS or monotonic=SECONDS",
    apply: (draft, { value, typed }) => {
      const [clock, seconds] = parseTimeOffset(value, typed);
      draft.timeOffsets = { ...draft.timeOffsets, [clock]: seconds };
      return [clock];
    },
  },
];

function optional(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value };
}
