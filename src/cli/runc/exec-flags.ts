// The flags of exec as differences from the container's own process, and the cgroups it is to run in.

import { TsRunError } from "../../base/index.ts";
import type { CapabilitySet, RuntimeProcess } from "../../oci/index.ts";
import type { ParsedArguments } from "../parse-arguments.ts";

export function processFromFlags(own: RuntimeProcess, args: ParsedArguments): RuntimeProcess {
  const { consoleSize: _, ...base } = own;
  const command = args.positionals.slice(1);
  if (command.length === 0)
    throw new TsRunError("ERR_USAGE", "exec args cannot be empty", {
      hint: "ts-runc exec ID COMMAND, or --process FILE",
    });
  const cwd = args.string("cwd");
  const apparmorProfile = args.string("apparmor");
  const selinuxLabel = args.string("process-label");
  const capabilities = args.list("cap");
  return {
    ...base,
    args: command,
    terminal: args.boolean("tty"),
    env: [...(own.env ?? []), ...args.list("env")],
    user: userOf(own, args),
    ...(cwd && { cwd }),
    ...(apparmorProfile && { apparmorProfile }),
    ...(selinuxLabel && { selinuxLabel }),
    ...(capabilities.length > 0 && { capabilities: withCapabilities(own.capabilities, capabilities) }),
    ...(args.last("no-new-privs") && { noNewPrivileges: args.boolean("no-new-privs") }),
  };
}

type Sets = NonNullable<RuntimeProcess["capabilities"]>;

/** Ambient ones have to be inheritable (capabilities(7)), so they are added where the container has any of these. */
function withCapabilities(own: Sets = {}, added: readonly string[]): Sets {
  const sets: CapabilitySet[] = ["bounding", "effective", "permitted"];
  if (own.inheritable?.length) sets.push("inheritable", "ambient");
  return { ...own, ...Object.fromEntries(sets.map((set) => [set, [...new Set([...(own[set] ?? []), ...added])]])) };
}

const MAX_ID = 2 ** 32 - 1;

/** Names are refused, not guessed: a runtime does not read the container's passwd file (CVE-2026-30892). */
function userOf(own: RuntimeProcess, args: ParsedArguments): RuntimeProcess["user"] {
  const text = args.string("user");
  const [uid, gid, ...rest] = text === undefined || text === "" ? [] : text.split(":");
  const bad = () => new TsRunError("ERR_USAGE", `--user ${text}: a runtime knows numbers only, UID[:GID]`);
  if (rest.length > 0) throw bad();
  const groups = args.list("additional-gids").flatMap((list) => list.split(","));
  return {
    ...own.user,
    ...(uid !== undefined && { uid: idOf(uid, bad) }),
    ...(gid !== undefined && { gid: idOf(gid, bad) }),
    ...(groups.length > 0 && {
      additionalGids: [
        ...(own.user.additionalGids ?? []),
        ...groups.map((group) =>
          idOf(group, () => new TsRunError("ERR_USAGE", `--additional-gids ${group}: not a number`)),
        ),
      ],
    }),
  };
}

function idOf(text: string, bad: () => Error): number {
  if (/^\d+$/.test(text) && Number(text) <= MAX_ID) return Number(text);
  throw bad();
}

/** By controller; "" stands for every hierarchy. Undefined: nothing was asked for. */
export function parseSubCgroups(words: readonly string[]): Record<string, string> | undefined {
  if (words.length === 0) return undefined;
  const found: Record<string, string> = {};
  for (const word of words) {
    const bad = (why: string) => new TsRunError("ERR_USAGE", `--cgroup ${word}: ${why}`);
    const [, controllers, path = ""] = /^(?:([^:]*):)?(.*)$/.exec(word) ?? [];
    if (controllers === undefined && words.length > 1) throw bad("missing <controller>: prefix");
    for (const controller of controllers === undefined ? [""] : controllers.split(",")) {
      if (controllers !== undefined && controller === "") throw bad("empty <controller> prefix");
      if (Object.hasOwn(found, controller)) throw bad(`controller ${controller} specified multiple times`);
      found[controller] = path;
    }
  }
  return found;
}
