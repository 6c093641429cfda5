// Turns: what concerns one pod or one container happens one after another, and what concerns others does not wait for it.

export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `act` when everything that was given for `key` before is done, whatever became of it. */
  take<T>(key: string, act: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = before.then(act, act);
    const settled = mine.catch(() => undefined);
    this.#last.set(key, settled);
    void settled.then(() => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    });
    return mine;
  }
}
