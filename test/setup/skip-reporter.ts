// A vitest reporter that counts the tests and collects what was skipped and why, for scripts/setup/tests.mjs to judge.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";

interface Skip {
  reason: string;
  count: number;
  /** Why allowed-skips.json allows it. */
  allowed?: string;
}

export default class SkipReporter implements Reporter {
  readonly #skipped: { file: string; name: string; note?: string }[] = [];

  readonly #totals = { passed: 0, failed: 0, skipped: 0 };

  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    if (result.state !== "pending") this.#totals[result.state]++;
    if (result.state !== "skipped") return;
    const skip = { file: test.module.moduleId, name: test.fullName };
    this.#skipped.push(result.note === undefined ? skip : { ...skip, note: result.note });
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const output = process.env.TS_RUN_TEST_RESULT_FILE;
    if (output === undefined) return;
    // A file that does not load and a hook that fails are failures too; what they kept from running was not skipped.
    const broken = modules.filter((module) => [module, ...module.children.allSuites()].some(hasErrors));
    this.#totals.failed += broken.length;
    const files = new Set(broken.map((module) => module.moduleId));
    const skipped = this.#skipped.filter(({ file }) => !files.has(file));
    const byFile = readReasons(process.env.TS_RUN_SKIP_REASONS_FILE);
    const reasons = skipped.map(
      ({ file, name, note }) =>
        note ?? byFile.get(file)?.join("; ") ?? `without a reason: ${path.basename(file)} > ${name}`,
    );
    writeFileSync(output, JSON.stringify({ totals: this.#totals, skips: countReasons(reasons) }));
  }
}

function hasErrors(part: { errors(): readonly unknown[] }): boolean {
  return part.errors().length > 0;
}

function countReasons(reasons: readonly string[]): Skip[] {
  const allowList: { reason: string; why: string }[] = JSON.parse(
    readFileSync(path.join(import.meta.dirname, "allowed-skips.json"), "utf8"),
  );
  return [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((other) => other === reason).length;
    const entry = allowList.find((allowed) => reason.includes(allowed.reason));
    return entry === undefined ? { reason, count } : { reason, count, allowed: entry.why };
  });
}

function readReasons(file: string | undefined): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  if (file === undefined || !existsSync(file)) return reasons;
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const { file: testFile, reason } = JSON.parse(line) as { file: string; reason: string };
    const known = reasons.get(testFile) ?? [];
    if (!known.includes(reason)) reasons.set(testFile, [...known, reason]);
  }
  return reasons;
}
