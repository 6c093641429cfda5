// Signal names and numbers; the same on x86_64 and arm64.

// biome-ignore format: a table
const names = [
  "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV",
  "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN",
  "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
] as const;

const aliases: Readonly<Record<string, number>> = { SIGIOT: 6, SIGPOLL: 29, SIGCLD: 17, SIGUNUSED: 31 };

/** As libc and every shell count: the kernel's first two real-time signals belong to the thread library. */
const RTMIN = 34;
const RTMAX = 64;

/** "KILL", "SIGKILL", "kill", "9", "SIGRTMIN+3", "RTMAX-1" -> number; undefined for anything else. */
export function signalNumber(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return inRange(Number(text));
  const name = `SIG${text.toUpperCase().replace(/^SIG/, "")}`;
  const index = (names as readonly string[]).indexOf(name);
  if (index >= 0) return index + 1;
  const realTime = /^SIGRT(MIN|MAX)(?:([+-])(\d{1,2}))?$/.exec(name);
  if (!realTime) return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  const offset = Number(`${realTime[2] ?? "+"}${realTime[3] ?? "0"}`);
  const number = (realTime[1] === "MIN" ? RTMIN : RTMAX) + offset;
  return number >= RTMIN && number <= RTMAX ? number : undefined;
}

/** "SIGKILL" for 9, "SIGRTMIN+1" for 35, "signal 70" for what does not exist. */
export function signalName(number: number): string {
  const name = names[number - 1];
  if (name !== undefined) return name;
  if (number < RTMIN || number > RTMAX) return `signal ${number}`;
  return number === RTMIN ? "SIGRTMIN" : number === RTMAX ? "SIGRTMAX" : `SIGRTMIN+${number - RTMIN}`;
}

function inRange(number: number): number | undefined {
  return number >= 1 && number <= RTMAX ? number : undefined;
}
