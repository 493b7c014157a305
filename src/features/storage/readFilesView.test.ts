import { expect, test } from 'vitest';
import { readFilesView, writeFilesView } from './readFilesView';

const read = (query: string) => {
  const parameters = new URLSearchParams(query);
  return readFilesView((name) => parameters.get(name));
};

test('a view survives its way through the address', () => {
  for (const query of ['', '?q=%E4%BC%9A%E8%AD%B0', '?q=a+b&kind=image&sort=biggest&view=deleted'])
    expect(writeFilesView(read(query))).toBe(query);
});

test('what no list knows is left out', () => {
  expect(writeFilesView(read('?kind=spell&sort=random&view=all'))).toBe('');
});
