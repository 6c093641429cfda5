// What to write to have a cgroup file as it was. Most files hold one value; some hold a line per device and are changed
// line by line, so that only the lines that a write touches are put back.

import { readText } from "./files.ts";

/** To be asked before `value` is written to `file`; undefined where nothing can be put back. */
export function valueBefore(file: string, value: string): string | undefined {
  const before = readText(file);
  if (before === undefined) return undefined;
  const name = file.slice(file.lastIndexOf("/") + 1);
  const [key = "", ...settings] = value.split(" ");
  const old = before.split("\n").find((line) => line.startsWith(`${key} `));
  if (name === "rdma.max" || name === "net_prio.ifpriomap") return old;
  if (name === "memory.oom_control") return /^oom_kill_disable (\d)/m.exec(before)?.[1] ?? "0";
  if (name.endsWith("weight") && !/^\d+:/.test(key)) return /^(?:default )?(\d+)/m.exec(before)?.[1] ?? "100";
  if (!/^\d+:\d+$/.test(key)) return before === "" ? "\n" : before; // an empty write(2) would change nothing
  if (settings.every((setting) => setting.includes("="))) return `${key} ${keyed(settings, old)}`;
  return old ?? `${key} ${name.startsWith("blkio.throttle") ? "0" : "default"}`;
}

/** "rbps=5" over the line "8:0 rbps=9 wbps=max": "rbps=9". What is not in a line has no limit. */
function keyed(settings: readonly string[], old = ""): string {
  const values = new Map(old.split(" ").map((setting) => split(setting)));
  return settings.map((setting) => `${split(setting)[0]}=${values.get(split(setting)[0]) ?? "max"}`).join(" ");
}

function split(setting: string): [name: string, value: string] {
  const at = setting.indexOf("=");
  return [setting.slice(0, at), setting.slice(at + 1)];
}
