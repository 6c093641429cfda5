// A terminal's master for whoever listens on --console-socket, when no plan hands it over.

import { closeSync } from "node:fs";
import { connectStream, sendMessage } from "../native/index.ts";

/** Closes the descriptor, which is the listener's from then on. */
export function sendTerminal(path: string, master: number): void {
  const socket = connectStream(path);
  try {
    sendMessage(socket, Buffer.from("/dev/ptmx"), [master]);
  } finally {
    closeSync(socket);
    closeSync(master);
  }
}
