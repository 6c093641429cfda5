/** Node's names of the architectures we have system call tables for. */
export type Architecture = "x64" | "arm64";
