import { TokenVerifier } from 'livekit-server-sdk';
import { describe, expect, test } from 'vitest';
import { makeUser } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { redis } from '@/server/redis';
import { endAdmissions, withdrawAdmission } from '@/server/rooms/admissions';
import { browser, browserOf, expectFieldError, expectRefusal, openStream, sandbox } from './harness';
import { listenAt, outlive, waitIn } from './waiting';

const tabId = 'tab-00000001';

const lobby = async (room: Parameters<typeof sandbox>[0] = { entry: 'lobbyForGuests' }) => {
  const box = await sandbox(room);
  return { ...box, roomId: box.room.id, hostTab: await browserOf(box.host) };
};

const namesOf = async ({ hostTab, roomId }: Awaited<ReturnType<typeof lobby>>) =>
  (await hostTab.api.rooms.lobby({ roomId })).map(({ name }) => name);

const auditOf = async ({ tenant }: { tenant: { id: string } }) =>
  await db().auditEvent.findMany({
    where: { tenantId: tenant.id },
    select: { action: true, actorName: true, targetKind: true, targetName: true, detail: true },
    orderBy: { id: 'asc' },
  });

describe('who asks to come in', () => {
  test('is shown to the hosts in the order they came, and has no token until one of them says so', async () => {
    const box = await lobby();
    const { roomId, room, hostTab } = box;
    const guest = await browser();
    const account = await makeUser(db(), { name: 'Mia Weber', email: `mia-${roomId}@people.example` });
    const outsider = await browserOf(account);
    expect(await guest.api.rooms.byCode({ code: room.code })).toMatchObject({ way: 'lobby' });
    const first = await waitIn(guest, roomId, { name: 'Kenji', line: 'From the tax office' });
    const second = await waitIn(outsider, roomId);
    await expectRefusal(guest.api.rooms.join({ roomId, tabId }), 'MUST_WAIT');
    const [kenji, mia] = await hostTab.api.rooms.lobby({ roomId });
    expect(kenji).toMatchObject({ name: 'Kenji', isGuest: true, email: null, line: 'From the tax office' });
    expect(mia).toMatchObject({ id: account.id, name: 'Mia Weber', isGuest: false, email: account.email });
    expect(JSON.stringify([kenji, mia])).not.toContain('address');

    await hostTab.api.rooms.admit({ roomId, people: [{ id: kenji?.id ?? '', isGuest: true }] });
    await first.ended;
    expect(first.seen.states).toEqual(['waiting', 'admitted']);
    const { token } = await guest.api.rooms.join({ roomId, tabId });
    const claims = await new TokenVerifier(env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET).verify(token);
    expect(claims).toMatchObject({ name: 'Kenji', attributes: { role: 'guest' } });
    expect(await namesOf(box)).toEqual(['Mia Weber']);
    expect(second.seen.states).toEqual(['waiting']);
    await second.close();
    expect(await auditOf(box)).toEqual([
      {
        action: 'lobby.admit',
        actorName: box.host.name,
        targetKind: 'person',
        targetName: 'Kenji',
        detail: { room: 'Weekly' },
      },
    ]);
  });

  test('may change name and line while waiting, and keeps the place', async () => {
    const box = await lobby();
    const guest = await browser();
    const wait = await waitIn(guest, box.roomId, { name: 'Kenji' });
    const [before] = await box.hostTab.api.rooms.lobby({ roomId: box.roomId });
    await guest.api.rooms.knock({ roomId: box.roomId, name: 'Kenji Mori', line: 'Hello' });
    expect(await box.hostTab.api.rooms.lobby({ roomId: box.roomId })).toEqual([
      { ...before, name: 'Kenji Mori', line: 'Hello' },
    ]);
    await wait.close();
  });

  test('says no more than 200 characters', async () => {
    const { roomId } = await lobby();
    const { api } = await browser();
    const long = api.rooms.knock({ roomId, name: 'Kenji', line: 'x'.repeat(201) });
    await expectFieldError(long, 'line', 'tooLong');
    await expectRefusal(api.rooms.knock({ roomId }), 'NAME_REQUIRED');
  });

  test('is let in with everybody else, and each only once', async () => {
    const box = await lobby();
    const guests = await Promise.all(Array.from({ length: 12 }, async () => await browser()));
    const waits = await Promise.all(
      guests.map(async (guest, index) => await waitIn(guest, box.roomId, { name: `Guest ${index}` })),
    );
    const second = await browserOf(box.owner);
    await Promise.all(
      [box.hostTab, second].map(
        async ({ api }) => await api.rooms.admit({ roomId: box.roomId, people: null }),
      ),
    );
    await Promise.all(waits.map(async ({ ended }) => await ended));
    expect(waits.map(({ last }) => last())).toEqual(waits.map(() => 'admitted'));
    expect(await namesOf(box)).toEqual([]);
    const [only, ...others] = await auditOf(box);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ action: 'lobby.admit', targetKind: 'room', detail: { count: 12 } });
  });

  test('was let in for the meeting: comes back without asking, until it ends', async () => {
    const { roomId, hostTab } = await lobby({ entry: 'lobbyForAll' });
    const colleague = await browserOf((await sandbox()).host);
    const wait = await waitIn(colleague, roomId);
    await hostTab.api.rooms.admit({ roomId, people: null });
    await wait.ended;
    await colleague.api.rooms.join({ roomId, tabId });
    await colleague.api.rooms.join({ roomId, tabId });
    await endAdmissions(roomId);
    await expectRefusal(colleague.api.rooms.join({ roomId, tabId }), 'MUST_WAIT');
    const again = await waitIn(colleague, roomId);
    await hostTab.api.rooms.admit({ roomId, people: null });
    await again.ended;
    const me = await colleague.api.auth.me();
    await withdrawAdmission(roomId, { id: me.id, isGuest: false });
    await expectRefusal(colleague.api.rooms.join({ roomId, tabId }), 'MUST_WAIT');
  });
});

describe('who is turned away', () => {
  test('is told so, and may ask again', async () => {
    const box = await lobby();
    const { roomId, hostTab } = box;
    const guest = await browser();
    const wait = await waitIn(guest, roomId, { name: 'Kenji' });
    const [who] = await hostTab.api.rooms.lobby({ roomId });
    const person = { id: who?.id ?? '', isGuest: true };
    await hostTab.api.rooms.deny({ roomId, person, isForGood: false });
    await wait.ended;
    expect(wait.seen.states).toEqual(['waiting', 'denied']);
    expect((await listenAt(guest, roomId)).seen.states).toEqual(['denied']);
    await expectRefusal(hostTab.api.rooms.deny({ roomId, person, isForGood: false }), 'NOT_FOUND');
    const again = await waitIn(guest, roomId);
    expect(again.last()).toBe('waiting');
    await again.close();
  });

  test('for good stays out: under a new name, without the cookie, and whoever else is a guest from there', async () => {
    const box = await lobby();
    const { roomId, hostTab, room } = box;
    const guest = await browser();
    const neighbour = await browser();
    const welcome = await browser();
    for (const tab of [neighbour, welcome])
      tab.headers.set('x-webmtg-address', guest.headers.get('x-webmtg-address') ?? '');
    const [wait, other] = [
      await waitIn(guest, roomId, { name: 'Kenji' }),
      await waitIn(neighbour, roomId, { name: 'Noa' }),
    ];
    const inside = await waitIn(welcome, roomId, { name: 'Lin' });
    const [kenji, , lin] = await hostTab.api.rooms.lobby({ roomId });
    await hostTab.api.rooms.admit({ roomId, people: [{ id: lin?.id ?? '', isGuest: true }] });
    await inside.ended;
    const person = { id: kenji?.id ?? '', isGuest: true };
    await hostTab.api.rooms.deny({ roomId, person, isForGood: true });
    await Promise.all([wait.ended, other.ended]);
    expect([wait.last(), other.last()]).toEqual(['barred', 'barred']);
    await expectRefusal(guest.api.rooms.knock({ roomId, name: 'Somebody else' }), 'BARRED');
    await expectRefusal(guest.api.rooms.join({ roomId, tabId, name: 'Somebody else' }), 'BARRED');
    expect(await guest.api.rooms.byCode({ code: room.code })).toMatchObject({ way: 'barred' });
    guest.headers.set('cookie', '');
    await expectRefusal(guest.api.rooms.knock({ roomId, name: 'New' }), 'BARRED');
    // Whom a host let in by hand is not kept out for their neighbour's sake.
    await welcome.api.rooms.join({ roomId, tabId });
    expect((await auditOf(box)).map(({ action }) => action)).toEqual(['lobby.admit', 'lobby.bar']);
    await hostTab.api.rooms.update({ roomId, entry: 'open' });
    await expectRefusal(guest.api.rooms.join({ roomId, tabId, name: 'New' }), 'BARRED');
  });
});

describe('a place', () => {
  test('is lost soon after its page is closed, and the hosts are told', async () => {
    const box = await lobby();
    const hosts = await openStream(box.hostTab, box.roomId);
    const wait = await waitIn(await browser(), box.roomId, { name: 'Kenji' });
    await expect.poll(() => hosts.state.events).toContainEqual({ type: 'changed', what: 'lobby' });
    hosts.state.events.length = 0;
    await wait.close();
    await expect
      .poll(() => hosts.state.events, { timeout: 6_000 })
      .toContainEqual({ type: 'changed', what: 'lobby' });
    expect(await namesOf(box)).toEqual([]);
    await hosts.close();
  });

  test('is kept for a page that listens again, and by the other tab of the same person', async () => {
    const box = await lobby();
    const guest = await browser();
    const first = await waitIn(guest, box.roomId, { name: 'Kenji' });
    await first.close();
    const second = await listenAt(guest, box.roomId);
    expect(second.seen.states).toEqual(['waiting']);
    const third = await listenAt(guest, box.roomId);
    await third.close();
    const closedAt = Date.now();
    const endOfPlace = async () =>
      Number((await redis().zrange(`lobby:${box.roomId}:until`, 0, -1, 'WITHSCORES'))[1]);
    expect(await endOfPlace()).toBeLessThanOrEqual(closedAt + 3_000);
    await expect.poll(endOfPlace, { timeout: 5_000 }).toBeGreaterThan(closedAt + 9_000);
    expect(await namesOf(box)).toEqual(['Kenji']);
    await second.close();
  });

  test('ends where its process has died, and says so to a page that comes back too late', async () => {
    const box = await lobby();
    const guest = await browser();
    await guest.api.rooms.knock({ roomId: box.roomId, name: 'Kenji' });
    guest.keepCookies();
    const ttl = Number((await redis().zrange(`lobby:${box.roomId}:until`, 0, -1, 'WITHSCORES'))[1]);
    expect(ttl - Date.now()).toBeLessThanOrEqual(10_000);
    await outlive(box.roomId);
    expect(await namesOf(box)).toEqual([]);
    expect((await listenAt(guest, box.roomId)).seen.states).toEqual(['gone']);
  });

  test('of nobody is none', async () => {
    const { roomId } = await lobby();
    expect((await listenAt(await browser(), roomId)).seen.states).toEqual(['gone']);
  });
});

describe('whoever waits', () => {
  test('goes in when the lobby is opened, and is told when the door is shut', async () => {
    const { roomId, hostTab } = await lobby();
    const [guest, late] = [await browser(), await browser()];
    const first = await waitIn(guest, roomId, { name: 'Kenji' });
    await db().room.update({ where: { id: roomId }, data: { lockedAt: new Date() } });
    await hostTab.api.rooms.update({ roomId, name: 'Locked' });
    await expect.poll(() => first.last()).toBe('locked');
    await db().room.update({ where: { id: roomId }, data: { lockedAt: null } });
    await hostTab.api.rooms.update({ roomId, entry: 'open' });
    await first.ended;
    expect(first.seen.states).toEqual(['waiting', 'locked', 'admitted']);
    await hostTab.api.rooms.update({ roomId, entry: 'lobbyForGuests' });
    const second = await waitIn(late, roomId, { name: 'Noa' });
    await hostTab.api.rooms.update({ roomId, entry: 'members' });
    await second.ended;
    expect(second.seen.error).toMatchObject({ appCode: 'NOT_FOUND' });
  });

  test('is nobody’s business but the hosts’', async () => {
    const box = await lobby();
    const colleague = await browserOf(box.colleague);
    await expectRefusal(colleague.api.rooms.lobby({ roomId: box.roomId }), 'FORBIDDEN');
    const [hosts, others] = [
      await openStream(box.hostTab, box.roomId),
      await openStream(colleague, box.roomId),
    ];
    const wait = await waitIn(await browser(), box.roomId, { name: 'Kenji' });
    await expect.poll(() => hosts.state.events).toContainEqual({ type: 'changed', what: 'lobby' });
    // What is said after it has come, so the other would have as well.
    await box.hostTab.api.rooms.update({ roomId: box.roomId, name: 'Renamed' });
    await expect.poll(() => others.state.events).toContainEqual({ type: 'changed', what: 'room' });
    expect(JSON.stringify(others.state.events)).not.toMatch(/lobby|door/);
    await Promise.all([hosts, others, wait].map(async ({ close }) => await close()));
  });
});
