// Directories of removed containers, taken away in the background and one at a time: with what a container has written a
// directory may be large, and neither its removal nor anybody else's RPC is to wait for the disk. A server that is killed
// leaves them to the next one's sweep.

import { rm } from "node:fs/promises";
import { messageOf } from "../base/index.ts";

export class Discards {
  readonly #warn: (message: string) => void;
  #queue: Promise<void> = Promise.resolve();

  constructor(warn: (message: string) => void) {
    this.#warn = warn;
  }

  add(directory: string): void {
    this.#queue = this.#queue
      .then(() => rm(directory, { recursive: true, force: true }))
      .catch((error) => this.#warn(`remove ${directory}: ${messageOf(error)}`));
  }
}
