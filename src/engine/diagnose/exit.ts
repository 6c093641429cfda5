// A program that ended by itself, in a way that has a reason worth telling.

const SIGNALS: Readonly<Record<number, readonly [cause: string, hint: string]>> = {
  31: [
    "it made a system call that the seccomp filter answers with death (SIGSYS)",
    "`dmesg | grep type=1326` names the call; --security-opt seccomp=unconfined tells whether it is the filter",
  ],
  25: ["it wrote a file beyond its size limit (SIGXFSZ)", "raise --ulimit fsize"],
  24: ["it used up its CPU time (SIGXCPU)", "raise --ulimit cpu"],
  7: ["it touched memory that has nothing behind it (SIGBUS)", "a full /dev/shm is the usual reason: raise --shm-size"],
};

/** One line for `run` and `inspect`; undefined when the code says nothing. 128+n: killed by signal n. */
export function explainExit(exit: { exitCode: number; signal: number }): { cause: string; hint: string } | undefined {
  const [cause, hint] = SIGNALS[exit.signal || exit.exitCode - 128] ?? [];
  return cause === undefined || hint === undefined ? undefined : { cause, hint };
}
