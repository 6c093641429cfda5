export { propertiesOfAnnotations, SYSTEMD_PROPERTY } from "./annotations.ts";
export { requireSystemd, SystemdManager, type UnitProperty } from "./manager.ts";
export { inWholePercents } from "./properties.ts";
export { type ScopeRequest, startScope, stopScope, updateScope } from "./scope.ts";
export { parseScopeName, type ScopeName } from "./unit-name.ts";
