export {
  type AtomicWriteOptions,
  isTemporaryName,
  syncDirectory,
  syncDirectorySync,
  writeFileAtomic,
  writeFileAtomicSync,
} from "./atomic-file.ts";
export { formatRfc3339, nowNs, nowRfc3339, parseRfc3339 } from "./clock.ts";
export { type ErrorCode, type ErrorDetails, hasErrno, messageOf, SyscallError, TsRunError } from "./errors.ts";
export { isId, isIdPrefix, newId, SHORT_ID_LENGTH, shortId } from "./ids.ts";
export { isIP, isIPv4 } from "./ip.ts";
export { isValidName, NAME_RULE, randomName } from "./names.ts";
export { isFileName, isInside, joinInside } from "./paths.ts";
export { randomBytes, randomInt } from "./random.ts";
export { formatAge, formatDecimalSize, formatDuration, formatSize, parseDuration, parseSize } from "./units.ts";
