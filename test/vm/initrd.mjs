// The guest's first file system: busybox, the modules, init.sh and what it reads, as a cpio archive in memory.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const directories = ["bin", "modules", "proc", "sys", "dev", "host", "packages", "upper", "root", "units"];
const units = path.join(import.meta.dirname, "units");

/** `command` is a line for sh, run in `settings.PROJECT` as the guest's only program; `settings` are init.sh's. */
export function makeInitrd({ busybox, modules, command, settings }) {
  const text = (value) => Buffer.from(value);
  return cpio([
    ...directories.map((name) => ({ name, mode: 0o40755 })),
    { name: "init", mode: 0o100755, content: readFileSync(path.join(import.meta.dirname, "init.sh")) },
    { name: "bin/busybox", mode: 0o100755, content: busybox },
    ...modules.map((file) => ({ name: `modules/${path.basename(file)}`, mode: 0o100644, content: readFileSync(file) })),
    { name: "settings", mode: 0o100644, content: text(assignments(settings)) },
    ...unitEntries(),
    { name: "command", mode: 0o100644, content: text(`${command}\n`) },
  ]);
}

function assignments(settings) {
  return Object.entries(settings)
    .map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join("");
}

function unitEntries() {
  return readdirSync(units, { recursive: true, withFileTypes: true }).map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const name = `units/${path.relative(units, file)}`;
    return entry.isDirectory() ? { name, mode: 0o40755 } : { name, mode: 0o100644, content: readFileSync(file) };
  });
}

/** The "newc" format of Documentation/driver-api/early-userspace/buffer-format.rst: hexadecimal header, name, content. */
function cpio(entries) {
  const all = [...entries, { name: "TRAILER!!!", mode: 0 }];
  return Buffer.concat(
    all.flatMap(({ name, mode, content = Buffer.alloc(0) }, index) => {
      const fields = [index + 1, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, Buffer.byteLength(name) + 1, 0];
      const header = `070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}${name}\0`;
      return [padded(Buffer.from(header)), padded(content)];
    }),
  );
}

function padded(bytes) {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}
