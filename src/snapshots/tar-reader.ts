// A streaming tar parser: bytes are pushed in, entries come out through a handler, synchronously.
// Invariant: memory is bounded by the largest extended header (1 MiB), never by a file or the archive.

import { TsRunError } from "../base/index.ts";
import { blockSize, malformed, parseHeaderBlock, parseNumber, quoteName, type RawHeader } from "./tar-header.ts";
import { type PaxRecords, parseDecimal, parsePaxRecords, parsePaxTime } from "./tar-pax.ts";
import { checkSparseMap, parseSparseList, readOldSparsePairs, SparsePrefixParser } from "./tar-sparse.ts";

export type TarEntryType = "file" | "hardlink" | "symlink" | "character" | "block" | "directory" | "fifo";

export interface TarEntry {
  readonly type: TarEntryType;
  /** Bytes as a binary (latin1) string, exactly as in the archive. */
  readonly name: string;
  readonly linkName: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Size of the file as its reader will see it, holes included; 0 for all but files. */
  readonly size: number;
  readonly mtime: { readonly seconds: number; readonly nanoseconds: number };
  readonly devMajor: number;
  readonly devMinor: number;
  readonly xattrs: ReadonlyMap<string, Buffer>;
}

export interface TarHandler {
  entry(entry: TarEntry): void;
  /** Contents of the file announced last; holes of sparse files are left out. The buffer is only valid during the call. */
  data(chunk: Buffer, offset: number): void;
  /** The entry announced last is complete. */
  end(): void;
}

const maxMetaBytes = 1024 * 1024;
const maxNameBytes = 4095; // PATH_MAX without its NUL
const noXattrs: ReadonlyMap<string, Buffer> = new Map();
const entryTypes: Readonly<Record<string, TarEntryType>> = {
  "\0": "file",
  "0": "file",
  "7": "file",
  S: "file",
  "1": "hardlink",
  "2": "symlink",
  "3": "character",
  "4": "block",
  "5": "directory",
  "6": "fifo",
};

type State = "header" | "meta" | "sparse-extension" | "sparse-prefix" | "body" | "padding" | "finished";

export class TarReader {
  readonly #handler: TarHandler;
  readonly #block = Buffer.alloc(blockSize);
  #blockFill = 0;
  #state: State = "header";
  #remaining = 0; // bytes of meta payload or body that are still to come
  #padding = 0;
  #meta: Buffer = Buffer.alloc(0);
  #metaFill = 0;
  #metaType = "";
  readonly #globals: PaxRecords = new Map();
  #pax: PaxRecords = new Map();
  #paxSparse: number[] = [];
  #longName: string | undefined;
  #longLink: string | undefined;
  #raw: RawHeader | undefined;
  #realSize = 0;
  #map: number[] | undefined; // sparse segments; undefined for plain files
  #prefix: SparsePrefixParser | undefined;
  #segment = 0;
  #segmentUsed = 0;
  #offset = 0;

  constructor(handler: TarHandler) {
    this.#handler = handler;
  }

  push(chunk: Buffer): void {
    let position = 0;
    while (position < chunk.length && this.#state !== "finished") {
      if (this.#state === "body") position = this.#pushBody(chunk, position);
      else if (this.#state === "meta") position = this.#pushMeta(chunk, position);
      else if (this.#state === "padding") position = this.#pushPadding(chunk, position);
      else position = this.#pushBlock(chunk, position);
    }
  }

  /** Call once after the last byte. An archive without its two closing blocks is accepted, one that ends in an entry is not. */
  finish(): void {
    if (this.#state === "finished") return;
    if (this.#state !== "header" || this.#blockFill !== 0 || this.#longName !== undefined || this.#pax.size > 0) {
      throw malformed("it ends in the middle of an entry", this.#raw?.name);
    }
  }

  #pushBlock(chunk: Buffer, position: number): number {
    if (this.#blockFill === 0 && chunk.length - position >= blockSize) {
      this.#onBlock(chunk.subarray(position, position + blockSize));
      return position + blockSize;
    }
    const take = Math.min(blockSize - this.#blockFill, chunk.length - position);
    chunk.copy(this.#block, this.#blockFill, position, position + take);
    this.#blockFill += take;
    if (this.#blockFill === blockSize) {
      this.#blockFill = 0;
      this.#onBlock(this.#block);
    }
    return position + take;
  }

  #onBlock(block: Buffer): void {
    if (this.#state === "sparse-extension") this.#onSparseExtension(block);
    else if (this.#state === "sparse-prefix") this.#onSparsePrefix(block);
    else this.#onHeader(block);
  }

  #onHeader(block: Buffer): void {
    const raw = parseHeaderBlock(block);
    // Everything after the first zero block is ignored, as GNU tar does.
    if (raw === undefined) {
      this.#state = "finished";
      return;
    }
    if (raw.size < 0) throw malformed("its size is negative", raw.name);
    if ("xgLKX".includes(raw.type)) {
      this.#startMeta(raw);
      return;
    }
    this.#raw = raw;
    if (raw.type === "S") {
      this.#map = [];
      readOldSparsePairs(block, 386, 4, this.#map);
      this.#realSize = parseNumber(block, 483, 12);
      if (block[482] !== 0) {
        this.#state = "sparse-extension";
        return;
      }
    }
    this.#startEntry(raw);
  }

  #startMeta(raw: RawHeader): void {
    if (raw.size > maxMetaBytes) {
      throw new TsRunError(
        "ERR_HOSTILE",
        `read tar entry ${quoteName(raw.name)}: an extended header of ${raw.size} bytes`,
      );
    }
    this.#metaType = raw.type;
    this.#metaFill = 0;
    if (this.#meta.length < raw.size) this.#meta = Buffer.alloc(raw.size);
    this.#remaining = raw.size;
    this.#padding = (blockSize - (raw.size % blockSize)) % blockSize;
    this.#state = "meta";
    if (raw.size === 0) this.#onMeta();
  }

  #pushMeta(chunk: Buffer, position: number): number {
    const take = Math.min(this.#remaining, chunk.length - position);
    chunk.copy(this.#meta, this.#metaFill, position, position + take);
    this.#metaFill += take;
    this.#remaining -= take;
    if (this.#remaining === 0) this.#onMeta();
    return position + take;
  }

  #onMeta(): void {
    const payload = this.#meta.subarray(0, this.#metaFill);
    if (this.#metaType === "L") this.#longName = cString(payload);
    else if (this.#metaType === "K") this.#longLink = cString(payload);
    else if (this.#metaType === "g") parsePaxRecords(payload, this.#globals, []);
    else parsePaxRecords(payload, this.#pax, this.#paxSparse);
    if (this.#globals.size > 1000) throw malformed("more than 1000 global pax records");
    this.#state = this.#padding > 0 ? "padding" : "header";
  }

  #pushPadding(chunk: Buffer, position: number): number {
    const take = Math.min(this.#padding, chunk.length - position);
    this.#padding -= take;
    if (this.#padding === 0) this.#state = "header";
    return position + take;
  }

  #onSparseExtension(block: Buffer): void {
    readOldSparsePairs(block, 0, 21, this.#map ?? []);
    if (block[504] === 0 && this.#raw !== undefined) this.#startEntry(this.#raw);
  }

  #onSparsePrefix(block: Buffer): void {
    const map = this.#prefix?.push(block);
    this.#remaining -= block.length;
    if (this.#remaining < 0) throw malformed("its sparse map is longer than its data", this.#raw?.name);
    if (map === undefined || this.#raw === undefined) return;
    this.#map = map;
    this.#prefix = undefined;
    this.#announce(this.#raw, this.#remaining);
  }

  #startEntry(raw: RawHeader): void {
    const type = entryTypes[raw.type];
    const size = this.#record("size");
    const hasData = type === "file" || type === undefined;
    // Links and directories carry no data whatever their size field says (as Go and GNU tar read them).
    const dataSize = !hasData ? 0 : size === undefined ? raw.size : parseDecimal(size, "a pax size");
    this.#padding = (blockSize - (dataSize % blockSize)) % blockSize;
    this.#readPaxSparse();
    this.#remaining = dataSize;
    if (this.#prefix !== undefined && hasData) {
      this.#state = "sparse-prefix";
      return;
    }
    this.#announce(raw, dataSize);
  }

  #readPaxSparse(): void {
    const real = this.#record("GNU.sparse.realsize") ?? this.#record("GNU.sparse.size");
    if (real === undefined) return;
    this.#realSize = parseDecimal(real, "GNU.sparse.realsize");
    if (this.#record("GNU.sparse.major") === "1") this.#prefix = new SparsePrefixParser();
    else
      this.#map = this.#paxSparse.length > 0 ? this.#paxSparse : parseSparseList(this.#record("GNU.sparse.map") ?? "");
  }

  #announce(raw: RawHeader, dataSize: number): void {
    const entry = this.#makeEntry(raw, dataSize);
    if (this.#map !== undefined) checkSparseMap(this.#map, this.#realSize, dataSize, entry.name);
    this.#pax = new Map();
    this.#paxSparse = [];
    this.#longName = undefined;
    this.#longLink = undefined;
    this.#remaining = dataSize;
    this.#offset = 0;
    this.#segment = 0;
    this.#segmentUsed = 0;
    this.#handler.entry(entry);
    this.#state = "body";
    if (dataSize === 0) this.#endBody();
  }

  #makeEntry(raw: RawHeader, dataSize: number): TarEntry {
    const name = this.#record("GNU.sparse.name") ?? this.#record("path") ?? this.#longName ?? raw.name;
    const linkName = this.#record("linkpath") ?? this.#longLink ?? raw.linkName;
    for (const text of [name, linkName]) {
      if (text.includes("\0")) throw malformed("a name contains NUL", text);
      if (text.length > maxNameBytes)
        throw new TsRunError("ERR_HOSTILE", `read tar entry ${quoteName(text)}: a name of ${text.length} bytes`);
    }
    let type = entryTypes[raw.type];
    if (type === undefined) throw malformed(`entry type ${JSON.stringify(raw.type)} is not one a layer can hold`, name);
    // Before POSIX, a directory was a file with a trailing slash.
    if (type === "file" && raw.type !== "S" && name.endsWith("/")) type = "directory";
    const mtime = this.#record("mtime", true);
    return {
      type,
      name,
      linkName,
      mode: raw.mode,
      uid: this.#id("uid", raw.uid, name),
      gid: this.#id("gid", raw.gid, name),
      size: type !== "file" ? 0 : this.#map === undefined ? dataSize : this.#realSize,
      mtime: mtime === undefined ? { seconds: raw.mtimeSeconds, nanoseconds: 0 } : parsePaxTime(mtime),
      devMajor: raw.devMajor,
      devMinor: raw.devMinor,
      xattrs: this.#xattrs(),
    };
  }

  #id(key: "uid" | "gid", fallback: number, name: string): number {
    const text = this.#record(key, true);
    const id = text === undefined ? fallback : parseDecimal(text, `a pax ${key}`);
    if (id < 0 || id > 0xfffffffe) throw malformed(`its ${key} ${id} is out of range`, name);
    return id;
  }

  #xattrs(): ReadonlyMap<string, Buffer> {
    if (this.#pax.size === 0 && this.#globals.size === 0) return noXattrs;
    let xattrs: Map<string, Buffer> | undefined;
    for (const records of [this.#globals, this.#pax]) {
      for (const [key, value] of records) {
        if (!key.startsWith("SCHILY.xattr.")) continue;
        xattrs ??= new Map();
        xattrs.set(key.slice("SCHILY.xattr.".length), value);
      }
    }
    return xattrs ?? noXattrs;
  }

  /** Global records may set owner and time for all; names, sizes and sparse maps for all entries at once are only ever tricks. */
  #record(key: string, global = false): string | undefined {
    const value = this.#pax.get(key) ?? (global ? this.#globals.get(key) : undefined);
    return value?.toString("latin1");
  }

  #pushBody(chunk: Buffer, position: number): number {
    let take = Math.min(this.#remaining, chunk.length - position);
    if (this.#map !== undefined) take = Math.min(take, this.#nextSegment());
    this.#handler.data(chunk.subarray(position, position + take), this.#offset);
    this.#offset += take;
    this.#segmentUsed += take;
    this.#remaining -= take;
    if (this.#remaining === 0) this.#endBody();
    return position + take;
  }

  /** Moves to the segment that the next byte belongs to; its bytes that are left. checkSparseMap() made sure there is one. */
  #nextSegment(): number {
    const map = this.#map ?? [];
    while (this.#segmentUsed === (map[this.#segment + 1] ?? 0) && this.#segment < map.length) {
      this.#segment += 2;
      this.#segmentUsed = 0;
    }
    this.#offset = (map[this.#segment] ?? 0) + this.#segmentUsed;
    return (map[this.#segment + 1] ?? 0) - this.#segmentUsed;
  }

  #endBody(): void {
    this.#handler.end();
    this.#map = undefined;
    this.#prefix = undefined;
    this.#raw = undefined;
    this.#state = this.#padding > 0 ? "padding" : "header";
  }
}

function cString(payload: Buffer): string {
  const end = payload.indexOf(0);
  return payload.toString("latin1", 0, end === -1 ? payload.length : end);
}
