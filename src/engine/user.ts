// "-u name|uid[:group|gid]" -> numbers, against the image's own /etc/passwd and /etc/group. Pure.

import { TsRunError } from "../base/index.ts";

export interface ResolvedUser {
  readonly uid: number;
  readonly gid: number;
  readonly additionalGids: readonly number[];
  readonly home: string;
}

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

const MAX_ID = 2 ** 31 - 1;

/**
 * Resolves like docker: a number needs no passwd entry; its supplementary groups are those that list the user's name;
 * an explicit group replaces them. Throws ERR_USAGE for a name that the image does not have.
 */
export function resolveUser(
  user: string | undefined,
  files: { passwd: string; group: string },
  groupAdd: readonly string[] = [],
): ResolvedUser {
  const [userPart = "", groupPart] = (user ?? "").split(":", 2);
  const passwd = parsePasswd(files.passwd);
  const groups = parseGroup(files.group);
  const entry = findUser(userPart === "" ? "0" : userPart, passwd);
  const gid = groupPart === undefined || groupPart === "" ? entry.gid : findGroup(groupPart, groups);
  // A number without a passwd entry has no name, and a group without members lists the empty one.
  const listed =
    groupPart || entry.name === ""
      ? []
      : groups.filter((group) => group.members.includes(entry.name)).map((group) => group.gid);
  const added = groupAdd.map((group) => findGroup(group, groups));
  // The primary group as well: else a set-group-ID program could leave it and pass by "group may not" (CVE-2022-36109).
  return { uid: entry.uid, gid, additionalGids: [...new Set([gid, ...listed, ...added])], home: entry.home };
}

/** Numbers of the groups that list the user; a number stands for the user that /etc/passwd has for it. */
export function groupsListing(user: string, files: { passwd: string; group: string }): number[] {
  const passwd = parsePasswd(files.passwd);
  const uid = parseId(user);
  const name = passwd.find((entry) => entry.name === user || entry.uid === uid)?.name;
  if (name === undefined) return [];
  return parseGroup(files.group)
    .filter((group) => group.name !== name && group.members.includes(name))
    .map((group) => group.gid);
}

function findUser(text: string, passwd: readonly PasswdEntry[]): PasswdEntry {
  const named = passwd.find((entry) => entry.name === text);
  if (named) return named;
  const uid = parseId(text);
  if (uid === undefined) {
    throw new TsRunError(
      "ERR_USAGE",
      `resolve user ${JSON.stringify(text)}: the image's /etc/passwd has no such user`,
      {
        hint: /^-?\d+$/.test(text)
          ? `uids go from 0 to ${MAX_ID}`
          : passwd.length > 0
            ? `it has ${passwd
                .slice(0, 6)
                .map((entry) => entry.name)
                .join(", ")}; a numeric uid always works`
            : "the image has no /etc/passwd: use a numeric uid",
      },
    );
  }
  return passwd.find((entry) => entry.uid === uid) ?? { name: "", uid, gid: 0, home: "/" };
}

function findGroup(text: string, groups: readonly GroupEntry[]): number {
  const named = groups.find((group) => group.name === text);
  if (named) return named.gid;
  const gid = parseId(text);
  if (gid !== undefined) return gid;
  throw new TsRunError("ERR_USAGE", `resolve group ${JSON.stringify(text)}: the image's /etc/group has no such group`, {
    hint: "a numeric gid always works",
  });
}

function parseId(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id <= MAX_ID ? id : undefined;
}

function parsePasswd(text: string): PasswdEntry[] {
  return rows(text, 6).flatMap(([name = "", , uid = "", gid = "", , home = ""]) => {
    const numbers = [parseId(uid), parseId(gid)];
    return numbers[0] === undefined || numbers[1] === undefined
      ? []
      : [{ name, uid: numbers[0], gid: numbers[1], home: home || "/" }];
  });
}

function parseGroup(text: string): GroupEntry[] {
  return rows(text, 3).flatMap(([name = "", , gid = "", members = ""]) => {
    const number = parseId(gid);
    return number === undefined
      ? []
      : [{ name, gid: number, members: members.split(",").map((member) => member.trim()) }];
  });
}

/** Lines with at least `fields` fields; comments and broken lines are passed over, as glibc does. */
function rows(text: string, fields: number): string[][] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.trimEnd().split(":"))
    .filter((row) => row.length >= fields);
}
