// Resource limits of setrlimit(2) in the kernel's order: the position is the number.

// biome-ignore format: a table
export const RLIMITS = [
  "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_DATA", "RLIMIT_STACK", "RLIMIT_CORE", "RLIMIT_RSS", "RLIMIT_NPROC",
  "RLIMIT_NOFILE", "RLIMIT_MEMLOCK", "RLIMIT_AS", "RLIMIT_LOCKS", "RLIMIT_SIGPENDING", "RLIMIT_MSGQUEUE",
  "RLIMIT_NICE", "RLIMIT_RTPRIO", "RLIMIT_RTTIME",
] as const;

export type RlimitName = (typeof RLIMITS)[number];

export const RLIM_INFINITY = 0xffff_ffff_ffff_ffffn;

export function rlimitNumber(name: string): number | undefined {
  const number = (RLIMITS as readonly string[]).indexOf(name);
  return number < 0 ? undefined : number;
}
