// cgroupsPath as engines write it for systemd, "slice:prefix:name" -> a scope below a slice. systemd.unit(5), systemd.slice(5).

import { TsRunError } from "../../base/index.ts";

export interface ScopeName {
  /** "kubepods-burstable.slice" */
  readonly slice: string;
  /** "cri-containerd-1234.scope" */
  readonly unit: string;
  /** Below the cgroup of systemd itself: "/kubepods.slice/kubepods-burstable.slice/cri-containerd-1234.scope" */
  readonly path: string;
}

const DEFAULT_SLICE = "system.slice";
const MAX_UNIT_NAME = 255;

/** Without a path: a scope of this runtime's in system.slice. */
export function parseScopeName(cgroupsPath: string | undefined, id: string): ScopeName {
  const [slice = "", prefix = "", name, ...rest] = (cgroupsPath || `:ts-runc:${id}`).split(":");
  if (name === undefined || rest.length > 0 || cgroupsPath?.includes("/"))
    throw invalid(cgroupsPath, "systemd's form is slice:prefix:name");
  if (name === "" || name.endsWith(".slice")) throw invalid(cgroupsPath, "a container is a scope and needs a name");
  const unit = `${escaped(prefix)}-${escaped(name)}.scope`;
  if (unit.length > MAX_UNIT_NAME) throw invalid(cgroupsPath, `${unit} is longer than ${MAX_UNIT_NAME} characters`);
  return {
    slice: slice || DEFAULT_SLICE,
    unit,
    path: `${expandSlice(slice || DEFAULT_SLICE, cgroupsPath)}/${unit}`,
  };
}

/** "a-b.slice" is in "a.slice": "/a.slice/a-b.slice". The root is "-.slice" and has no name. */
function expandSlice(slice: string, cgroupsPath: string | undefined): string {
  if (slice === "-.slice") return "";
  const [, stem] = /^(.+)\.slice$/.exec(slice) ?? [];
  const names = stem?.split("-") ?? [];
  if (names.length === 0 || names.includes("")) throw invalid(cgroupsPath, `"${slice}" is not the name of a slice`);
  return names.map((_, index) => `/${names.slice(0, index + 1).join("-")}.slice`).join("");
}

/** Container ids may hold "+", unit names not. */
function escaped(text: string): string {
  return text.replace(/[^a-zA-Z0-9:_.\\-]/g, (character) =>
    [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join(""),
  );
}

function invalid(cgroupsPath: string | undefined, reason: string): TsRunError {
  const what = `placing the container in /linux/cgroupsPath "${cgroupsPath ?? ""}": ${reason}`;
  return new TsRunError("ERR_INVALID_SPEC", what, {
    hint: 'write "system.slice:ts-runc:web", or use --cgroup-manager cgroupfs for a path',
  });
}
