// The demo's table on the screen, and the count of what passed.
const widths = [22, 36, 36];

export class Report {
  totals = { passed: 0, failed: 0 };

  heading(...titles) {
    console.log(`\n${cells("", ...titles)}`);
    console.log(widths.map((width) => "-".repeat(width)).join("  "));
  }

  section(title) {
    console.log(`\n${title}`);
  }

  row(what, host, container, passed) {
    console.log(`${cells(what, host, container)}  ${this.#verdict(passed)}`);
  }

  /** A limit that was tested by exceeding it: what was tried, what came of it. */
  proof(tried, outcome, passed) {
    console.log(`  ${tried.padEnd(50)} ${outcome.padEnd(48)}  ${this.#verdict(passed)}`);
  }

  note(text) {
    console.log(`      ${text}`);
  }

  fail(what, reason) {
    console.error(`\n${what}: ${reason}\n${this.#verdict(false)}`);
  }

  #verdict(passed) {
    this.totals[passed ? "passed" : "failed"]++;
    const word = passed ? "PASS" : "FAIL";
    return process.stdout.isTTY ? `\u001b[${passed ? 32 : 31}m${word}\u001b[0m` : word;
  }
}

function cells(...texts) {
  return texts.map((text, index) => padded(String(text).trim(), widths[index])).join("  ");
}

function padded(text, width) {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}
