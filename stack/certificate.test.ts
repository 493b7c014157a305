import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeCertificate } from './certificate.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'certificate with a space-'));
const { signal } = new AbortController();
afterAll(() => rmSync(folder, { recursive: true }));

const read = (file: string) => new X509Certificate(readFileSync(file));

// One story: each call finds what the one before left.
test('a certificate speaks for its hosts, from an authority that stays', async () => {
  const first = await makeCertificate({ folder, hosts: ['localhost', '127.0.0.1'] }, signal);
  const [certificate, authority] = [read(first.file), read(first.authority)];
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkHost('evil.example')).toBeUndefined();
  expect(certificate.verify(authority.publicKey)).toBe(true);
  expect([authority.ca, certificate.ca]).toEqual([true, false]);
  for (const key of [first.key, path.join(path.dirname(first.key), 'ca-key.pem')])
    expect(statSync(key).mode & 0o777).toBe(0o600);

  await makeCertificate({ folder, hosts: ['localhost'] }, signal);
  expect(read(first.file).fingerprint256).toBe(certificate.fingerprint256);

  const hosts = ['localhost', 'meet.example', '*.meet.example'];
  const wider = await makeCertificate({ folder, hosts }, signal);
  for (const name of ['meet.example', 'acme.meet.example'])
    expect(read(wider.file).checkHost(name)).toBeDefined();
  await makeCertificate({ folder, hosts }, signal);
  expect(read(wider.file).fingerprint256).not.toBe(certificate.fingerprint256);
  expect(read(wider.authority).fingerprint256).toBe(authority.fingerprint256);
  expect(read(wider.file).verify(authority.publicKey)).toBe(true);
});
