import { expect, test } from 'vitest';
import { readUploadFailure } from './uploadFailure';

test.each([
  [
    'what the ingest answered',
    { data: { error: 'FILE_TOO_BIG' }, message: 'XHR failed 413' },
    'FILE_TOO_BIG',
    true,
  ],
  ['what the router said', { code: 'BAD_REQUEST', message: 'QUOTA_EXCEEDED' }, 'QUOTA_EXCEEDED', true],
  ['a store that is down', { data: { error: 'STORE_UNAVAILABLE' } }, 'STORE_UNAVAILABLE', false],
  ['a database that is down', { data: { error: 'DATABASE_UNAVAILABLE' } }, 'DATABASE_UNAVAILABLE', false],
  ['a URL that is old', { data: { error: 'LINK_INVALID' } }, 'LINK_INVALID', false],
  ['another request', { data: { error: 'TAKEN_OVER' }, message: 'XHR failed 409' }, null, false],
  ['a cut', { code: 'UPLOAD_FAILED', message: 'UPLOAD_FAILED' }, null, false],
  ['a bad request', { code: 'BAD_REQUEST', message: 'Invalid input' }, 'UNKNOWN', true],
  ['nonsense', null, null, false],
])('%s', (_, error, code, isFinal) => {
  expect(readUploadFailure(error)).toEqual({ code, isFinal });
});
