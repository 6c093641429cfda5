// Turns within one process. flock is between open files, so how two downloads of one process wait for each other would
// depend on the lock; they queue here first.

const turns = new Map<string, Promise<void>>();

/** Resolves when it is our turn, with the function that ends it. Rejects with the signal's reason when that comes first. */
export async function takeTurn(key: string, signal: AbortSignal): Promise<() => void> {
  const previous = turns.get(key);
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const mine = previous === undefined ? finished : previous.then(() => finished);
  turns.set(key, mine);
  void mine.then(() => {
    if (turns.get(key) === mine) turns.delete(key);
  });
  try {
    if (previous !== undefined) await Promise.race([previous, aborted(signal)]);
  } catch (error) {
    finish(); // whoever is behind us then waits only for those before us
    throw error;
  }
  return finish;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
