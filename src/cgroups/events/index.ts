export { type Json, stringify } from "./counter.ts";
export { type OutOfMemoryWatch, watchOutOfMemory } from "./out-of-memory.ts";
export { type CgroupSample, readSample } from "./sample.ts";
