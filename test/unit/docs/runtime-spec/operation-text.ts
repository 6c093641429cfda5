// Operations in a few words: the call, and of its arguments what tells it from its neighbours.
import type { Arg, Op, Plan } from "../../../../src/plan/index.ts";

const MOST = 6;

/** Each kind once, in order. A file that is opened to be written is one thing: `write memory.max`. */
export function operationTexts(ops: readonly Op[], files: ReadonlyMap<Op, string>): string[] {
  const written = new Set(ops.map((op) => files.get(op)));
  const texts = ops.flatMap((op): string[] => {
    const file = files.get(op);
    if (file !== undefined) return [`\`write ${file}\``];
    const isOpen = op.call.startsWith("openat") && written.has(pathOf(op.args));
    return op.call === "close" || isOpen ? [] : [operationText(op)];
  });
  const different = [...new Set(texts)].filter((text) => !text.includes("cgroup.subtree_control"));
  return different.length > MOST ? [...different.slice(0, MOST), "…"] : different;
}

/** Which file a write is to, where its descriptor comes from an open by path. */
export function writtenFiles(plan: Plan): Map<Op, string> {
  const files = new Map<Op, string>();
  for (const ops of Object.values(plan.lanes)) {
    const opened = new Map<string, string>();
    for (const op of ops) {
      const [target] = op.args;
      if (op.store !== undefined) opened.set(op.store, pathOf(op.args) ?? "");
      const file = typeof target === "object" && "fd" in target ? opened.get(target.fd) : undefined;
      if (op.call === "write" && file) files.set(op, file);
    }
  }
  return files;
}

function operationText({ call, args }: Op): string {
  const flags = args
    .flatMap(flagsOf)
    .filter((name) => !/^(AT_|O_|RESOLVE_|SOCK_|\w+_(CLOEXEC|EMPTY_PATH)$)/.test(name));
  const detail = pathOf(args) ?? flags.slice(0, 3).join("|");
  return detail === "" ? `\`${call}\`` : `\`${call} ${detail}\``;
}

/** Of a path the end; of one with a number made at run time, PID in its place; below a procfs all of it. */
function pathOf(args: readonly Arg[]): string | undefined {
  const [directory] = args;
  const isInProc = typeof directory === "object" && "fd" in directory && /^(proc|hostProc)$/.test(directory.fd);
  for (const arg of args) {
    if (typeof arg !== "object") continue;
    const text = "string" in arg ? arg.string : "decimal" in arg ? `${arg.decimal.prefix}PID${arg.decimal.suffix}` : "";
    if (/^[^\s"]*\/[^\s"]*$/.test(text)) return tail(isInProc ? `/proc/${text}` : text);
  }
  return undefined;
}

function tail(path: string): string {
  const names = path.split("/").filter((name) => name !== "");
  return names[0] === "proc"
    ? `/${names.join("/")}`
    : names.slice(names[0] === "sys" && names[1] === "net" ? 0 : -1).join("/");
}

function flagsOf(arg: Arg): string[] {
  if (typeof arg !== "object") return [];
  if ("flags" in arg) return [...arg.flags];
  return "struct" in arg ? arg.struct.flatMap(({ value }) => flagsOf(value)) : [];
}
