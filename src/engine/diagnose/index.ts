export type { Diagnosis, Found, FoundFile, HostView, RootfsView, StartAbout, StoppedPlan } from "./about.ts";
export { explainExit } from "./exit.ts";
export { explainStoppedPlan } from "./explain.ts";
export { hostView } from "./host-view.ts";
export { openRootfs, viewRootfs } from "./rootfs-view.ts";
export { diagnoseStart } from "./start.ts";
