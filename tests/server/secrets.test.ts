import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import { makeTenant, makeUser } from '../../prisma/factories.ts';

const given = process.env['WEBMTG_SECRET_KEYS'] ?? '';
const older = `older:${randomBytes(32).toString('base64')}`;

/** The modules of a process that is started with these keys. */
const startedWith = async (keys: string) => {
  vi.resetModules();
  process.env['WEBMTG_SECRET_KEYS'] = keys;
  const [box, { runJob }, { db }] = await Promise.all([
    import('@/server/auth/secretBox'),
    import('@/server/jobs'),
    import('@/server/db'),
  ]);
  return { ...box, runJob, db };
};

beforeEach(() => {
  process.env['WEBMTG_SECRET_KEYS'] = given;
});

test('a secret comes back for its own row alone, unchanged alone, and never looks the same', async () => {
  const { sealSecret, openSecret } = await startedWith(given);
  const sealed = sealSecret('鍵 and key', 'provider:1');
  expect(openSecret(sealed, 'provider:1')).toBe('鍵 and key');
  expect(sealed.secret).not.toContain(Buffer.from('鍵 and key').toString('base64url'));
  expect(sealSecret('鍵 and key', 'provider:1').secret).not.toBe(sealed.secret);
  expect(() => openSecret(sealed, 'provider:2')).toThrow('authenticate');
  expect(() => openSecret(sealed, 'totp:1')).toThrow('authenticate');
  for (const place of [0, 14, sealed.secret.length - 2]) {
    const bytes = Buffer.from(sealed.secret, 'base64url');
    const at = Math.min(place, bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(() => openSecret({ ...sealed, secret: bytes.toString('base64url') }, 'provider:1')).toThrow(
      'authenticate',
    );
  }
});

test('a key that is gone is named', async () => {
  const { sealSecret } = await startedWith(`${older},${given}`);
  const sealed = sealSecret('x', 'totp:1');
  const { openSecret } = await startedWith(given);
  expect(() => openSecret(sealed, 'totp:1')).toThrow('"older"');
});

test.each(['', 'k1', 'k1:short', `k1:${randomBytes(16).toString('base64')}`])(
  'a server is not started with the keys "%s"',
  async (keys) => {
    const { sealSecret } = await startedWith(keys);
    expect(() => sealSecret('x', 'totp:1')).toThrow('WEBMTG_SECRET_KEYS');
  },
);

test('rotation brings everything under the first key, and holds up for nothing', async () => {
  const before = await startedWith(`${older},${given}`);
  const [tenant, lost, user] = [
    await makeTenant(before.db()),
    await makeTenant(before.db()),
    await makeUser(before.db()),
  ];
  const [id, lostId] = [randomUUID(), randomUUID()];
  const fields = { name: 'ID', issuer: 'https://id.example', clientId: 'webmtg' };
  await before.db().identityProvider.createMany({
    data: [
      // What was copied from another row opens no more.
      { ...fields, id: lostId, tenantId: lost.id, ...before.sealSecret('x', 'provider:another') },
      { ...fields, id, tenantId: tenant.id, ...before.sealSecret('hush', `provider:${id}`) },
    ],
  });
  await before
    .db()
    .totp.create({ data: { userId: user.id, ...before.sealSecret('otp', `totp:${user.id}`) } });

  const after = await startedWith(`${given},${older}`);
  const dry = await after.runJob('rotate-secrets', { isDryRun: true });
  expect(dry).toEqual({ providers: 2, authenticators: 1 });
  const select = { secret: true, secretKeyId: true } as const;
  const provider = async () => await after.db().identityProvider.findUniqueOrThrow({ where: { id }, select });
  expect((await provider()).secretKeyId).toBe('older');
  await after.runJob('rotate-secrets', { isDryRun: false });

  const alone = await startedWith(given);
  expect((await provider()).secretKeyId).toBe(alone.currentKeyId());
  expect(alone.openSecret(await provider(), `provider:${id}`)).toBe('hush');
  const totp = await alone.db().totp.findUniqueOrThrow({ where: { userId: user.id }, select });
  expect(alone.openSecret(totp, `totp:${user.id}`)).toBe('otp');
  await alone.db().identityProvider.delete({ where: { id: lostId } });
});
