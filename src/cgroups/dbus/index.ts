export { type DBusCall, DBusConnection, DBusError } from "./connection.ts";
export type { Message } from "./message.ts";
export { alignmentOf, completeTypes, membersOf, type Value, type Variant } from "./signature.ts";
