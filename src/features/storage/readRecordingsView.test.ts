import { expect, test } from 'vitest';
import { readRecordingsView, writeRecordingsView } from './readRecordingsView';

test('a view of the recordings is in the address, and nonsense there does no harm', () => {
  const view = { search: '朝会', sort: 'longest', deleted: true } as const;
  const query = new URLSearchParams(writeRecordingsView(view));
  expect(readRecordingsView((name) => query.get(name))).toEqual(view);
  const plain = readRecordingsView((name) => (name === 'sort' ? 'by colour' : ['twice', 'twice']));
  expect(plain).toEqual({ search: '', sort: 'newest', deleted: false });
  expect(writeRecordingsView(plain)).toBe('');
});
