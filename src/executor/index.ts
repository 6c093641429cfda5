export { type HeldProcess, holdProcess } from "./hold-process.ts";
export { readHostDevices } from "./host-devices.ts";
export { readHostFacts } from "./host-facts.ts";
export { MonitorChannel } from "./monitor-channel.ts";
export type { MonitorMessage, PlanFailure } from "./monitor-protocol.ts";
export { parkMonitors } from "./parked-monitors.ts";
export { performPlan } from "./perform-plan.ts";
export { closeWhenReaped } from "./reap.ts";
export { nativeProgram } from "./spawn-monitor.ts";
export { type StartOutcome, startCreated } from "./start-connection.ts";
export {
  type BlamedFailure,
  blame,
  inheritedFd,
  type StartedMonitor,
  startMonitor,
} from "./start-monitor.ts";
export type { TraceReader, TraceRecord } from "./trace.ts";
