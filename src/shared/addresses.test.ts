import { expect, test } from 'vitest';
import { parseAddresses } from './addresses';

test.each([
  ['a@x.example', ['a@x.example']],
  [
    'a@x.example, b@x.example;c@x.example\nd@x.example',
    ['a', 'b', 'c', 'd'].map((name) => `${name}@x.example`),
  ],
  ['Ben Fischer <ben@x.example>, "Aoi" <AOI@x.example>', ['ben@x.example', 'aoi@x.example']],
  ['a@x.example、b@x.example，a@x.example', ['a@x.example', 'b@x.example']],
  ['  ', []],
  ['not-an-address', ['not-an-address']],
])('%j', (text, addresses) => {
  expect(parseAddresses(text)).toEqual(addresses);
});
