import { randomUUID } from 'node:crypto';
import { RoomServiceClient } from 'livekit-server-sdk';
import { describe, expect, test } from 'vitest';
import { makeUser } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { withdrawAdmission } from '@/server/rooms/admissions';
import { bar } from '@/server/rooms/bars';
import { browser, browserOf, expectRefusal, sandbox } from './harness';
import { waitIn } from './waiting';

const tabId = 'tab-00000001';

type Room = Parameters<typeof sandbox>[0];

/** Everybody who may stand at a door, and what stands before each of them. */
const standAt = async (settings: Room, isLocked = false) => {
  const box = await sandbox(settings);
  const roomId = box.room.id;
  if (isLocked) await db().room.update({ where: { id: roomId }, data: { lockedAt: new Date() } });
  const [cohost, invited] = [await makeUser(db()), await makeUser(db())];
  await db().roomMember.createMany({
    data: [
      { roomId, tenantId: box.tenant.id, userId: cohost.id, role: 'cohost' },
      { roomId, tenantId: box.tenant.id, userId: invited.id, role: 'participant' },
    ],
  });
  const people = {
    host: await browserOf(box.host),
    admin: await browserOf(box.admin),
    cohost: await browserOf(cohost),
    colleague: await browserOf(box.colleague),
    invited: await browserOf(invited),
    guest: await browser(),
  };
  const ways: Record<string, unknown> = {};
  for (const [who, { api }] of Object.entries(people))
    ways[who] = await api.rooms.join({ roomId, tabId, name: 'Kenji' }).then(
      () => 'in',
      (error: unknown) => (error as { appCode: string }).appCode,
    );
  return { ...box, roomId, people, ways };
};

const hosting = { host: 'in', admin: 'in', cohost: 'in' };

describe('comes in, waits, or stays out:', () => {
  const cases: [string, Room, boolean, Record<string, string>][] = [
    ['open', { entry: 'open' }, false, { colleague: 'in', invited: 'in', guest: 'in' }],
    [
      'lobbyForGuests',
      { entry: 'lobbyForGuests' },
      false,
      { colleague: 'in', invited: 'in', guest: 'MUST_WAIT' },
    ],
    [
      'lobbyForAll',
      { entry: 'lobbyForAll' },
      false,
      { colleague: 'MUST_WAIT', invited: 'MUST_WAIT', guest: 'MUST_WAIT' },
    ],
    ['members', { entry: 'members' }, false, { colleague: 'in', invited: 'in', guest: 'NOT_FOUND' }],
    ['invited', { entry: 'invited' }, false, { colleague: 'NOT_FOUND', invited: 'in', guest: 'NOT_FOUND' }],
    [
      'a host is waited for',
      { waitsForHost: true },
      false,
      { colleague: 'MUST_WAIT', invited: 'MUST_WAIT', guest: 'MUST_WAIT' },
    ],
    ['locked', {}, true, { colleague: 'ROOM_LOCKED', invited: 'ROOM_LOCKED', guest: 'ROOM_LOCKED' }],
  ];

  test.each(cases)('%s', async (_name, settings, isLocked, others) => {
    const { ways } = await standAt(settings, isLocked);
    expect(ways).toEqual({ ...hosting, ...others });
  });
});

test('nothing happens for who has to wait: no LiveKit room, no seat, no cookie, no way to read', async () => {
  const { room } = await sandbox({ entry: 'lobbyForGuests', maxParticipants: 2 });
  const guest = await browser();
  for (let count = 0; count < 3; count += 1)
    await expectRefusal(
      guest.api.rooms.join({ roomId: room.id, tabId: `tab-0000000${count}`, name: 'Kenji' }),
      'MUST_WAIT',
    );
  const livekit = new RoomServiceClient(env().LIVEKIT_URL, env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET);
  expect(await livekit.listRooms([room.id])).toEqual([]);
  expect(guest.resHeaders.getSetCookie()).toEqual([]);
  const wait = await waitIn(guest, room.id, { name: 'Kenji' });
  await expectRefusal(guest.api.chat.list({ roomId: room.id }), 'NOT_FOUND');
  await wait.close();
});

describe('a locked room', () => {
  const stay = async (box: Awaited<ReturnType<typeof standAt>>, userId: string) => {
    const meeting = await db().meeting.create({
      data: {
        tenantId: box.tenant.id,
        roomId: box.roomId,
        livekitSid: `RM_${randomUUID()}`,
        startedAt: new Date(),
      },
    });
    await db().attendance.create({
      data: {
        tenantId: box.tenant.id,
        meetingId: meeting.id,
        livekitSid: `PA_${randomUUID()}`,
        userId,
        name: 'Aoi',
        joinedAt: new Date(),
        leftAt: new Date(),
      },
    });
    return meeting;
  };

  test('takes back who was in the meeting, and not who merely had the page open', async () => {
    const box = await standAt({});
    const meeting = await stay(box, box.colleague.id);
    await db().room.update({ where: { id: box.roomId }, data: { lockedAt: new Date(), waitsForHost: true } });
    const { colleague, guest } = box.people;
    await colleague.api.rooms.join({ roomId: box.roomId, tabId });
    await expectRefusal(guest.api.rooms.join({ roomId: box.roomId, tabId, name: 'Kenji' }), 'ROOM_LOCKED');
    await db().meeting.update({ where: { id: meeting.id }, data: { endedAt: new Date() } });
    await expectRefusal(colleague.api.rooms.join({ roomId: box.roomId, tabId }), 'ROOM_LOCKED');
  });

  test('does not take back who was removed', async () => {
    const box = await standAt({});
    await stay(box, box.colleague.id);
    await withdrawAdmission(box.roomId, { id: box.colleague.id, isGuest: false });
    await db().room.update({ where: { id: box.roomId }, data: { lockedAt: new Date() } });
    const { colleague } = box.people;
    await expectRefusal(colleague.api.rooms.join({ roomId: box.roomId, tabId }), 'ROOM_LOCKED');
  });
});

test('a barred account stays out whatever address it comes from, and others from there come in', async () => {
  const box = await standAt({});
  const who = { id: box.colleague.id, isGuest: false, name: 'Ben', address: '192.0.2.1' };
  await bar(box.room, who, { isForGood: false, barredByName: 'Aoi' });
  const { colleague, guest } = box.people;
  await expectRefusal(colleague.api.rooms.join({ roomId: box.roomId, tabId }), 'BARRED');
  guest.headers.set('x-webmtg-address', '192.0.2.1');
  await guest.api.rooms.join({ roomId: box.roomId, tabId, name: 'Kenji' });
});

test('who waits for a host is told that there is none', async () => {
  const { room } = await sandbox({ waitsForHost: true });
  const guest = await browser();
  expect(await guest.api.rooms.byCode({ code: room.code })).toMatchObject({ way: 'hostAbsent' });
  const wait = await waitIn(guest, room.id, { name: 'Kenji' });
  expect(wait.seen.states).toEqual(['hostAbsent']);
  await wait.close();
});
