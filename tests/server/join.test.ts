import { randomUUID } from 'node:crypto';
import { RoomServiceClient, TokenVerifier } from 'livekit-server-sdk';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { browser, browserOf, expectRefusal, sandbox } from './harness';

const tabId = () => randomUUID().slice(0, 18);
const livekit = () =>
  new RoomServiceClient(env().LIVEKIT_URL, env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET);

/** What a LiveKit token grants, its signature proven. */
const claimsOf = async (token: string) =>
  await new TokenVerifier(env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET).verify(token);

describe('the token', () => {
  test('opens this one room for ten minutes and grants no more than the role may do', async () => {
    const { room, host } = await sandbox();
    const { api } = await browserOf(host);
    const joined = await api.rooms.join({ roomId: room.id, tabId: tabId() });
    const claims = await claimsOf(joined.token);
    expect(claims).toMatchObject({ name: host.name, attributes: { role: 'host' } });
    expect(claims.video).toEqual({
      room: room.id,
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishSources: ['camera', 'microphone', 'screen_share', 'screen_share_audio'],
      canPublishData: false,
      canUpdateOwnMetadata: false,
    });
    const seconds = Number(claims['exp']) - Date.now() / 1000;
    expect(seconds).toBeGreaterThan(590);
    expect(seconds).toBeLessThanOrEqual(601);
  });

  test('names the picture of a person who has one', async () => {
    const { room, host, tenant } = await sandbox();
    const avatarId = randomUUID();
    await db().user.update({ where: { id: host.id }, data: { avatarId } });
    await db().tenant.update({ where: { id: tenant.id }, data: { logoId: avatarId } });
    const { api } = await browserOf(host);
    const joined = await api.rooms.join({ roomId: room.id, tabId: tabId() });
    expect((await claimsOf(joined.token)).attributes).toEqual({ role: 'host', avatar: avatarId });
    const link = await (await browser()).api.rooms.byCode({ code: room.code });
    expect(link).toMatchObject({ tenant: { name: tenant.name, slug: null, logoId: avatarId } });
  });

  test('leaves out what the room keeps for its hosts', async () => {
    const { room, host, colleague } = await sandbox({ speakBy: 'hosts', screenBy: 'hosts' });
    const sourcesOf = async (user: { id: string }) => {
      const { api } = await browserOf(user);
      const joined = await api.rooms.join({ roomId: room.id, tabId: tabId() });
      return (await claimsOf(joined.token)).video?.canPublishSources;
    };
    expect(await sourcesOf(colleague)).toEqual(['camera']);
    expect(await sourcesOf(host)).toEqual(['camera', 'microphone', 'screen_share', 'screen_share_audio']);
  });

  test('is signed for a LiveKit room that the app has opened', async () => {
    const { room, host } = await sandbox({ maxParticipants: 7 });
    expect(await livekit().listRooms([room.id])).toEqual([]);
    const { api } = await browserOf(host);
    await api.rooms.join({ roomId: room.id, tabId: tabId() });
    expect(await livekit().listRooms([room.id])).toMatchObject([{ name: room.id, maxParticipants: 7 }]);
  });
});

describe('guests', () => {
  test('join by name alone and are known again in that room, and in no other', async () => {
    const [{ room }, second] = [await sandbox(), await sandbox()];
    const guest = await browser();
    const link = await guest.api.rooms.byCode({ code: room.code });
    expect(link).toMatchObject({ access: 'open', role: 'guest', isGuest: true, name: null });
    const first = await guest.api.rooms.join({ roomId: room.id, tabId: 'tab-00000001', name: 'Kenji' });
    guest.keepCookies();
    expect(await guest.api.rooms.byCode({ code: room.code })).toMatchObject({ name: 'Kenji' });
    const again = await guest.api.rooms.join({ roomId: room.id, tabId: 'tab-00000001' });
    expect(again.identity).toBe(first.identity);
    await expectRefusal(guest.api.rooms.join({ roomId: second.room.id, tabId: tabId() }), 'NAME_REQUIRED');
  });

  test('learn only that they have to sign in where the room takes none', async () => {
    const { room } = await sandbox({ entry: 'members' });
    const guest = await browser();
    expect(await guest.api.rooms.byCode({ code: room.code })).toEqual({ access: 'signIn' });
    await expectRefusal(guest.api.rooms.join({ roomId: room.id, tabId: tabId(), name: 'Eve' }), 'NOT_FOUND');
  });

  test('a guest cookie is no session', async () => {
    const { room } = await sandbox();
    const guest = await browser();
    await guest.api.rooms.join({ roomId: room.id, tabId: tabId(), name: 'Eve' });
    const value = guest.resHeaders.getSetCookie()[0]?.split(';')[0]?.split('=').slice(1).join('=');
    const forged = await browser(`webmtg.session=${value}`);
    await expectRefusal(forged.api.auth.me(), 'UNAUTHENTICATED');
  });
});

describe('the limit', () => {
  test('of two who join at once for the last seat exactly one gets in', async () => {
    const { room, host } = await sandbox({ maxParticipants: 2 });
    await (await browserOf(host)).api.rooms.join({ roomId: room.id, tabId: tabId() });
    const guests = await Promise.all([browser(), browser()]);
    const results = await Promise.allSettled(
      guests.map(async ({ api }) => await api.rooms.join({ roomId: room.id, tabId: tabId(), name: 'Guest' })),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ appCode: 'ROOM_FULL' });
  });

  test('a tab that comes back takes its own seat again', async () => {
    const { room, host } = await sandbox({ maxParticipants: 2 });
    const { api } = await browserOf(host);
    await api.rooms.join({ roomId: room.id, tabId: 'tab-00000001' });
    await api.rooms.join({ roomId: room.id, tabId: 'tab-00000002' });
    await expectRefusal(api.rooms.join({ roomId: room.id, tabId: 'tab-00000003' }), 'ROOM_FULL');
    const again = await api.rooms.join({ roomId: room.id, tabId: 'tab-00000001' });
    expect(again.identity).toContain('tab-00000001');
  });

  test('a hundred at once fill a room of ten with exactly ten', async () => {
    const { room } = await sandbox({ maxParticipants: 10 });
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, async () => {
        const { api } = await browser();
        return await api.rooms.join({ roomId: room.id, tabId: tabId(), name: 'Guest' });
      }),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });
});

test('ending a meeting closes the LiveKit room, and ending none is no error', async () => {
  const { room, host } = await sandbox();
  const { api } = await browserOf(host);
  await api.rooms.join({ roomId: room.id, tabId: tabId() });
  await api.rooms.end({ roomId: room.id });
  expect(await livekit().listRooms([room.id])).toEqual([]);
  await api.rooms.end({ roomId: room.id });
  expect(await db().room.count({ where: { id: room.id, deletedAt: null } })).toBe(1);
});
