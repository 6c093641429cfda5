// Tar archives made by hand, also wrong ones: every field can be set to what no honest writer would write.

export interface Member {
  readonly name?: string;
  readonly type?: string;
  readonly linkName?: string;
  readonly data?: Buffer | string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly devMajor?: number;
  readonly devMinor?: number;
  /** Instead of the length of `data`. */
  readonly size?: number;
  /** Bytes put into the header at an offset, before the checksum. */
  readonly patch?: readonly (readonly [offset: number, bytes: Buffer | string])[];
  readonly badChecksum?: boolean;
}

export function member(fields: Member): Buffer {
  const data = typeof fields.data === "string" ? Buffer.from(fields.data) : (fields.data ?? Buffer.alloc(0));
  const block = Buffer.alloc(512);
  block.write(fields.name ?? "file", 0, 100, "latin1");
  octal(block, 100, 8, fields.mode ?? 0o644);
  octal(block, 108, 8, fields.uid ?? 0);
  octal(block, 116, 8, fields.gid ?? 0);
  octal(block, 124, 12, fields.size ?? data.length);
  octal(block, 136, 12, fields.mtime ?? 1_700_000_000);
  block.write(fields.type ?? "0", 156, "latin1");
  block.write(fields.linkName ?? "", 157, 100, "latin1");
  block.write("ustar\u000000", 257, "latin1");
  octal(block, 329, 8, fields.devMajor ?? 0);
  octal(block, 337, 8, fields.devMinor ?? 0);
  for (const [offset, bytes] of fields.patch ?? []) Buffer.from(bytes as string, "latin1").copy(block, offset);
  block.write("        ", 148, "latin1");
  const sum = block.reduce((total, byte) => total + byte, 0) + (fields.badChecksum === true ? 1 : 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return Buffer.concat([block, data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}

export function pax(records: Readonly<Record<string, Buffer | string>>, type = "x"): Buffer {
  return member({ name: "PaxHeaders/x", type, data: Buffer.concat(Object.entries(records).map(record)) });
}

export function archive(...members: readonly Buffer[]): Buffer {
  return Buffer.concat([...members, Buffer.alloc(1024)]);
}

function record([key, value]: [string, Buffer | string]): Buffer {
  const body = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value as string), Buffer.from("\n")]);
  let length = body.length + 1;
  while (String(length).length + body.length !== length) length = String(length).length + body.length;
  return Buffer.concat([Buffer.from(String(length)), body]);
}

function octal(block: Buffer, offset: number, width: number, value: number): void {
  block.write(`${value.toString(8).padStart(width - 1, "0")}\0`, offset, width, "latin1");
}
