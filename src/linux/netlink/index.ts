export * from "./address.ts";
export * from "./conntrack.ts";
export * from "./device.ts";
export * from "./message.ts";
export * from "./nftables.ts";
export * from "./rtnetlink.ts";
export * from "./sock-diag.ts";
