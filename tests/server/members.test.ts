import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { makeMembership, makeRoom, makeTenant, makeUser } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { browserOf, expectRefusal, openStream, sandbox, sessionCookie, browser } from './harness';

type Box = Awaited<ReturnType<typeof sandbox>>;

const roleIn = async ({ tenant }: Box, { id: userId }: { id: string }) =>
  (
    await db().membership.findUnique({
      where: { tenantId_userId: { tenantId: tenant.id, userId } },
      select: { role: true },
    })
  )?.role ?? null;

const ownersOf = async ({ tenant }: Box) =>
  await db().membership.count({ where: { tenantId: tenant.id, role: 'owner' } });

const actsOf = async ({ tenant }: Box) =>
  (await db().auditEvent.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } })).map(
    ({ action, actorId, targetId, detail }) => ({ action, actorId, targetId, detail }),
  );

test('everybody sees who belongs to it, owners first; addresses are for owners and admins', async () => {
  const box = await sandbox();
  const slug = { tenant: box.tenant.slug };
  const forAdmin = await (await browserOf(box.admin)).api.auth.members.list(slug);
  expect(forAdmin.total).toBe(4);
  expect(forAdmin.items.map(({ role }) => role)).toEqual(['owner', 'admin', 'member', 'member']);
  expect(forAdmin.items.map(({ email }) => email)).toContain(box.host.email);
  const forMember = await (await browserOf(box.host)).api.auth.members.list(slug);
  expect(forMember.items.map(({ email }) => email)).toEqual([null, null, null, null]);
  expect(JSON.stringify(forMember)).not.toContain('@');
});

test('a search finds names; addresses only for who sees them', async () => {
  const box = await sandbox();
  const [address] = box.colleague.email.split('@');
  const search = { tenant: box.tenant.slug, search: address ?? '' };
  const admin = await (await browserOf(box.admin)).api.auth.members.list(search);
  expect(admin.items.map(({ id }) => id)).toEqual([box.colleague.id]);
  const host = await (await browserOf(box.host)).api.auth.members.list(search);
  expect(host.items).toEqual([]);
  const wild = await (await browserOf(box.admin)).api.auth.members.list({ ...search, search: '%' });
  expect(wild.items).toEqual([]);
});

test('a long list comes in pages, each person once', async () => {
  const tenant = await makeTenant(db());
  const people = await Promise.all(Array.from({ length: 60 }, async () => await makeUser(db())));
  for (const [index, { id: userId }] of people.entries())
    await makeMembership(db(), { tenantId: tenant.id, userId }, index === 0 ? 'owner' : 'member');
  const { api } = await browserOf({ id: people[0]?.id ?? '' });
  const first = await api.auth.members.list({ tenant: tenant.slug });
  expect(first.items).toHaveLength(50);
  const second = await api.auth.members.list({ tenant: tenant.slug, cursor: first.nextCursor });
  expect(second.nextCursor).toBeNull();
  const seen = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(seen)).toEqual(new Set(people.map(({ id }) => id)));
});

test('admins make admins and unmake them; owners are for owners alone', async () => {
  const box = await sandbox();
  const { tenant, owner, admin, colleague } = box;
  const set = async (by: { id: string }, userId: string, role: 'owner' | 'admin' | 'member') =>
    await (await browserOf(by)).api.auth.members.setRole({ tenant: tenant.slug, userId, role });
  await set(admin, colleague.id, 'admin');
  expect(await roleIn(box, colleague)).toBe('admin');
  await expectRefusal(set(admin, colleague.id, 'owner'), 'FORBIDDEN');
  await expectRefusal(set(admin, owner.id, 'member'), 'FORBIDDEN');
  await set(owner, colleague.id, 'owner');
  expect(await ownersOf(box)).toBe(2);
  await set(colleague, owner.id, 'member');
  expect(await roleIn(box, owner)).toBe('member');
  await expectRefusal(set(colleague, colleague.id, 'admin'), 'LAST_OWNER');
  expect(await actsOf(box)).toEqual([
    {
      action: 'member.role',
      actorId: admin.id,
      targetId: colleague.id,
      detail: { before: 'member', after: 'admin' },
    },
    {
      action: 'member.role',
      actorId: owner.id,
      targetId: colleague.id,
      detail: { before: 'admin', after: 'owner' },
    },
    {
      action: 'member.role',
      actorId: colleague.id,
      targetId: owner.id,
      detail: { before: 'owner', after: 'member' },
    },
  ]);
});

test('nobody of another organisation is changed or removed', async () => {
  const [home, away] = [await sandbox(), await sandbox()];
  const { members } = (await browserOf(home.owner)).api.auth;
  const target = { tenant: home.tenant.slug, userId: away.host.id };
  await expectRefusal(members.setRole({ ...target, role: 'admin' }), 'NOT_FOUND');
  await expectRefusal(members.remove(target), 'NOT_FOUND');
  expect(await roleIn(away, away.host)).toBe('member');
});

test('who is removed loses everything of it, and nothing elsewhere; their rooms go to who removed them', async () => {
  const box = await sandbox();
  const { tenant, admin, host, room } = box;
  const other = await makeRoom(db(), { tenantId: tenant.id, hostId: box.owner.id }, { entry: 'invited' });
  await db().roomMember.create({
    data: { roomId: other.id, userId: host.id, tenantId: tenant.id, role: 'cohost' },
  });
  const elsewhere = await makeTenant(db());
  await makeMembership(db(), { tenantId: elsewhere.id, userId: host.id }, 'member');
  const { api } = await browserOf(host);
  await (await browserOf(admin)).api.auth.members.remove({ tenant: tenant.slug, userId: host.id });

  await expectRefusal(api.rooms.list({ tenant: tenant.slug }), 'NOT_FOUND');
  await expectRefusal(api.rooms.get({ roomId: room.id }), 'NOT_FOUND');
  await expectRefusal(api.rooms.get({ roomId: other.id }), 'NOT_FOUND');
  expect(await db().roomMember.count({ where: { userId: host.id, tenantId: tenant.id } })).toBe(0);
  expect((await db().room.findUniqueOrThrow({ where: { id: room.id } })).hostId).toBe(admin.id);
  expect((await api.rooms.list({ tenant: elsewhere.slug })).items).toEqual([]);
  expect((await actsOf(box)).map(({ action }) => action)).toEqual(['member.remove']);
});

test('an admin removes no owner, and nobody removes themselves', async () => {
  const { tenant, owner, admin } = await sandbox();
  const { members } = (await browserOf(admin)).api.auth;
  await expectRefusal(members.remove({ tenant: tenant.slug, userId: owner.id }), 'FORBIDDEN');
  await expectRefusal(members.remove({ tenant: tenant.slug, userId: admin.id }), 'FORBIDDEN');
});

test('the streams of who is removed end at once, those of the others go on', async () => {
  const { tenant, admin, host, colleague, room } = await sandbox();
  const [hosts, colleagues] = [
    await openStream(await browserOf(host), room.id),
    await openStream(await browserOf(colleague), room.id),
  ];
  await (await browserOf(admin)).api.auth.members.remove({ tenant: tenant.slug, userId: host.id });
  await hosts.ended;
  await expectRefusal(Promise.reject(hosts.state.error), 'NOT_FOUND');
  expect(colleagues.state.error).toBeNull();
  await (await browserOf(admin)).api.rooms.update({ roomId: room.id, name: 'Later' });
  await vi.waitFor(() => {
    expect(colleagues.state.events).toContainEqual({ type: 'changed', what: 'room' });
  });
  await colleagues.close();
});

test('the stream of a tenant’s lists ends too, and tells the others', async () => {
  const { tenant, admin, host } = await sandbox();
  const streamOf = async (user: { id: string }) => {
    const { cookie } = await sessionCookie(user.id);
    const stream = await (await browser(cookie)).api.rooms.liveList({ tenant: tenant.slug });
    const events = stream[Symbol.asyncIterator]();
    expect((await events.next()).value).toEqual({ type: 'open' });
    return events;
  };
  const [theirs, mine] = [await streamOf(host), await streamOf(admin)];
  await (await browserOf(admin)).api.auth.members.remove({ tenant: tenant.slug, userId: host.id });
  await expectRefusal(theirs.next(), 'NOT_FOUND');
  expect((await mine.next()).value).toEqual({ type: 'changed', what: 'members' });
  await mine.return?.(undefined);
});

test('files that they were sending are given up', async () => {
  const { tenant, admin, host, room } = await sandbox();
  const file = await db().file.create({
    data: {
      tenantId: tenant.id,
      roomId: room.id,
      ownerId: host.id,
      ownerIsGuest: false,
      ownerName: host.name,
      purpose: 'attachment',
      state: 'uploading',
      name: 'big.mov',
      size: 10,
      type: 'video/quicktime',
      kind: 'video',
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  await db().tenant.update({ where: { id: tenant.id }, data: { storageUsed: 10 } });
  await (await browserOf(admin)).api.auth.members.remove({ tenant: tenant.slug, userId: host.id });
  expect(await db().file.count({ where: { id: file.id } })).toBe(0);
  expect((await db().tenant.findUniqueOrThrow({ where: { id: tenant.id } })).storageUsed).toBe(0);
});

test('who leaves hands their rooms to the oldest owner', async () => {
  const box = await sandbox();
  const { tenant, owner, host, room } = box;
  const { api } = await browserOf(host);
  await api.auth.members.leave({ tenant: tenant.slug });
  expect(await roleIn(box, host)).toBeNull();
  expect((await db().room.findUniqueOrThrow({ where: { id: room.id } })).hostId).toBe(owner.id);
  expect((await actsOf(box)).map(({ action }) => action)).toEqual(['member.leave']);
});

test('the last owner can’t leave', async () => {
  const box = await sandbox();
  const { api } = await browserOf(box.owner);
  await expectRefusal(api.auth.members.leave({ tenant: box.tenant.slug }), 'LAST_OWNER');
  expect(await roleIn(box, box.owner)).toBe('owner');
});

test('of two owners who leave at once one does', async () => {
  const box = await sandbox();
  const second = await makeUser(db());
  await makeMembership(db(), { tenantId: box.tenant.id, userId: second.id }, 'owner');
  const leaving = [box.owner, second].map(
    async (user) => await (await browserOf(user)).api.auth.members.leave({ tenant: box.tenant.slug }),
  );
  const results = await Promise.allSettled(leaving);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await ownersOf(box)).toBe(1);
});

test.each(Array.from({ length: 5 }, (_, round) => round))(
  'of two owners who leave, remove and demote each other at once one stays (%i)',
  async () => {
    const box = await sandbox();
    const second = await makeUser(db());
    await makeMembership(db(), { tenantId: box.tenant.id, userId: second.id }, 'owner');
    const slug = box.tenant.slug;
    const [a, b] = [(await browserOf(box.owner)).api.auth, (await browserOf(second)).api.auth];
    await Promise.allSettled([
      a.members.leave({ tenant: slug }),
      b.members.leave({ tenant: slug }),
      a.members.remove({ tenant: slug, userId: second.id }),
      b.members.setRole({ tenant: slug, userId: box.owner.id, role: 'member' }),
    ]);
    expect(await ownersOf(box)).toBe(1);
  },
);

test('a person who is in no such organisation is not found', async () => {
  const { tenant, owner } = await sandbox();
  const { members } = (await browserOf(owner)).api.auth;
  await expectRefusal(members.remove({ tenant: tenant.slug, userId: randomUUID() }), 'NOT_FOUND');
});
