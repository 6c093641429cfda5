// Who a container's process is: the security context first, then the image. Pure.

import { TsRunError } from "../../base/index.ts";
import { type LinuxContainerSecurityContext, SupplementalGroupsPolicy } from "../../cri-wire/index.ts";
import { groupsListing, type ResolvedUser, resolveUser } from "../../engine/index.ts";

export function containerUser(
  context: LinuxContainerSecurityContext | undefined,
  imageUser: string | undefined,
  files: { readonly passwd: string; readonly group: string },
): ResolvedUser {
  const asked = userAsked(context);
  if (context?.runAsGroup !== undefined && asked === undefined)
    throw new TsRunError("ERR_INVALID_SPEC", "resolve the user: run_as_group needs run_as_user or run_as_username");
  const group = context?.runAsGroup === undefined ? "" : `:${context.runAsGroup.value}`;
  const resolved = resolveUser(asked === undefined ? imageUser : `${asked}${group}`, files);
  // The groups that the image gives the user count also where his primary group is another one (Merge).
  const isStrict = context?.supplementalGroupsPolicy === SupplementalGroupsPolicy.Strict;
  const [name = ""] = (asked ?? imageUser ?? "").split(":", 1);
  const listed = isStrict ? [] : groupsListing(name === "" ? "0" : name, files);
  const added = (context?.supplementalGroups ?? []).map(groupNumber);
  // The primary group as well: else a set-group-ID program could leave it and pass by "group may not" (CVE-2022-36109).
  return { ...resolved, additionalGids: [...new Set([resolved.gid, ...listed, ...added])] };
}

function userAsked(context: LinuxContainerSecurityContext | undefined): string | undefined {
  if (context?.runAsUser !== undefined) return String(context.runAsUser.value);
  return context?.runAsUsername ? context.runAsUsername : undefined;
}

function groupNumber(group: bigint): number {
  if (group >= 0n && group < 2n ** 31n) return Number(group);
  throw new TsRunError("ERR_INVALID_SPEC", `resolve supplementary group ${group}: groups go from 0 to 2147483647`);
}
