// Named and anonymous volumes: <root>/volumes/<name>/{_data,meta.json}. An anonymous volume has a third file, "maker", until
// the container it is for exists: when the maker is killed before, nobody will ever ask for the volume.

import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { hasErrno, isTemporaryName, isValidName, NAME_RULE, newId, TsRunError } from "../base/index.ts";
import { loadDocument } from "../containers/index.ts";
import type { VolumeSummary, Volumes } from "./engine.ts";

const MAKER = "maker";

interface VolumeMeta {
  readonly version: 1;
  readonly createdAt: string;
  readonly labels: Record<string, string>;
  readonly anonymous: boolean;
}

export class VolumeStore implements Volumes {
  private readonly directory: string;
  private readonly usersOf: (volume: string) => string[];

  /** `usersOf`: names of the containers (running or not) that use a volume. */
  constructor(root: string, usersOf: (volume: string) => string[]) {
    this.directory = join(root, "volumes");
    this.usersOf = usersOf;
  }

  create(options: { name?: string; labels: Record<string, string> }): Promise<VolumeSummary> {
    return Promise.resolve(this.ensure(options.name, options.labels));
  }

  /** Creates the volume, or returns the one there is. No name: an anonymous volume with an id for a name. */
  ensure(name: string | undefined, labels: Record<string, string> = {}): VolumeSummary & { created: boolean } {
    if (name !== undefined && !isValidName(name)) {
      throw new TsRunError("ERR_USAGE", `create volume: ${JSON.stringify(name)} is not a valid name`, {
        hint: NAME_RULE,
      });
    }
    const chosen = name ?? newId();
    const existing = this.find(chosen);
    if (existing) return { ...existing, created: false };
    const meta: VolumeMeta = { version: 1, createdAt: new Date().toISOString(), labels, anonymous: name === undefined };
    const aside = join(this.directory, `.tmp-${chosen}-${newId().slice(0, 12)}-${process.pid}`);
    mkdirSync(join(aside, "_data"), { recursive: true, mode: 0o755 });
    writeFileSync(join(aside, "meta.json"), `${JSON.stringify(meta)}\n`, { mode: 0o600 });
    if (meta.anonymous) writeFileSync(join(aside, MAKER), String(process.pid), { mode: 0o600 });
    try {
      renameSync(aside, join(this.directory, chosen));
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      const other = this.find(chosen); // somebody made it in between
      if (!other) throw error;
      return { ...other, created: false };
    }
    return { ...this.summary(chosen, meta), created: true };
  }

  /** The container of these anonymous volumes exists from here on. */
  settle(volumes: readonly string[]): void {
    for (const name of volumes) rmSync(join(this.directory, name, MAKER), { force: true });
  }

  /** Removes what killed commands left: half removed volumes, and anonymous ones whose container never came to be. */
  async sweep(): Promise<void> {
    for (const name of this.entries()) {
      const path = join(this.directory, name);
      const pid = isTemporaryName(name) ? /-(\d+)$/.exec(name)?.[1] : readMaker(path);
      if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
      if (isTemporaryName(name)) rmSync(path, { recursive: true, force: true });
      else if (this.usersOf(name).length === 0) await this.remove(name, { force: true });
      else this.settle([name]);
    }
  }

  /** What ensure() would return, without making it. */
  preview(name: string | undefined): Pick<VolumeSummary, "name" | "mountpoint" | "anonymous"> {
    const chosen = name ?? "<new>";
    return { name: chosen, mountpoint: join(this.directory, chosen, "_data"), anonymous: name === undefined };
  }

  list(): Promise<VolumeSummary[]> {
    return Promise.resolve(
      this.names()
        .map((name) => this.find(name))
        .filter((volume) => volume !== undefined),
    );
  }

  inspect(name: string): Promise<VolumeSummary> {
    return Promise.resolve(this.get(name));
  }

  /** `except`: a container that is about to go itself. */
  async remove(name: string, options: { force: boolean; except?: string }): Promise<void> {
    const volume = this.find(name);
    if (!volume) {
      if (options.force) return;
      this.get(name);
      return;
    }
    const users = volume.usedBy.filter((user) => user !== options.except);
    if (users.length > 0) {
      throw new TsRunError("ERR_CONFLICT", `remove volume ${name}: container ${users.join(", ")} uses it`, {
        hint: `remove the container first: ts-run rm ${users[0]}`,
      });
    }
    const aside = join(this.directory, `.tmp-${name}-${newId().slice(0, 12)}-${process.pid}`);
    try {
      renameSync(join(this.directory, name), aside);
    } catch (error) {
      if (hasErrno(error, "ENOENT")) return; // somebody else removes it at this moment
      throw error;
    }
    rmSync(aside, { recursive: true, force: true });
  }

  /** Unused anonymous volumes; with `all` the named ones as well. */
  async prune(options: { all: boolean }): Promise<{ deleted: string[]; reclaimedBytes: number }> {
    const deleted: string[] = [];
    let reclaimedBytes = 0;
    await this.sweep();
    for (const volume of await this.list()) {
      if (volume.usedBy.length > 0 || (!volume.anonymous && !options.all)) continue;
      reclaimedBytes += diskUsage(volume.mountpoint);
      await this.remove(volume.name, { force: true });
      deleted.push(volume.name);
    }
    return { deleted, reclaimedBytes };
  }

  private names(): string[] {
    return this.entries().filter((name) => !isTemporaryName(name));
  }

  private entries(): string[] {
    return existsSync(this.directory) ? readdirSync(this.directory) : [];
  }

  private get(name: string): VolumeSummary {
    const volume = this.find(name);
    if (volume) return volume;
    throw new TsRunError("ERR_NOT_FOUND", `find volume ${name}: no such volume`, {
      hint: "`ts-run volume ls` lists them",
    });
  }

  private find(name: string): VolumeSummary | undefined {
    if (!isValidName(name)) return undefined;
    const meta = loadDocument<VolumeMeta>(join(this.directory, name, "meta.json"));
    return meta && this.summary(name, meta);
  }

  private summary(name: string, meta: VolumeMeta): VolumeSummary {
    const { createdAt, labels, anonymous } = meta;
    return {
      name,
      mountpoint: join(this.directory, name, "_data"),
      createdAt,
      labels,
      anonymous,
      usedBy: this.usersOf(name),
    };
  }
}

function readMaker(path: string): string | undefined {
  const file = join(path, MAKER);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Bytes allocated below a directory; hard links count each time, mount points are not left out. */
export function diskUsage(path: string): number {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  let bytes = stat.blocks * 512;
  if (stat.isDirectory()) for (const name of readdirSync(path)) bytes += diskUsage(join(path, name));
  return bytes;
}
