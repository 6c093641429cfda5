// Being told when the kernel kills for memory: v2 changes memory.events, which inotify sees; v1 raises an eventfd that was
// registered in cgroup.event_control. Both also speak up when the cgroup is removed.

import { closeSync, existsSync, openSync, readSync, watch } from "node:fs";
import { hasErrno } from "../../base/index.ts";
import type { CgroupHost } from "../../linux/index.ts";
import { eventFd, watchReadable } from "../../native/index.ts";
import { parseKeyed, readText, writeText } from "../files.ts";

export interface OutOfMemoryWatch {
  close(): void;
}

/** `onKill` is called once per process killed (v2) or per time that memory ran out (v1). */
export function watchOutOfMemory(host: CgroupHost, path: string, onKill: () => void): OutOfMemoryWatch {
  const memory = host.controllers.memory;
  const directory = `${memory?.root}${path}`;
  if (memory === undefined || !existsSync(directory)) return { close: () => undefined };
  return memory.version === 1 ? watchVersion1(directory, onKill) : watchVersion2(directory, onKill);
}

function watchVersion2(directory: string, onKill: () => void): OutOfMemoryWatch {
  const file = `${directory}/memory.events`;
  const kills = () => parseKeyed(readText(file)).oom_kill ?? 0;
  let seen = kills();
  const look = (): void => {
    for (const now = kills(); seen < now; seen += 1) onKill();
  };
  // The controller may not be enabled for this cgroup: then nothing is counted.
  if (!existsSync(file)) return { close: () => undefined };
  const watcher = watch(file, look);
  watcher.on("error", () => watcher.close()); // the cgroup is gone
  return { close: () => watcher.close() };
}

function watchVersion1(directory: string, onKill: () => void): OutOfMemoryWatch {
  const events = eventFd();
  const control = openSync(`${directory}/memory.oom_control`, "r");
  const close = (): void => {
    watcher.close();
    closeSync(control);
    closeSync(events);
  };
  const buffer = Buffer.alloc(8);
  const watcher = watchReadable(events, () => {
    try {
      readSync(events, buffer);
    } catch (error) {
      if (!hasErrno(error, "EAGAIN")) throw error;
      return;
    }
    if (existsSync(`${directory}/cgroup.event_control`)) onKill(); // else it was the removal of the cgroup
  });
  try {
    writeText(`${directory}/cgroup.event_control`, `${events} ${control}`, "watching for out of memory");
  } catch (error) {
    close();
    throw error;
  }
  let isOpen = true;
  return {
    close: () => {
      if (isOpen) close();
      isOpen = false;
    },
  };
}
