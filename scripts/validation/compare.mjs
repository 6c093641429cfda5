// What the runtimes' results say side by side: a table, and each check that another passes and the first does not.

/** Checks and executables in which the first runtime is behind any other. */
export function compare([own, ...peers], executables, results) {
  return executables.flatMap((executable) => {
    const passedByUs = new Set(passing(results[own][executable]));
    const wholly = peers.filter((peer) => results[peer][executable].passed && !results[own][executable].passed);
    const keys = new Set(peers.flatMap((peer) => passing(results[peer][executable])));
    const checks = [...keys].filter((key) => !passedByUs.has(key));
    const entries = checks.map((check) => ({
      executable,
      check,
      by: peers.filter((peer) => passing(results[peer][executable]).includes(check)),
    }));
    return wholly.length > 0 ? [...entries, { executable, check: "the executable as a whole", by: wholly }] : entries;
  });
}

const passing = (result) => result.checks.filter(({ passed, skipped }) => passed && !skipped).map(({ key }) => key);

export function printTable(names, executables, results) {
  console.log(`\n| executable | ${names.join(" | ")} |\n|---|${names.map(() => "---|").join("")}`);
  for (const executable of executables)
    console.log(`| ${executable} | ${names.map((name) => cell(results[name][executable])).join(" | ")} |`);
  const total = (name, field) =>
    executables.reduce((sum, executable) => sum + Number(results[name][executable][field]), 0);
  const totals = names.map(
    (name) =>
      `**${total(name, "passed")}** of ${executables.length}; ${total(name, "ok")} ok, ${total(name, "failed")} not ok`,
  );
  console.log(`| **passed** | ${totals.join(" | ")} |`);
}

function cell({ passed, ok, failed, skipped, why }) {
  const counts = `${ok} ok${failed > 0 ? `, ${failed} not ok` : ""}${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  return `${passed ? "passed" : "**failed**"} (${counts}${why && `, ${why}`})`;
}

/** Of each executable the first few: when it does not even start a container, all its checks are missing. */
export function printComparison([own], behind, shown = 5) {
  if (behind.length === 0) return console.log(`\nNothing that another passes and ${own} does not.`);
  console.log(`\nPassed by others, not by ${own}:`);
  for (const [executable, entries] of groups(behind)) {
    console.log(`  ${executable}`);
    for (const { check, by } of entries.slice(0, shown)) console.log(`    ${check} [${by.join(", ")}]`);
    if (entries.length > shown) console.log(`    and ${entries.length - shown} more`);
  }
}

function groups(entries) {
  const found = new Map();
  for (const entry of entries) found.set(entry.executable, [...(found.get(entry.executable) ?? []), entry]);
  return found;
}
