import { afterAll, describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { changeParticipant, listPeople, muteTrack, removeParticipant } from '@/server/livekit';
import { moderationRouter } from '@/server/rooms/moderationRouter';
import { endClient, enterCall } from './enterCall';
import { browserOf, guestIn, openStream, sandbox } from './harness';

afterAll(endClient);

const account = ({ id }: { id: string }) => ({ id, isGuest: false });

/** A host with a colleague and a guest, the latter two with the stream that tells them what is done to them. */
const meeting = async () => {
  const box = await sandbox();
  const roomId = box.room.id;
  const { api } = await browserOf(box.host);
  const colleagueBrowser = await browserOf(box.colleague);
  const guest = await guestIn(roomId, 'Kenji');
  const streams = {
    guest: await openStream(guest, roomId),
    colleague: await openStream(await browserOf(box.colleague), roomId),
    host: await openStream(await browserOf(box.host), roomId),
  };
  /** What each has been told by now, without by whom. */
  const told = () =>
    Object.fromEntries(
      Object.entries(streams).map(([who, { state }]) => [
        who,
        state.events.flatMap((event) => {
          if (event.type !== 'told') return [];
          const { type: _type, to: _to, by: _by, ...act } = event;
          return [act];
        }),
      ]),
    );
  const enter = async (who: 'guest' | 'colleague') =>
    await enterCall(who === 'guest' ? guest : colleagueBrowser, roomId);
  const raise = async (who: 'guest' | 'colleague') => {
    const { tabId } = await enter(who);
    const { moderation } = (who === 'guest' ? guest : colleagueBrowser).api.rooms;
    await moderation.raiseHand({ roomId, tabId, isRaised: true });
  };
  return { ...box, roomId, guest, enter, raise, told, rooms: api.rooms, moderation: api.rooms.moderation };
};

type Meeting = Awaited<ReturnType<typeof meeting>>;
type Told = ReturnType<Meeting['told']>[string];

interface Deed {
  procedure: string;
  does: string;
  run: (here: Meeting) => Promise<unknown>;
  /** Action, target and detail of each line, the room's name and the colleague's as such. */
  log: [action: string, target: string, detail: unknown][];
  told?: Partial<Record<'guest' | 'colleague' | 'host', Told>>;
}

const right = (here: Meeting, isAllowed: boolean | null) => ({
  roomId: here.roomId,
  person: here.guest.person,
  permission: 'chat:send' as const,
  isAllowed,
});

const DEEDS: Deed[] = [
  {
    procedure: 'stop',
    does: 'a camera turned off',
    run: async ({ moderation, roomId, guest }) =>
      await moderation.stop({ roomId, person: guest.person, what: 'camera' }),
    log: [['people.mute', 'Kenji', { room: 'ROOM', what: 'camera' }]],
    told: { guest: [{ act: 'stopped', what: 'camera' }] },
  },
  {
    procedure: 'stop',
    does: 'somebody muted',
    run: async ({ moderation, roomId, guest }) =>
      await moderation.stop({ roomId, person: guest.person, what: 'microphone' }),
    log: [['people.mute', 'Kenji', { room: 'ROOM', what: 'microphone' }]],
    told: { guest: [{ act: 'muted', what: 'microphone' }] },
  },
  {
    procedure: 'muteAll',
    does: 'everybody muted',
    run: async ({ moderation, roomId }) => await moderation.muteAll({ roomId }),
    log: [['people.muteAll', 'ROOM', {}]],
    told: {
      guest: [{ act: 'muted', what: 'microphone' }],
      colleague: [{ act: 'muted', what: 'microphone' }],
    },
  },
  {
    procedure: 'ask',
    does: 'somebody asked to unmute',
    run: async ({ moderation, roomId, guest }) =>
      await moderation.ask({ roomId, person: guest.person, what: 'microphone' }),
    log: [['people.ask', 'Kenji', { room: 'ROOM', what: 'microphone' }]],
    told: { guest: [{ act: 'asked', what: 'microphone' }] },
  },
  {
    procedure: 'remove',
    does: 'somebody removed, whose page says so by itself',
    run: async ({ moderation, roomId, guest }) => await moderation.remove({ roomId, person: guest.person }),
    log: [['people.remove', 'Kenji', { room: 'ROOM' }]],
  },
  {
    procedure: 'setRight',
    does: 'a right taken, and left to the room again, which gives it back',
    run: async (here) => {
      await here.moderation.setRight(right(here, false));
      await here.moderation.setRight(right(here, null));
    },
    log: [
      ['people.rights', 'Kenji', { room: 'ROOM', permission: 'chat:send', isAllowed: false }],
      ['people.rights', 'Kenji', { room: 'ROOM', permission: 'chat:send', isAllowed: 'asRoom' }],
    ],
    told: {
      guest: [
        { act: 'right', permission: 'chat:send', isAllowed: false },
        { act: 'right', permission: 'chat:send', isAllowed: true },
      ],
    },
  },
  {
    procedure: 'setRight',
    does: 'a right given, and left to the room again, which keeps it for hosts',
    run: async (here) => {
      await here.moderation.setAudiences({ roomId: here.roomId, chatBy: 'hosts' });
      await here.moderation.setRight(right(here, true));
      await here.moderation.setRight(right(here, null));
    },
    log: [
      ['room.edit', 'ROOM', { chatBy: 'hosts' }],
      ['people.rights', 'Kenji', { room: 'ROOM', permission: 'chat:send', isAllowed: true }],
      ['people.rights', 'Kenji', { room: 'ROOM', permission: 'chat:send', isAllowed: 'asRoom' }],
    ],
    told: {
      guest: [
        { act: 'right', permission: 'chat:send', isAllowed: true },
        { act: 'right', permission: 'chat:send', isAllowed: false },
      ],
    },
  },
  {
    procedure: 'setRight',
    does: 'a right given that one had already: nothing to be told of',
    run: async (here) => {
      await here.moderation.setRight(right(here, true));
      await here.moderation.setRight(right(here, null));
    },
    log: [
      ['people.rights', 'Kenji', { room: 'ROOM', permission: 'chat:send', isAllowed: true }],
      ['people.rights', 'Kenji', { room: 'ROOM', permission: 'chat:send', isAllowed: 'asRoom' }],
    ],
  },
  {
    procedure: 'setAudiences',
    does: 'who may speak in the room',
    run: async ({ moderation, roomId }) => await moderation.setAudiences({ roomId, speakBy: 'hosts' }),
    log: [['room.edit', 'ROOM', { speakBy: 'hosts' }]],
  },
  {
    procedure: 'setRole',
    does: 'somebody made a co-host',
    run: async ({ moderation, roomId, colleague }) =>
      await moderation.setRole({ roomId, userId: colleague.id, role: 'cohost' }),
    log: [['people.role', 'COLLEAGUE', { room: 'ROOM', role: 'cohost' }]],
    told: { colleague: [{ act: 'role', role: 'cohost' }] },
  },
  {
    procedure: 'handOver',
    does: 'the room handed over',
    run: async ({ moderation, roomId, colleague }) =>
      await moderation.handOver({ roomId, userId: colleague.id }),
    log: [
      ['room.handOver', 'ROOM', { to: 'COLLEAGUE' }],
      ['people.role', 'COLLEAGUE', { room: 'ROOM', role: 'host' }],
    ],
    told: { colleague: [{ act: 'role', role: 'host' }] },
  },
  {
    procedure: 'lock',
    does: 'the meeting locked and unlocked',
    run: async ({ moderation, roomId }) => {
      await moderation.lock({ roomId, isLocked: true });
      await moderation.lock({ roomId, isLocked: false });
    },
    log: [
      ['room.lock', 'ROOM', {}],
      ['room.unlock', 'ROOM', {}],
    ],
  },
  {
    procedure: 'spotlight',
    does: 'somebody shown large, then somebody else, then nobody',
    run: async ({ moderation, roomId, enter }) => {
      const [guest, colleague] = [await enter('guest'), await enter('colleague')];
      await moderation.spotlight({ roomId, identity: guest.identity });
      await moderation.spotlight({ roomId, identity: colleague.identity });
      await moderation.spotlight({ roomId, identity: null });
    },
    log: [
      ['meeting.spotlight', 'ROOM', { person: 'Kenji' }],
      ['meeting.spotlight', 'ROOM', { person: 'COLLEAGUE' }],
      ['meeting.endSpotlight', 'ROOM', { person: 'COLLEAGUE' }],
    ],
    told: {
      guest: [{ act: 'shown' }, { act: 'unshown' }],
      colleague: [{ act: 'shown' }, { act: 'unshown' }],
    },
  },
  {
    procedure: 'lowerHands',
    does: 'somebody’s hand lowered, and none that isn’t up',
    run: async ({ moderation, roomId, guest, colleague, raise }) => {
      await raise('guest');
      await moderation.lowerHands({ roomId, person: account(colleague) });
      await moderation.lowerHands({ roomId, person: guest.person });
    },
    log: [['people.lowerHand', 'Kenji', { room: 'ROOM' }]],
    told: { guest: [{ act: 'handLowered' }] },
  },
  {
    procedure: 'lowerHands',
    does: 'all hands lowered, the host’s own unsaid',
    run: async ({ moderation, roomId, raise, host }) => {
      await raise('guest');
      await raise('colleague');
      const own = await browserOf(host);
      const { tabId } = await enterCall(own, roomId);
      await own.api.rooms.moderation.raiseHand({ roomId, tabId, isRaised: true });
      await moderation.lowerHands({ roomId, person: null });
      expect((await listPeople(roomId)).filter(({ attributes }) => attributes['hand'])).toEqual([]);
    },
    // LiveKit lists people in no order.
    log: [['people.lowerHand', 'ROOM', { count: 2, people: expect.arrayContaining(['Kenji', 'COLLEAGUE']) }]],
    told: { guest: [{ act: 'handLowered' }], colleague: [{ act: 'handLowered' }] },
  },
];

describe('what is done to a call and its people is in the log, and its target is told', () => {
  test('all of it is tried here, but for what one reads or does to oneself', () => {
    const tried = new Set(DEEDS.map(({ procedure }) => procedure));
    expect(new Set([...tried, 'rules', 'raiseHand'])).toEqual(
      new Set(Object.keys(moderationRouter._def.procedures)),
    );
  });

  test.each(DEEDS)('$procedure: $does', async ({ run, log, told = {} }) => {
    const here = await meeting();
    await run(here);
    const lines = await db().auditEvent.findMany({
      where: { tenantId: here.tenant.id },
      orderBy: { id: 'asc' },
    });
    const named = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value)
          .replaceAll(JSON.stringify(here.room.name), '"ROOM"')
          .replaceAll(JSON.stringify(here.colleague.name), '"COLLEAGUE"'),
      );
    expect(lines.map(({ action, targetName, detail }) => named([action, targetName, detail]))).toEqual(log);
    expect(new Set(lines.map(({ actorId }) => actorId))).toEqual(new Set([here.host.id]));
    // What is told to all comes after it, and is there.
    const last = { act: 'muted', what: 'microphone' };
    await here.moderation.muteAll({ roomId: here.roomId });
    await expect.poll(here.told).toEqual({
      guest: [...(told.guest ?? []), ...(lines[0]?.action === 'people.remove' ? [] : [last])],
      colleague: [...(told.colleague ?? []), last],
      host: told.host ?? [],
    });
  });

  test('handOver: an administrator gives away somebody else’s room, and that one is told', async () => {
    const here = await meeting();
    const { moderation } = (await browserOf(here.admin)).api.rooms;
    await moderation.handOver({ roomId: here.roomId, userId: here.colleague.id });
    await expect.poll(here.told).toEqual({
      guest: [],
      colleague: [{ act: 'role', role: 'host' }],
      host: [{ act: 'role', role: 'cohost' }],
    });
  });

  test('the end of a meeting is in it too', async () => {
    const { rooms, roomId, room, tenant, host } = await meeting();
    await rooms.end({ roomId });
    const lines = await db().auditEvent.findMany({ where: { tenantId: tenant.id } });
    expect(lines).toMatchObject([{ action: 'meeting.end', actorId: host.id, targetName: room.name }]);
  });
});

describe('somebody who leaves while something is done to them', () => {
  test('is left alone', async () => {
    const { roomId, enter } = await meeting();
    const guest = await enter('guest');
    const track = await guest.speak();
    await guest.leave();
    // LiveKit answers the first of these after three seconds: that nobody answered.
    await Promise.all([
      muteTrack(roomId, guest.identity, track),
      changeParticipant(roomId, guest.identity, { attributes: { hand: '' } }),
      removeParticipant(roomId, guest.identity),
    ]);
    expect(await listPeople(roomId)).toEqual([]);
  });

  test('doesn’t keep the others from being muted', async () => {
    const { roomId, enter, moderation, told } = await meeting();
    const [guest, colleague] = [await enter('guest'), await enter('colleague')];
    await Promise.all([guest.speak(), colleague.speak()]);
    const microphones = async () =>
      (await listPeople(roomId)).flatMap((who) =>
        who.tracks.map(({ muted }) => ({ identity: who.identity, muted })),
      );
    await expect.poll(async () => (await microphones()).length).toBe(2);
    await Promise.all([guest.leave(), moderation.muteAll({ roomId })]);
    await expect.poll(microphones).toEqual([{ identity: colleague.identity, muted: true }]);
    await expect.poll(() => told()['colleague']).toEqual([{ act: 'muted', what: 'microphone' }]);
  });
});
