// A tar writer for image layers: ustar with pax records where ustar is too small. The same entries give the same bytes,
// on every machine: nothing is read from the clock, the file system or the environment.

const block = 512;
const types = { file: "0", hardlink: "1", symlink: "2", char: "3", block: "4", directory: "5", fifo: "6" };

/**
 * @typedef {{ path: string, type?: keyof typeof types, mode?: number, uid?: number, gid?: number, mtime?: number,
 *   target?: string, content?: Buffer | string, major?: number, minor?: number, xattrs?: Record<string, string> }} Entry
 * @param {readonly Entry[]} entries in the order in which they are to be unpacked
 */
export function tar(entries) {
  return Buffer.concat([...entries.flatMap(partsOf), Buffer.alloc(2 * block)]);
}

function partsOf(entry) {
  const content = Buffer.from(entry.content ?? "");
  const records = paxRecords(entry);
  const head = header(
    { ...entry, path: shorten(entry.path, 100), target: shorten(entry.target ?? "", 100) },
    content.length,
  );
  const parts = [head, content, padding(content.length)];
  if (records.length === 0) return parts;
  const pax = header({ path: "pax", type: "pax", mtime: entry.mtime }, records.length);
  return [pax, records, padding(records.length), ...parts];
}

function paxRecords({ path, target = "", xattrs = {} }) {
  const fields = Object.entries(xattrs).map(([name, value]) => [`SCHILY.xattr.${name}`, value]);
  if (Buffer.byteLength(path) > 100) fields.push(["path", bytesOf(path)]);
  if (Buffer.byteLength(target) > 100) fields.push(["linkpath", bytesOf(target)]);
  return Buffer.concat(fields.map(([name, value]) => paxRecord(name, value)));
}

const bytesOf = (text) => Buffer.from(text).toString("latin1");

/** "<length> <name>=<value>\n", where the length counts its own digits. Values are bytes, one per character (latin1). */
function paxRecord(name, value) {
  const body = Buffer.concat([Buffer.from(` ${name}=`), Buffer.from(value, "latin1"), Buffer.from("\n")]);
  let length = body.length + 1;
  while (String(length).length + body.length !== length) length = String(length).length + body.length;
  return Buffer.concat([Buffer.from(String(length)), body]);
}

function header({ path, type = "file", mode, uid = 0, gid = 0, mtime = 0, target = "", major = 0, minor = 0 }, size) {
  const bytes = Buffer.alloc(block);
  const text = (value, offset, length) => bytes.write(value, offset, length, "utf8");
  const octal = (value, offset, length) => text(value.toString(8).padStart(length - 1, "0"), offset, length - 1);
  text(path, 0, 100);
  octal(mode ?? (type === "directory" ? 0o755 : 0o644), 100, 8);
  octal(uid, 108, 8);
  octal(gid, 116, 8);
  octal(size, 124, 12);
  octal(mtime, 136, 12);
  text(" ".repeat(8), 148, 8); // the checksum counts itself as blanks
  text(type === "pax" ? "x" : types[type], 156, 1);
  text(target, 157, 100);
  text("ustar\u000000", 257, 8);
  octal(major, 329, 8);
  octal(minor, 337, 8);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  text(`${sum.toString(8).padStart(6, "0")}\0 `, 148, 8);
  return bytes;
}

function shorten(text, length) {
  return Buffer.from(text).subarray(0, length).toString("utf8");
}

function padding(length) {
  return Buffer.alloc((block - (length % block)) % block);
}
