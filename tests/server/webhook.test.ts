import { randomUUID } from 'node:crypto';
import { ParticipantInfo, ParticipantInfo_Kind, Room, WebhookEvent } from '@livekit/protocol';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { deliverWebhook } from './deliverWebhook';
import { browserOf, openStream, sandbox } from './harness';

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
