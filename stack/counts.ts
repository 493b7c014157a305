import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './folders.ts';

/** `failures` says of each failed test which it was and how it failed. */
export type Counts = { passed: number; failed: number; skipped: number; failures: string[] };

const none: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

const messageLines = 12;

function failure(file: string, title: string, messages: string[]): string {
  // Playwright colours its messages for a terminal.
  const message = stripVTControlCharacters(messages.join('\n'));
  const lines = message.split('\n').slice(0, messageLines);
  return [`${path.relative(root, file)} › ${title}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** What a phase counts that didn't come so far as to count its tests. */
export function crashed(why: string): Counts {
  return { ...none, failed: 1, failures: [why] };
}

// A file that can't be loaded, or an error outside any test, leaves no failed test behind: only the exit code tells.
function withExitCode(counts: Counts, isOk: boolean, errors: string[]): Counts {
  if (isOk || counts.failed > 0) return counts;
  return { ...counts, failed: 1, failures: errors.length > 0 ? errors : ['an error outside of any test'] };
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
  }[];
};

export function vitestCounts(file: string, isOk: boolean): Counts {
  const report = read(file) as VitestReport | undefined;
  if (!report) return crashed('vitest left no report');
  const {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests,
    numTodoTests,
    testResults,
  } = report;
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(name, fullName, failureMessages ?? [])),
  );
  const errors = testResults
    .filter(({ message }) => message !== '')
    .map(({ name, message }) => failure(name, 'the file itself', [message]));
  return withExitCode({ passed, failed, skipped: numPendingTests + numTodoTests, failures }, isOk, errors);
}

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs: {
    title: string;
    ok: boolean;
    file: string;
    tests: { results: { errors: { message?: string }[] }[] }[];
  }[];
};
type PlaywrightReport = {
  config: { rootDir: string };
  suites: PlaywrightSuite[];
  errors: { message?: string }[];
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
};

function specs({ suites = [], specs: own }: PlaywrightSuite): PlaywrightSuite['specs'] {
  return [...own, ...suites.flatMap(specs)];
}

export function playwrightCounts(file: string, isOk: boolean): Counts {
  const report = read(file) as PlaywrightReport | undefined;
  if (!report) return crashed('playwright left no report');
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failures = report.suites
    .flatMap(specs)
    .filter(({ ok }) => !ok)
    .map(({ title, file: name, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
      return failure(
        path.join(report.config.rootDir, name),
        title,
        errors.map(({ message = '' }) => message),
      );
    });
  const counts = { passed: expected, failed: unexpected + flaky, skipped, failures };
  return withExitCode(
    counts,
    isOk,
    report.errors.map(({ message = '' }) => message),
  );
}

export function sum(all: Counts[]): Counts {
  return all.reduce(
    (total, { passed, failed, skipped, failures }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
      failures: [...total.failures, ...failures],
    }),
    none,
  );
}

export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
