import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { expect, onTestFinished, test, vi } from 'vitest';
import { purgeTenants } from '@/server/auth/purgeTenants';
import { db, type Tx } from '@/server/db';
import { log } from '@/server/log';
import { purgeRooms } from '@/server/rooms/purgeRooms';
import { sandbox } from './harness';

// What waits for a lock gives up at once, as what takes too long would after a minute.
const database = new URL(process.env['DATABASE_URL'] ?? '');
database.searchParams.set('options', '-c lock_timeout=200');
process.env['DATABASE_URL'] = database.href;

const MONTH_AGO = new Date(Date.now() - 31 * 24 * 3600 * 1000);

/** Holds what a statement locks until the test lets go of it, at its end at the latest. */
const hold = async (lock: (tx: Tx) => Promise<unknown>) => {
  const [locked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = db().$transaction(
    async (tx) => {
      await lock(tx);
      locked.resolve();
      await released.promise;
    },
    { timeout: 30_000 },
  );
  const release = async () => {
    released.resolve();
    await held;
  };
  onTestFinished(release);
  await Promise.race([locked.promise, held]);
  return release;
};

const MESSAGES = 2_500;

/** A tenant with a room where much was said, in a meeting; `last` is the newest message. */
const full = async () => {
  const box = await sandbox();
  const place = { tenantId: box.tenant.id, roomId: box.room.id };
  const author = { authorId: box.host.id, authorIsGuest: false, authorName: box.host.name };
  const say = async (count: number) =>
    await db().message.createManyAndReturn({
      data: Array.from({ length: count }, () => ({ id: uuid(), ...place, ...author, body: 'x' })),
      select: { id: true },
    });
  await say(MESSAGES - 1);
  const [last] = await say(1);
  await db().meeting.create({
    data: {
      ...place,
      livekitSid: `RM_${randomUUID()}`,
      startedAt: MONTH_AGO,
      endedAt: MONTH_AGO,
      attendances: {
        create: {
          tenantId: box.tenant.id,
          livekitSid: `PA_${randomUUID()}`,
          userId: box.host.id,
          name: box.host.name,
          joinedAt: MONTH_AGO,
        },
      },
    },
  });
  const left = async () => ({
    tenants: await db().tenant.count({ where: { id: box.tenant.id } }),
    rooms: await db().room.count({ where: { id: box.room.id } }),
    messages: await db().message.count({ where: { roomId: box.room.id } }),
    stays: await db().attendance.count({ where: { tenantId: box.tenant.id } }),
  });
  const expire = async (what: 'room' | 'tenant') =>
    what === 'room'
      ? await db().room.update({ where: { id: box.room.id }, data: { deletedAt: MONTH_AGO } })
      : await db().tenant.update({ where: { id: box.tenant.id }, data: { deletedAt: MONTH_AGO } });
  return { ...box, last: last?.id ?? '', left, expire };
};

test.each([
  ['room', purgeRooms],
  ['tenant', purgeTenants],
] as const)(
  'a %s that can’t be deleted yet is told of, loses what it can, and holds up no other',
  async (what, purge) => {
    const [stuck, other] = [await full(), await full()];
    await stuck.expire(what);
    await other.expire(what);
    const complaint = vi.spyOn(log(), 'error');
    onTestFinished(() => complaint.mockRestore());
    const release = await hold(
      async (tx) => await tx.$queryRaw`SELECT 1 FROM "Message" WHERE id = ${stuck.last}::uuid FOR UPDATE`,
    );
    const whole = await other.left();
    await purge({ isDryRun: true });
    expect(await other.left()).toEqual(whole);

    expect((await purge({ isDryRun: false }))[`${what}s`]).toBeGreaterThan(0);
    const tenants = what === 'room' ? 1 : 0;
    expect(await other.left()).toEqual({ tenants, rooms: 0, messages: 0, stays: 0 });
    const { messages, ...rest } = await stuck.left();
    expect(rest).toEqual({ tenants: 1, rooms: 1, stays: 1 });
    expect(messages).toBeGreaterThan(0);
    expect(messages).toBeLessThan(MESSAGES / 2);
    const id = what === 'room' ? { roomId: stuck.room.id } : { tenantId: stuck.tenant.id };
    expect(complaint.mock.calls.map(([about]) => about)).toContainEqual(expect.objectContaining(id));

    await release();
    await purge({ isDryRun: false });
    expect(await stuck.left()).toEqual({ tenants, rooms: 0, messages: 0, stays: 0 });
  },
);
