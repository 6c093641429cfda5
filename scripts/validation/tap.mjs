// The Test Anything Protocol, as far as the suite writes it: lines `ok N - name`, `not ok N - name`, `# SKIP`.

/**
 * Every check of one output. Names repeat, so the n-th of a name is told apart from the others by `key`.
 * @param {string} output
 */
export function parseTap(output) {
  const seen = new Map();
  const checks = [];
  for (const line of output.split("\n")) {
    const [, not, words] = /^(not )?ok\b\s*\d*\s*(?:- )?(.*)$/.exec(line) ?? [];
    if (words === undefined) continue;
    const name = stable(words);
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    checks.push({
      key: nth === 1 ? name : `${name} (${nth})`,
      passed: not === undefined,
      skipped: /#\s*skip/i.test(words),
    });
  }
  return checks;
}

/** Without what differs from run to run: ids, pids, scratch directories. */
function stable(words) {
  return words
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .replace(/ocitest\d+/g, "ocitest")
    .replace(/\/proc\/\d+/g, "/proc/PID")
    .replace(/\s*#\s*skip\b.*/i, "")
    .trim();
}
