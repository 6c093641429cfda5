// Requests that wait for their client: each has a token in its URL, which works once and for a minute.

import { randomBytes } from "node:crypto";
import { TsRunError } from "../base/index.ts";

const LIFETIME_MS = 60_000;
const MAX_WAITING = 1000;

export class Tokens<Request> {
  readonly #waiting = new Map<string, { readonly request: Request; readonly expires: number }>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Throws ERR_NO_SPACE when so many wait that this one would be one too many. */
  add(request: Request): string {
    this.#dropExpired();
    if (this.#waiting.size >= MAX_WAITING)
      throw new TsRunError("ERR_NO_SPACE", `make a streaming URL: ${MAX_WAITING} are waiting for their clients`, {
        hint: "they expire after a minute",
      });
    const token = randomBytes(18).toString("base64url");
    this.#waiting.set(token, { request, expires: this.#now() + LIFETIME_MS });
    return token;
  }

  /** Undefined for one that was used, has expired, or never was. */
  take(token: string): Request | undefined {
    const found = this.#waiting.get(token);
    this.#waiting.delete(token);
    return found !== undefined && found.expires > this.#now() ? found.request : undefined;
  }

  /** Insertion order is the order of expiry. */
  #dropExpired(): void {
    const now = this.#now();
    for (const [token, { expires }] of this.#waiting) {
      if (expires > now) return;
      this.#waiting.delete(token);
    }
  }
}
