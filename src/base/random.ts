// Random bytes and numbers for ids, names and temporary files. Straight from the kernel: node:crypto takes 2 ms to load,
// which every cold command would pay.

import crypto from "node:crypto";
import fs from "node:fs";

const POOL_BYTES = 256;
let pool: Buffer = Buffer.alloc(0);

/** From the kernel's generator, as node:crypto's are. */
export function randomBytes(size: number): Buffer {
  if (size > POOL_BYTES) return crypto.randomBytes(size);
  if (pool.length < size) pool = readPool();
  // Every byte is handed out once, in memory of its own.
  const bytes = Buffer.from(pool.subarray(0, size));
  pool = pool.subarray(size);
  return bytes;
}

/** An evenly distributed integer from 0 up to but not including `limit`, which is at most 2^32. */
export function randomInt(limit: number): number {
  const fair = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const value = randomBytes(4).readUInt32LE();
    if (value < fair) return value % limit;
  }
}

function readPool(): Buffer {
  try {
    const fd = fs.openSync("/dev/urandom", "r");
    try {
      const bytes = Buffer.alloc(POOL_BYTES);
      if (fs.readSync(fd, bytes) === POOL_BYTES) return bytes;
    } finally {
      fs.closeSync(fd);
    }
  } catch {
    // A chroot without /dev: the same bytes by getrandom(2).
  }
  return crypto.randomBytes(POOL_BYTES);
}
