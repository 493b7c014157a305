import { randomUUID } from 'node:crypto';
import { ParticipantInfo, ParticipantInfo_Kind, Room, WebhookEvent } from '@livekit/protocol';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { changeParticipant, openRoom } from '@/server/livekit';
import { readAdmission } from '@/server/rooms/admissions';
import { deliverWebhook } from './deliverWebhook';
import { browserOf, guestIn, openStream, sandbox } from './harness';
import { leadOverLine } from './leadOverLine';

const [redisLine, mediaLine] = [await leadOverLine('REDIS_URL'), await leadOverLine('LIVEKIT_URL')];

const START = 1_800_000_000;

/** A call of one person in a room: its webhooks, to be sent in whatever order a test wants. */
const callIn = (roomId: string, userId: string) => {
  const [roomSid, sid] = [`RM_${randomUUID()}`, `PA_${randomUUID()}`];
  const event = (name: string, at: number, kind = ParticipantInfo_Kind.STANDARD) =>
    new WebhookEvent({
      id: `EV_${randomUUID()}`,
      event: name,
      createdAt: BigInt(START + at),
      room: new Room({ sid: roomSid, name: roomId, creationTime: BigInt(START) }),
      ...(name.startsWith('participant')
        ? {
            participant: new ParticipantInfo({
              sid,
              identity: `user:${userId}:tab-00000001`,
              name: 'Aoi Tanaka',
              kind,
              joinedAt: BigInt(START + 1),
            }),
          }
        : {}),
    });
  return {
    event,
    meeting: async () =>
      await db().meeting.findMany({ where: { livekitSid: roomSid }, include: { attendances: true } }),
  };
};

const at = (seconds: number) => new Date((START + seconds) * 1000);

describe('a call', () => {
  test('becomes a meeting with its attendance, shown to the host', async () => {
    const { room, host } = await sandbox();
    const call = callIn(room.id, host.id);
    await deliverWebhook(call.event('room_started', 0));
    await deliverWebhook(call.event('participant_joined', 1));
    await deliverWebhook(call.event('participant_left', 60));
    await deliverWebhook(call.event('room_finished', 80));
    const { api } = await browserOf(host);
    const { items } = await api.rooms.meetings({ roomId: room.id });
    expect(items).toMatchObject([
      {
        endedAt: at(80),
        attendances: [
          { userId: host.id, guestId: null, name: 'Aoi Tanaka', joinedAt: at(1), leftAt: at(60) },
        ],
      },
    ]);
  });

  test('is the same whatever the order of its webhooks', async () => {
    const { room, host } = await sandbox();
    const call = callIn(room.id, host.id);
    await deliverWebhook(call.event('participant_left', 60));
    await deliverWebhook(call.event('participant_joined', 1));
    await deliverWebhook(call.event('room_finished', 80));
    const [meeting] = await call.meeting();
    expect(meeting?.endedAt).toEqual(at(80));
    expect(meeting?.attendances).toMatchObject([{ joinedAt: at(1), leftAt: at(60) }]);
  });

  test('closes the stay of whoever was still in it', async () => {
    const { room, host } = await sandbox();
    const call = callIn(room.id, host.id);
    await deliverWebhook(call.event('participant_joined', 1));
    await deliverWebhook(call.event('room_finished', 80));
    const [meeting] = await call.meeting();
    expect(meeting?.attendances).toMatchObject([{ leftAt: at(80) }]);
  });
});

test('a call whose LiveKit node died goes on when its people are back', async () => {
  const { room, host } = await sandbox();
  const call = callIn(room.id, host.id);
  const stream = await openStream(await browserOf(host), room.id);
  await deliverWebhook(call.event('room_started', 0));
  await deliverWebhook(call.event('participant_joined', 1));
  await deliverWebhook(call.event('room_started', 50));
  // Who is still on the dead node goes after those who have noticed.
  const starts = () => stream.state.events.filter(({ type }) => type === 'started');
  await expect.poll(starts).toEqual([0, 50].map((after) => ({ type: 'started', at: START + after })));
  await stream.close();
  const [broken] = await call.meeting();
  expect(broken).toMatchObject({ endedAt: null, attendances: [{ joinedAt: at(1), leftAt: at(50) }] });
  const back = call.event('participant_joined', 52);
  Object.assign(back.participant ?? {}, { sid: `PA_${randomUUID()}`, joinedAt: BigInt(START + 52) });
  await deliverWebhook(back);
  const [whole, ...more] = await call.meeting();
  expect(more).toEqual([]);
  expect(whole?.attendances).toHaveLength(2);
  expect(whole?.attendances).toContainEqual(expect.objectContaining({ joinedAt: at(52), leftAt: null }));
});

test('a replay changes nothing', async () => {
  const { room, host } = await sandbox();
  const call = callIn(room.id, host.id);
  const joined = call.event('participant_joined', 1);
  await deliverWebhook(joined);
  await deliverWebhook(call.event('participant_left', 60));
  const before = await call.meeting();
  const forged = joined.clone();
  forged.participant = new ParticipantInfo({ sid: 'PA_other', identity: 'guest:x:y', name: 'Somebody else' });
  expect(await deliverWebhook(forged)).toBe(200);
  expect(await call.meeting()).toEqual(before);
});

test('two deliveries at once are applied once', async () => {
  const { room, host } = await sandbox();
  const call = callIn(room.id, host.id);
  const joined = call.event('participant_joined', 1);
  const statuses = await Promise.all([
    deliverWebhook(joined),
    deliverWebhook(joined),
    deliverWebhook(joined),
  ]);
  expect(statuses).toContain(200);
  expect((await call.meeting())[0]?.attendances).toHaveLength(1);
});

describe('what follows from a webhook, and could not,', () => {
  /** Delivers a webhook while a part is away, and lets it come back. */
  const deliverWithout = async (line: typeof redisLine, webhook: WebhookEvent) => {
    line.sever();
    expect(await deliverWebhook(webhook)).toBe(500);
    await line.mend();
  };
  /** As LiveKit does, until it is told that all is well. */
  const deliverAgain = async (webhook: WebhookEvent) =>
    await expect.poll(async () => await deliverWebhook(webhook), { timeout: 5_000 }).toBe(200);

  /** A room with a guest, whose meeting ended while Redis was away. */
  const endedWithoutRedis = async () => {
    const { room, host } = await sandbox();
    const guest = await guestIn(room.id, 'Kenji');
    const call = callIn(room.id, host.id);
    await deliverWebhook(call.event('participant_joined', 1));
    const finished = call.event('room_finished', 80);
    await deliverWithout(redisLine, finished);
    const lock = async () =>
      await db().room.update({ where: { id: room.id }, data: { lockedAt: new Date() } });
    const read = async () => ({
      isLocked: (await db().room.count({ where: { id: room.id, lockedAt: null } })) === 0,
      isAdmitted: (await readAdmission(room.id, guest.person)) !== null,
    });
    return { room, host, call, finished, lock, read };
  };

  test('the end of a meeting: is done when it is told again, and then no more', async () => {
    const { call, finished, lock, read } = await endedWithoutRedis();
    expect((await call.meeting())[0]?.endedAt).toEqual(at(80));
    await deliverAgain(finished);
    expect(await read()).toEqual({ isLocked: false, isAdmitted: false });
    await lock();
    await deliverAgain(finished);
    expect(await read()).toMatchObject({ isLocked: true });
  });

  test('the end of a meeting: leaves alone the next one, which has begun since', async () => {
    const { room, host, finished, lock, read } = await endedWithoutRedis();
    await deliverAgain(callIn(room.id, host.id).event('participant_joined', 90));
    await lock();
    await deliverAgain(finished);
    expect(await read()).toEqual({ isLocked: true, isAdmitted: true });
  });

  test('somebody’s coming: is done when it is told again, and a room that records itself does', async () => {
    const { room, host } = await sandbox({ recordsItself: true });
    const joined = callIn(room.id, host.id).event('participant_joined', 1);
    await deliverWithout(mediaLine, joined);
    const recordings = async () => await db().recording.count({ where: { roomId: room.id } });
    expect(await recordings()).toBe(0);
    await deliverAgain(joined);
    expect(await recordings()).toBe(1);
    await deliverAgain(joined);
    expect(await recordings()).toBe(1);
  });
});

test('who has left in the moment in which their rights are changed is left alone', async () => {
  const { room, host } = await sandbox();
  await openRoom(room.id);
  const change = changeParticipant(room.id, `user:${host.id}:tab-1`, { attributes: { role: 'host' } });
  await expect(change).resolves.toBeUndefined();
});

test('a signature that is not LiveKit’s is refused', async () => {
  const { room, host } = await sandbox();
  const call = callIn(room.id, host.id);
  expect(await deliverWebhook(call.event('participant_joined', 1), 'x'.repeat(40))).toBe(401);
  expect(await call.meeting()).toEqual([]);
});

test('recorders and unknown rooms leave no trace', async () => {
  const { room, host } = await sandbox();
  const recorder = callIn(room.id, host.id);
  expect(await deliverWebhook(recorder.event('participant_joined', 1, ParticipantInfo_Kind.EGRESS))).toBe(
    200,
  );
  expect(await recorder.meeting()).toEqual([]);
  const unknown = callIn(randomUUID(), host.id);
  expect(await deliverWebhook(unknown.event('participant_joined', 1))).toBe(200);
  expect(await unknown.meeting()).toEqual([]);
});
