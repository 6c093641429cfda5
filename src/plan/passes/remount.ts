// The option remount: a mount that an earlier entry made (or the rootfs brought along) is changed, nothing is mounted.

import { TsRunError } from "../../base/index.ts";
import { close, type FsParameter, fd, flags, NULL, op, openat2, text } from "../build.ts";
import type { Op } from "../op.ts";
import { attributeOps } from "./bind-mounts.ts";
import type { MountLanes, MountRequest } from "./mount-request.ts";
import { propagationOps } from "./propagation.ts";

export function remount(request: MountRequest, earlier: readonly MountRequest[]): MountLanes {
  const { mount, options, from } = request;
  const parameters = [...options.superblock.map((key): FsParameter => ({ key })), ...options.data];
  if (parameters.length > 0 && !isContainersOwn(request, earlier))
    throw new TsRunError(
      "ERR_UNSUPPORTED",
      `${from}/options: remount ${mount.destination} with ${parameters.map(({ key }) => key).join(", ")} would change a file system that the host uses, too`,
      { hint: "leave these options out, or mount a file system of the container's own there first" },
    );
  return {
    parent: [],
    container: [
      openat2(
        fd("rootfs"),
        request.place.slice(1) || ".",
        { flags: ["O_PATH", "O_CLOEXEC"], resolve: ["RESOLVE_IN_ROOT", "RESOLVE_NO_MAGICLINKS"] },
        { from, why: `find the mount at ${mount.destination}`, store: "target" },
      ),
      ...(parameters.length > 0 ? reconfigure(parameters, request) : []),
      ...attributeOps("target", request),
      ...propagationOps("target", options.propagation, from),
      close("target", { from, why: "done with it" }),
    ],
  };
}

function isContainersOwn({ place }: MountRequest, earlier: readonly MountRequest[]): boolean {
  return earlier.findLast((other) => other.place === place && other.kind !== "remount")?.kind === "fresh";
}

function reconfigure(parameters: readonly FsParameter[], { mount, from }: MountRequest): Op[] {
  const context = fd("fsContext");
  const set = ({ key, value }: FsParameter): Op =>
    value === undefined
      ? op("fsconfig", [context, flags("FSCONFIG_SET_FLAG"), text(key), NULL, 0], { from, why: `option ${key}` })
      : op("fsconfig", [context, flags("FSCONFIG_SET_STRING"), text(key), text(value), 0], {
          from,
          why: `option ${key}=${value}`,
        });
  return [
    op("fspick", [fd("target"), text(""), flags("FSPICK_CLOEXEC", "FSPICK_EMPTY_PATH")], {
      from,
      why: `the file system at ${mount.destination}`,
      store: "fsContext",
    }),
    ...parameters.map(set),
    op("fsconfig", [context, flags("FSCONFIG_CMD_RECONFIGURE"), NULL, NULL, 0], { from, why: "change its options" }),
    close("fsContext", { from, why: "done with it" }),
  ];
}
