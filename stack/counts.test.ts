import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { playwrightCounts, sum, summary, vitestCounts } from './counts.ts';
import { root } from './folders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'counts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitestReport = {
  numPassedTests: 2,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [
    {
      name: path.join(root, 'src', 'a.test.ts'),
      message: '',
      assertionResults: [
        { fullName: 'adds', status: 'passed', failureMessages: [] },
        {
          fullName: 'subtracts',
          status: 'failed',
          failureMessages: ['expected 1 to be 2\n    at a.test.ts:3'],
        },
      ],
    },
  ],
};

const playwrightReport = {
  config: { rootDir: path.join(root, 'tests') },
  errors: [],
  stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 0 },
  suites: [
    {
      specs: [],
      suites: [
        {
          specs: [
            {
              title: 'two people meet',
              file: 'e2e/call.spec.ts',
              ok: false,
              tests: [{ results: [{ errors: [{ message: '\u001B[31mTimed out\u001B[39m' }] }] }],
            },
            {
              title: 'one leaves',
              file: 'e2e/call.spec.ts',
              ok: true,
              tests: [{ results: [{ errors: [] }] }],
            },
          ],
        },
      ],
    },
  ],
};

test('the failures of all phases are named, each with its file and its message', () => {
  const unit = vitestCounts(report(vitestReport), false);
  const e2e = playwrightCounts(report(playwrightReport), false);
  const total = sum([unit, e2e]);
  expect(summary(total)).toBe('5 passed, 2 failed, 1 skipped');
  expect(total.failures).toEqual([
    'src/a.test.ts › subtracts\n  expected 1 to be 2\n      at a.test.ts:3',
    'tests/e2e/call.spec.ts › two people meet\n  Timed out',
  ]);
});

test('a file that cannot be loaded fails the phase, though none of its tests did', () => {
  const name = path.join(root, 'src', 'b.test.ts');
  const unloaded = { name, message: 'Cannot find module', assertionResults: [] };
  const counts = vitestCounts(report({ ...vitestReport, numFailedTests: 0, testResults: [unloaded] }), false);
  expect(counts).toMatchObject({
    failed: 1,
    failures: ['src/b.test.ts › the file itself\n  Cannot find module'],
  });
});

test('a runner that ended without a report, or with an error outside of the tests, has failed', () => {
  const missing = path.join(folder, 'missing.json');
  expect(vitestCounts(missing, true)).toMatchObject({ failed: 1, failures: ['vitest left no report'] });
  expect(playwrightCounts(missing, true)).toMatchObject({ failed: 1 });
  const green = {
    ...playwrightReport,
    suites: [],
    stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 },
  };
  expect(playwrightCounts(report(green), false)).toMatchObject({
    passed: 3,
    failed: 1,
    failures: ['an error outside of any test'],
  });
  expect(playwrightCounts(report(green), true).failed).toBe(0);
});
