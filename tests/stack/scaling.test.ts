import { expect, test } from 'vitest';
import { ASSUMED, sizeFor, trafficOfOne } from '../bench/capacity/model.ts';
import { costTable, onePerson, partTable } from '../bench/capacity/tables.ts';
import { compose, read } from './deploy/compose.ts';

test('docs/scaling.md says what the model says', () => {
  const page = read('docs/scaling.md');
  const lines = [...partTable(), ...costTable()].map((row) => `| ${row.join(' | ')} |`);
  expect([onePerson(), ...lines].filter((line) => !page.includes(line))).toEqual([]);
});

test('the model speaks of what the code does', () => {
  expect(Number(/max: (\d+)/.exec(read('src/server/db.ts'))?.[1])).toBe(ASSUMED.web.pool);
  expect(read('deploy/helm/webmtg/values.yaml')).toContain(`# openStreams: ${ASSUMED.web.streams} is`);
  expect(read('docs/benchmarks.md')).toContain(`${ASSUMED.web.requestMs} ms`);
  const { limits } = compose.services['egress']?.deploy?.resources ?? {};
  expect(Number(limits?.cpus)).toBe(ASSUMED.recorder.official.cores);
  expect(read('deploy/prometheus/alerts.yaml')).toContain(`${ASSUMED.recorder.official.cores} free cores`);
  expect(read('docs/benchmarks.md')).toContain(`${ASSUMED.recorder.own.cores} core`);
});

test('ten times the people need at most ten times the cores, and more traffic in larger meetings', () => {
  const cores = (people: number) => sizeFor(people).reduce((sum, part) => sum + part.cores, 0);
  expect(cores(10_000) / cores(1000)).toBeLessThan(10);
  const { sent, received } = trafficOfOne();
  expect(received.kbits / sent.kbits).toBeCloseTo((4 * (600 + 48 * 0.3)) / (1200 + 48 * 0.3));
});
