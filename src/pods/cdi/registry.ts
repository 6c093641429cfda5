// The specifications of this host, and which one describes a device: directories by their priority, the later one wins.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { hasErrno, TsRunError } from "../../base/index.ts";
import { type CdiEdits, type CdiSpecification, readCdiSpecification, wordsOf } from "./specification.ts";

/** What is in /var/run is of this boot. */
const DIRECTORIES = ["/etc/cdi", "/var/run/cdi"] as const;

interface Known {
  readonly file: string;
  readonly directory: string;
  readonly content: CdiSpecification;
}

export interface CdiDevice {
  readonly edits: CdiEdits;
  /** What its specification says for all of its devices. */
  readonly specification: CdiSpecification;
}

/** A file that cannot be read stands in the way of no device but its own: it is told with the device that is missing. */
export class CdiRegistry {
  readonly #directories: readonly string[];
  readonly #known: Known[] = [];
  readonly #invalid: string[] = [];

  constructor(directories: readonly string[] = DIRECTORIES) {
    this.#directories = directories;
    for (const directory of directories) for (const file of filesIn(directory)) this.#read(directory, file);
  }

  #read(directory: string, file: string): void {
    try {
      this.#known.push({ file, directory, content: readCdiSpecification(file) });
    } catch (error) {
      this.#invalid.push(`${file}: ${wordsOf(error)}`);
    }
  }

  /** Throws ERR_NOT_FOUND for a device that no specification has, ERR_CONFLICT for one that two of one directory have. */
  find(name: string): CdiDevice {
    const [kind, device] = name.split("=", 2);
    const having = this.#known.flatMap(({ content, ...rest }) => {
      const own = content.kind === kind && content.devices.find((one) => one.name === device);
      return own ? [{ ...rest, edits: own.containerEdits, specification: content }] : [];
    });
    const best = having.at(-1);
    if (!best) throw this.#missing(name);
    const rivals = having.filter(({ directory }) => directory === best.directory);
    if (rivals.length === 1) return best;
    throw new TsRunError(
      "ERR_CONFLICT",
      `add CDI device ${name}: ${rivals.map(({ file }) => file).join(" and ")} both describe it`,
      { hint: "keep it in one of them; between directories, the later one wins" },
    );
  }

  #missing(name: string): TsRunError {
    const invalid = this.#invalid.length === 0 ? "" : `; not valid: ${this.#invalid.join(", ")}`;
    const where = this.#directories.join(", ");
    return new TsRunError("ERR_NOT_FOUND", `add CDI device ${name}: no specification in ${where} has it${invalid}`);
  }
}

function filesIn(directory: string): string[] {
  try {
    const names = readdirSync(directory).sort();
    return names.filter((name) => /\.(json|yaml)$/.test(name)).map((name) => join(directory, name));
  } catch (error) {
    if (hasErrno(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
}
