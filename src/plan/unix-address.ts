// A path as struct sockaddr_un.

import { TsRunError } from "../base/index.ts";
import { field } from "./build.ts";
import type { Arg, Field } from "./op.ts";

const PATH_BYTES = 108;

/** The two last arguments of bind(2) and connect(2). Throws ERR_USAGE for a path that does not fit. */
export function unixAddress(path: string): [address: Arg, length: number] {
  const size = Buffer.byteLength(path);
  if (size >= PATH_BYTES)
    throw new TsRunError("ERR_USAGE", `address of socket ${path}: it has more than ${PATH_BYTES - 1} bytes`, {
      hint: "a shorter path, or a symlink to its directory (unix(7))",
    });
  const name = Buffer.alloc(PATH_BYTES);
  name.write(path);
  const struct = [field("sun_family", 2, { flags: ["AF_UNIX"] }), ...words(name)];
  return [{ struct, note: `sockaddr_un ${path}` }, 2 + size + 1];
}

function words(buffer: Buffer): Field[] {
  const fields = [];
  // 2 bytes of family come before, so the words below are unaligned as sockaddr_un wants them: 13 × 8 + 4 bytes
  for (let at = 0; at + 8 <= buffer.length; at += 8) fields.push(field(`path${at}`, 8, buffer.readBigUInt64LE(at)));
  fields.push(field("path104", 4, buffer.readUInt32LE(104)));
  return fields;
}
