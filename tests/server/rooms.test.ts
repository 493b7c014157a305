import { describe, expect, test } from 'vitest';
import { makeRoom } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { ROOM_PAGE_SIZE } from '@/shared/rooms';
import { browserOf, expectFieldError, expectRefusal, sandbox } from './harness';

describe('create and update', () => {
  test('a room gets a code of its own and the defaults', async () => {
    const { tenant, colleague } = await sandbox();
    const { api } = await browserOf(colleague);
    const room = await api.rooms.create({ tenant: tenant.slug, name: '  Stand-up\u202e ' });
    expect(room).toMatchObject({
      name: 'Stand-up',
      entry: 'open',
      maxParticipants: 50,
      deletedAt: null,
    });
    expect(room.code).toMatch(/^[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    expect(room.host.id).toBe(colleague.id);
  });

  test('settings change one by one and the rest stays', async () => {
    const { room, host } = await sandbox({ mutedOnEntry: true });
    const { api } = await browserOf(host);
    await api.rooms.update({ roomId: room.id, screenBy: 'hosts' });
    expect(await api.rooms.get({ roomId: room.id })).toMatchObject({
      screenBy: 'hosts',
      mutedOnEntry: true,
      name: room.name,
      role: 'host',
    });
  });

  test.each([
    ['name', { name: '' }, 'required'],
    ['name', { name: ' \u200b\u202e ' }, 'required'],
    ['name', { name: 'x'.repeat(81) }, 'tooLong'],
    ['maxParticipants', { maxParticipants: 1 }, 'participantsRange'],
    ['maxParticipants', { maxParticipants: 501 }, 'participantsRange'],
    ['maxParticipants', { maxParticipants: 2.5 }, 'invalid'],
  ])('a bad %s is told in words', async (field, input, key) => {
    const { room, host } = await sandbox();
    const { api } = await browserOf(host);
    await expectFieldError(api.rooms.update({ roomId: room.id, ...input }), field, key);
  });
});

describe('list', () => {
  test('finds by name in any case, and keeps tenants apart', async () => {
    const [mine, other] = [await sandbox({ name: 'Köln Planning' }), await sandbox({ name: 'Köln secret' })];
    const { api } = await browserOf(mine.colleague);
    const { items } = await api.rooms.list({ tenant: mine.tenant.slug, search: 'KÖLN' });
    expect(items.map(({ id }) => id)).toEqual([mine.room.id]);
    await expectRefusal(api.rooms.list({ tenant: other.tenant.slug }), 'NOT_FOUND');
  });

  test('tells each room’s role of the viewer', async () => {
    const { tenant, room, host, colleague, admin } = await sandbox();
    const roleOf = async (user: { id: string }) => {
      const { items } = await (await browserOf(user)).api.rooms.list({ tenant: tenant.slug });
      return items.find(({ id }) => id === room.id)?.role;
    };
    expect(await roleOf(host)).toBe('host');
    expect(await roleOf(admin)).toBe('host');
    expect(await roleOf(colleague)).toBe('participant');
    await db().roomMember.create({
      data: { tenantId: tenant.id, roomId: room.id, userId: colleague.id, role: 'cohost' },
    });
    expect(await roleOf(colleague)).toBe('cohost');
  });

  test('search takes % and _ as they are', async () => {
    const { tenant, host, colleague } = await sandbox({ name: 'plain' });
    await makeRoom(db(), { tenantId: tenant.id, hostId: host.id }, { name: '100 % done' });
    const { api } = await browserOf(colleague);
    const { items } = await api.rooms.list({ tenant: tenant.slug, search: '%' });
    expect(items.map(({ name }) => name)).toEqual(['100 % done']);
  });

  test('pages through everything once, newest first', async () => {
    const { tenant, host, room } = await sandbox();
    const ids = [room.id];
    for (let count = 0; count < ROOM_PAGE_SIZE; count++)
      ids.unshift((await makeRoom(db(), { tenantId: tenant.id, hostId: host.id })).id);
    const { api } = await browserOf(host);
    const first = await api.rooms.list({ tenant: tenant.slug });
    const second = await api.rooms.list({ tenant: tenant.slug, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });
});

describe('delete', () => {
  test('takes the room away and brings it back', async () => {
    const { tenant, room, host } = await sandbox();
    const { api } = await browserOf(host);
    await api.rooms.remove({ roomId: room.id });
    await expectRefusal(api.rooms.get({ roomId: room.id }), 'NOT_FOUND');
    await expectRefusal(api.rooms.byCode({ code: room.code }), 'NOT_FOUND');
    expect((await api.rooms.list({ tenant: tenant.slug })).items).toEqual([]);
    expect((await api.rooms.list({ tenant: tenant.slug, deleted: true })).items).toHaveLength(1);
    await api.rooms.restore({ roomId: room.id });
    expect(await api.rooms.get({ roomId: room.id })).toMatchObject({ id: room.id, deletedAt: null });
  });

  test('is for good after thirty days', async () => {
    const deletedAt = new Date(Date.now() - 31 * 24 * 3600 * 1000);
    const { tenant, room, host } = await sandbox({ deletedAt });
    const { api } = await browserOf(host);
    expect((await api.rooms.list({ tenant: tenant.slug, deleted: true })).items).toEqual([]);
    await expectRefusal(api.rooms.restore({ roomId: room.id }), 'UNDO_EXPIRED');
  });

  test('a room that is live cannot be restored', async () => {
    const { room, host } = await sandbox();
    const { api } = await browserOf(host);
    await expectRefusal(api.rooms.restore({ roomId: room.id }), 'NOT_FOUND');
  });
});
