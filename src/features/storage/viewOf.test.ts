import { expect, test } from 'vitest';
import { viewOf } from './viewOf';

const view = (type: string, hasThumbnail = false) => viewOf({ type, hasThumbnail });

test('pictures are shown where the server could read them', () => {
  expect(view('image/png', true)).toBe('image');
  expect(view('image/png')).toBeNull();
  expect(view('image/svg+xml', true)).toBeNull();
});

test('what plays, plays; documents that can be shown are', () => {
  expect(view('video/mp4')).toBe('video');
  expect(view('audio/ogg; codecs=opus')).toBe('audio');
  expect(view('application/pdf')).toBe('pdf');
  expect(view('text/plain; charset=utf-8')).toBe('text');
});

test('whatever might run is only saved', () => {
  for (const type of ['text/html', 'text/javascript', 'text/xml', 'text/css', 'application/zip', ''])
    expect(view(type)).toBeNull();
});
