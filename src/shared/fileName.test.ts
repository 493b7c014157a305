import { describe, expect, test } from 'vitest';
import { cleanFileName, extensionOf } from './fileName';

describe('cleanFileName', () => {
  test.each([
    ['議事録 2026年度.pdf', '議事録 2026年度.pdf'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\Windows\\system32', 'C:_Windows_system32'],
    ['a\u0000b\n.txt', 'ab.txt'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['\u200b\u202e', 'file'],
    ['', 'file'],
    ['   ', 'file'],
    ['..', 'file'],
    ['/', 'file'],
    ['.gitignore', '.gitignore'],
    ['か\u3099.txt', 'が.txt'],
    ['\ud800lone.txt', '\ufffdlone.txt'],
    ['👩‍💻.png', '👩‍💻.png'],
  ])('%j becomes %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  test('a long name loses the end of its stem and keeps its extension', () => {
    const clean = cleanFileName(`${'長'.repeat(300)}.pdf`);
    expect(clean).toBe(`${'長'.repeat(196)}.pdf`);
    expect(cleanFileName('x'.repeat(300))).toBe('x'.repeat(200));
  });

  test('no character is cut in two', () => {
    expect(cleanFileName('😀'.repeat(200))).toBe('😀'.repeat(100));
    expect(cleanFileName(`a${'😀'.repeat(200)}.pdf`)).toBe(`a${'😀'.repeat(97)}.pdf`);
    expect(cleanFileName(`a${'😀'.repeat(200)}`).isWellFormed()).toBe(true);
  });
});

test.each([
  ['a.PDF', 'pdf'],
  ['a.tar.gz', 'gz'],
  ['.gitignore', ''],
  ['a.', ''],
  ['no extension', ''],
  ['a. b', ''],
])('the extension of %j is %j', (name, extension) => {
  expect(extensionOf(name)).toBe(extension);
});
