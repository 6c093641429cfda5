// A process that does nothing: systemd makes a scope only around processes that exist, and init does not yet. It is the
// monitor with a plan of one read, which ends when we let go of it or are gone ourselves.

import { closeSync } from "node:fs";
import type { Architecture } from "../linux/index.ts";
import { socketpair, waitForExit } from "../native/index.ts";
import type { Plan } from "../plan/index.ts";
import { inheritedFd, startMonitor } from "./start-monitor.ts";

export interface HeldProcess {
  readonly pid: number;
  /** Idempotent. Resolves when it is gone. */
  end(): Promise<void>;
}

const plan: Plan = {
  lanes: {
    parent: [
      {
        call: "read",
        args: [inheritedFd(), { address: "held" }, 1],
        expect: 1, // the end of the file is 0 bytes: then the monitor gives up
        from: "/linux/cgroupsPath",
        why: "holds a place until the container's init has it",
      },
    ],
    exit: [],
  },
  monitor: { initPid: "held", initPidfd: "held", report: "held", reportWrite: "held" },
};

export function holdProcess(architecture: Architecture): HeldProcess {
  const [ours, theirs] = socketpair();
  try {
    const { channel, pid, pidFd } = startMonitor(plan, { architecture, inherit: [theirs] });
    channel.close();
    let ended: Promise<void> | undefined;
    const end = async (): Promise<void> => {
      closeSync(ours);
      await waitForExit(pidFd);
      closeSync(pidFd);
    };
    return {
      pid,
      end: () => {
        ended ??= end();
        return ended;
      },
    };
  } catch (error) {
    closeSync(ours);
    throw error;
  } finally {
    closeSync(theirs);
  }
}
