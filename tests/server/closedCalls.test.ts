import { DisconnectReason } from '@livekit/rtc-node';
import { afterAll, expect, test } from 'vitest';
import { closeTenant } from '@/server/auth/closeTenant';
import { db } from '@/server/db';
import { runJob } from '@/server/jobs';
import { listIdentities, listOpenRooms, openRoom } from '@/server/livekit';
import { endClient, enterCall } from './enterCall';
import { browserOf, sandbox } from './harness';
import { leadOverLine } from './leadOverLine';

const mediaLine = await leadOverLine('LIVEKIT_URL');

afterAll(endClient);

const tabId = 'tab-00000001';

const isOpen = async (roomId: string) => (await listOpenRooms()).some(({ name }) => name === roomId);

/** A room whose meeting LiveKit has told of, as far as this matters. */
const meeting = async () => {
  const box = await sandbox();
  const roomId = box.room.id;
  const open = async () => {
    await openRoom(roomId);
    const livekitSid = (await listOpenRooms()).find(({ name }) => name === roomId)?.sid ?? '';
    await db().meeting.create({
      data: { tenantId: box.tenant.id, roomId, livekitSid, startedAt: new Date() },
    });
  };
  await open();
  return { ...box, roomId, open, ...(await browserOf(box.host)) };
};

test('the call of a room that is deleted while LiveKit is away ends when it is back; restored, it holds calls again', async () => {
  const { roomId, api, open } = await meeting();
  mediaLine.sever();
  await api.rooms.remove({ roomId });
  await mediaLine.mend();
  await expect.poll(async () => await isOpen(roomId).catch(() => null), { timeout: 5_000 }).toBe(true);
  expect((await runJob('meetings', { isDryRun: true }))['forbiddenMeetings']).toBeGreaterThan(0);
  expect(await isOpen(roomId)).toBe(true);
  await runJob('meetings', { isDryRun: false });
  expect(await isOpen(roomId)).toBe(false);

  await api.rooms.restore({ roomId });
  await open();
  await runJob('meetings', { isDryRun: false });
  expect(await isOpen(roomId)).toBe(true);
  await api.rooms.join({ roomId, tabId });
});

test.each(['suspendedAt', 'deletedAt'] as const)(
  'a call that a tenant still has whose %s is set ends, and is left alone once it is none',
  async (column) => {
    const { roomId, tenant, api, open } = await meeting();
    const set = async (time: Date | null) =>
      await db().tenant.update({ where: { id: tenant.id }, data: { [column]: time } });
    await set(new Date());
    await runJob('meetings', { isDryRun: false });
    expect(await isOpen(roomId)).toBe(false);

    await set(null);
    await open();
    await runJob('meetings', { isDryRun: false });
    expect(await isOpen(roomId)).toBe(true);
    await api.rooms.join({ roomId, tabId });
  },
);

test.each(['room', 'tenant'] as const)(
  'who was just coming in when the %s was closed is put out again, and comes in once it is open',
  async (what) => {
    const { room, tenant, colleague } = await sandbox();
    const roomId = room.id;
    const mark = async (time: Date | null) =>
      what === 'room'
        ? await db().room.update({ where: { id: roomId }, data: { deletedAt: time } })
        : await db().tenant.update({ where: { id: tenant.id }, data: { suspendedAt: time } });
    const call = await enterCall(await browserOf(colleague), roomId);
    await mark(new Date());
    await closeTenant(tenant.id);
    expect(await call.ended).toBe(DisconnectReason.ROOM_DELETED);
    // What joining does once its checks are past.
    await openRoom(roomId);
    expect(await isOpen(roomId)).toBe(true);
    // They may be out before they are wholly in.
    await call.enterAgain().catch(() => null);
    await expect.poll(async () => await isOpen(roomId), { timeout: 10_000 }).toBe(false);

    await mark(null);
    const { identity } = await enterCall(await browserOf(colleague), roomId);
    expect(await listIdentities(roomId)).toEqual([identity]);
  },
);
