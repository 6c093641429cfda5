// Flags about files: mounts, the root file system, devices.

import { parseDevice } from "../values/device.ts";
import { parseMount, parseTmpfs } from "../values/mount.ts";
import { parseSize } from "../values/size.ts";
import { parseVolume } from "../values/volume.ts";
import { type RunOption, toggle } from "./option.ts";

export const storageOptions: readonly RunOption[] = [
  {
    name: "volume",
    short: "v",
    kind: "list",
    value: "[SOURCE:]DIR[:OPTIONS]",
    field: "mounts",
    complete: "volume",
    help: "Mount a host directory or a volume (options: ro, nocopy, rslave, ...)",
    apply: (draft, { value, typed, context, warn }) => {
      const { mount, warning } = parseVolume(value, typed, context.cwd);
      draft.mounts.push(mount);
      if (warning) warn(warning);
    },
  },
  {
    name: "mount",
    kind: "list",
    value: "type=TYPE,KEY=VALUE...",
    field: "mounts",
    help: "Mount of type bind, volume or tmpfs: type=bind,source=/a,target=/b,readonly",
    apply: (draft, { value, typed, context }) => void draft.mounts.push(parseMount(value, typed, context.cwd)),
  },
  {
    name: "tmpfs",
    kind: "list",
    value: "DIR[:OPTIONS]",
    field: "mounts",
    help: "Mount a tmpfs: /run:size=64m,mode=1777,noexec",
    apply: (draft, { value, typed }) => void draft.mounts.push(parseTmpfs(value, typed)),
  },
  toggle("read-only", "readOnly", "Mount the root file system read-only"),
  {
    name: "shm-size",
    kind: "string",
    value: "BYTES",
    field: "shmSizeBytes",
    help: "Size of /dev/shm (64m)",
    apply: (draft, { value, typed }) => {
      draft.shmSizeBytes = parseSize(value, typed);
    },
  },
  {
    name: "device",
    kind: "list",
    value: "DEVICE[:PATH[:rwm]]",
    field: "devices",
    complete: "file",
    help: "Give the container a device of the host",
    apply: (draft, { value, typed }) => void draft.devices.push(parseDevice(value, typed)),
  },
];
