import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { makeUser } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { endAdmissions } from '@/server/rooms/admissions';
import { bar } from '@/server/rooms/bars';
import { shareTokenOf } from '@/server/storage/shareToken';
import { lettersTo, tokenIn } from '../mailbox.ts';
import { browser, browserOf, expectFieldError, expectRefusal, openStream, sandbox } from './harness';
import { waitIn } from './waiting';

const tabId = 'tab-00000001';

const home = async (settings: Parameters<typeof sandbox>[0] = {}) => {
  const box = await sandbox(settings);
  const roomId = box.room.id;
  const { api } = await browserOf(box.host);
  const link = async (
    role: 'cohost' | 'participant' | 'guest',
    limits: { days?: number; maxUses?: number } = {},
  ) => {
    const made = await api.rooms.links.create({ roomId, role, days: null, maxUses: null, ...limits });
    return { ...made, token: made.path?.slice('/i/'.length) ?? '' };
  };
  const rolesOf = async () =>
    await db().roomMember.findMany({ where: { roomId }, select: { userId: true, role: true } });
  const usesOf = async (id: string) =>
    (await db().roomLink.findUniqueOrThrow({ where: { id }, select: { uses: true } })).uses;
  return { ...box, roomId, api, link, rolesOf, usesOf };
};

/** A guest who has come into the room by a link. */
const guestBy = async (token: string, roomId: string) => {
  const guest = await browser();
  await guest.api.rooms.links.redeem({ token });
  guest.keepCookies();
  await guest.api.rooms.join({ roomId, tabId, name: 'Kenji' });
  guest.keepCookies();
  return guest;
};

describe('a link with a role', () => {
  test('makes an account of anywhere one of the room’s people, and is shown with its secret again', async () => {
    const box = await home({ entry: 'invited' });
    const made = await box.link('participant', { days: 7, maxUses: 5 });
    expect(made.path).toMatch(/^\/i\/[\w-]{43}$/);
    const mia = await makeUser(db(), { name: 'Mia Weber' });
    const tab = await browserOf(mia);
    await expectRefusal(tab.api.rooms.byCode({ code: box.room.code }), 'NOT_FOUND');
    expect(await tab.api.rooms.links.peek({ token: made.token })).toEqual({
      roomName: box.room.name,
      tenant: { name: box.tenant.name, logoId: null },
      role: 'participant',
      fit: 'fits',
      code: null,
    });
    expect(await tab.api.rooms.links.redeem({ token: made.token })).toEqual({ code: box.room.code });
    expect(await tab.api.rooms.byCode({ code: box.room.code })).toMatchObject({ role: 'participant' });
    expect((await tab.api.rooms.join({ roomId: box.roomId, tabId })).role).toBe('participant');
    expect(await box.api.rooms.links.list({ roomId: box.roomId })).toMatchObject([
      { id: made.id, path: made.path, uses: 1, maxUses: 5, createdByName: box.host.name },
    ]);
    expect(await box.api.rooms.people.list({ roomId: box.roomId })).toMatchObject({
      host: { id: box.host.id },
      people: [{ id: mia.id, name: 'Mia Weber', role: 'participant', isOutsider: true, email: mia.email }],
    });
  });

  test('is used once by one person, however often they come, and holds no more than it says', async () => {
    const box = await home();
    const made = await box.link('participant', { maxUses: 2 });
    const users = await Promise.all(Array.from({ length: 5 }, async () => await makeUser(db())));
    const tabs = await Promise.all(users.map(async (user) => await browserOf(user)));
    const [first] = tabs;
    const redeem = async (tab: (typeof tabs)[number] | undefined) =>
      await tab?.api.rooms.links.redeem({ token: made.token });
    await Promise.all([redeem(first), redeem(first), redeem(first)]);
    await redeem(first);
    expect(await box.usesOf(made.id)).toBe(1);
    const others = await Promise.allSettled(tabs.slice(1).map(redeem));
    expect(others.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = others.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused.map(({ appCode }: { appCode: string }) => appCode)).toEqual([
      'LINK_INVALID',
      'LINK_INVALID',
      'LINK_INVALID',
    ]);
    expect(await box.usesOf(made.id)).toBe(2);
    expect(await box.rolesOf()).toHaveLength(2);
    await expectRefusal((await browser()).api.rooms.links.peek({ token: made.token }), 'NOT_FOUND');
    expect(await first?.api.rooms.links.peek({ token: made.token })).toMatchObject({ code: box.room.code });
  });

  test('raises a role and lowers none', async () => {
    const box = await home();
    const [cohost, participant] = [await box.link('cohost'), await box.link('participant')];
    const mia = await makeUser(db());
    const tab = await browserOf(mia);
    await tab.api.rooms.links.redeem({ token: participant.token });
    await tab.api.rooms.links.redeem({ token: cohost.token });
    await tab.api.rooms.links.redeem({ token: participant.token });
    expect(await box.rolesOf()).toEqual([{ userId: mia.id, role: 'cohost' }]);
    for (const who of [box.host, box.admin]) {
      const { api } = await browserOf(who);
      await api.rooms.links.redeem({ token: cohost.token });
    }
    expect(await box.rolesOf()).toHaveLength(1);
    expect([await box.usesOf(cohost.id), await box.usesOf(participant.id)]).toEqual([1, 1]);
  });

  test('asks the anonymous to sign in, and opens nothing once it is over, revoked or made up', async () => {
    const box = await home();
    const { api } = await browser();
    const made = await box.link('cohost');
    expect(await api.rooms.links.peek({ token: made.token })).toMatchObject({ fit: 'signIn' });
    await expectRefusal(api.rooms.links.redeem({ token: made.token }), 'UNAUTHENTICATED');
    const tab = await browserOf(await makeUser(db()));
    const over = await box.link('participant', { days: 1 });
    await db().roomLink.update({ where: { id: over.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expectRefusal(tab.api.rooms.links.redeem({ token: over.token }), 'LINK_INVALID');
    await expectRefusal(tab.api.rooms.links.peek({ token: over.token }), 'NOT_FOUND');
    await box.api.rooms.links.revoke({ roomId: box.roomId, linkId: made.id });
    for (const token of [made.token, 'A'.repeat(43), `${over.token.slice(0, -2)}AA`])
      await expectRefusal(tab.api.rooms.links.redeem({ token }), 'NOT_FOUND');
    const other = await home();
    const foreign = await other.link('guest');
    await box.api.rooms.links.revoke({ roomId: box.roomId, linkId: foreign.id });
    expect(await api.rooms.links.peek({ token: foreign.token })).toMatchObject({ fit: 'fits' });
    await db().room.update({ where: { id: other.roomId }, data: { deletedAt: new Date() } });
    await expectRefusal(api.rooms.links.peek({ token: foreign.token }), 'NOT_FOUND');
  });

  test('to a recording opens no room', async () => {
    const box = await home();
    const made = await box.link('guest');
    const { api } = await browser();
    await expectRefusal(api.rooms.links.peek({ token: shareTokenOf(made.id) }), 'NOT_FOUND');
  });

  test('that makes co-hosts is the host’s to make and to show', async () => {
    const box = await home();
    const [forCohosts, forGuests] = [await box.link('cohost'), await box.link('guest')];
    const tab = await browserOf(await makeUser(db()));
    await tab.api.rooms.links.redeem({ token: forCohosts.token });
    const { roomId } = box;
    const more = { roomId, role: 'cohost', days: null, maxUses: null } as const;
    await expectRefusal(tab.api.rooms.links.create(more), 'FORBIDDEN');
    await expectRefusal(
      tab.api.rooms.invite({ roomId, role: 'cohost', emails: ['mia@people.example'] }),
      'FORBIDDEN',
    );
    const listed = await tab.api.rooms.links.list({ roomId });
    expect(listed.map(({ path }) => path)).toEqual([forGuests.path, null]);
    await expectRefusal(
      tab.api.rooms.people.setRole({ roomId, userId: box.colleague.id, role: 'cohost' }),
      'FORBIDDEN',
    );
    await expectFieldError(box.api.rooms.links.create({ ...more, days: 366 }), 'days', 'shareDaysRange');
    await expectFieldError(box.api.rooms.links.create({ ...more, maxUses: 0 }), 'maxUses', 'linkUsesRange');
  });
});

describe('a link for guests', () => {
  test('takes guests past the lobby, and into rooms for members, without an account', async () => {
    const box = await home({ entry: 'members' });
    const made = await box.link('guest', { maxUses: 1 });
    const guest = await browser();
    expect(await guest.api.rooms.byCode({ code: box.room.code })).toEqual({ access: 'signIn' });
    await guest.api.rooms.links.redeem({ token: made.token });
    guest.keepCookies();
    await guest.api.rooms.links.redeem({ token: made.token });
    expect(await box.usesOf(made.id)).toBe(1);
    const door = await guest.api.rooms.byCode({ code: box.room.code });
    expect(door).toMatchObject({ access: 'open', role: 'guest', name: null, way: 'in' });
    await expectRefusal(guest.api.rooms.join({ roomId: box.roomId, tabId }), 'NAME_REQUIRED');
    expect((await guest.api.rooms.join({ roomId: box.roomId, tabId, name: 'Kenji' })).role).toBe('guest');
    guest.keepCookies();
    const stream = await openStream(guest, box.roomId);
    await box.api.rooms.update({ roomId: box.roomId, entry: 'lobbyForGuests' });
    await guest.api.rooms.join({ roomId: box.roomId, tabId });
    await box.api.rooms.update({ roomId: box.roomId, entry: 'lobbyForAll' });
    await stream.close();
    await expectRefusal((await browser()).api.rooms.links.peek({ token: made.token }), 'NOT_FOUND');
  });

  test('is good for somebody who is signed in elsewhere', async () => {
    const box = await home({ entry: 'invited' });
    const made = await box.link('guest');
    const tab = await browserOf((await sandbox()).host);
    await expectRefusal(tab.api.rooms.byCode({ code: box.room.code }), 'NOT_FOUND');
    await tab.api.rooms.links.redeem({ token: made.token });
    tab.keepCookies();
    expect(await tab.api.rooms.byCode({ code: box.room.code })).toMatchObject({
      role: 'guest',
      isGuest: false,
    });
    await tab.api.rooms.join({ roomId: box.roomId, tabId });
    expect(await box.rolesOf()).toEqual([]);
  });

  test('revoked takes nobody past the door any more, neither who waits nor who was in', async () => {
    const box = await home({ entry: 'lobbyForGuests' });
    const made = await box.link('guest');
    const guest = await browser();
    await guest.api.rooms.links.redeem({ token: made.token });
    guest.keepCookies();
    await guest.api.rooms.join({ roomId: box.roomId, tabId, name: 'Kenji' });
    guest.keepCookies();
    await box.api.rooms.links.revoke({ roomId: box.roomId, linkId: made.id });
    await expectRefusal(guest.api.rooms.join({ roomId: box.roomId, tabId }), 'MUST_WAIT');
    const wait = await waitIn(guest, box.roomId);
    expect(wait.seen.states).toEqual(['waiting']);
    await wait.close();
    await box.api.rooms.update({ roomId: box.roomId, entry: 'members' });
    await expectRefusal(guest.api.rooms.join({ roomId: box.roomId, tabId }), 'NOT_FOUND');
  });

  test('keeps those in who came by it, whatever is changed but who may enter', async () => {
    const box = await home({ entry: 'members' });
    const made = await box.link('guest');
    const { roomId } = box;
    const guest = await guestBy(made.token, roomId);
    await box.api.rooms.update({ roomId, name: 'Another name', entry: 'members' });
    await guest.api.chat.send({ roomId, id: uuid(), body: 'still here' });
    await box.api.rooms.update({ roomId, entry: 'invited' });
    await expectRefusal(guest.api.chat.send({ roomId, id: uuid(), body: 'and now' }), 'NOT_FOUND');
  });

  test('that is over puts nobody out of the meeting that they are in, and lets nobody in after it', async () => {
    const box = await home({ entry: 'invited' });
    const { roomId, room } = box;
    const made = await box.link('guest', { days: 1 });
    const [early, late] = [await guestBy(made.token, roomId), await browser()];
    await late.api.rooms.links.redeem({ token: made.token });
    late.keepCookies();
    const stream = await openStream(early, roomId);
    await db().roomLink.update({ where: { id: made.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expectRefusal(late.api.rooms.join({ roomId, tabId, name: 'Mia' }), 'NOT_FOUND');
    await expectRefusal(late.api.rooms.links.peek({ token: made.token }), 'NOT_FOUND');
    await expectRefusal(late.api.rooms.links.redeem({ token: made.token }), 'LINK_INVALID');
    await box.api.rooms.update({ roomId, name: 'Proven anew' });
    await early.api.chat.send({ roomId, id: uuid(), body: 'still here' });
    await expect.poll(() => stream.messages().map(({ body }) => body)).toEqual(['still here']);
    expect(await early.api.rooms.links.peek({ token: made.token })).toMatchObject({ code: room.code });
    await early.api.rooms.join({ roomId, tabId });
    await stream.close();
    await endAdmissions(roomId);
    await expectRefusal(early.api.rooms.join({ roomId, tabId }), 'NOT_FOUND');
  });

  test('helps nobody who is barred, and a bar that is lifted keeps out nobody', async () => {
    const box = await home();
    const made = await box.link('cohost');
    const mia = await makeUser(db(), { name: 'Mia Weber' });
    const tab = await browserOf(mia);
    await bar(
      box.room,
      { id: mia.id, isGuest: false, name: mia.name, address: null },
      { isForGood: true, barredByName: 'Aoi' },
    );
    await expectRefusal(tab.api.rooms.links.redeem({ token: made.token }), 'BARRED');
    const [listed, ...others] = await box.api.rooms.bars.list({ roomId: box.roomId });
    expect(others).toEqual([]);
    expect(listed).toMatchObject({ name: 'Mia Weber', isGuest: false, isForGood: true, barredByName: 'Aoi' });
    const elsewhere = await home();
    await elsewhere.api.rooms.bars.lift({ roomId: elsewhere.roomId, barId: listed?.id ?? uuid() });
    expect(await box.api.rooms.bars.list({ roomId: box.roomId })).toHaveLength(1);
    await box.api.rooms.bars.lift({ roomId: box.roomId, barId: listed?.id ?? uuid() });
    await tab.api.rooms.links.redeem({ token: made.token });
    expect(await box.rolesOf()).toEqual([{ userId: mia.id, role: 'cohost' }]);
  });
});

describe('an invitation by mail', () => {
  test('is for the proven address that it went to, and nobody else', async () => {
    const box = await home({ entry: 'invited' });
    await db().tenant.update({ where: { id: box.tenant.id }, data: { locale: 'ja' } });
    const mia = await makeUser(db(), { email: `mia-${uuid()}@people.example` });
    await db().user.update({ where: { id: mia.id }, data: { emailVerified: null } });
    await box.api.rooms.invite({ roomId: box.roomId, role: 'participant', emails: [mia.email, mia.email] });
    await expect.poll(async () => (await lettersTo(mia.email)).length).toBe(1);
    const [letter] = await lettersTo(mia.email);
    expect(letter).toContain(`${box.host.name} さんから「${box.room.name}」への招待`);
    const token = tokenIn(letter);
    expect(await box.api.rooms.links.list({ roomId: box.roomId })).toMatchObject([
      { email: mia.email, path: null, maxUses: 1 },
    ]);
    const stranger = await browserOf(await makeUser(db()));
    expect(await stranger.api.rooms.links.peek({ token })).toMatchObject({ fit: 'otherAccount' });
    await expectRefusal(stranger.api.rooms.links.redeem({ token }), 'LINK_FOR_ANOTHER');
    const tab = await browserOf(mia);
    expect(await tab.api.rooms.links.peek({ token })).toMatchObject({ fit: 'unverified' });
    await expectRefusal(tab.api.rooms.links.redeem({ token }), 'LINK_FOR_ANOTHER');
    await db().user.update({ where: { id: mia.id }, data: { emailVerified: new Date() } });
    await tab.api.rooms.links.redeem({ token });
    expect(await box.rolesOf()).toEqual([{ userId: mia.id, role: 'participant' }]);
    const acts = await db().auditEvent.findMany({
      where: { tenantId: box.tenant.id },
      select: { action: true, actorId: true, targetName: true },
      orderBy: { id: 'asc' },
    });
    expect(acts).toEqual([
      { action: 'roomMember.invite', actorId: box.host.id, targetName: mia.email },
      { action: 'roomMember.add', actorId: mia.id, targetName: mia.name },
    ]);
  });

  test('is told address by address where one has had too many letters', async () => {
    const { api, roomId } = await home();
    const [often, once] = [`often-${uuid()}@people.example`, `once-${uuid()}@people.example`];
    const invite = async (emails: string[]) =>
      (await api.rooms.invite({ roomId, role: 'guest', emails })).map(({ outcome }) => outcome);
    for (let letter = 0; letter < 10; letter++) expect(await invite([often])).toEqual(['invited']);
    expect(await invite([often, once])).toEqual(['tooMany', 'invited']);
    const listed = await api.rooms.links.list({ roomId });
    expect(listed.filter(({ email }) => email === once)).toHaveLength(1);
    expect(listed.filter(({ email }) => email === often)).toHaveLength(10);
  });

  test('goes to fifty addresses at most, and to real ones', async () => {
    const { api, roomId } = await home();
    const emails = Array.from({ length: 51 }, (_, index) => `person-${index}@people.example`);
    await expectFieldError(api.rooms.invite({ roomId, role: 'guest', emails }), 'emails', 'tooManyAddresses');
    await expectFieldError(
      api.rooms.invite({ roomId, role: 'guest', emails: ['nobody'] }),
      'emails.0',
      'email',
    );
  });
});

test('a role is changed and taken away: what it gave is gone at once', async () => {
  const box = await home({ entry: 'invited' });
  const made = await box.link('participant');
  const mia = await makeUser(db());
  const tab = await browserOf(mia);
  await tab.api.rooms.links.redeem({ token: made.token });
  const { roomId } = box;
  await expectRefusal(tab.api.rooms.lobby({ roomId }), 'FORBIDDEN');
  await box.api.rooms.people.setRole({ roomId, userId: mia.id, role: 'cohost' });
  await tab.api.rooms.lobby({ roomId });
  const stream = await openStream(tab, roomId);
  await box.api.rooms.people.remove({ roomId, userId: mia.id });
  await stream.ended;
  expect(stream.state.error).toMatchObject({ appCode: 'NOT_FOUND' });
  await expectRefusal(tab.api.rooms.join({ roomId, tabId }), 'NOT_FOUND');
  await expectRefusal(box.api.rooms.people.remove({ roomId, userId: mia.id }), 'NOT_FOUND');
  await expectRefusal(box.api.rooms.people.setRole({ roomId, userId: mia.id, role: 'cohost' }), 'NOT_FOUND');
});
