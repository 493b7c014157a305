import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { makeFile, makeMembership, makeUser } from '../../prisma/factories.ts';
import { findFactors } from '@/server/auth/factors';
import { purgeTenants } from '@/server/auth/purgeTenants';
import { serveExport } from '@/server/auth/exportTenant';
import { sealSecret } from '@/server/auth/secretBox';
import { createContext } from '@/server/context';
import { db } from '@/server/db';
import { listOpenRooms, openRoom } from '@/server/livekit';
import { objectSize, putObject } from '@/server/objectStore';
import { lettersTo } from '../mailbox.ts';
import { browser, browserOf, expectRefusal, openStream, sandbox } from './harness';
import { recorded } from './recorded';

const ADDRESS = `operator-${randomUUID()}@webmtg.example`;
process.env['WEBMTG_OPERATORS'] = `somebody@else.example, ${ADDRESS.toUpperCase()}`;

const DAY = 24 * 3600 * 1000;

const operator = async () => {
  const user = await db().user.upsert({
    where: { email: ADDRESS },
    create: { email: ADDRESS, name: 'Root', emailVerified: new Date() },
    update: { emailVerified: new Date() },
  });
  return { user, ...(await browserOf(user)) };
};

const stateOf = async (id: string) =>
  await db().tenant.findUnique({ where: { id }, select: { suspendedAt: true, deletedAt: true } });

const actsOf = async (tenantId: string) =>
  await db().auditEvent.findMany({
    where: { tenantId },
    orderBy: { id: 'asc' },
    select: { action: true, actorId: true, actorKind: true },
  });

test('an address that nobody has proven makes no operator, and nobody else is one', async () => {
  const box = await sandbox();
  await expectRefusal((await browserOf(box.owner)).api.auth.operator.list({}), 'NOT_FOUND');
  const { user, api } = await operator();
  await db().user.update({ where: { id: user.id }, data: { emailVerified: null } });
  await expectRefusal(api.auth.operator.list({}), 'NOT_FOUND');
  await expectRefusal(api.auth.operator.suspend({ tenantId: box.tenant.id }), 'NOT_FOUND');
  await db().user.update({ where: { id: user.id }, data: { emailVerified: new Date() } });
  expect((await api.auth.operator.list({})).items.length).toBeGreaterThan(0);
  await expectRefusal(api.auth.operator.get({ tenantId: uuid() }), 'NOT_FOUND');
});

test('an operator finds organisations by name and state, with what they use', async () => {
  const box = await sandbox();
  const { api } = await operator();
  await db().meeting.create({
    data: {
      tenantId: box.tenant.id,
      roomId: box.room.id,
      livekitSid: `RM_${randomUUID()}`,
      startedAt: new Date('2026-11-02T09:00:00Z'),
      endedAt: new Date('2026-11-02T10:00:00Z'),
    },
  });
  const search = box.tenant.slug;
  const { items } = await api.auth.operator.list({ search });
  expect(items).toMatchObject([
    {
      id: box.tenant.id,
      members: 4,
      rooms: 1,
      storageUsed: 0,
      lastMeetingAt: new Date('2026-11-02T09:00:00Z'),
      suspendedAt: null,
    },
  ]);
  expect((await api.auth.operator.list({ search, state: 'suspended' })).items).toEqual([]);
  await api.auth.operator.suspend({ tenantId: box.tenant.id });
  expect((await api.auth.operator.list({ search, state: 'suspended' })).items).toHaveLength(1);
  expect((await api.auth.operator.list({ search, state: 'active' })).items).toEqual([]);
  const one = await api.auth.operator.get({ tenantId: box.tenant.id });
  expect(one.owners).toEqual([{ id: box.owner.id, name: box.owner.name, email: box.owner.email }]);
});

test('limits are set, and written down as an operator’s', async () => {
  const box = await sandbox();
  const { api, user } = await operator();
  const tenantId = box.tenant.id;
  await api.auth.operator.setQuotas({ tenantId, maxPeople: 7, meetingMinutes: 100 });
  expect(await db().tenant.findUniqueOrThrow({ where: { id: tenantId } })).toMatchObject({
    maxPeople: 7,
    meetingMinutes: 100,
    maxRecordings: null,
  });
  await api.auth.operator.setQuotas({ tenantId, meetingMinutes: null });
  expect(await actsOf(tenantId)).toEqual([
    { action: 'tenant.quotas', actorId: user.id, actorKind: 'operator' },
    { action: 'tenant.quotas', actorId: user.id, actorKind: 'operator' },
  ]);
});

test('suspended, all that is open ends: streams, calls, recordings, files on their way', async () => {
  const box = await sandbox();
  const { tenant, room, host, admin } = box;
  const tenantId = tenant.id;
  const stream = await openStream(await browserOf(host), room.id);
  const list = await (await browserOf(admin)).api.rooms.liveList({ tenant: tenant.slug });
  const events = list[Symbol.asyncIterator]();
  expect((await events.next()).value).toEqual({ type: 'open' });
  await openRoom(room.id, 10);
  const recording = await db().recording.create({
    data: { tenantId, roomId: room.id, name: 'Weekly', launchedAt: new Date() },
  });
  const place = { tenantId, roomId: room.id, ownerId: host.id };
  const file = await makeFile(db(), place);
  await db().file.update({ where: { id: file.id }, data: { state: 'uploading' } });

  const { api, user } = await operator();
  await api.auth.operator.suspend({ tenantId });

  await stream.ended;
  await expectRefusal(Promise.reject(stream.state.error), 'TENANT_SUSPENDED');
  const end = async () => {
    // Whatever it tells before, it ends.
    while (!(await events.next()).done);
  };
  await expectRefusal(end(), 'TENANT_SUSPENDED');
  expect((await listOpenRooms()).map(({ name }) => name)).not.toContain(room.id);
  expect(await db().recording.findUniqueOrThrow({ where: { id: recording.id } })).toMatchObject({
    state: 'failed',
    failure: 'stoppedEarly',
  });
  expect(await db().file.count({ where: { id: file.id } })).toBe(0);
  const joining = (await browserOf(host)).api.rooms.join({ roomId: room.id, tabId: 'tab-00000001' });
  await expectRefusal(joining, 'TENANT_SUSPENDED');

  await api.auth.operator.resume({ tenantId });
  expect(await stateOf(tenantId)).toEqual({ suspendedAt: null, deletedAt: null });
  await (await browserOf(host)).api.rooms.get({ roomId: room.id });
  expect(await actsOf(tenantId)).toEqual([
    { action: 'tenant.suspend', actorId: user.id, actorKind: 'operator' },
    { action: 'tenant.resume', actorId: user.id, actorKind: 'operator' },
  ]);
});

test('suspended twice, it is suspended and written down once', async () => {
  const { tenant } = await sandbox();
  const { api } = await operator();
  await Promise.all([1, 2, 3].map(async () => await api.auth.operator.suspend({ tenantId: tenant.id })));
  expect(await actsOf(tenant.id)).toHaveLength(1);
});

test('deleted by its name alone, and brought back within thirty days', async () => {
  const { tenant, owner } = await sandbox();
  const tenantId = tenant.id;
  const { api } = await operator();
  await expectRefusal(api.auth.operator.remove({ tenantId, name: 'Kumo' }), 'NAME_WRONG');
  expect((await stateOf(tenantId))?.deletedAt).toBeNull();
  await api.auth.operator.remove({ tenantId, name: tenant.name });
  const owners = (await browserOf(owner)).api;
  await expectRefusal(owners.rooms.list({ tenant: tenant.slug }), 'NOT_FOUND');
  await api.auth.operator.restore({ tenantId });
  expect((await owners.rooms.list({ tenant: tenant.slug })).items).toHaveLength(1);
  await db().tenant.update({ where: { id: tenantId }, data: { deletedAt: new Date(Date.now() - 31 * DAY) } });
  await expectRefusal(api.auth.operator.restore({ tenantId }), 'UNDO_EXPIRED');
});

test('after thirty days its rows and its objects go, and nobody else’s', async () => {
  const [box, recent, away] = [await sandbox(), await sandbox(), await sandbox()];
  const { api } = await operator();
  const storedIn = async (place: typeof box) => {
    const { tenant, room, host } = place;
    const file = await makeFile(db(), { tenantId: tenant.id, roomId: room.id, ownerId: host.id });
    await putObject(file.id, Buffer.from('hello'));
    return { file, recording: await recorded(place) };
  };
  const [old, kept] = [await storedIn(box), await storedIn(away)];
  for (const [{ tenant }, days] of [
    [box, 31],
    [recent, 29],
  ] as const) {
    await api.auth.operator.setQuotas({ tenantId: tenant.id, maxPeople: 9 });
    const deletedAt = new Date(Date.now() - days * DAY);
    await db().tenant.update({ where: { id: tenant.id }, data: { deletedAt } });
  }
  const counted = await purgeTenants({ isDryRun: true });
  expect(counted['tenants']).toBeGreaterThanOrEqual(1);
  expect(await stateOf(box.tenant.id)).not.toBeNull();
  await purgeTenants({ isDryRun: false });
  expect(await stateOf(box.tenant.id)).toBeNull();
  expect(await db().auditEvent.count({ where: { tenantId: box.tenant.id } })).toBe(0);
  expect(await db().room.count({ where: { id: box.room.id } })).toBe(0);
  expect(await objectSize(old.file.id)).toBeNull();
  expect(await objectSize(`recordings/${old.recording.id}.mp4`)).toBeNull();
  expect(await db().user.count({ where: { id: box.owner.id } })).toBe(1);
  expect(await stateOf(recent.tenant.id)).not.toBeNull();
  expect(await objectSize(kept.file.id)).toBe(5);
});

const exported = async (user: { id: string } | null, slug: string) => {
  const { headers } = user ? await browserOf(user) : await browser();
  const response = await serveExport(await createContext(headers, new Headers()), slug);
  const text = await response.text();
  const lines = response.ok ? text.trimEnd().split('\n') : [];
  const rows = lines.map((line) => JSON.parse(line) as { table: string; id: string });
  return { status: response.status, text, rows };
};

test('owners and operators take everything along, but secrets and what is private', async () => {
  const box = await sandbox();
  const { tenant, owner, host, colleague, room } = box;
  const { api } = await browserOf(host);
  await api.chat.send({ roomId: room.id, id: uuid(), body: 'for everybody' });
  const to = { id: colleague.id, isGuest: false };
  await api.chat.send({ roomId: room.id, id: uuid(), body: 'for one alone', to });
  await recorded(box);
  await (
    await browserOf(owner)
  ).api.auth.invitations.create({
    tenant: tenant.slug,
    emails: [`${randomUUID()}@people.example`],
    role: 'member',
  });
  const { rows, text } = await exported(owner, tenant.slug);
  const count = (table: string) => rows.filter((row) => row.table === table).length;
  expect(rows[0]).toMatchObject({ table: 'tenant', id: tenant.id });
  expect(['member', 'room', 'message', 'recording', 'file', 'invitation'].map(count)).toEqual([
    4, 1, 1, 1, 1, 1,
  ]);
  expect(text).toContain('for everybody');
  expect(text).not.toContain('for one alone');
  expect(text).not.toMatch(/hash|secret/i);

  const { user } = await operator();
  await db().tenant.update({ where: { id: tenant.id }, data: { suspendedAt: new Date() } });
  expect((await exported(user, tenant.slug)).rows).toHaveLength(rows.length + 1);
  const exports = (await actsOf(tenant.id)).filter(({ action }) => action === 'tenant.export');
  expect(exports).toEqual([
    { action: 'tenant.export', actorId: owner.id, actorKind: 'user' },
    { action: 'tenant.export', actorId: user.id, actorKind: 'operator' },
  ]);
});

test('nobody else exports anything', async () => {
  const { tenant, admin } = await sandbox();
  expect((await exported(null, tenant.slug)).status).toBe(401);
  expect((await exported(admin, tenant.slug)).status).toBe(403);
  expect((await exported(await makeUser(db()), tenant.slug)).status).toBe(404);
  expect((await exported(await makeUser(db()), 'no-such-tenant')).status).toBe(404);
});

test('a second step that is lost for good is reset: the password alone is left, and everybody is told', async () => {
  const [box, other] = [await sandbox(), await sandbox()];
  const { api } = await operator();
  const { id: userId, email } = box.colleague;
  await makeMembership(db(), { tenantId: other.tenant.id, userId }, 'member');
  const device = await browserOf(box.colleague);
  await expectRefusal(api.auth.operator.resetSecondStep({ email: `x.${email}` }), 'NOT_FOUND');
  await expectRefusal(api.auth.operator.resetSecondStep({ email }), 'NO_SECOND_STEP');
  expect(await device.api.auth.me()).toMatchObject({ email });
  const sealed = sealSecret('otp', `totp:${userId}`);
  await db().totp.create({ data: { userId, ...sealed, confirmedAt: new Date() } });
  await db().recoveryCode.create({ data: { userId, codeHash: randomUUID() } });
  await api.auth.operator.resetSecondStep({ email: email.toUpperCase() });
  expect(await findFactors(userId)).toMatchObject({ hasAny: false, recoveryCodes: 0 });
  await expectRefusal(device.api.auth.me(), 'UNAUTHENTICATED');
  await expect.poll(async () => await lettersTo(email)).toHaveLength(1);
  expect((await lettersTo(email))[0]).toContain('second step was reset');
  for (const { tenant } of [box, other])
    expect(
      await db().auditEvent.findMany({
        where: { tenantId: tenant.id, action: 'member.resetSecondStep' },
        select: { actorKind: true, targetId: true },
      }),
    ).toEqual([{ actorKind: 'operator', targetId: userId }]);
});
