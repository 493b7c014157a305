import { existsSync, readFileSync } from 'node:fs';

export type Counts = { passed: number; failed: number; skipped: number };

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };
const crashed: Counts = { passed: 0, failed: 1, skipped: 0 };

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
};
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

// A file that can't be loaded, or an error outside any test, leaves no failed test behind: only the exit code tells.
function withExitCode(counts: Counts, isOk: boolean): Counts {
  return !isOk && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export function vitestCounts(file: string, isOk: boolean): Counts {
  const report = read(file) as VitestReport | undefined;
  if (!report) return crashed;
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = report;
  return withExitCode({ passed, failed, skipped: numPendingTests + numTodoTests }, isOk);
}

export function playwrightCounts(file: string, isOk: boolean): Counts {
  const report = read(file) as PlaywrightReport | undefined;
  if (!report) return crashed;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode({ passed: expected, failed: unexpected + flaky, skipped }, isOk);
}

export function sum(all: Counts[]): Counts {
  return all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    none,
  );
}

export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
