// Columns as runc prints them (Go's tabwriter): at least 12 wide, 3 apart, the last one open.

const MIN_WIDTH = 12;
const GAP = 3;

export function printTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(MIN_WIDTH, ...rows.map((row) => (row[column]?.length ?? 0) + GAP)),
  );
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join("");
  return rows.map((row) => `${line(row)}\n`).join("");
}
