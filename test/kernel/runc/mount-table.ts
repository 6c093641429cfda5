// /proc/self/mountinfo as a container prints it (proc_pid_mountinfo(5)).

export interface MountLine {
  readonly root: string;
  readonly place: string;
  /** Of the mount: "ro", "nosuid" ... */
  readonly options: readonly string[];
  /** "shared", "master" (a slave), "unbindable". */
  readonly propagation: readonly string[];
  readonly type: string;
  readonly source: string;
  /** Of the file system. */
  readonly superOptions: readonly string[];
}

export function mountTable(text: string): MountLine[] {
  const lines = text.split("\n").filter((line) => / - \S+ \S+ /.test(line));
  return lines.map((line) => {
    const [mount = "", fileSystem = ""] = line.split(" - ");
    const [, , , root = "", place = "", options = "", ...tags] = mount.trim().split(" ");
    const [type = "", source = "", superOptions = ""] = fileSystem.split(" ");
    return {
      root,
      place,
      options: options.split(","),
      propagation: tags.map((tag) => tag.replace(/:.*/, "")),
      type,
      source,
      superOptions: superOptions.split(","),
    };
  });
}

/** The mount on top at `place`. */
export function mountAt(table: readonly MountLine[], place: string): MountLine {
  const found = table.findLast((line) => line.place === place);
  if (found === undefined) throw new Error(`nothing is mounted at ${place}, only at ${table.map((l) => l.place)}`);
  return found;
}
