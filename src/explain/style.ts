// Widths and colours of a text plan.

export interface RenderStyle {
  readonly format: "text" | "json";
  readonly width: number;
  readonly color: boolean;
  /** Show every call, also those that the text folds. */
  readonly verbose?: boolean | undefined;
}

export type Paint = (text: string) => string;

export interface Palette {
  readonly call: Paint;
  readonly dim: Paint;
  readonly source: Paint;
  readonly heading: Paint;
  readonly added: Paint;
  readonly removed: Paint;
}

const plain: Paint = (text) => text;
const sgr =
  (code: string): Paint =>
  (text) =>
    `\x1b[${code}m${text}\x1b[0m`;

export function paletteOf(color: boolean): Palette {
  return color
    ? { call: plain, dim: sgr("2"), source: sgr("36"), heading: sgr("1"), added: sgr("32"), removed: sgr("31") }
    : { call: plain, dim: plain, source: plain, heading: plain, added: plain, removed: plain };
}

/** Columns that a terminal gives the text; combining marks and wide letters do not occur in plans. */
export function columnsOf(text: string): number {
  let columns = 0;
  let rest = text;
  for (let at = rest.indexOf("\x1b["); at >= 0; at = rest.indexOf("\x1b[")) {
    columns += [...rest.slice(0, at)].length;
    rest = rest.slice(rest.indexOf("m", at) + 1);
  }
  return columns + [...rest].length;
}

export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columnsOf(text)));
}

/** Breaks at spaces, then after commas and slashes, then anywhere; later lines are indented. */
export function wrap(text: string, width: number, indent = ""): string[] {
  const lines: string[] = [];
  let rest = text;
  while ([...rest].length > width) {
    const cut = breakAt(rest, width);
    lines.push(rest.slice(0, cut).trimEnd());
    rest = indent + rest.slice(cut).trimStart();
    if (rest.length <= indent.length) return lines;
  }
  return [...lines, rest];
}

function breakAt(text: string, width: number): number {
  const start = text.length - text.trimStart().length;
  const space = text.lastIndexOf(" ", width);
  if (space > start + width / 3) return space;
  const mark = Math.max(...[",", "/", "|", "="].map((sign) => text.lastIndexOf(sign, width - 1)));
  return mark > start + width / 3 ? mark + 1 : width;
}
