export { findCriu } from "./find-criu.ts";
export type { CgroupMode, CriuOptions } from "./options.ts";
export {
  CriuFailure,
  type CriuNotification,
  type CriuProcess,
  criuFeatures,
  criuVersion,
  requestCriu,
} from "./request.ts";
