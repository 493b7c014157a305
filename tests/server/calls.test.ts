import { DisconnectReason } from '@livekit/rtc-node';
import { afterAll, expect, test } from 'vitest';
import { makeUser } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { listIdentities } from '@/server/livekit';
import { redis } from '@/server/redis';
import { endClient, enterCall } from './enterCall';
import { browser, browserOf, expectRefusal, sandbox } from './harness';
import { waitIn } from './waiting';

afterAll(endClient);

const OUT = DisconnectReason.PARTICIPANT_REMOVED;
const tabId = 'another-tab';

/** A room with one of its people from outside of the tenant, and a way for everybody to enter its call. */
const home = async (settings: Parameters<typeof sandbox>[0]) => {
  const box = await sandbox(settings);
  const roomId = box.room.id;
  const outsider = await makeUser(db());
  const invite = async ({ id }: { id: string }) =>
    await db().roomMember.create({
      data: { roomId, tenantId: box.tenant.id, userId: id, role: 'participant' },
    });
  await invite(outsider);
  const enter = async (user: { id: string }) => await enterCall(await browserOf(user), roomId);
  /** Which of these are in the call, as LiveKit lists it. */
  const whoIsIn = async (people: Record<string, { identity: string }>) => {
    const inside = await listIdentities(roomId);
    return Object.keys(people).filter((name) => inside.includes(people[name]?.identity ?? ''));
  };
  const { api } = await browserOf(box.host);
  return { ...box, roomId, outsider, invite, enter, whoIsIn, api };
};

test.each([
  ['members', ['host', 'admin', 'outsider', 'colleague']],
  ['invited', ['host', 'admin', 'outsider']],
] as const)(
  'a room that becomes one for %s puts everybody else out of its call, and out again',
  async (entry, staying) => {
    const box = await home({ entry: 'open' });
    const people = {
      host: await box.enter(box.host),
      admin: await box.enter(box.admin),
      outsider: await box.enter(box.outsider),
      colleague: await box.enter(box.colleague),
      guest: await enterCall(await browser(), box.roomId, 'Kenji'),
    };
    expect(await box.whoIsIn(people)).toEqual(Object.keys(people));
    await box.api.rooms.update({ roomId: box.roomId, entry });
    await expect.poll(async () => await box.whoIsIn(people), { timeout: 5_000 }).toEqual(staying);
    expect(await people.guest.ended).toBe(OUT);
    // Their ticket is good for some minutes more.
    const again = await people.guest.enterAgain();
    expect(await again.ended).toBe(OUT);
    expect(await box.whoIsIn(people)).toEqual(staying);
  },
);

test('a colleague who is removed from a room for the invited stays out of its call; guests by a link stay in', async () => {
  const box = await home({ entry: 'invited' });
  const { roomId, api } = box;
  await box.invite(box.colleague);
  const link = await api.rooms.links.create({ roomId, role: 'guest', days: null, maxUses: null });
  const guest = await browser();
  await guest.api.rooms.links.redeem({ token: link.path?.slice('/i/'.length) ?? '' });
  guest.keepCookies();
  const people = {
    outsider: await box.enter(box.outsider),
    colleague: await box.enter(box.colleague),
    guest: await enterCall(guest, roomId, 'Kenji'),
  };
  await api.rooms.moderation.setAudiences({ roomId, screenBy: 'hosts' });
  expect(await box.whoIsIn(people)).toEqual(Object.keys(people));
  await api.rooms.people.remove({ roomId, userId: box.colleague.id });
  expect(await people.colleague.ended).toBe(OUT);
  expect(await (await people.colleague.enterAgain()).ended).toBe(OUT);
  expect(await box.whoIsIn(people)).toEqual(['outsider', 'guest']);
  await api.rooms.people.remove({ roomId, userId: box.outsider.id });
  expect(await people.outsider.ended).toBe(OUT);
});

test('a ticket of the meeting before takes nobody past the lobby of the next', async () => {
  const box = await home({ entry: 'lobbyForGuests' });
  const { roomId, api } = box;
  await box.enter(box.host);
  const kenji = await browser();
  const wait = await waitIn(kenji, roomId, { name: 'Kenji' });
  await api.rooms.admit({ roomId, people: null });
  await wait.close();
  const guest = await enterCall(kenji, roomId);
  await api.rooms.end({ roomId });
  await guest.ended;
  await expect.poll(async () => await redis().exists(`admitted:${roomId}`)).toBe(0);
  const people = { host: await box.enter(box.host), colleague: await box.enter(box.colleague) };
  expect(await (await guest.enterAgain()).ended).toBe(OUT);
  expect(await box.whoIsIn({ ...people, guest })).toEqual(['host', 'colleague']);
  await expectRefusal(kenji.api.rooms.join({ roomId, tabId }), 'MUST_WAIT');
});

test.each([
  ['lobby', false, 'MUST_WAIT'],
  ['lock', true, 'ROOM_LOCKED'],
] as const)(
  'who is one of the tenant’s people no more stands before the %s',
  async (_what, isLocked, refusal) => {
    const box = await home({ entry: 'lobbyForGuests' });
    const { roomId, tenant, colleague } = box;
    const own = await box.enter(colleague);
    await expect.poll(async () => await db().attendance.count({ where: { userId: colleague.id } })).toBe(1);
    if (isLocked) await box.api.rooms.moderation.lock({ roomId, isLocked });
    await (await browserOf(box.admin)).api.auth.members.remove({ tenant: tenant.slug, userId: colleague.id });
    expect(await own.ended).toBe(OUT);
    expect(await (await own.enterAgain()).ended).toBe(OUT);
    const { api } = await browserOf(colleague);
    await expectRefusal(api.rooms.join({ roomId, tabId }), refusal);
  },
);

test.each([
  ['members', OUT, 'NOT_FOUND'],
  ['lobbyForGuests', OUT, 'MUST_WAIT'],
  ['open', null, null],
] as const)(
  'a link that is revoked takes its guests along from a room for %s',
  async (entry, reason, refusal) => {
    const box = await home({ entry });
    const { roomId, api } = box;
    const linkFor = async () =>
      await api.rooms.links.create({ roomId, role: 'guest', days: null, maxUses: null });
    const [first, second] = [await linkFor(), await linkFor()];
    const guestBy = async ({ path }: { path: string | null }, name: string) => {
      const tab = await browser();
      await tab.api.rooms.links.redeem({ token: path?.slice('/i/'.length) ?? '' });
      tab.keepCookies();
      const call = await enterCall(tab, roomId, name);
      tab.keepCookies();
      return { tab, call };
    };
    const [kenji, mia] = [await guestBy(first, 'Kenji'), await guestBy(second, 'Mia')];
    await api.rooms.links.revoke({ roomId, linkId: first.id });
    const inside = await box.whoIsIn({ kenji: kenji.call, mia: mia.call });
    expect(inside).toEqual(reason === null ? ['kenji', 'mia'] : ['mia']);
    const again = kenji.tab.api.rooms.join({ roomId, tabId });
    if (refusal === null) return void (await again);
    await expectRefusal(again, refusal);
    expect(await kenji.call.ended).toBe(reason);
    expect(await (await kenji.call.enterAgain()).ended).toBe(reason);
  },
);
