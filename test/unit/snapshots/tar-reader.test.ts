import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TsRunError } from "../../../src/base/index.ts";
import { type TarEntry, TarReader } from "../../../src/snapshots/index.ts";
import { archive, member, pax } from "./tar-builder.ts";

interface Read extends TarEntry {
  readonly content: string;
}

/** Entries with their contents, holes filled in, fed in pieces of `step` bytes. */
function read(bytes: Buffer, step = bytes.length): Read[] {
  const entries: Read[] = [];
  let content = Buffer.alloc(0);
  let current: TarEntry | undefined;
  const reader = new TarReader({
    entry: (entry) => {
      current = entry;
      content = Buffer.alloc(entry.size);
    },
    data: (chunk, offset) => void chunk.copy(content, offset),
    end: () => {
      if (current !== undefined) entries.push({ ...current, content: content.toString("latin1") });
    },
  });
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step));
  reader.finish();
  return entries;
}

function only(bytes: Buffer): Read {
  const [entry, ...rest] = read(bytes);
  if (entry === undefined || rest.length > 0) throw new Error(`expected one entry, got ${rest.length + 1}`);
  return entry;
}

function failure(bytes: Buffer): { code: string; message: string } {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof TsRunError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("it was accepted");
}

describe("TarReader", () => {
  test("reads name, owner, mode, time and contents of a ustar file", () => {
    const bytes = archive(member({ name: "etc/hosts", data: "hello", mode: 0o4755, uid: 7, gid: 8 }));
    expect(only(bytes)).toEqual({
      type: "file",
      name: "etc/hosts",
      linkName: "",
      mode: 0o4755,
      uid: 7,
      gid: 8,
      size: 5,
      mtime: { seconds: 1_700_000_000, nanoseconds: 0 },
      devMajor: 0,
      devMinor: 0,
      xattrs: new Map(),
      content: "hello",
    });
  });

  test("says the same whatever the pieces are that the bytes arrive in", () => {
    const bytes = archive(
      pax({ path: "a".repeat(300), mtime: "12.5" }),
      member({ data: "x".repeat(1500) }),
      member({ name: "d/", type: "5" }),
      member({ name: "b", data: "y" }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1100 }), (step) => {
        expect(read(bytes, step)).toEqual(read(bytes));
      }),
      { numRuns: 60 },
    );
  });

  test("joins the ustar prefix and the name", () => {
    expect(only(archive(member({ name: "b", patch: [[345, "long/prefix"]] }))).name).toBe("long/prefix/b");
  });

  test("takes pax path, link path, ids and nanoseconds instead of the header's", () => {
    const bytes = archive(
      pax({ path: "new", linkpath: "target", uid: "3000000", gid: "4000000", mtime: "1700000000.123456789" }),
      member({ type: "2" }),
    );
    expect(only(bytes)).toMatchObject({
      name: "new",
      linkName: "target",
      uid: 3_000_000,
      gid: 4_000_000,
      mtime: { seconds: 1_700_000_000, nanoseconds: 123_456_789 },
    });
  });

  test("counts the fraction of a time before 1970 upwards", () => {
    expect(only(archive(pax({ mtime: "-1.25" }), member({}))).mtime).toEqual({ seconds: -2, nanoseconds: 750_000_000 });
  });

  test("keeps extended attributes as the bytes they are", () => {
    const value = Buffer.from([1, 0, 0, 2, 0xff, 0xfe, 0x80, 0x0a]);
    const entry = only(archive(pax({ "SCHILY.xattr.security.capability": value }), member({})));
    expect(entry.xattrs).toEqual(new Map([["security.capability", value]]));
  });

  test("keeps names that are not UTF-8 as the bytes they are", () => {
    expect(only(archive(member({ name: "caf\xe9" }))).name).toBe("caf\xe9");
  });

  test("reads GNU long names and long links", () => {
    const bytes = archive(
      member({ name: "././@LongLink", type: "L", data: `${"n".repeat(200)}\0` }),
      member({ name: "././@LongLink", type: "K", data: `${"l".repeat(200)}\0` }),
      member({ type: "2" }),
    );
    expect(only(bytes)).toMatchObject({ name: "n".repeat(200), linkName: "l".repeat(200) });
  });

  test("reads base-256 numbers", () => {
    const uid = Buffer.from([0x80, 0, 0, 0, 0, 0x12, 0x34, 0x56]);
    expect(only(archive(member({ patch: [[108, uid]] }))).uid).toBe(0x123456);
  });

  test("expands an old GNU sparse file", () => {
    const pairs = [512, 3, 2048, 2].map((value) => value.toString(8).padStart(11, "0").concat("\0")).join("");
    const bytes = archive(
      member({
        type: "S",
        data: "abcde",
        patch: [
          [257, "ustar  \0"],
          [386, pairs],
          [483, "00000010000\0"],
        ],
      }),
    );
    const expected = Buffer.alloc(4096);
    expected.write("abc", 512);
    expected.write("de", 2048);
    expect(only(bytes)).toMatchObject({ size: 4096, content: expected.toString("latin1") });
  });

  test("expands a pax 1.0 sparse file and gives it its real name", () => {
    const map = Buffer.alloc(512);
    map.write("2\n100\n3\n1000\n2\n");
    const records = {
      "GNU.sparse.major": "1",
      "GNU.sparse.minor": "0",
      "GNU.sparse.name": "real",
      "GNU.sparse.realsize": "2000",
    };
    const entry = only(
      archive(pax(records), member({ name: "GNUSparseFile.0/real", data: Buffer.concat([map, Buffer.from("abcde")]) })),
    );
    const expected = Buffer.alloc(2000);
    expected.write("abc", 100);
    expected.write("de", 1000);
    expect(entry).toMatchObject({ name: "real", size: 2000, content: expected.toString("latin1") });
  });

  test("ignores everything after a block of zeros", () => {
    expect(
      read(Buffer.concat([archive(member({ name: "a" })), Buffer.from("garbage"), member({ name: "b" })])),
    ).toHaveLength(1);
  });

  test("accepts an archive without its closing zeros", () => {
    expect(read(member({ name: "a", data: "x" }))).toHaveLength(1);
  });

  test("gives links no data, whatever their size field says", () => {
    const entries = read(archive(member({ name: "l", type: "1", linkName: "a", size: 9 }), member({ name: "b" })));
    expect(entries.map(({ name, size }) => [name, size])).toEqual([
      ["l", 0],
      ["b", 0],
    ]);
  });

  test("reads a global header's time, and no name or size from it", () => {
    const bytes = archive(pax({ path: "evil", size: "99", mtime: "5" }, "g"), member({ name: "a", data: "x" }));
    expect(only(bytes)).toMatchObject({ name: "a", size: 1, mtime: { seconds: 5, nanoseconds: 0 } });
  });
});

describe("TarReader refuses", () => {
  const negative = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe]);
  const cases: Record<string, [Buffer, string]> = {
    "a wrong checksum": [archive(member({ badChecksum: true })), "ERR_INVALID_SPEC"],
    "a negative size": [archive(member({ patch: [[124, negative]] })), "ERR_INVALID_SPEC"],
    "a size that is no number": [archive(member({ patch: [[124, "9zzzz"]] })), "ERR_INVALID_SPEC"],
    "a file that is cut off": [member({ data: "x".repeat(2000) }).subarray(0, 1024), "ERR_INVALID_SPEC"],
    "an extended header without its entry": [pax({ path: "a" }), "ERR_INVALID_SPEC"],
    "an extended header of 2 GiB": [archive(member({ type: "x", size: 2 ** 31 })), "ERR_HOSTILE"],
    "a name with NUL": [archive(pax({ path: "a\0b" }), member({})), "ERR_INVALID_SPEC"],
    "a name longer than PATH_MAX": [archive(pax({ path: "a/".repeat(3000) }), member({})), "ERR_HOSTILE"],
    "a pax record that claims more bytes than there are": [
      archive(member({ type: "x", data: "99 path=a\n" })),
      "ERR_INVALID_SPEC",
    ],
    "a pax size that is negative": [archive(pax({ size: "-1" }), member({})), "ERR_INVALID_SPEC"],
    "a sparse map that leaves the file": [
      archive(pax({ "GNU.sparse.size": "10", "GNU.sparse.map": "8,5" }), member({ data: "abcde" })),
      "ERR_INVALID_SPEC",
    ],
    "a sparse map that overlaps itself": [
      archive(pax({ "GNU.sparse.size": "10", "GNU.sparse.map": "0,3,1,2" }), member({ data: "abcde" })),
      "ERR_INVALID_SPEC",
    ],
    "an unknown entry type": [archive(member({ type: "M" })), "ERR_INVALID_SPEC"],
  };
  for (const [name, [bytes, code]] of Object.entries(cases)) {
    test(name, () => expect(failure(bytes).code).toBe(code));
  }

  test("anything else it can't read, without ever failing in another way", () => {
    const honest = archive(
      pax({ path: "p", mtime: "1.5" }),
      member({ data: "abc" }),
      member({ name: "d/", type: "5" }),
    );
    const flips = fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(flips, fc.integer({ min: 100, max: 3000 }), (changes, step) => {
        const bytes = Buffer.from(honest);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          read(bytes, step);
        } catch (error) {
          expect(error).toBeInstanceOf(TsRunError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
