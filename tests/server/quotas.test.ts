import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeMembership, makeRoom, makeUser } from '../../prisma/factories.ts';
import { proveRecorder } from '@/server/auth/quotas';
import { db } from '@/server/db';
import { AppError } from '@/server/errors';
import { lockTenant } from '@/server/lockTenant';
import { recordFromStart } from '@/server/rooms/recordRoom';
import { browserOf, expectRefusal, sandbox } from './harness';

type Box = Awaited<ReturnType<typeof sandbox>>;

const MINUTE = 60_000;
const tabId = () => randomUUID().slice(0, 18);

const limit = async (
  { tenant }: Box,
  data: { maxPeople?: number; meetingMinutes?: number | null; maxRecordings?: number | null },
) => await db().tenant.update({ where: { id: tenant.id }, data });

const another = async ({ tenant, host }: Box, fields: Parameters<typeof makeRoom>[2] = {}) =>
  await makeRoom(db(), { tenantId: tenant.id, hostId: host.id }, fields);

const held = async (
  { tenant }: Box,
  room: { id: string },
  { from, to }: { from: number; to: number | null },
) =>
  await db().meeting.create({
    data: {
      tenantId: tenant.id,
      roomId: room.id,
      livekitSid: `RM_${randomUUID()}`,
      startedAt: new Date(from),
      endedAt: to === null ? null : new Date(to),
    },
  });

/** The codes of those that were refused. */
const refusals = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) =>
    result.status === 'rejected'
      ? [result.reason instanceof AppError ? result.reason.appCode : result.reason]
      : [],
  );

describe('people in one meeting', () => {
  test('of many who come at once no more come in than the organisation allows, whatever the room does', async () => {
    const box = await sandbox({ maxParticipants: 50 });
    await limit(box, { maxPeople: 3 });
    const people = await Promise.all(Array.from({ length: 8 }, async () => await makeUser(db())));
    for (const { id: userId } of people)
      await makeMembership(db(), { tenantId: box.tenant.id, userId }, 'member');
    const results = await Promise.allSettled(
      people.map(
        async (user) => await (await browserOf(user)).api.rooms.join({ roomId: box.room.id, tabId: tabId() }),
      ),
    );
    expect(refusals(results)).toEqual(Array.from({ length: 5 }, () => 'ROOM_FULL'));
  });

  test('a room that allows fewer keeps to its own limit', async () => {
    const box = await sandbox({ maxParticipants: 2 });
    await limit(box, { maxPeople: 100 });
    const { api } = await browserOf(box.host);
    await api.rooms.join({ roomId: box.room.id, tabId: tabId() });
    await api.rooms.join({ roomId: box.room.id, tabId: tabId() });
    await expectRefusal(api.rooms.join({ roomId: box.room.id, tabId: tabId() }), 'ROOM_FULL');
  });
});

describe('minutes of meetings in a month', () => {
  const joining = async (box: Box, room: { id: string } = box.room) =>
    await (await browserOf(box.host)).api.rooms.join({ roomId: room.id, tabId: tabId() });

  test('once they are used up no new meeting begins; one that runs goes on', async () => {
    const box = await sandbox();
    const now = Date.now();
    await limit(box, { meetingMinutes: 30 });
    await held(box, await another(box), { from: now, to: now + 29 * MINUTE });
    await joining(box);
    await held(box, await another(box), { from: now, to: now + 2 * MINUTE });
    const fresh = await another(box);
    await expectRefusal(joining(box, fresh), 'QUOTA_MINUTES');
    await held(box, box.room, { from: now, to: null });
    await joining(box);
    await limit(box, { meetingMinutes: null });
    await joining(box, fresh);
  });

  test('those of other months and of other organisations don’t count; of a meeting over midnight its part does', async () => {
    const [box, away] = [await sandbox(), await sandbox()];
    const now = new Date();
    const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
    await limit(box, { meetingMinutes: 30 });
    await held(box, await another(box), { from: month - 90 * MINUTE, to: month - 30 * MINUTE });
    await held(box, await another(box), { from: month - 60 * MINUTE, to: month + 5 * MINUTE });
    await held(away, away.room, { from: now.getTime(), to: now.getTime() + 600 * MINUTE });
    const usage = await (await browserOf(box.admin)).api.auth.tenant.usage({ tenant: box.tenant.slug });
    expect(usage.minutes).toEqual({ used: 5, limit: 30 });
    await joining(box);
  });

  test('a meeting that runs counts up to now', async () => {
    const box = await sandbox();
    const now = new Date();
    const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
    await held(box, box.room, { from: now.getTime() - 20 * MINUTE, to: null });
    const { api } = await browserOf(box.admin);
    const { minutes } = await api.auth.tenant.usage({ tenant: box.tenant.slug });
    const expected = Math.min(20, Math.floor((now.getTime() - month) / MINUTE));
    expect(minutes.used).toBeGreaterThanOrEqual(expected);
    expect(minutes.used).toBeLessThanOrEqual(expected + 1);
  });
});

describe('recordings at once', () => {
  const recorded = async ({ tenant }: Box, room: { id: string }) =>
    await db().recording.create({
      data: {
        tenantId: tenant.id,
        roomId: room.id,
        name: 'Weekly',
        state: 'active',
        egressId: `EG_${randomUUID()}`,
        startedAt: new Date(),
        seenAt: new Date(),
      },
    });

  test('of many who ask at once no more are recorded than the organisation allows', async () => {
    const box = await sandbox();
    const tenantId = box.tenant.id;
    await limit(box, { maxRecordings: 2 });
    const rooms = await Promise.all(Array.from({ length: 6 }, async () => await another(box)));
    const results = await Promise.allSettled(
      rooms.map(async ({ id: roomId }) => {
        await db().$transaction(async (tx) => {
          await lockTenant(tx, tenantId);
          await proveRecorder(tx, tenantId);
          await tx.recording.create({ data: { tenantId, roomId, name: 'Weekly' } });
        });
      }),
    );
    expect(refusals(results)).toEqual(Array.from({ length: 4 }, () => 'QUOTA_RECORDINGS'));
    await db().recording.deleteMany({ where: { tenantId } });
  });

  test('a meeting that would record itself is not recorded beyond the limit', async () => {
    const box = await sandbox({ recordsItself: true });
    await limit(box, { maxRecordings: 1 });
    const now = Date.now();
    await held(box, box.room, { from: now, to: null });
    const { id } = await recorded(box, await another(box));
    await recordFromStart(box.room.id);
    expect(await db().recording.count({ where: { roomId: box.room.id } })).toBe(0);
    await db().recording.update({ where: { id }, data: { state: 'complete' } });
    await recordFromStart(box.room.id);
    expect(await db().recording.count({ where: { roomId: box.room.id } })).toBe(1);
  });
});

test('who runs the organisation sees what it uses; its members don’t', async () => {
  const box = await sandbox();
  await limit(box, { maxPeople: 40, maxRecordings: 2 });
  const usage = await (await browserOf(box.admin)).api.auth.tenant.usage({ tenant: box.tenant.slug });
  expect(usage).toEqual({
    members: 4,
    maxPeople: 40,
    minutes: { used: 0, limit: null },
    recordings: { used: 0, limit: 2 },
    storage: { used: 0, limit: 50_000_000_000 },
  });
  const { api } = await browserOf(box.host);
  await expectRefusal(api.auth.tenant.usage({ tenant: box.tenant.slug }), 'FORBIDDEN');
});
