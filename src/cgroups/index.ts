export { detectCgroupHost } from "./detect.ts";
