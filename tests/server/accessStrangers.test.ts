import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRoom } from '../../prisma/factories.ts';
import { revokeSessions } from '@/server/auth/sessions';
import { db } from '@/server/db';
import { type Api, call, CASES, doors, guarded, type Ids, idsOf } from './accessCases';
import { browser, browserOf, expectRefusal, guestIn, sandbox, sessionCookie } from './harness';

afterAll(() => void process.stdout.write(`${doors.tried} doors of procedures tried\n`));

type Box = Awaited<ReturnType<typeof sandbox>>;

const all = Object.entries(CASES).filter(([, { access }]) => access !== 'public');
const needsAccount = (access: string) => /^(?:user|account|operator|tenant )/.test(access);
const isAtDoor = (access: string) => access === 'room room:join';

/** A guest's cookie of another of the tenant's rooms, which lets guests in. */
const guestElsewhere = async ({ tenant, host }: Box) => {
  const { id } = await makeRoom(db(), { tenantId: tenant.id, hostId: host.id }, { entry: 'open' });
  const guest = await guestIn(id, 'Kenji');
  return { roomId: id, cookie: guest.headers.get('cookie') ?? '' };
};

const revokedOf = async (user: { id: string }) => {
  const { cookie } = await sessionCookie(user.id);
  await revokeSessions(user.id);
  return cookie;
};

/** Who has no session and nothing of the room, by the cookies that they send. */
const STRANGERS: [string, (box: Box) => Promise<string>][] = [
  ['nobody in particular', async () => ''],
  ['a guest of another room', async (box) => (await guestElsewhere(box)).cookie],
  [
    "a guest of another room, under this room's name",
    async (box) => {
      const { cookie, roomId } = await guestElsewhere(box);
      return cookie.replaceAll(roomId, box.room.id);
    },
  ],
  ['the host, by a session that was revoked', async ({ host }) => await revokedOf(host)],
  ['the owner, by a session that was revoked', async ({ owner }) => await revokedOf(owner)],
];

describe.each(STRANGERS)('to %s', (_, cookieFor) => {
  describe.each(['members', 'open'] as const)('of a room whose entry is %s', (entry) => {
    let api: Api;
    let ids: Ids;

    beforeAll(async () => {
      const box = await sandbox({ entry });
      ids = await idsOf(box);
      ({ api } = await browser(await cookieFor(box)));
    });

    // The link of an open room gives to ask at its door.
    const closed = all.filter(([, { access }]) => entry === 'members' || !isAtDoor(access));

    test.each(closed)('%s is refused', async (path, { access, input }) => {
      const code = needsAccount(access) ? 'UNAUTHENTICATED' : 'NOT_FOUND';
      await expectRefusal(call(api, path, input?.(ids)), code);
    });
  });
});

describe('to a colleague whom nobody has invited into the room', () => {
  let box: Box;
  let api: Api;
  let ids: Ids;
  const ofRoom = guarded.filter(([, { access }]) => !access.startsWith('tenant '));

  beforeAll(async () => {
    box = await sandbox({ entry: 'invited' });
    ids = await idsOf(box);
    ({ api } = await browserOf(box.colleague));
  });

  test.each(ofRoom)('%s is NOT_FOUND', async (path, { input }) => {
    await expectRefusal(call(api, path, input?.(ids)), 'NOT_FOUND');
  });

  test('no list of the tenant’s names it', async () => {
    const { tenant } = ids;
    doors.tried += 3;
    expect((await api.rooms.list({ tenant })).items).toEqual([]);
    expect((await api.storage.list({ tenant })).items).toEqual([]);
    expect((await api.storage.recordings.list({ tenant })).items).toEqual([]);
  });

  test('a deleted one is not brought back', async () => {
    const room = { tenantId: box.tenant.id, hostId: box.host.id };
    const { id } = await makeRoom(db(), room, { entry: 'invited', deletedAt: new Date() });
    await expectRefusal(call(api, 'rooms.restore', { roomId: id }), 'NOT_FOUND');
  });

  test('by a link it is theirs, as far as the link goes', async () => {
    const host = await browserOf(box.host);
    const limits = { days: null, maxUses: null };
    const { path } = await host.api.rooms.links.create({
      ...limits,
      roomId: ids.roomId,
      role: 'participant',
    });
    await api.rooms.links.redeem({ token: path?.slice('/i/'.length) ?? '' });
    expect((await api.rooms.get({ roomId: ids.roomId })).id).toBe(ids.roomId);
    expect((await api.rooms.list({ tenant: ids.tenant })).items).toMatchObject([{ id: ids.roomId }]);
    await expectRefusal(api.rooms.update({ roomId: ids.roomId, name: 'Mine' }), 'FORBIDDEN');
  });
});
