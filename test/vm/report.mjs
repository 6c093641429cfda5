// The report: per row what the kernel was asked for, through which program, what it showed, and whether that is right.

/** @param {{ name: string, through: string, isOk: boolean, evidence: string }[]} rows */
export function tableOf(rows) {
  const head = ["what", "through", "", "evidence"];
  const body = rows.map(({ name, through, isOk, evidence }) => [name, through, isOk ? "PASS" : "FAIL", evidence]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((cells) => cells[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(head), rule, ...body.map(line)].join("\n");
}
