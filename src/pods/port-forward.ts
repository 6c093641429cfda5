// A connection to a port inside a pod, as one of its containers would make it to localhost.

import { closeSync, openSync } from "node:fs";
import { Socket } from "node:net";
import { messageOf, TsRunError } from "../base/index.ts";
import { tcpOpen } from "../native/index.ts";
import { usesHostNetwork } from "./sandbox-spec.ts";
import { isReady, type Pod } from "./table.ts";

const LOCALHOST = [
  { family: 4, address: "127.0.0.1" },
  { family: 6, address: "::1" },
] as const;

export async function connectToPod(pod: Pod, port: number): Promise<Socket> {
  if (!isReady(pod)) throw new TsRunError("ERR_CONFLICT", `connect to port ${port} of pod ${pod.id}: it is not ready`);
  const failures: unknown[] = [];
  for (const where of LOCALHOST) {
    try {
      return await connect(socketIn(pod, where.family), port, where.address);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new TsRunError(
    "ERR_NETWORK",
    `connect to port ${port} of pod ${pod.id}: ${failures.map(messageOf).join("; ")}`,
    {
      cause: failures[0],
    },
  );
}

/** Made in the pod's namespace, a socket stays there, wherever it is used from. */
function socketIn(pod: Pod, family: 4 | 6): number {
  if (usesHostNetwork(pod.config)) return tcpOpen(family);
  const netns = openSync(pod.paths.pins.network, "r");
  try {
    return tcpOpen(family, netns);
  } finally {
    closeSync(netns);
  }
}

function connect(fd: number, port: number, address: string): Promise<Socket> {
  const socket = new Socket({ fd, allowHalfOpen: true });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.connect(port, address, () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });
}
