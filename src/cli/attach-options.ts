// What start -a, attach and exec share: detach keys and signal proxying.

import type { OptionSpec } from "./command.ts";
import type { ParsedArguments } from "./parse-arguments.ts";
import { usageError } from "./usage-error.ts";

export const detachKeysOption: OptionSpec = {
  name: "detach-keys",
  kind: "string",
  value: "KEYS",
  help: 'Keys that detach (ctrl-p,ctrl-q); "" switches detaching off',
};
export const sigProxyOption: OptionSpec = {
  name: "sig-proxy",
  kind: "boolean",
  help: "Pass signals on to the container (true)",
};

export function detachKeys(args: ParsedArguments): string {
  const last = args.last("detach-keys");
  const keys = last?.value ?? "ctrl-p,ctrl-q";
  const valid = keys === "" || keys.split(",").every((key) => /^(ctrl-[a-zA-Z@[\\\]^_]|[\x20-\x7e])$/.test(key));
  if (!valid)
    throw usageError(
      `parse ${last?.typed}: not a sequence of keys`,
      "write single letters or ctrl-X, separated by commas: ctrl-p,ctrl-q",
    );
  return keys;
}

export function sigProxy(args: ParsedArguments): boolean {
  return args.string("sig-proxy") !== "false";
}
