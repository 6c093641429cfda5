export * from "./address.ts";
export * from "./message.ts";
export * from "./rtnetlink.ts";
