import { DisconnectReason } from '@livekit/rtc-node';
import { afterAll, expect, test } from 'vitest';
import { makeUser } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { listIdentities } from '@/server/livekit';
import { endClient, enterCall } from './enterCall';
import { browser, browserOf, sandbox } from './harness';

afterAll(endClient);

const OUT = DisconnectReason.PARTICIPANT_REMOVED;

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
