import { expect, test } from 'vitest';
import { auditFilterOf, readAuditView, writeAuditView } from './readAuditView';

const read = (query: string) => {
  const parameters = new URLSearchParams(query);
  return readAuditView((name) => parameters.get(name));
};

const person = '0190c1d2-0000-7000-8000-000000000000';

test('a view survives its way through the address', () => {
  for (const query of [
    '',
    '?q=%E4%BC%9A',
    `?q=a+b&action=room.edit&person=${person}&from=2026-11-01&to=2026-11-30`,
  ])
    expect(writeAuditView(read(query))).toBe(query);
});

test('what no list knows is left out', () => {
  expect(writeAuditView(read('?action=spell.cast&person=eve&from=yesterday&to=2026-13-45'))).toBe('');
});

test('a day ends where the next one begins', () => {
  const { from, to } = auditFilterOf(read('?from=2026-02-28&to=2026-02-28'));
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 3600 * 1000);
  expect(new Date(from ?? '').getHours()).toBe(0);
});
