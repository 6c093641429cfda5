export { callText } from "./call-text.ts";
export { type OpDocument, type PlanDocument, planDocument } from "./plan-document.ts";
export { renderDiff } from "./render-diff.ts";
export { renderPlan } from "./render-plan.ts";
export { renderTrace, type TracedStep } from "./render-trace.ts";
export type { RenderStyle } from "./style.ts";
