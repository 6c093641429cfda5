export { readHostFacts } from "./host-facts.ts";
export { MonitorChannel } from "./monitor-channel.ts";
export type { MonitorMessage, PlanFailure } from "./monitor-protocol.ts";
export {
  type BlamedFailure,
  blame,
  INHERITED_FD,
  nativeProgram,
  type StartedMonitor,
  startMonitor,
} from "./start-monitor.ts";
export type { TraceReader, TraceRecord } from "./trace.ts";
