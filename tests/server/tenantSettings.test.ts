import { expect, test } from 'vitest';
import { db } from '@/server/db';
import { AppError } from '@/server/errors';
import { browserOf, expectFieldError, sandbox } from './harness';

test('an admin changes what the organisation is called and looks like; the log has before and after', async () => {
  const { tenant, admin } = await sandbox();
  const { api } = await browserOf(admin);
  const slug = { tenant: tenant.slug };
  const changed = await api.auth.tenant.edit({
    ...slug,
    name: 'Kumo & Co.',
    colour: '#B33A3A',
    locale: 'ja',
  });
  expect(changed).toMatchObject({ name: 'Kumo & Co.', colour: '#b33a3a', locale: 'ja' });
  expect(await api.auth.tenant.get(slug)).toEqual(changed);
  const acts = await db().auditEvent.findMany({ where: { tenantId: tenant.id } });
  expect(acts).toMatchObject([
    {
      action: 'tenant.edit',
      actorId: admin.id,
      detail: {
        name: { before: tenant.name, after: 'Kumo & Co.' },
        colour: { before: null, after: '#b33a3a' },
        locale: { before: 'en', after: 'ja' },
      },
    },
  ]);
});

test('saved without a change, nothing is logged', async () => {
  const { tenant, admin } = await sandbox();
  await (await browserOf(admin)).api.auth.tenant.edit({ tenant: tenant.slug, name: tenant.name });
  expect(await db().auditEvent.count({ where: { tenantId: tenant.id } })).toBe(0);
});

test('what could be more than a colour or a domain is refused', async () => {
  const { tenant, admin } = await sandbox();
  const { edit } = (await browserOf(admin)).api.auth.tenant;
  const slug = { tenant: tenant.slug };
  await expectFieldError(edit({ ...slug, colour: 'red;}</style>' }), 'colour', 'invalid');
  await expectFieldError(edit({ ...slug, mailDomains: ['kumo.example', 'kumo'] }), 'mailDomains.1', 'domain');
  await expectFieldError(edit({ ...slug, mailDomains: ['a@kumo.example'] }), 'mailDomains.0', 'domain');
  await expectFieldError(edit({ ...slug, auditDays: 3 }), 'auditDays', 'auditDaysRange');
});

test('new rooms begin with the organisation’s settings, where whoever opens them says nothing else', async () => {
  const { tenant, admin, host } = await sandbox();
  const slug = { tenant: tenant.slug };
  const roomDefaults = { entry: 'lobbyForGuests', mutedOnEntry: true, historyDays: 30 } as const;
  await (await browserOf(admin)).api.auth.tenant.edit({ ...slug, roomDefaults });
  const { api } = await browserOf(host);
  expect(await api.rooms.defaults(slug)).toEqual({ settings: roomDefaults, mayCreate: true });
  const plain = await api.rooms.create({ ...slug, name: 'Plain' });
  expect(plain).toMatchObject({ ...roomDefaults, screenBy: 'everyone', maxParticipants: 50 });
  const own = await api.rooms.create({ ...slug, name: 'Own', entry: 'open', historyDays: null });
  expect(own).toMatchObject({ entry: 'open', mutedOnEntry: true, historyDays: null });
});

test.each([
  ['admin', ['owner', 'admin']],
  ['owner', ['owner']],
  ['member', ['owner', 'admin', 'host']],
] as const)('rooms by %s are opened by %j alone', async (roomsBy, allowed) => {
  const box = await sandbox();
  const slug = { tenant: box.tenant.slug };
  await (await browserOf(box.owner)).api.auth.tenant.edit({ ...slug, roomsBy });
  for (const who of ['owner', 'admin', 'host'] as const) {
    const { api } = await browserOf(box[who]);
    const isAllowed = allowed.some((one) => one === who);
    expect((await api.rooms.defaults(slug)).mayCreate).toBe(isAllowed);
    const outcome = await api.rooms.create({ ...slug, name: 'Mine' }).then(
      ({ name }) => name,
      (error: unknown) => (error instanceof AppError ? error.appCode : error),
    );
    expect(outcome).toBe(isAllowed ? 'Mine' : 'FORBIDDEN');
  }
});
