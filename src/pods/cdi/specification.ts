// A CDI specification as its own document describes it (SPEC.md of container-device-interface, up to 1.1.0): JSON or YAML.

import { readFileSync } from "node:fs";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { messageOf } from "../../base/index.ts";
import { HOOK_NAMES } from "../../oci/index.ts";

/** YAML reads an unquoted 0 as a number; Go, for whose readers such files are written, makes it the name "0" again. */
const text = z
  .union([z.string(), z.number().transform(String)])
  .refine((value) => !value.includes("\0"), "must not contain a NUL byte");
const name = text.refine((value) => value !== "", "must not be empty");
const texts = z.array(text);
const u32 = z.number().int().min(0).max(0xffff_ffff);
const path = text.refine((value) => value.startsWith("/"), "must be an absolute path");
const annotations = z.record(z.string(), text).optional();

const deviceNode = z.strictObject({
  path,
  hostPath: path.optional(),
  type: z.enum(["b", "c", "u", "p", ""]).optional(),
  major: z.number().int().optional(),
  minor: z.number().int().optional(),
  fileMode: u32.optional(),
  permissions: z
    .string()
    .regex(/^[rwm]*$/, "must be made of r, w and m")
    .optional(),
  uid: u32.optional(),
  gid: u32.optional(),
});
const mount = z.strictObject({ hostPath: text, containerPath: path, options: texts.optional(), type: text.optional() });
const hook = z.strictObject({
  hookName: z.enum(HOOK_NAMES),
  path,
  args: texts.optional(),
  env: texts.optional(),
  timeout: z.number().int().optional(),
});
const edits = z.strictObject({
  env: z.array(text.refine((value) => value.indexOf("=") > 0, "must be NAME=VALUE")).optional(),
  deviceNodes: z.array(deviceNode).optional(),
  netDevices: z.array(z.strictObject({ hostInterfaceName: name, name })).optional(),
  hooks: z.array(hook).optional(),
  mounts: z.array(mount).optional(),
  intelRdt: z.record(z.string(), z.unknown()).optional(),
  additionalGids: z.array(u32).optional(),
});
const specification = z.strictObject({
  cdiVersion: z.string(),
  kind: z.string().regex(/^[A-Za-z][\w.-]*[A-Za-z0-9]\/[A-Za-z][\w.-]*$/, "must be VENDOR/CLASS"),
  annotations,
  devices: z.array(z.strictObject({ name, annotations, containerEdits: edits })).min(1),
  containerEdits: edits.optional(),
});

export type CdiEdits = z.infer<typeof edits>;
export type CdiDeviceNode = z.infer<typeof deviceNode>;
export type CdiSpecification = z.infer<typeof specification>;

const VERSIONS = ["0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0", "0.6.0", "0.7.0", "0.8.0", "1.0.0", "1.1.0"];
const SINCE = [
  ["netDevices", "1.1.0"],
  ["intelRdt", "0.7.0"],
  ["additionalGids", "0.7.0"],
] as const;

/** Throws words about what is wrong with it, without the file's name. */
export function readCdiSpecification(file: string): CdiSpecification {
  const content = readFileSync(file, "utf8");
  // As Go's readers take it: YAML 1.1, in which 0660 is octal.
  const document: unknown = file.endsWith(".json") ? JSON.parse(content) : parseYaml(content, { version: "1.1" });
  const { data, error } = specification.safeParse(document);
  if (!data) throw new Error(error.issues.map(({ path, message }) => `/${path.join("/")}: ${message}`).join("; "));
  checkVersion(data);
  return data;
}

function checkVersion({ cdiVersion, containerEdits, devices }: CdiSpecification): void {
  const version = VERSIONS.indexOf(cdiVersion.replace(/^v/, ""));
  if (version < 0) throw new Error(`/cdiVersion: ${cdiVersion} is none of ${VERSIONS.join(", ")}`);
  const all = [containerEdits, ...devices.map((device) => device.containerEdits)];
  for (const [field, since] of SINCE)
    if (version < VERSIONS.indexOf(since) && all.some((one) => one?.[field] !== undefined))
      throw new Error(`${field} needs cdiVersion ${since} or later, and it says ${cdiVersion}`);
  const names = devices.map((device) => device.name);
  const twice = names.find((one, i) => names.indexOf(one) !== i);
  if (twice !== undefined) throw new Error(`/devices: ${twice} is there twice`);
}

export function wordsOf(error: unknown): string {
  return messageOf(error).split("\n", 1)[0] ?? "";
}
