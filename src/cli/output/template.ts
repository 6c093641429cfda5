// Executes a parsed template over plain data, with the functions docker offers.

import { nearest } from "../suggest.ts";
import { usageError } from "../usage-error.ts";
import { type Call, type Node, type Operand, type Pipe, parseTemplate } from "./template-parse.ts";

interface Scope {
  readonly dot: unknown;
  readonly variables: Map<string, unknown>;
}

/** Compiles once, so that a bad template fails before anything is done. */
export function compileTemplate(source: string): (value: unknown) => string {
  const nodes = parseTemplate(source);
  return (value) => execute(nodes, { dot: value, variables: new Map([["", value]]) });
}

function execute(nodes: readonly Node[], scope: Scope): string {
  return nodes.map((node) => executeNode(node, scope)).join("");
}

function executeNode(node: Node, scope: Scope): string {
  if (node.kind === "text") return node.text;
  const value = evaluate(node.pipe, scope);
  if (node.kind === "print") return display(value);
  if (node.kind === "set") {
    scope.variables.set(node.name, value);
    return "";
  }
  if (node.kind === "range") return executeRange(node, value, scope);
  if (!isTrue(value)) return execute(node.otherwise, scope);
  return execute(node.body, node.kind === "with" ? { ...scope, dot: value } : scope);
}

function executeRange(node: Extract<Node, { kind: "range" }>, value: unknown, scope: Scope): string {
  const entries = entriesOf(value);
  if (entries.length === 0) return execute(node.otherwise, scope);
  return entries
    .map(([key, item]) => {
      const variables = new Map(scope.variables);
      const [first, second] = node.names;
      if (second !== undefined) variables.set(first ?? "", key).set(second, item);
      else if (first !== undefined) variables.set(first, item);
      return execute(node.body, { dot: item, variables });
    })
    .join("");
}

/** Maps in key order, as Go ranges over them. */
function entriesOf(value: unknown): [unknown, unknown][] {
  if (Array.isArray(value)) return [...value.entries()];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function evaluate(pipe: Pipe, scope: Scope): unknown {
  let piped: unknown[] = [];
  for (const call of pipe) piped = [evaluateCall(call, scope, piped)];
  return piped[0];
}

function evaluateCall(call: Call, scope: Scope, piped: readonly unknown[]): unknown {
  const [head, ...rest] = call;
  if (head === undefined) return undefined;
  const args = () => [...rest.map((operand) => evaluateOperand(operand, scope)), ...piped];
  if (head.kind === "function") return applyFunction(head.name, args());
  const value = evaluateOperand(head, scope, true);
  return typeof value === "function" ? value(...args()) : value; // {{.Label "key"}}
}

function evaluateOperand(operand: Operand, scope: Scope, callable = false): unknown {
  if (operand.kind === "literal") return operand.value;
  if (operand.kind === "function") return applyFunction(operand.name, []);
  if (operand.kind === "pipe") return operand.keys.reduce(field, evaluate(operand.pipe, scope));
  if (operand.from === "variable" && !scope.variables.has(operand.name))
    throw usageError(`--format: no variable $${operand.name}`);
  const start = operand.from === "dot" ? scope.dot : scope.variables.get(operand.name);
  const value = operand.keys.reduce(field, start);
  return typeof value === "function" && !callable ? value() : value;
}

function field(owner: unknown, key: string): unknown {
  if (owner === null || owner === undefined) return undefined;
  if (typeof owner === "object" && Object.hasOwn(owner, key)) return (owner as Record<string, unknown>)[key];
  const keys = typeof owner === "object" && !Array.isArray(owner) ? Object.keys(owner) : [];
  const near = keys.find((other) => other.toLowerCase() === key.toLowerCase()) ?? nearest(key, keys);
  const hint = near === undefined ? "--format '{{json .}}' shows every field" : `did you mean .${near}?`;
  throw usageError(`--format: there is no field .${key} here`, hint);
}

type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const compare = (test: (order: number) => boolean) => (a: unknown, b: unknown) =>
  test(typeof a === "number" && typeof b === "number" ? a - b : display(a).localeCompare(display(b)));

const functions: Functions = {
  json: (value) => JSON.stringify(value ?? null),
  index: (value, ...keys) =>
    keys.reduce((owner: unknown, key) => (owner as Record<string, unknown> | undefined)?.[String(key)], value),
  len: (value) => (typeof value === "string" ? Buffer.byteLength(value) : entriesOf(value).length),
  eq: (first, ...others) => others.some((other) => other === first),
  ne: (a, b) => a !== b,
  lt: compare((order) => order < 0),
  le: compare((order) => order <= 0),
  gt: compare((order) => order > 0),
  ge: compare((order) => order >= 0),
  and: (...values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (...values) => values.find(isTrue) ?? values.at(-1),
  not: (value) => !isTrue(value),
  print: (...values) => values.map(display).join(""),
  println: (...values) => `${values.map(display).join(" ")}\n`,
  printf: (format, ...values) => printf(String(format), values),
  join: (list, separator) => (Array.isArray(list) ? list.map(display).join(String(separator)) : display(list)),
  split: (text, separator) => display(text).split(String(separator)),
  slice: (value, from, to) =>
    typeof value === "string" || Array.isArray(value)
      ? value.slice(Number(from), to === undefined ? undefined : Number(to))
      : value,
  lower: (text) => display(text).toLowerCase(),
  upper: (text) => display(text).toUpperCase(),
  title: (text) => display(text).replace(/\b\w/g, (letter) => letter.toUpperCase()),
  pad: (text, before, after) => " ".repeat(Number(before)) + display(text) + " ".repeat(Number(after)),
  truncate: (text, length) => display(text).slice(0, Number(length)),
};

function applyFunction(name: string, args: readonly unknown[]): unknown {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (known) return known(...args);
  const near = nearest(name, Object.keys(functions));
  throw usageError(
    `--format: unknown function "${name}"`,
    near ? `did you mean ${near}?` : `a field is written .${name}`,
  );
}

function printf(format: string, values: readonly unknown[]): string {
  let next = 0;
  return format.replace(
    /%(-?)(\d*)(?:\.(\d+))?([vsdqfx%])/g,
    (_match, left: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === "%") return "%";
      const value = values[next++];
      const raw =
        verb === "q"
          ? JSON.stringify(display(value))
          : verb === "f"
            ? Number(value).toFixed(Number(precision ?? 6))
            : verb === "x"
              ? Number(value).toString(16)
              : display(value);
      return left ? raw.padEnd(Number(width)) : raw.padStart(Number(width));
    },
  );
}

function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Go's %v: maps as map[a:1 b:2], lists as [a b]. */
export function display(value: unknown): string {
  if (value === undefined || value === null) return "<no value>";
  if (Array.isArray(value)) return `[${value.map(display).join(" ")}]`;
  if (typeof value === "function") return display(value());
  if (typeof value === "object")
    return `map[${entriesOf(value)
      .map(([key, item]) => `${key}:${display(item)}`)
      .join(" ")}]`;
  return String(value);
}
