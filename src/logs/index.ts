export type { LogLine } from "./log-line.ts";
export { type ReadLogsOptions, readLogs } from "./read-logs.ts";
