// All containers of one state root. A container exists from the moment its name is linked: create builds the directory
// aside, renames it into place and takes the name; whatever a kill -9 leaves in between is a directory without a name.

import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  hasErrno,
  isId,
  isTemporaryName,
  isValidName,
  messageOf,
  NAME_RULE,
  randomName,
  shortId,
  TsRunError,
} from "../base/index.ts";
import { spreadDirectories } from "../native/index.ts";
import type { RuntimeSpec } from "../oci/index.ts";
import { type ContainerPaths, containerPaths, mountpointOf, namesDir, type Roots } from "./paths.ts";
import { type ContainerRecord, type ContainerStatus, loadDocument, saveDocument } from "./record.ts";
import { deriveLifeCycle, type LifeCycle } from "./state.ts";

export interface Container {
  readonly id: string;
  readonly paths: ContainerPaths;
  readonly record: ContainerRecord;
  readonly status: ContainerStatus;
  readonly lifeCycle: LifeCycle;
}

export class ContainerStore {
  readonly roots: Roots;

  constructor(roots: Roots) {
    this.roots = roots;
  }

  /** Makes the directories everything else relies on; idempotent. */
  prepare(): void {
    const { root, runDir } = this.roots;
    const room = SOCKET_PATH_MAX - Buffer.byteLength(this.paths("0".repeat(64)).controlSocket);
    if (room < 0) {
      throw new TsRunError(
        "ERR_USAGE",
        `use run directory ${runDir}: it is ${-room} bytes too long for the sockets in it`,
        {
          hint: "choose a shorter --run-dir, such as /run/ts-run",
        },
      );
    }
    for (const path of [root, runDir]) makeRoot(path);
    const containers = join(root, "containers");
    for (const dir of [containers, namesDir(this.roots)]) mkdirSync(dir, { recursive: true, mode: 0o700 });
    const running = join(this.roots.runDir, "containers");
    const layers = this.roots.layersDir ?? containers;
    for (const dir of [running, mountpointOf(this.roots), layers]) mkdirSync(dir, { recursive: true, mode: 0o700 });
    for (const dir of new Set([containers, running, layers])) spreadDirectories(dir);
  }

  paths(id: string): ContainerPaths {
    return containerPaths(this.roots, id);
  }

  /** Adds a container. Throws ERR_CONFLICT when the name is taken, ERR_USAGE when it is none. */
  create(
    record: ContainerRecord,
    spec: RuntimeSpec,
    options: { name?: string | undefined; status?: Partial<ContainerStatus> },
  ): Container {
    if (options.name !== undefined && !isValidName(options.name)) {
      throw new TsRunError("ERR_USAGE", `create container: ${JSON.stringify(options.name)} is not a valid name`, {
        hint: NAME_RULE,
      });
    }
    const paths = this.paths(record.id);
    const aside = join(this.roots.root, "containers", `.tmp-${process.pid}-${record.id}`);
    // Before the name: a name whose container is not even being made counts as left by a killed command.
    mkdirSync(aside, { mode: 0o700 });
    let name: string | undefined;
    try {
      name = this.takeName(options.name, record.id);
      const layerDir = paths.layerDir === paths.dir ? aside : paths.layerDir;
      if (layerDir !== aside) mkdirSync(layerDir, { mode: 0o700 });
      mkdirSync(join(layerDir, "upper"), { mode: 0o755 });
      mkdirSync(join(layerDir, "work"), { mode: 0o700 });
      const status: ContainerStatus = {
        version: 1,
        stopRequested: false,
        restartCount: 0,
        anonymousVolumes: [],
        ...options.status,
        name,
      };
      writeFileSync(join(aside, "config.json"), JSON.stringify(spec), { mode: 0o600 });
      writeFileSync(join(aside, "record.json"), `${JSON.stringify(record)}\n`, { mode: 0o600 });
      writeFileSync(join(aside, "status.json"), `${JSON.stringify(status)}\n`, { mode: 0o600 });
      renameSync(aside, paths.dir);
      return { id: record.id, paths, record, status, lifeCycle: { state: "created" } };
    } catch (error) {
      if (name !== undefined) rmSync(join(namesDir(this.roots), name), { force: true });
      for (const dir of [aside, ...(paths.layerDir === paths.dir ? [] : [paths.layerDir])])
        rmSync(dir, { recursive: true, force: true });
      if (!hasErrno(error, "ENOSPC", "EDQUOT")) throw error;
      throw new TsRunError("ERR_NO_SPACE", `create container: no space left below ${this.roots.root}`, {
        cause: error,
        hint: "make room: ts-run container prune, ts-run image prune",
      });
    }
  }

  /** undefined when there is no such container (any more). */
  load(id: string): Container | undefined {
    const paths = this.paths(id);
    const record = loadDocument<ContainerRecord>(paths.record);
    const status = loadDocument<ContainerStatus>(paths.status);
    if (!record || !status) return undefined;
    return { id, paths, record, status, lifeCycle: deriveLifeCycle(paths, status) };
  }

  loadSpec(container: Container): RuntimeSpec {
    const spec = loadDocument<RuntimeSpec>(container.paths.config);
    if (!spec)
      throw new TsRunError("ERR_CORRUPT_STATE", `read ${container.paths.config}: the file is missing`, {
        hint: `ts-run rm -f ${shortId(container.id)}`,
      });
    return spec;
  }

  ids(): string[] {
    return readdirSync(join(this.roots.root, "containers")).filter(isId);
  }

  list(): Container[] {
    return this.ids()
      .map((id) => this.loadReadable(id))
      .filter((container) => container !== undefined);
  }

  /** One container whose documents do not read must not hide the others; doctor tells about it. */
  private loadReadable(id: string): Container | undefined {
    try {
      return this.load(id);
    } catch (error) {
      if (error instanceof TsRunError && error.code === "ERR_CORRUPT_STATE") return undefined;
      throw error;
    }
  }

  /** By name, id or unique id prefix. Throws ERR_NOT_FOUND, or ERR_CONFLICT for an ambiguous prefix. */
  get(ref: string): Container {
    const container = this.find(ref);
    if (container) return container;
    throw new TsRunError("ERR_NOT_FOUND", `find container ${ref}: no container has this name or id`, {
      hint: "`ts-run ps -a` lists them",
    });
  }

  find(ref: string): Container | undefined {
    const named = isValidName(ref) ? this.idOfName(ref) : undefined;
    if (named !== undefined) return this.load(named);
    if (!/^[0-9a-f]{1,64}$/.test(ref)) return undefined;
    if (isId(ref)) return this.load(ref);
    const matches = this.ids().filter((id) => id.startsWith(ref));
    if (matches.length > 1) {
      throw new TsRunError("ERR_CONFLICT", `find container ${ref}: the prefix fits ${matches.length} containers`, {
        hint: `use more digits: ${matches.slice(0, 3).map(shortId).join(", ")}`,
      });
    }
    return matches[0] === undefined ? undefined : this.load(matches[0]);
  }

  saveStatus(container: Container, changes: Partial<ContainerStatus>): Container {
    const status = { ...container.status, ...changes };
    for (const key of Object.keys(status) as (keyof ContainerStatus)[])
      if (status[key] === undefined) delete status[key];
    saveDocument(container.paths.status, status, container.record.throwAway !== true);
    return { ...container, status, lifeCycle: deriveLifeCycle(container.paths, status) };
  }

  rename(container: Container, name: string): Container {
    if (!isValidName(name))
      throw new TsRunError("ERR_USAGE", `rename container: ${JSON.stringify(name)} is not a valid name`, {
        hint: NAME_RULE,
      });
    if (name === container.status.name)
      throw new TsRunError("ERR_USAGE", `rename container ${name}: it has this name already`);
    this.takeName(name, container.id);
    const renamed = this.saveStatus(container, { name });
    rmSync(join(namesDir(this.roots), container.status.name), { force: true });
    return renamed;
  }

  /** Removes all files of a container that does not run. The name goes last but one: until then a retry finds it. */
  remove(container: Container): void {
    rmSync(this.setAside(container), { recursive: true, force: true });
    this.sweep();
  }

  /** The container is gone when this returns; what it wrote is in the directory that it returns, for the caller to remove. */
  setAside(container: Container): string {
    const { dir, layerDir, runDir } = container.paths;
    rmSync(runDir, { recursive: true, force: true });
    // Not ending in the id: that is a container being made, which keeps its name.
    const aside = join(this.roots.root, "containers", `.tmp-${process.pid}-${container.id}-removed`);
    try {
      renameSync(dir, aside);
    } catch (error) {
      if (!hasErrno(error, "ENOENT")) throw error;
    }
    rmSync(join(namesDir(this.roots), container.status.name), { force: true });
    if (layerDir === dir) return aside;
    rmSync(aside, { recursive: true, force: true });
    return layerDir;
  }

  /** Removes what commands before us left half made or half removed when they were killed. */
  sweep(): void {
    const dir = join(this.roots.root, "containers");
    for (const parent of [dir, namesDir(this.roots)]) {
      for (const name of readdirSync(parent)) {
        if (isTemporaryName(name) && !isBeingMade(name)) rmSync(join(parent, name), { recursive: true, force: true });
      }
    }
    for (const name of readdirSync(namesDir(this.roots))) {
      const id = isTemporaryName(name) ? undefined : this.idOfName(name);
      if (id !== undefined && this.isGone(id)) this.dropName(name, id);
    }
    const runs = join(this.roots.runDir, "containers");
    for (const id of readdirSync(runs)) {
      if (isId(id) && this.isGone(id)) rmSync(join(runs, id), { recursive: true, force: true });
    }
  }

  /** Where layers are apart: those whose container is gone, by a reboot or half removed, for the caller to remove. */
  strayLayers(): string[] {
    const { layersDir } = this.roots;
    if (layersDir === undefined) return [];
    return readdirSync(layersDir)
      .filter((id) => isId(id) && !existsSync(this.paths(id).dir))
      .map((id) => join(layersDir, id));
  }

  private isGone(id: string): boolean {
    return !existsSync(this.paths(id).dir) && !this.isBeingCreated(id) && !existsSync(this.paths(id).dir);
  }

  /** Frees a name that a killed command left, unless somebody has taken it meanwhile. */
  private dropName(name: string, id: string): void {
    const path = join(namesDir(this.roots), name);
    const aside = join(namesDir(this.roots), `.tmp-${process.pid}-${id}`);
    try {
      renameSync(path, aside);
      if (readFileSync(aside, "utf8").trim() !== id) linkSync(aside, path);
    } catch (error) {
      if (!hasErrno(error, "ENOENT", "EEXIST")) throw error;
    } finally {
      rmSync(aside, { force: true });
    }
  }

  /** What killed commands left: half-made and half-removed directories, names without a container. */
  findLeftovers(): { path: string; what: string }[] {
    const dir = join(this.roots.root, "containers");
    const halves = readdirSync(dir).filter((name) =>
      isId(name) ? this.load(name) === undefined : isTemporaryName(name) && !isBeingMade(name),
    );
    const names = readdirSync(namesDir(this.roots)).filter((name) => {
      const id = this.idOfName(name);
      return (
        id === undefined || (this.load(id)?.status.name !== name && !isTemporaryName(name) && !this.isBeingCreated(id))
      );
    });
    const runs = readdirSync(join(this.roots.runDir, "containers")).filter(
      (id) => isId(id) && this.load(id) === undefined,
    );
    return [
      ...halves.map((name) => ({ path: join(dir, name), what: "directory of a half made or half removed container" })),
      ...names.map((name) => ({ path: join(namesDir(this.roots), name), what: "name without a container" })),
      ...runs.map((id) => ({
        path: join(this.roots.runDir, "containers", id),
        what: "run directory without a container",
      })),
    ];
  }

  private isBeingCreated(id: string): boolean {
    return readdirSync(join(this.roots.root, "containers")).some(
      (name) => name.startsWith(".tmp-") && name.endsWith(id) && isBeingMade(name),
    );
  }

  private idOfName(name: string): string | undefined {
    try {
      const id = readFileSync(join(namesDir(this.roots), name), "utf8").trim();
      return isId(id) ? id : undefined;
    } catch (error) {
      if (hasErrno(error, "ENOENT", "EISDIR", "ENAMETOOLONG")) return undefined;
      throw error;
    }
  }

  private takeName(wanted: string | undefined, id: string): string {
    for (let attempt = 0; ; attempt++) {
      const name = wanted ?? randomName();
      try {
        linkName(namesDir(this.roots), name, id);
        return name;
      } catch (error) {
        if (!hasErrno(error, "EEXIST")) throw error;
        if (wanted === undefined && attempt < 20) continue;
        const holder = this.idOfName(name);
        if (holder === undefined || this.isGone(holder)) {
          this.dropName(name, holder ?? "");
          continue;
        }
        throw new TsRunError(
          "ERR_CONFLICT",
          `create container: the name ${name} belongs to container ${shortId(holder)}`,
          {
            hint: `choose another name, or remove that one: ts-run rm ${name}`,
          },
        );
      }
    }
  }
}

/** sun_path of unix(7), with its final NUL. */
const SOCKET_PATH_MAX = 107;

/** Not with mkdir's "recursive": node tries for ever where nothing can be made (below /proc). */
function makeRoot(path: string): void {
  for (let end = 1; end > 0; ) {
    end = path.indexOf("/", end + 1);
    const part = end < 0 ? path : path.slice(0, end);
    if (!existsSync(part)) makeDirectory(part);
  }
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (hasErrno(error, "EEXIST")) return; // somebody was faster
    throw new TsRunError("ERR_USAGE", `make directory ${path}: ${messageOf(error)}`, {
      cause: error,
      hint: "choose other directories with --root and --run-dir",
    });
  }
}

/** Takes a name in one step (link(2) fails with EEXIST), with its content already in it. */
function linkName(dir: string, name: string, id: string): void {
  const temporary = join(dir, `.tmp-${process.pid}-${id}`);
  try {
    writeFileSync(temporary, `${id}\n`, { mode: 0o600 });
    linkSync(temporary, join(dir, name));
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** ".tmp-<pid>-<id>" of a process that is still alive. */
function isBeingMade(name: string): boolean {
  const pid = /^\.tmp-(\d+)-/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").length > 0;
  } catch {
    return false;
  }
}
