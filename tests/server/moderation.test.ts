import { randomUUID } from 'node:crypto';
import { TokenVerifier } from 'livekit-server-sdk';
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { runJob } from '@/server/jobs';
import { listOpenRooms, openRoom } from '@/server/livekit';
import { redis } from '@/server/redis';
import { afterMeeting } from '@/server/rooms/afterMeeting';
import { browser, browserOf, expectRefusal, guestIn, openStream, sandbox } from './harness';

const tabId = () => randomUUID().slice(0, 18);
const account = ({ id }: { id: string }) => ({ id, isGuest: false });

type Api = Awaited<ReturnType<typeof browserOf>>['api'];

const join = async (api: Api, roomId: string) => {
  const joined = await api.rooms.join({ roomId, tabId: tabId() });
  const verifier = new TokenVerifier(env().LIVEKIT_API_KEY, env().LIVEKIT_API_SECRET);
  const { video } = await verifier.verify(joined.token);
  return { ...joined, sources: video?.canPublishSources };
};

/** A host with a colleague and a guest who is in. */
const meeting = async (settings: Parameters<typeof sandbox>[0] = {}) => {
  const box = await sandbox(settings);
  const roomId = box.room.id;
  const [{ api }, { api: colleagueApi }] = [await browserOf(box.host), await browserOf(box.colleague)];
  const guest = await guestIn(roomId, 'Kenji');
  return { ...box, roomId, api, colleagueApi, guest };
};

describe('a right for one person', () => {
  test('is given where the room keeps it for its hosts', async () => {
    const { roomId, api, colleague, colleagueApi } = await meeting({ speakBy: 'hosts', screenBy: 'hosts' });
    expect((await join(colleagueApi, roomId)).sources).toEqual(['camera']);
    const person = account(colleague);
    await api.rooms.moderation.setRight({ roomId, person, permission: 'media:microphone', isAllowed: true });
    const joined = await join(colleagueApi, roomId);
    expect(joined.sources).toEqual(['camera', 'microphone']);
    expect(joined.rights).toEqual({ camera: true, microphone: true, screen: false });
  });

  test('is taken from a guest, who is told, and comes back with the end of the meeting', async () => {
    const { roomId, api, guest, host } = await meeting();
    const stream = await openStream(guest, roomId);
    await api.rooms.moderation.setRight({
      roomId,
      person: guest.person,
      permission: 'chat:send',
      isAllowed: false,
    });
    await expect
      .poll(() => stream.state.events)
      .toContainEqual({
        type: 'told',
        to: guest.person.id,
        by: { id: host.id, name: host.name },
        act: 'right',
        permission: 'chat:send',
        isAllowed: false,
      });
    await stream.close();
    const say = async () => await guest.api.chat.send({ roomId, id: uuid(), body: 'hello' });
    await expectRefusal(say(), 'FORBIDDEN');
    expect(await db().personRule.count({ where: { roomId } })).toBe(1);
    await afterMeeting(roomId);
    const again = await guestIn(roomId, 'Kenji');
    expect((await again.api.chat.send({ roomId, id: uuid(), body: 'hello' })).body).toBe('hello');
    expect(await db().personRule.count({ where: { roomId } })).toBe(0);
  });

  test('is told to its person alone', async () => {
    const { roomId, api, colleague, colleagueApi, guest } = await meeting();
    const stream = await openStream(guest, roomId);
    await api.rooms.moderation.setRight({
      roomId,
      person: account(colleague),
      permission: 'chat:send',
      isAllowed: false,
    });
    await expectRefusal(colleagueApi.chat.send({ roomId, id: uuid(), body: 'no' }), 'FORBIDDEN');
    // What is told to all comes after it, and is there.
    await api.rooms.moderation.muteAll({ roomId });
    await expect.poll(() => stream.state.events.some((event) => event.type === 'told')).toBe(true);
    expect(stream.state.events.filter((event) => event.type === 'told')).toMatchObject([
      { act: 'muted', to: null },
    ]);
    await stream.close();
  });

  test('lets a member record where it is given, and nobody else', async () => {
    const { roomId, api, colleague, colleagueApi, guest } = await meeting();
    await expectRefusal(colleagueApi.rooms.startRecording({ roomId }), 'FORBIDDEN');
    const right = { roomId, permission: 'room:record', isAllowed: true } as const;
    await api.rooms.moderation.setRight({ ...right, person: account(colleague) });
    await expectRefusal(colleagueApi.rooms.startRecording({ roomId }), 'MEETING_NOT_RUNNING');
    await api.rooms.moderation.setRight({ ...right, person: guest.person });
    await expectRefusal(guest.api.rooms.startRecording({ roomId }), 'NOT_FOUND');
  });

  test('cannot be taken from a host', async () => {
    const { roomId, api, owner } = await meeting();
    await expectRefusal(
      api.rooms.moderation.setRight({
        roomId,
        person: account(owner),
        permission: 'chat:send',
        isAllowed: false,
      }),
      'FORBIDDEN',
    );
  });
});

describe('somebody removed', () => {
  test('loses the stream and stays out by account until the meeting ends', async () => {
    const { roomId, api, colleague, colleagueApi } = await meeting();
    const streaming = await browserOf(colleague);
    const stream = await openStream(streaming, roomId);
    await api.rooms.moderation.remove({ roomId, person: account(colleague) });
    await stream.ended;
    expect(stream.state.error).toMatchObject({ appCode: 'BARRED' });
    await expectRefusal(join(colleagueApi, roomId), 'BARRED');
    await expectRefusal(colleagueApi.chat.list({ roomId }), 'BARRED');
    await afterMeeting(roomId);
    expect((await join(colleagueApi, roomId)).role).toBe('participant');
  });

  test('who is a guest loses the admission with the stream', async () => {
    const { roomId, api, guest } = await meeting();
    const stream = await openStream(guest, roomId);
    await api.rooms.moderation.remove({ roomId, person: guest.person });
    await stream.ended;
    expect(stream.state.error).toMatchObject({ appCode: 'BARRED' });
    await expectRefusal(guest.api.rooms.join({ roomId, tabId: tabId(), name: 'Another' }), 'BARRED');
    await expectRefusal(guest.api.chat.list({ roomId }), 'BARRED');
    const [barred] = await db().roomBar.findMany({ where: { roomId } });
    expect(barred).toMatchObject({ isGuest: true, name: 'Kenji', isForGood: false });
    expect(barred?.address).toBe(guest.headers.get('x-webmtg-address'));
  });

  test('is none of the hosts, and nobody of another room', async () => {
    const { roomId, api, owner } = await meeting();
    await expectRefusal(api.rooms.moderation.remove({ roomId, person: account(owner) }), 'FORBIDDEN');
    const stranger = await sandbox();
    await expectRefusal(api.rooms.moderation.remove({ roomId, person: account(stranger.host) }), 'NOT_FOUND');
  });
});

describe('roles', () => {
  test('a co-host moderates, and not the host', async () => {
    const { roomId, api, colleague, colleagueApi, host, guest } = await meeting();
    await expectRefusal(colleagueApi.rooms.moderation.lock({ roomId, isLocked: true }), 'FORBIDDEN');
    await api.rooms.moderation.setRole({ roomId, userId: colleague.id, role: 'cohost' });
    expect((await join(colleagueApi, roomId)).role).toBe('cohost');
    await colleagueApi.rooms.moderation.lock({ roomId, isLocked: true });
    expect((await api.rooms.get({ roomId })).lockedAt).not.toBeNull();
    await expectRefusal(colleagueApi.rooms.moderation.remove({ roomId, person: account(host) }), 'FORBIDDEN');
    await colleagueApi.rooms.moderation.remove({ roomId, person: guest.person });
    await api.rooms.moderation.setRole({ roomId, userId: colleague.id, role: 'participant' });
    await expectRefusal(colleagueApi.rooms.moderation.lock({ roomId, isLocked: false }), 'FORBIDDEN');
    await afterMeeting(roomId);
    expect((await api.rooms.get({ roomId })).lockedAt).toBeNull();
  });

  test('the host hands over and is a co-host', async () => {
    const { roomId, api, colleague, colleagueApi, host } = await meeting();
    await api.rooms.moderation.handOver({ roomId, userId: colleague.id });
    expect((await colleagueApi.rooms.get({ roomId })).role).toBe('host');
    expect((await api.rooms.get({ roomId })).role).toBe('cohost');
    await expectRefusal(api.rooms.moderation.handOver({ roomId, userId: host.id }), 'FORBIDDEN');
  });

  test('whoever looks at the room’s people sees at once who has become what', async () => {
    const { roomId, api, colleague, colleagueApi, host } = await meeting();
    const stream = await openStream(await browserOf(host), roomId);
    const count = () =>
      stream.state.events.filter((event) => 'what' in event && event.what === 'people').length;
    await api.rooms.moderation.setRole({ roomId, userId: colleague.id, role: 'cohost' });
    await expect.poll(count).toBe(1);
    await api.rooms.moderation.handOver({ roomId, userId: colleague.id });
    await expect.poll(count).toBe(2);
    await colleagueApi.rooms.people.setRole({ roomId, userId: host.id, role: 'participant' });
    await expect.poll(count).toBe(3);
    await stream.close();
  });

  test('the host’s role goes to nobody outside of the tenant', async () => {
    const { roomId, api } = await meeting();
    const stranger = await sandbox();
    await expectRefusal(api.rooms.moderation.handOver({ roomId, userId: stranger.host.id }), 'NOT_FOUND');
    await expectRefusal(
      api.rooms.moderation.setRole({ roomId, userId: stranger.host.id, role: 'cohost' }),
      'NOT_FOUND',
    );
  });
});

test('a hand is raised in the call alone', async () => {
  const { roomId, guest } = await meeting();
  await expectRefusal(
    guest.api.rooms.moderation.raiseHand({ roomId, tabId: tabId(), isRaised: true }),
    'NOT_FOUND',
  );
  const { api } = await browser();
  await expectRefusal(
    api.rooms.moderation.raiseHand({ roomId, tabId: tabId(), isRaised: true }),
    'NOT_FOUND',
  );
});

describe('a meeting that ends with its host', () => {
  const running = async (endsWithHost = true) => {
    const { room, tenant } = await sandbox({ endsWithHost });
    await openRoom(room.id, 10);
    const { id } = await db().meeting.create({
      data: { tenantId: tenant.id, roomId: room.id, livekitSid: randomUUID(), startedAt: new Date() },
    });
    const isOpen = async () => (await listOpenRooms()).some(({ name }) => name === room.id);
    /** What the job has noted of the host; LiveKit itself has nobody in this room. */
    const note = async (host: string) => await redis().set(`meeting-host:${id}`, host);
    return { tenant, isOpen, note };
  };
  const run = async () => await runJob('hostless', { isDryRun: false });

  test('goes on for a minute after the last one has left', async () => {
    const { tenant, isOpen, note } = await running();
    await note('here');
    await run();
    expect(await isOpen()).toBe(true);
    await note(String(Date.now() - 55_000));
    await run();
    expect(await isOpen()).toBe(true);
    await note(String(Date.now() - 61_000));
    await run();
    expect(await isOpen()).toBe(false);
    const [act] = await db().auditEvent.findMany({ where: { tenantId: tenant.id } });
    expect(act).toMatchObject({ action: 'meeting.end', actorKind: 'system' });
  });

  test('waits for the first one as long as it takes', async () => {
    const { isOpen } = await running();
    await run();
    await run();
    expect(await isOpen()).toBe(true);
  });

  test('is not one where the room does not say so', async () => {
    const { isOpen, note } = await running(false);
    await note(String(Date.now() - 3_600_000));
    await run();
    expect(await isOpen()).toBe(true);
  });
});
