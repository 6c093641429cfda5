// The namespaces of an engine under test, and the process that keeps them: nothing to unmount, nothing to forget.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";

const project = path.resolve(import.meta.dirname, "../..");
export const engineRoot = process.env.TS_RUN_CLIENT_ROOT ?? "/";

/** /run/ready is there when everything is. `dir` keeps what is written into the copied directories. */
export function holdNamespaces(dir: string): ChildProcess {
  for (const name of ["etc", "var-lib", "root"])
    for (const part of ["upper", "work"]) mkdirSync(path.join(dir, name, part), { recursive: true });
  const script = engineRoot === "/" ? ownRoot : foreignRoot;
  const sh = ["sh", "-euc", script, "sh", dir, engineRoot, project, process.execPath];
  const flags = ["--mount", "--net", "--propagation", "private"];
  return spawn("unshare", [...flags, ...sh], { stdio: ["ignore", "ignore", "inherit"] });
}

const end = `
mount -t tmpfs tmpfs /run
ip link set lo up
touch /run/ready
exec sleep infinity`;

const ownRoot = `
mount -t overlay -o "lowerdir=/etc,upperdir=$1/etc/upper,workdir=$1/etc/work" overlay /etc
mount -t overlay -o "lowerdir=/var/lib,upperdir=$1/var-lib/upper,workdir=$1/var-lib/work" overlay /var/lib
${end}`;

// Besides the root, what our runtime needs: this project, and node.
const foreignRoot = `
mount -t overlay -o "lowerdir=$2,upperdir=$1/root/upper,workdir=$1/root/work" overlay /mnt
for dir in /proc /sys /dev /tmp; do mount --rbind $dir /mnt$dir; done
mkdir -p "/mnt$3"
mount --bind "$3" "/mnt$3"
touch /mnt/usr/bin/node
mount --bind "$4" /mnt/usr/bin/node
cd /mnt
pivot_root . mnt
umount -l /mnt
${end}`;
