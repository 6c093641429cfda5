// docker-style tables: columns as wide as their widest cell, three spaces between, nothing padded at the end.

/** Control characters from containers and images may not reach the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (char) => (char === "\t" || char === "\n" ? " " : "\ufffd"));
}

export function renderTable(header: readonly string[] | undefined, rows: readonly (readonly string[])[]): string {
  const lines = header ? [header, ...rows] : rows;
  const widths: number[] = [];
  for (const line of lines) {
    for (const [column, cell] of line.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("   ")
          .trimEnd()}\n`,
    )
    .join("");
}

export function truncate(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** 64 hex digits, with or without "sha256:" -> the 12 that people type. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, "").slice(0, 12);
}
