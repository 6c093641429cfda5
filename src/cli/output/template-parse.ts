// The subset of Go's text/template that --format uses -> a tree. Unknown syntax is an error with the offending text.

import { usageError } from "../usage-error.ts";

export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly pipe: Pipe }
  | { readonly kind: "set"; readonly name: string; readonly pipe: Pipe }
  | {
      readonly kind: "if" | "with";
      readonly pipe: Pipe;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    }
  | {
      readonly kind: "range";
      readonly names: readonly string[];
      readonly pipe: Pipe;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

/** Commands joined by |; each receives the result of the one before as its last argument. */
export type Pipe = readonly Call[];
export type Call = readonly Operand[];
export type Operand =
  | { readonly kind: "literal"; readonly value: unknown }
  | {
      readonly kind: "path";
      readonly from: "dot" | "variable";
      readonly name: string;
      readonly keys: readonly string[];
    }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "pipe"; readonly pipe: Pipe; readonly keys: readonly string[] };

const HINT = "for example --format '{{.ID}} {{.Names}}', or --format json";

export function parseTemplate(source: string): Node[] {
  const parser = { source, pieces: split(source), at: 0 };
  const nodes = parseNodes(parser, 0);
  if (parser.at < parser.pieces.length) throw bad(source, `{{${parser.pieces[parser.at]?.text}}} without a beginning`);
  return nodes;
}

interface Piece {
  readonly action: boolean;
  readonly text: string;
}

interface Parser {
  readonly source: string;
  readonly pieces: readonly Piece[];
  at: number;
}

function bad(source: string, why: string): Error {
  return usageError(`parse --format ${source}: ${why}`, HINT);
}

function split(source: string): Piece[] {
  const pieces: Piece[] = [];
  let trimNext = false;
  let rest = source;
  const text = (raw: string) => pieces.push({ action: false, text: trimNext ? raw.trimStart() : raw });
  for (let open = rest.indexOf("{{"); open >= 0; open = rest.indexOf("{{")) {
    const match = /^\{\{(- )?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`])*?)( -)?\}\}/.exec(rest.slice(open));
    if (!match) throw bad(source, "{{ without }}");
    text(match[1] ? rest.slice(0, open).trimEnd() : rest.slice(0, open));
    const body = (match[2] ?? "").trim();
    if (!body.startsWith("/*")) pieces.push({ action: true, text: body });
    trimNext = match[3] !== undefined;
    rest = rest.slice(open + match[0].length);
  }
  text(rest);
  return pieces.filter((piece) => piece.action || piece.text !== "");
}

function parseNodes(parser: Parser, depth: number): Node[] {
  const nodes: Node[] = [];
  for (; parser.at < parser.pieces.length; parser.at++) {
    const piece = parser.pieces[parser.at];
    if (piece === undefined) break;
    if (!piece.action) nodes.push({ kind: "text", text: piece.text });
    else if (/^(end|else)\b/.test(piece.text)) {
      if (depth === 0) throw bad(parser.source, `{{${piece.text}}} without a beginning`);
      break;
    } else nodes.push(parseAction(parser, piece.text, depth));
  }
  return nodes;
}

function parseAction(parser: Parser, text: string, depth: number): Node {
  const [, keyword, rest = ""] = /^(if|with|range)\s+([\s\S]+)$/.exec(text) ?? [];
  if (keyword === undefined) {
    const set = /^\$(\w+)\s*:?=\s*([\s\S]+)$/.exec(text);
    if (set) return { kind: "set", name: set[1] ?? "", pipe: parsePipe(parser.source, set[2] ?? "") };
    return { kind: "print", pipe: parsePipe(parser.source, text) };
  }
  const names = keyword === "range" ? /^\$(\w+)(?:\s*,\s*\$(\w+))?\s*:=\s*/.exec(rest) : null;
  const pipe = parsePipe(parser.source, names ? rest.slice(names[0].length) : rest);
  parser.at++;
  const body = parseNodes(parser, depth + 1);
  const otherwise = parseElse(parser, depth);
  if (keyword === "range")
    return {
      kind: "range",
      names: names ? names.slice(1).filter((name) => name !== undefined) : [],
      pipe,
      body,
      otherwise,
    };
  return { kind: keyword === "if" ? "if" : "with", pipe, body, otherwise };
}

function parseElse(parser: Parser, depth: number): Node[] {
  const closing = parser.pieces[parser.at]?.text;
  if (closing === undefined) throw bad(parser.source, "{{end}} is missing");
  if (closing === "end") return [];
  const chained = /^else\s+(if\s+[\s\S]+)$/.exec(closing)?.[1];
  if (chained !== undefined) return [parseAction(parser, chained, depth)]; // shares the one {{end}}
  parser.at++;
  const nodes = parseNodes(parser, depth + 1);
  if (parser.pieces[parser.at]?.text !== "end") throw bad(parser.source, "{{end}} is missing");
  return nodes;
}

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*"|`[^`]*`)|(-?\d+(?:\.\d+)?)|(\$\w*(?:\.\w+)*)|((?:\.\w+)+|\.)|(\w+)|([()|]))/y;

function parsePipe(source: string, text: string): Pipe {
  const tokens = tokenize(source, text);
  const pipe = takePipe(source, tokens);
  if (tokens.length > 0) throw bad(source, `unexpected ")" in "${text}"`);
  return pipe;
}

function tokenize(source: string, text: string): RegExpExecArray[] {
  const tokens: RegExpExecArray[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (!token) throw bad(source, `unexpected "${text.slice(at).trim()}"`);
    tokens.push(token);
  }
  return tokens;
}

function takePipe(source: string, tokens: RegExpExecArray[]): Pipe {
  const calls: Operand[][] = [[]];
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    const [, string, number, variable, path, word, sign] = token;
    const call = calls.at(-1);
    if (sign === ")") {
      tokens.unshift(token);
      break;
    }
    if (sign === "|") calls.push([]);
    else if (sign === "(") call?.push(takeParenthesis(source, tokens));
    else call?.push(operand({ string, number, variable, path, word }));
  }
  if (calls.some((call) => call.length === 0)) throw bad(source, "an empty command");
  return calls;
}

function takeParenthesis(source: string, tokens: RegExpExecArray[]): Operand {
  const pipe = takePipe(source, tokens);
  if (tokens.shift() === undefined) throw bad(source, '")" is missing');
  const next = tokens[0];
  const path = next?.[4]; // (index .Ports 0).HostPort
  if (path === undefined || path === "." || /^\s/.test(next?.[0] ?? "")) return { kind: "pipe", pipe, keys: [] };
  tokens.shift();
  return { kind: "pipe", pipe, keys: path.split(".").slice(1) };
}

type Token = Record<"string" | "number" | "variable" | "path" | "word", string | undefined>;

function operand({ string, number, variable, path, word }: Token): Operand {
  if (string !== undefined)
    return { kind: "literal", value: string.startsWith("`") ? string.slice(1, -1) : JSON.parse(string) };
  if (number !== undefined) return { kind: "literal", value: Number(number) };
  if (variable !== undefined) {
    const [name = "", ...keys] = variable.slice(1).split(".");
    return { kind: "path", from: "variable", name, keys };
  }
  if (path !== undefined)
    return { kind: "path", from: "dot", name: "", keys: path === "." ? [] : path.split(".").slice(1) };
  if (word === "true" || word === "false") return { kind: "literal", value: word === "true" };
  if (word === "nil") return { kind: "literal", value: null };
  return { kind: "function", name: word ?? "" };
}
