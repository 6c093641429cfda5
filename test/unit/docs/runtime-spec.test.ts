// docs/runtime-spec.md is made from the schema of config.json and from the plan compiler, and may not drift from them. To
// write it anew: npx vitest run --project unit --update test/unit/docs
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { hosts, type Outcome, outcomeOf } from "./runtime-spec/compile.ts";
import { specFields } from "./runtime-spec/fields.ts";
import { operationTexts } from "./runtime-spec/operation-text.ts";
import { tests } from "./runtime-spec/tests.ts";
import { withoutOperations } from "./runtime-spec/without-operations.ts";

const project = path.resolve(import.meta.dirname, "../../..");
const fields = specFields();
const leaves = fields.filter(({ isLeaf }) => isLeaf).map(({ pointer }) => pointer);
const outcomes = new Map(
  leaves.map((pointer) => [pointer, { v2: outcome(pointer, "v2"), v1: outcome(pointer, "v1") }]),
);

function outcome(pointer: string, host: keyof typeof hosts): Outcome | undefined {
  return outcomeOf(pointer, hosts[host]);
}

describe("every field of the specification", () => {
  test("is in a sample that is compiled", () => {
    expect(leaves.length).toBeGreaterThan(170);
    expect(leaves.filter((pointer) => outcomes.get(pointer)?.v2 === undefined)).toEqual([]);
  });

  test("becomes operations of the plan, or is refused by name, or is honoured elsewhere", () => {
    const silent = leaves.filter((pointer) => whatHappens(pointer) === "");
    expect(silent).toEqual([]);
    const needless = leaves.filter(
      (pointer) =>
        ownOrOwners(withoutOperations, pointer) !== undefined &&
        Object.values(outcomes.get(pointer) ?? {}).every((one) => text(one) !== ""),
    );
    expect(needless).toEqual([]);
  });

  test("that is refused is named by the refusal", () => {
    const unnamed = leaves.filter((pointer) => {
      const both = Object.values(outcomes.get(pointer) ?? {});
      return both.some((one) => one?.kind === "refused" && !names(one.why, pointer));
    });
    expect(unnamed).toEqual([]);
  });

  test("has a test that exists, and each entry of the table a field", () => {
    expect(leaves.filter((pointer) => testOf(pointer) === undefined)).toEqual([]);
    expect(Object.keys(tests).filter((pointer) => !fields.some((field) => field.pointer.startsWith(pointer)))).toEqual(
      [],
    );
    expect(Object.values(tests).filter((name) => !existsTest(name))).toEqual([]);
  });

  test("is a row of docs/runtime-spec.md", async () => {
    await expect(page()).toMatchFileSnapshot(path.join(project, "docs/runtime-spec.md"));
  });
});

const GROUPS = ["/linux", "/linux/resources", "/process"];

/** The field, or an object that is refused whole and not just a group of others. */
function names(why: string, pointer: string): boolean {
  const keys = pointer.split("/");
  const owners = keys.map((_, i) => keys.slice(0, i + 1).join("/")).filter((one) => one && !GROUPS.includes(one));
  return owners.some((owner) => new RegExp(`${owner.replaceAll("*", "[^/]+")}\\b`).test(why));
}

function operationsOf(pointer: string): string {
  const { v2, v1 } = outcomes.get(pointer) ?? {};
  const [second, first] = [text(v2), text(v1)];
  if (second === first) return second;
  return [second && `v2: ${second}`, first && `v1: ${first}`].filter(Boolean).join("; ");
}

function text(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "";
  if (outcome.kind === "refused") return "refused by name";
  const { own, added, removed, files } = outcome;
  if (own.length + added.length > 0) return operationTexts(own.length > 0 ? own : added, files).join(", ");
  return removed.length > 0 ? `without ${operationTexts(removed, files).join(", ")}` : "";
}

function whatHappens(pointer: string): string {
  return [operationsOf(pointer), ownOrOwners(withoutOperations, pointer) ?? ""].filter((one) => one !== "").join("; ");
}

function testOf(pointer: string): string | undefined {
  return ownOrOwners(tests, pointer);
}

/** The entry of the field, or of the nearest object that it belongs to. */
function ownOrOwners(entries: Readonly<Record<string, string>>, pointer: string): string | undefined {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) if (entries[at]) return entries[at];
  return undefined;
}

function existsTest(name: string): boolean {
  const [file = "", title = ""] = name.split(/: (.*)/s);
  const full = path.join(project, file);
  return existsSync(full) && title !== "" && readFileSync(full, "utf8").includes(title);
}

function page(): string {
  return `# runtime-spec 1.3, field by field

<!-- Made by test/unit/docs/runtime-spec.test.ts from the schema and the plan compiler: do not edit. -->

What \`ts-runc\` does about each field of a config.json: the system calls that the field adds to the plan (compiled with and
without it, for a host with cgroup v2 and one with v1), or that it is refused by name, and the test that shows it at work.
\`*\` is an index or a key. [Operations](operations.md) has a whole plan, in order.

| field | operations | test |
|---|---|---|
${leaves.map((pointer) => `| \`${pointer}\` | ${whatHappens(pointer).replaceAll("|", "\\|")} | ${testCell(pointer)} |\n`).join("")}`;
}

function testCell(pointer: string): string {
  const [file = "", title = ""] = (testOf(pointer) ?? "").split(/: (.*)/s);
  return `[${path.basename(file).replace(/(\.test)?\.ts$/, "")}](../${file}): ${title}`;
}

describe("labels", () => {
  test("asks for the labels of the security modules before execve", () => {
    const writes = (pointer: string) => {
      const found = outcome(pointer, "v2");
      return found?.kind === "plan" ? operationTexts(found.own, found.files) : [];
    };
    expect(writes("/process/apparmorProfile")).toEqual(["`write /proc/self/attr/apparmor/exec`"]);
    expect(writes("/process/selinuxLabel")).toEqual(["`write /proc/self/attr/exec`"]);
  });
});
