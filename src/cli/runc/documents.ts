// spec and features: documents that need no container.

import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { TsRunError } from "../../base/index.ts";
import { defaultRuncSpec, features as featuresOf, rootlessRuncSpec } from "../../runtime/index.ts";
import { flag, type RuncCommand, value } from "./command.ts";

const none = { min: 0, max: 0 };

export const spec: RuncCommand = {
  name: "spec",
  summary: "Write a config.json to begin with",
  usage: "",
  options: [
    value("bundle", "DIR", "Where to write it (the current directory)", "b"),
    flag("rootless", "With a user namespace whose root is the calling user"),
  ],
  positionals: none,
  run: async (_host, args, context) => {
    const owner = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
    const spec = args.boolean("rootless") ? rootlessRuncSpec(owner) : defaultRuncSpec();
    const file = join(resolve(context.cwd, args.string("bundle") ?? "."), "config.json");
    if (existsSync(file)) throw new TsRunError("ERR_CONFLICT", `File ${file} exists. Remove it first`);
    writeFileSync(file, `${JSON.stringify(spec, null, "\t")}\n`, { mode: 0o644, flag: "wx" });
    return 0;
  },
};

export const features: RuncCommand = {
  name: "features",
  summary: "Print what this runtime does on this host",
  usage: "",
  options: [],
  positionals: none,
  run: async (host, _args, context) => {
    context.write(`${JSON.stringify(featuresOf(host), null, 2)}\n`);
    return 0;
  },
};
