// Prints one result: the median, the best, and how each compares with ts-run (above 1: ts-run is ahead by that factor).

/** @param {{ title: string, unit: string, higherIsBetter?: boolean, rows: { name: string, value: number, best?: number }[] }} result */
export function printTable({ title, unit, higherIsBetter = false, rows }) {
  const own = rows.find((row) => row.name.startsWith("ts-run"))?.value;
  const width = Math.max(...rows.map((row) => row.name.length));
  console.log(`\n${title}`);
  console.log(`  ${"".padEnd(width)}  ${unit.padStart(9)}  ${"best".padStart(9)}  ${"to ts-run".padStart(10)}`);
  for (const { name, value, best } of rows) {
    const ratio = own === undefined ? Number.NaN : higherIsBetter ? own / value : value / own;
    const shownRatio = Number.isNaN(ratio) ? "" : `${ratio.toFixed(2)} x`;
    console.log(`  ${name.padEnd(width)}  ${number(value)}  ${number(best)}  ${shownRatio.padStart(10)}`);
  }
}

function number(value) {
  return (value === undefined ? "" : value.toFixed(value < 100 ? 1 : 0)).padStart(9);
}
