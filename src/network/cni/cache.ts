// Results of ADD, kept for DEL and CHECK in libcni's own form, so that another runtime on the same cache can undo them too.

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hasErrno, writeFileAtomicSync } from "../../base/index.ts";

export interface CachedAttachment {
  readonly kind: "cniCacheV1";
  readonly containerId: string;
  readonly ifName: string;
  readonly networkName: string;
  readonly netns: string;
  /** Base64 of the configuration list as it was then: what undoes an attachment is what made it. */
  readonly config: string;
  readonly cniArgs?: readonly (readonly [string, string])[];
  readonly capabilityArgs?: Readonly<Record<string, unknown>>;
  readonly result: unknown;
}

export class CniCache {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  save(attachment: CachedAttachment): void {
    writeFileAtomicSync(this.#file(attachment), JSON.stringify(attachment), { mode: 0o600 });
  }

  /** Undefined when there is none, or none that can be read. */
  find(key: AttachmentKey): CachedAttachment | undefined {
    return this.#read(this.#file(key));
  }

  remove(key: AttachmentKey): void {
    rmSync(this.#file(key), { force: true });
  }

  list(): CachedAttachment[] {
    let names: string[];
    try {
      names = readdirSync(this.#dir);
    } catch (error) {
      if (hasErrno(error, "ENOENT")) return [];
      throw error;
    }
    return names.flatMap((name) => this.#read(join(this.#dir, name)) ?? []);
  }

  #file({ networkName, containerId, ifName }: AttachmentKey): string {
    return join(this.#dir, `${networkName}-${containerId}-${ifName}`);
  }

  #read(file: string): CachedAttachment | undefined {
    try {
      const json = JSON.parse(readFileSync(file, "utf8")) as CachedAttachment;
      return json.kind === "cniCacheV1" ? json : undefined;
    } catch {
      return undefined;
    }
  }
}

export type AttachmentKey = Pick<CachedAttachment, "networkName" | "containerId" | "ifName">;
