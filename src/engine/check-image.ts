// What an image's configuration may not contain, beyond its schema: found before anything is made, and named by field.

import { posix } from "node:path";
import { TsRunError } from "../base/index.ts";
import type { ImageRecord } from "../images/index.ts";
import { signalNumber } from "../linux/index.ts";

/** Throws ERR_INVALID_SPEC naming the field. `name` is what the user called the image. */
export function checkImageConfig({ config }: ImageRecord, name: string): void {
  const refuse = (field: string, reason: string): never => {
    throw new TsRunError("ERR_INVALID_SPEC", `use image ${name}: its config's ${field} ${reason}`, {
      hint: "the image is broken or hostile: build it anew without this value",
    });
  };
  for (const field of ["Entrypoint", "Cmd", "Env"] as const) {
    (config[field] ?? []).forEach((value, i) => {
      if (value.includes("\0")) refuse(`${field}[${i}]`, "contains a NUL byte");
    });
  }
  for (const field of ["WorkingDir", "User"] as const) {
    if (config[field]?.includes("\0")) refuse(field, "contains a NUL byte");
  }
  for (const volume of Object.keys(config.Volumes ?? {})) {
    const quoted = JSON.stringify(volume);
    if (volume.includes("\0")) refuse(`Volumes ${quoted}`, "contains a NUL byte");
    if (posix.resolve("/", volume) === "/")
      refuse(`Volumes ${quoted}`, "is the root directory, which cannot be a volume");
  }
  for (const port of Object.keys(config.ExposedPorts ?? {})) {
    const number = Number(/^(\d{1,5})(-\d{1,5})?(\/(tcp|udp|sctp))?$/.exec(port)?.[1]);
    if (!(number > 0 && number < 65536)) refuse(`ExposedPorts ${JSON.stringify(port)}`, "is no port");
  }
  if (config.StopSignal && signalNumber(config.StopSignal) === undefined) {
    refuse("StopSignal", `${JSON.stringify(config.StopSignal)} is no signal`);
  }
}
